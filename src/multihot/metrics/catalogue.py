"""Every number of an evaluation: its name, what it is in words, and what it is taken for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Group: TypeAlias = Literal["sets", "cells", "labels", "rows", "ranking", "sizes"]

GROUPS: dict[Group, str] = {
    "sets": "Whole label sets",
    "cells": "All yes-or-no answers together",
    "labels": "Averaged over labels",
    "rows": "Averaged over rows",
    "ranking": "Ranking by score, whatever the thresholds",
    "sizes": "How many labels",
}


@dataclass(frozen=True)
class Metric:
    """One entry of the catalogue.

    Args:
        name: catalogue name, `f1_macro`.
        title: a few words for a table.
        group: whole label sets, single cells, labels, rows, rankings or sizes.
        takes: decisions (0/1) or scores.
        better: which way is better; "none" for a size.
        definition: what is computed, one sentence.
        caution: what it is commonly taken for and is not; empty if nothing.
    """

    name: str
    title: str
    group: Group
    takes: Literal["decisions", "scores", "targets"]
    better: Literal["higher", "lower", "none"]
    definition: str
    caution: str = ""


_MEASURES = {
    "precision": ("precision", "share of the predicted labels that are right, tp / (tp + fp)"),
    "recall": ("recall", "share of the true labels that are found, tp / (tp + fn)"),
    "f1": ("F1", "2 tp / (2 tp + fp + fn)"),
    "f2": ("F2", "5 tp / (5 tp + 4 fn + fp): recall counts more"),
    "f05": ("F0.5", "1.25 tp / (1.25 tp + 0.25 fn + fp): precision counts more"),
    "jaccard": ("Jaccard", "tp / (tp + fp + fn)"),
    "specificity": ("specificity", "tn / (tn + fp)"),
}
_AVERAGES: dict[str, tuple[str, Group, str]] = {
    "micro": ("all cells together", "cells", "of the counts of all labels together"),
    "macro": ("mean of labels", "labels", "mean over the labels, rare ones count the same"),
    "weighted": ("labels by frequency", "labels", "mean over the labels, by their frequency"),
    "samples": ("mean of rows", "rows", "mean over the rows"),
}
_CAUTIONS = {
    "f1_micro": "frequent labels decide it; look at f1_macro for the rare ones",
    "f1_samples": "a row that has no label and is given none is 0/0: it counts 0 by default",
    "jaccard_samples": "called accuracy in MEKA and MULAN",
    "precision_micro": "what Keras calls Precision",
    "recall_micro": "what Keras calls Recall",
    "specificity_micro": "near 1 for predicting nothing wherever labels are rare",
}


def _counted() -> Iterator[Metric]:
    for measure, (title, formula) in _MEASURES.items():
        for average, (short, group, long) in _AVERAGES.items():
            name = f"{measure}_{average}"
            yield Metric(
                name,
                f"{title}, {short}",
                group,
                "decisions",
                "higher",
                f"{formula}; {long}",
                _CAUTIONS.get(name, ""),
            )


CATALOGUE: tuple[Metric, ...] = (
    Metric(
        "subset_accuracy",
        "rows with every label right",
        "sets",
        "decisions",
        "higher",
        "share of the rows whose decisions equal the targets label for label",
        "scikit-learn's accuracy_score; not what Keras calls accuracy",
    ),
    Metric(
        "label_accuracy",
        "yes-or-no answers right",
        "cells",
        "decisions",
        "higher",
        "share of the cells decided rightly, (tp + tn) / all cells",
        "Keras's BinaryAccuracy; high for predicting nothing wherever labels are rare",
    ),
    Metric(
        "hamming_loss",
        "yes-or-no answers wrong",
        "cells",
        "decisions",
        "lower",
        "share of the cells decided wrongly, 1 - label_accuracy",
        "low for predicting nothing wherever labels are rare",
    ),
    *_counted(),
    Metric(
        "lrap",
        "label ranking average precision",
        "ranking",
        "scores",
        "higher",
        "of the labels ranked as high as a true one, the share that is true; "
        "mean over true labels, then rows",
        "a row without labels counts 1",
    ),
    *(
        Metric(
            f"{area}_{average}",
            f"{title}, {short}",
            "ranking",
            "scores",
            "higher",
            f"{definition}; {long}",
            caution if average == "macro" else "",
        )
        for area, title, definition, caution in (
            (
                "roc_auc",
                "ROC AUC",
                "chance that a row with the label scores above one without it",
                "labels that every row has, or none, are left out and counted as undefined",
            ),
            (
                "average_precision",
                "average precision",
                "precision averaged over the recall it reaches",
                "labels that no row has are left out; scikit-learn counts them as 0",
            ),
        )
        for average, (short, _, long) in list(_AVERAGES.items())[:3]
    ),
    Metric(
        "cardinality_true",
        "true labels a row",
        "sizes",
        "targets",
        "none",
        "mean number of labels that a row has",
    ),
    Metric(
        "cardinality_predicted",
        "predicted labels a row",
        "sizes",
        "decisions",
        "none",
        "mean number of labels that a row is given",
        "compare with cardinality_true: far above it, the thresholds are too low",
    ),
    Metric(
        "empty_share",
        "rows given no label",
        "sizes",
        "decisions",
        "none",
        "share of the rows that are given no label at all",
    ),
)
BY_NAME = {metric.name: metric for metric in CATALOGUE}
