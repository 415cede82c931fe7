"""The few numbers that a person looks at first, with what it takes to read them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from multihot.evaluation import Evaluation, Interval
from multihot.metrics import BY_NAME, Metric


@dataclass(frozen=True)
class Card:
    """One number.

    Args:
        metric: its entry in the catalogue.
        value: the number; NaN where it is undefined.
        interval: where it falls on other rows of the same kind, or None.
        rival: name of the best baseline that has the number, or empty.
        rival_value: what that baseline gets.
        cautions: what the number is taken for and is not.
    """

    metric: Metric
    value: float
    interval: Interval | None
    rival: str
    rival_value: float
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class Shelf:
    """Cards that belong together."""

    heading: str
    cards: tuple[Card, ...]


_SHELVES = (
    ("Decisions: is each label given where it should be?", ("f1_micro", "f1_macro", "f1_samples")),
    ("Two different things called accuracy", ("subset_accuracy", "label_accuracy")),
    (
        "Ranking: do true labels score higher, whatever the thresholds?",
        ("lrap", "roc_auc_macro", "average_precision_macro"),
    ),
)


def shelves(evaluation: Evaluation) -> tuple[Shelf, ...]:
    """The headline numbers that the evaluation has; shelves without any are left out."""
    filled = (
        Shelf(heading, tuple(_card(evaluation, name) for name in names if name in evaluation))
        for heading, names in _SHELVES
    )
    return tuple(shelf for shelf in filled if shelf.cards)


def _card(evaluation: Evaluation, name: str) -> Card:
    metric = BY_NAME[name]
    rivals = [
        (each.numbers[name], each.name)
        for each in evaluation.baselines
        if math.isfinite(each.numbers.get(name, math.nan))
    ]
    # of equals the first, so that "predict nothing" is named rather than a longer name
    rival_value, rival = max(rivals, key=lambda pair: pair[0]) if rivals else (math.nan, "")
    return Card(
        metric=metric,
        value=evaluation[name],
        interval=evaluation.intervals.get(name),
        rival=rival,
        rival_value=rival_value,
        cautions=(*_other_accuracy(evaluation, name), *filter(None, [metric.caution])),
    )


def _other_accuracy(evaluation: Evaluation, name: str) -> tuple[str, ...]:
    if name == "label_accuracy" and "subset_accuracy" in evaluation:
        rows_right = evaluation["subset_accuracy"]
        if math.isfinite(rows_right):
            return (f"Not the share of rows that are right: that is {rows_right:.3f}.",)
    return ()
