"""A mean AUC over labels of which some have none.

## Why it matters
A label that no row carries, or that every row carries, has no ROC curve. Keras's
`AUC(multi_label=True)` counts it as 0 in the mean, scikit-learn answers nan, and average
precision counts a label without rows as 0: .724 was said of a model whose other labels had a
mean of .869.

## What to do
Take the mean over the labels that have both, and say how many were left out:

    mh.evaluate(y_test, scores, undefined="drop")["roc_auc_macro"]
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from multihot.errors import listed
from multihot.facts import ModelFacts, ScoreFacts, TargetFacts, TargetNumbers
from multihot.facts.counting import target_facts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.spelling import told

CODE = 'mh.evaluate(y_test, scores, undefined="drop")["roc_auc_macro"]'
ADVICE = "leave them out of the mean, and say how many were"


def check_scores(scores: ScoreFacts) -> Iterator[Seen]:
    """One finding that lists the labels, with the mean as Keras has it and of the others."""
    numbers = target_facts(scores.targets).numbers
    empty = np.zeros(0, dtype=bool) if numbers is None else _empty_of(numbers)
    areas = scores.evaluation.per_label.get("roc_auc") if scores.evaluation else None
    if not empty.any() or areas is None or empty.all():
        return
    names = scores.named(np.flatnonzero(empty))
    others = float(np.mean(areas[~empty]))
    counted = others * float((~empty).mean())
    yield Seen(
        subject="ROC AUC",
        message=f"{_without_curve(names, len(empty))}; counted as 0, as Keras does, the mean is "
        f"{told(counted)}, of the others {told(others)}",
        advice=ADVICE,
        code=CODE,
        evidence={"labels": names, "counted_as_0": counted, "of_the_others": others},
        place=scores.place,
    )


def check_targets(model: ModelFacts, targets: TargetFacts) -> Iterator[Seen]:
    """One finding where a model's AUC is a mean over labels, and some of them have none."""
    numbers = targets.numbers
    if model.only is None or numbers is None:
        return
    empty = _empty_of(numbers)
    means = [each for each in model.only.metrics if each.kind == "auc" and each.library == "keras"]
    for metric in means:
        if metric.arguments.get("multi_label", None) is True and empty.any():
            names = numbers.named(np.flatnonzero(empty))
            yield Seen(
                subject=metric.spelled or "AUC(multi_label=True)",
                message=f"{_without_curve(names, len(empty))}; each counts as 0 in the mean, "
                f"which cannot pass {told(float((~empty).mean()))}",
                advice=ADVICE,
                code=CODE,
                evidence={"labels": names},
                place=metric.place,
            )


def _without_curve(names: list[str], n_labels: int) -> str:
    return f"{len(names)} of {n_labels} labels have no ROC curve: {listed(names)}"


def _empty_of(numbers: TargetNumbers) -> NDArray[np.bool_]:
    if numbers.positives is None or numbers.known is None:
        return np.zeros(0, dtype=bool)
    return (numbers.positives == 0) | (numbers.positives == numbers.known)


RULE = Rule("auc-empty-label", "warning", __doc__ or "", (check_scores, check_targets))
