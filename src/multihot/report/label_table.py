"""The labels one by one."""

from __future__ import annotations

import math
from dataclasses import dataclass

from multihot.evaluation import Evaluation


@dataclass(frozen=True)
class LabelColumn:
    """One column of the table of labels.

    Args:
        key: name in `Evaluation.per_label`, or "threshold".
        title: its heading.
        means: what it is, in a few words.
        whole: a count rather than a number of three places.
    """

    key: str
    title: str
    means: str
    whole: bool = False


@dataclass(frozen=True)
class LabelRow:
    """One label and its numbers by column; NaN where one is undefined."""

    name: str
    numbers: dict[str, float]


COLUMNS = (
    LabelColumn("support", "Rows with it", "rows that have the label", whole=True),
    LabelColumn("predicted", "Predicted", "rows that are given the label", whole=True),
    LabelColumn("precision", "Precision", "share of the rows given the label that have it"),
    LabelColumn("recall", "Recall", "share of the rows with the label that are given it"),
    LabelColumn("f1", "F1", "2 tp / (2 tp + fp + fn)"),
    LabelColumn("roc_auc", "ROC AUC", "chance that a row with the label scores above one without"),
    LabelColumn("average_precision", "Avg. precision", "precision averaged over the recall"),
    LabelColumn("threshold", "Threshold", "the label is given where score >= threshold"),
)


def label_rows(evaluation: Evaluation) -> tuple[LabelRow, ...]:
    """A row for each label, those that most rows have first."""
    rows = [
        LabelRow(name, {column.key: _number(evaluation, column.key, i) for column in COLUMNS})
        for i, name in enumerate(evaluation.labels)
    ]
    return tuple(sorted(rows, key=_by_falling_support))


def _number(evaluation: Evaluation, key: str, i: int) -> float:
    if key == "threshold":
        return evaluation.thresholds[i]
    return float(evaluation.per_label[key][i]) if key in evaluation.per_label else math.nan


def _by_falling_support(row: LabelRow) -> float:
    support = row.numbers["support"]
    return math.inf if math.isnan(support) else -support
