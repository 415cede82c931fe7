"""Sums of weights that are small beside those they were taken from as a difference."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import BitRows, Floats
from multihot.metrics.outcomes import Outcomes

_SMALL = 2.0**-20  # a difference that is so much smaller has 33 right bits left

Fields = tuple[NDArray[Any], ...]


def counted_apart(outcomes: Outcomes, weights: Floats, sums: Fields, present: Fields) -> Fields:
    """tp, fp, fn, tn of each label, those that are small added up anew from their own rows.

    Args:
        outcomes: what was decided, and the truth.
        weights: (n_rows,) what each row counts.
        sums: tp, fp, fn, tn as differences of sums of these weights.
        present: how many rows each of them is of: of none it is 0.
    """
    tp, fp, fn, tn = (
        np.where(rows > 0, field.clip(0), 0.0) for field, rows in zip(sums, present, strict=True)
    )
    given = tp + fp + outcomes.unjudged.per_label(weights)
    doubtful = np.zeros(len(tp), dtype=bool)
    for field, whole, rows in zip(
        (fp, fn, tn), (given, tp + fn, weights.sum()), present[1:], strict=True
    ):
        doubtful |= (field < _SMALL * whole) & (rows > 0)
    for label in np.flatnonzero(doubtful).tolist():
        for field, rows in zip((fp, fn, tn), _rows_of(outcomes, label), strict=True):
            field[label] = weights[rows].sum()
    return tp, fp, fn, tn


def _rows_of(outcomes: Outcomes, label: int) -> tuple[NDArray[np.bool_], ...]:
    """Rows of the label that are given it wrongly, that lack it, that are rightly left alone."""
    truth = outcomes.targets[:, [label]].toarray()[:, 0]
    given = _given(outcomes, label)
    true, other = truth == 1, truth == 0
    return other & given, true & ~given, other & ~given


def _given(outcomes: Outcomes, label: int) -> NDArray[np.bool_]:
    decisions = outcomes.decisions
    if not isinstance(decisions, BitRows):
        found: NDArray[np.bool_] = decisions[:, [label]].toarray()[:, 0] != 0
        return found
    rows = np.arange(decisions.shape[0], dtype=np.int64)
    return decisions.at(rows, np.full(len(rows), label))
