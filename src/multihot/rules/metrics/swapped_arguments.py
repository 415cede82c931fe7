"""Predictions where a metric wants the truth.

## Why it matters
scikit-learn and Keras take `(y_true, y_pred)`. The other way round precision is recall and recall
is precision; support counts predictions; a curve is drawn of the wrong side. Nothing
complains where both are 0 and 1.

Numbers that are the same either way round are left alone: accuracy, Hamming loss, kappa, Matthews
correlation, F1 and Jaccard but for `average="weighted"`, which weighs by the first argument. So are
the errors of a regression.

## What to do
Truth first, or by name:

    precision_score(y_true=y_test, y_pred=decisions, average="macro")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Operand, ScriptFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

PREDICTIONS = ("y_pred", "y_score", "y_prob", "y_proba", "probas_pred")
# another number the other way round; of others nothing is told
DIRECTED = frozenset(
    {"precision_score", "recall_score", "fbeta_score", "precision_recall_fscore_support"}
    | {"classification_report", "confusion_matrix", "multilabel_confusion_matrix"}
    | {"balanced_accuracy_score", "class_likelihood_ratios", "top_k_accuracy_score"}
    | {"roc_auc_score", "roc_curve", "average_precision_score", "precision_recall_curve"}
    | {"det_curve", "log_loss", "brier_score_loss", "hinge_loss", "d2_log_loss_score"}
    | {"d2_brier_score", "label_ranking_loss", "label_ranking_average_precision_score"}
    | {"coverage_error", "ndcg_score", "dcg_score", "ConfusionMatrixDisplay.from_predictions"}
    | {"RocCurveDisplay.from_predictions", "PrecisionRecallDisplay.from_predictions"}
    | {"DetCurveDisplay.from_predictions"}
)
# only weighted: by how often the first argument has each label
DIRECTED_IF_WEIGHTED = frozenset({"f1_score", "jaccard_score"})
# each wrong class is one that was missed and one that was given
SAME_OF_CLASSES = frozenset({"precision_score", "recall_score", "fbeta_score"})
PREDICTED = frozenset({"scores", "decisions"})


def check(script: ScriptFacts) -> Iterator[Seen]:
    """One finding for each call."""
    for use in script.uses:
        predicted = next((use.operands[each] for each in PREDICTIONS if each in use.operands), None)
        truth = use.operands.get("y_true")
        if truth is None or predicted is None or not _is_another(use, truth):
            continue
        if _is_predicted(truth) and _is_true(predicted):
            yield _seen(use, truth, predicted)


def _is_another(use: Use, truth: Operand) -> bool:
    """The number the other way round is not the same."""
    name, average = use.name.removeprefix("sklearn.metrics."), use.arguments.get("average", None)
    if name in DIRECTED_IF_WEIGHTED:
        return average == "weighted"
    if name in SAME_OF_CLASSES and average == "micro" and truth.argmax:
        return False
    if name == "fbeta_score" and use.arguments.get("beta", None) == 1:
        return average == "weighted"
    return name in DIRECTED


def _is_predicted(operand: Operand) -> bool:
    return (operand.argmax or operand.role) in PREDICTED


def _is_true(operand: Operand) -> bool:
    return (operand.argmax or operand.role) == "targets"


def _seen(use: Use, truth: Operand, predicted: Operand) -> Seen:
    name = use.name.rsplit(".", 1)[-1]
    first, second = predicted.written or "y_true", truth.written or "y_pred"
    return Seen(
        subject=name,
        message=f"{second} stands where the truth belongs and {first} where the prediction does",
        advice="truth first, prediction second",
        code=f"{name}({first}, {second})",
        place=use.place,
    )


RULE = Rule("swapped-arguments", "error", __doc__ or "", (check,))
