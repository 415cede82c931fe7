"""Nine measures of decisions, each with all four averages."""

from __future__ import annotations

from dataclasses import dataclass

from multihot.metrics.catalogue.averages import AVERAGES
from multihot.metrics.catalogue.counted_elsewhere import elsewhere
from multihot.metrics.catalogue.entries import Measure, Metric, Tasks


@dataclass(frozen=True)
class _Text:
    title: str
    words: str
    formula: str
    empty: tuple[str, str, str]  # when it is 0/0: all cells, a label, a row
    source: str
    low: float = 0.0


_NEITHER = (
    "If no label is true or given anywhere",
    "For a label that no row has and none is given",
    "For a row that has no label and is given none",
)
_F_SOURCE = "van Rijsbergen 1979, Information Retrieval; sklearn.metrics.fbeta_score"

_TEXTS = {
    "precision": _Text(
        "precision",
        "share of the given labels that are right",
        "tp / (tp + fp)",
        (
            "If no row is given any label",
            "For a label that no row is given",
            "For a row that is given no label",
        ),
        "van Rijsbergen 1979, Information Retrieval; sklearn.metrics.precision_score",
    ),
    "recall": _Text(
        "recall",
        "share of the true labels that are found",
        "tp / (tp + fn)",
        ("If no row has any label", "For a label that no row has", "For a row that has no label"),
        "van Rijsbergen 1979, Information Retrieval; sklearn.metrics.recall_score",
    ),
    "f1": _Text(
        "F1",
        "harmonic mean of precision and recall",
        "2 tp / (2 tp + fp + fn)",
        _NEITHER,
        "van Rijsbergen 1979, Information Retrieval; sklearn.metrics.f1_score",
    ),
    "f2": _Text(
        "F2",
        "precision and recall in one, recall counting twice as much as precision",
        "5 tp / (5 tp + 4 fn + fp)",
        _NEITHER,
        _F_SOURCE,
    ),
    "f05": _Text(
        "F0.5",
        "precision and recall in one, recall counting half as much as precision",
        "1.25 tp / (1.25 tp + 0.25 fn + fp)",
        _NEITHER,
        _F_SOURCE,
    ),
    "jaccard": _Text(
        "Jaccard",
        "overlap of what is given and what is true: what is in both over what is in either",
        "tp / (tp + fp + fn)",
        _NEITHER,
        "Jaccard 1912; for rows Godbole & Sarawagi 2004; sklearn.metrics.jaccard_score",
    ),
    "specificity": _Text(
        "specificity",
        "share of the labels that are not true and are rightly not given",
        "tn / (tn + fp)",
        (
            "If every row has every label",
            "For a label that every row has",
            "For a row that has every label",
        ),
        "Yerushalmy 1947; torchmetrics Specificity",
    ),
    "balanced_accuracy": _Text(
        "balanced accuracy",
        "mean of recall and specificity, one half for giving nothing, or everything, or by chance",
        "(tp / (tp + fn) + tn / (tn + fp)) / 2",
        (
            "If no row has any label, or every row has all",
            "For a label that no row has, or every row",
            "For a row that has no label, or every label",
        ),
        "Brodersen, Ong, Stephan & Buhmann 2010",
    ),
    "mcc": _Text(
        "MCC",
        "Matthews correlation of what is given with what is true: 1 for agreement, 0 for chance, "
        "-1 for the contrary",
        "(tp tn - fp fn) / sqrt((tp + fp) (tp + fn) (tn + fp) (tn + fn))",
        (
            "If all cells are true, or none, or all are given, or none",
            "For a label that no row or every row has or is given",
            "For a row that has or is given no label or every label",
        ),
        "Matthews 1975",
        low=-1.0,
    ),
}

_CAUTIONS = {
    "precision_micro": "it is what Keras calls Precision; rare labels hardly move it",
    "precision_macro": "a label that is never given counts 0 by default, as if always wrong",
    "recall_micro": "it is what Keras calls Recall; rare labels hardly move it",
    "recall_samples": "a row that has no label counts 0 by default, whatever it is given",
    "recall_weighted": "it is the same number as recall_micro, so it says nothing new",
    "f1_micro": "frequent labels decide it; look at f1_macro for the rare ones",
    "f1_macro": "not the F1 of macro precision and macro recall, which some papers call macro F1",
    "f1_weighted": "it need not lie between the weighted precision and the weighted recall",
    "f1_samples": "a row that has no label and is given none is 0/0: it counts 0 by default",
    "jaccard_samples": "called accuracy in MEKA and MULAN",
    "specificity_micro": "near 1 for giving nothing wherever labels are rare",
    "specificity_macro": "near 1 for giving nothing wherever labels are rare",
    "specificity_weighted": "near 1 for giving nothing wherever labels are rare",
    "specificity_samples": "near 1 for giving nothing wherever rows have few labels",
    "balanced_accuracy_macro": "not the multi-class balanced accuracy, which is the mean recall "
    "of the classes",
}
_WHYS = {
    "micro": "with one class given to each row it is plain accuracy, like the other two of "
    "precision, recall and F1",
    "samples": "with one class a row it adds nothing to accuracy",
    "balanced_accuracy": "multi-class balanced accuracy is another number: the mean recall of the "
    "classes",
    "mcc": "multi-class MCC is another number: one correlation of all classes",
}


def _tasks(measure: str, average: str) -> tuple[Tasks, str]:
    if measure in _WHYS:
        return "multi-label", _WHYS[measure]
    if average == "samples":
        return "multi-label", _WHYS["samples"]
    same = average == "micro" and measure in ("precision", "recall", "f1")
    return "both", _WHYS["micro"] if same else "a class is judged as a label: it, or not it"


def _metric(measure: str, average: str) -> Metric:
    text, how = _TEXTS[measure], AVERAGES[average]
    name = f"{measure}_{average}"
    tasks, why = _tasks(measure, average)
    empty = text.empty[{"micro": 0, "samples": 2}.get(average, 1)]
    return Metric(
        name=name,
        measure=measure,
        average=average,
        title=f"{text.title}, {how.short}",
        group=how.group,
        takes="decisions",
        tasks=tasks,
        tasks_why=why,
        better="higher",
        low=text.low,
        definition=f"{text.words}; {how.words}",
        formula=how.formula.format(formula=text.formula),
        undefined=how.undefined.format(when=empty),
        caution=_CAUTIONS.get(name, ""),
        source=text.source,
        elsewhere=elsewhere(measure, average),
    )


MEASURES = tuple(
    Measure(
        measure,
        f"{text.title}, by average",
        text.words,
        text.formula,
        text.source,
        tuple(_metric(measure, average) for average in AVERAGES),
    )
    for measure, text in _TEXTS.items()
)
