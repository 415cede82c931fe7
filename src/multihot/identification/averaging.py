"""A formula averaged in four ways, under four policies for 0/0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np

from multihot.metrics import Average, Formula, LabelCounts, SetCounts

Policy: TypeAlias = Literal["zero", "drop", "one", "nan"]
POLICIES: Mapping[Policy, str] = {
    "zero": "0/0 as 0",
    "drop": "0/0 left out",
    "one": "0/0 as 1",
    "nan": "0/0 as NaN",
}
_FILLERS: Mapping[Policy, float] = {"zero": 0.0, "one": 1.0, "nan": np.nan}


@dataclass(frozen=True)
class Averaged:
    """One average under one policy.

    Args:
        average: micro, macro, weighted or samples.
        policy: what 0/0 counts as.
        value: the number.
        is_sole: there was no 0/0, so all policies give it.
    """

    average: Average
    policy: Policy
    value: float
    is_sole: bool


def averages(formula: Formula, counts: LabelCounts, sets: SetCounts) -> Iterator[Averaged]:
    """Every average of a formula; one policy where there is no 0/0.

    >>> from multihot.metrics import FORMULAS
    >>> decided = [[1, 0], [1, 1]], [[1, 0], [0, 0]]
    >>> pair = LabelCounts.of(*decided), SetCounts.of(*decided)
    >>> [(each.average, each.policy, round(each.value, 3))
    ...  for each in averages(FORMULAS["precision"], *pair)][:4]
    [('micro', 'zero', 1.0), ('macro', 'zero', 0.5), ('macro', 'drop', 1.0), ('macro', 'one', 1.0)]
    """
    yield from _of(formula, counts.total(), "micro", np.ones(1))
    yield from _of(formula, counts, "macro", np.ones(len(counts.tp)))
    yield from _of(formula, counts, "weighted", counts.tp + counts.fn)
    yield from _of(formula, sets.as_counts(), "samples", sets.rows)


def _of(
    formula: Formula, counts: LabelCounts, average: Average, weights: Any
) -> Iterator[Averaged]:
    numerator, denominator = (np.asarray(part, float) for part in formula(*counts.fields()))
    lost = denominator == 0
    values = np.divide(numerator, denominator, out=np.zeros(len(lost)), where=~lost)
    if not lost.any():
        yield Averaged(average, "zero", mean(values, weights), is_sole=True)
        return
    for policy in POLICIES:
        if policy == "drop":
            value = mean(values[~lost], weights[~lost], empty=np.nan)
        else:
            value = mean(np.where(lost, _FILLERS[policy], values), weights, empty=_FILLERS[policy])
        yield Averaged(average, policy, value, is_sole=False)


def mean(values: Any, weights: Any, *, empty: float = 0.0) -> float:
    """Weighted mean; what is given for empty where nothing has a weight."""
    total = weights.sum()
    return float(values @ weights / total) if total > 0 else empty
