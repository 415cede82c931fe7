"""How well a row's scores order its labels, over the whole order."""

from __future__ import annotations

from multihot.metrics.catalogue.entries import Elsewhere, Metric

_BOOSTEXTER = "Schapire & Singer 2000"
_SK = "scikit-learn 1.9"
_LOGITS = "a batch with a score outside [0, 1] is taken for logits"

ONE_ERROR = Metric(
    name="one_error",
    measure="one_error",
    title="top label wrong",
    group="ranking",
    takes="ranks",
    tasks="both",
    tasks_why="with one class a row it is 1 - accuracy",
    better="lower",
    definition="share of the rows whose highest score is at a label that is not true",
    formula="1 - precision_at_1; labels that tie for the first place share it",
    undefined="A row without true labels is an error. Only without rows: NaN.",
    caution="rows without labels put it above 0 even for a perfect order",
    source=_BOOSTEXTER,
    elsewhere=(
        Elsewhere(_SK, ""),
        Elsewhere("MULAN", "OneError", "ties go to one of the labels"),
        Elsewhere("MEKA", "Metrics.L_OneError", "ties go to the first label"),
    ),
)

COVERAGE_ERROR = Metric(
    name="coverage_error",
    measure="coverage_error",
    title="labels to look at to see all true",
    group="ranking",
    takes="ranks",
    tasks="both",
    tasks_why="with one class a row it is the mean place of that class",
    better="lower",
    high=None,
    definition="how many labels of a row, best score first, one has to look at to see all its "
    "true ones; mean over rows",
    formula="mean over rows of the largest, over the true labels, of how many labels score as "
    "high or higher",
    undefined="A row without true labels counts 0. Only without rows: NaN.",
    caution="its best value is not 0 but the mean number of true labels",
    source=f"{_BOOSTEXTER}; Tsoumakas, Katakis & Vlahavas 2010; sklearn.metrics.coverage_error",
    elsewhere=(
        Elsewhere(_SK, "coverage_error(targets, scores)"),
        Elsewhere("torchmetrics 1.9", "MultilabelCoverageError(n_labels)", _LOGITS),
        Elsewhere("MULAN", "Coverage", "1 less on each row with labels: the first place is 0"),
    ),
)

RANKING_LOSS = Metric(
    name="ranking_loss",
    measure="ranking_loss",
    title="pairs of labels in the wrong order",
    group="ranking",
    takes="ranks",
    tasks="both",
    tasks_why="with one class a row it is the share of other classes that score as high or higher",
    better="lower",
    definition="share of the pairs of a true and a false label of a row that are in the wrong "
    "order; mean over rows",
    formula="mean over rows of (pairs with the false label scoring as high or higher) / "
    "(true labels x false labels)",
    undefined="A row without true labels, or without false ones, counts 0. Only without rows: NaN.",
    caution="equal scores are errors: a model that says the same for every label gets 1",
    source=f"{_BOOSTEXTER}; Tsoumakas, Katakis & Vlahavas 2010; sklearn.metrics.label_ranking_loss",
    elsewhere=(
        Elsewhere(_SK, "label_ranking_loss(targets, scores)"),
        Elsewhere(
            "torchmetrics 1.9",
            "MultilabelRankingLoss(n_labels)",
            "ties are ordered as the sort leaves them; a batch of only rows without pairs counts "
            f"as one row; {_LOGITS}",
        ),
        Elsewhere("MULAN", "RankingLoss", "ties are ordered, not counted as errors"),
        Elsewhere("MEKA", "Metrics.L_RankLoss", "ties are ordered as the sort leaves them"),
    ),
)

LRAP = Metric(
    name="lrap",
    measure="lrap",
    title="label ranking average precision",
    group="ranking",
    takes="ranks",
    tasks="both",
    tasks_why="with one class a row it is the mean of 1 / place of that class",
    better="higher",
    definition="of the labels that score as high as a true one, the share that is true; mean over "
    "the true labels of a row, then over rows",
    formula="mean over rows of the mean over true labels of (true labels scoring as high or "
    "higher) / (labels scoring as high or higher)",
    undefined="A row without true labels counts 1. Only without rows: NaN.",
    caution="a row without labels counts 1",
    source="Tsoumakas, Katakis & Vlahavas 2010; "
    "sklearn.metrics.label_ranking_average_precision_score",
    elsewhere=(
        Elsewhere(_SK, "label_ranking_average_precision_score(targets, scores)"),
        Elsewhere("torchmetrics 1.9", "MultilabelRankingAveragePrecision(n_labels)", _LOGITS),
        Elsewhere(
            "MULAN",
            "AveragePrecision",
            "rows without labels are left out; ties are ordered",
        ),
    ),
)
