"""Other thresholds at which the usual numbers are the one that was printed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.evaluation.deciding import decision_metrics
from multihot.identification.facts import Facts
from multihot.identification.writing import Reading
from multihot.metrics import Outcomes, decide

_USUAL = ("label_accuracy", "subset_accuracy", "f1_micro", "f1_macro", "f1_weighted", "f1_samples")
_CUTS = np.arange(5, 100, 5) / 100


def at_other_thresholds(facts: Facts, reading: Reading) -> Iterator[str]:
    """Which usual metric is the number at which threshold for all labels, .05 to .95.

    >>> facts = Facts.of([[1, 0], [1, 1]], [[0.9, 0.4], [0.2, 0.7]])
    >>> list(at_other_thresholds(facts, Reading(1 / 3, 0.001)))
    ['f1_macro 0.3333 where score >= 0.75 to 0.9']
    """
    found: dict[str, list[tuple[float, float]]] = {}
    for cut in _CUTS.tolist():
        decisions = decide(facts.scores, np.full(facts.shape[1], cut))
        numbers = decision_metrics(Outcomes(facts.targets, decisions))
        for name in _USUAL:
            if abs(numbers[name] - reading.value) <= reading.tolerance:
                found.setdefault(name, []).append((cut, numbers[name]))
    for name, cuts in found.items():
        (first, value), (last, _) = cuts[0], cuts[-1]
        to = "" if first == last else f" to {last:g}"
        yield f"{name} {float(value):.4f} where score >= {first:g}{to}"
