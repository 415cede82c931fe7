"""From the counts of labels or rows to one number, and how many had none."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats
from multihot.metrics.counts import LabelCounts, SetCounts
from multihot.metrics.formulas import Formula, Fraction

Average: TypeAlias = Literal["micro", "macro", "weighted", "samples"]
Undefined: TypeAlias = Literal["zero", "nan", "drop"]


class Measured(float):
    """A number, and how many labels or rows (or the whole) were 0/0 on the way to it.

    Args:
        value: the number.
        n_undefined: how many were 0/0.

    >>> Measured(0.5, 2)
    0.5 (2 undefined)
    """

    n_undefined: int

    def __new__(cls, value: float, n_undefined: int = 0) -> Measured:  # noqa: D102 - as above
        number = super().__new__(cls, value)
        number.n_undefined = n_undefined
        return number

    def __repr__(self) -> str:
        lost = f" ({self.n_undefined} undefined)" if self.n_undefined else ""
        return f"{float(self)!r}{lost}"


def per_label(formula: Formula, counts: LabelCounts, *, undefined: Undefined = "zero") -> Floats:
    """The formula of each label, (n_labels,); 0/0 gives 0, or NaN for "nan" and "drop"."""
    return _divided(formula(*counts.fields()), undefined)


def micro(formula: Formula, counts: LabelCounts, *, undefined: Undefined = "zero") -> Measured:
    """The formula of the sums over all labels: every cell counts the same.

    >>> from multihot.metrics.formulas import f_beta
    >>> counts = LabelCounts.of([[1, 0], [1, 1], [0, 1]], [[1, 1], [0, 1], [0, 1]])
    >>> micro(f_beta, counts)
    0.75
    """
    fraction = formula(*counts.total().fields())
    return Measured(float(_divided(fraction, undefined)[0]), int(fraction[1][0] == 0))


def macro(formula: Formula, counts: LabelCounts, *, undefined: Undefined = "zero") -> Measured:
    """The mean of the labels' formulas: every label counts the same, however rare.

    >>> from multihot.metrics.formulas import f_beta
    >>> counts = LabelCounts.of([[1, 0], [1, 1], [0, 1]], [[1, 1], [0, 1], [0, 1]])
    >>> round(macro(f_beta, counts), 3)
    0.733
    """
    return _mean(formula(*counts.fields()), np.ones(len(counts.tp)), undefined)


def weighted(formula: Formula, counts: LabelCounts, *, undefined: Undefined = "zero") -> Measured:
    """The mean of the labels' formulas, each weighted by the rows that have the label."""
    return _mean(formula(*counts.fields()), counts.tp + counts.fn, undefined)


def samples(formula: Formula, counts: SetCounts, *, undefined: Undefined = "zero") -> Measured:
    """The mean of the rows' formulas: every row counts the same, whatever its labels."""
    fraction = formula(*counts.as_counts().fields())
    n_undefined = counts.n_rows[np.asarray(fraction[1]) == 0].sum()
    return Measured(float(_mean(fraction, counts.rows, undefined)), int(n_undefined))


def _mean(fraction: Fraction, weights: NDArray[Any], undefined: Undefined) -> Measured:
    lost = np.asarray(fraction[1]) == 0
    n_undefined = int(lost.sum())
    values = _divided(fraction, undefined)
    if undefined == "drop":
        values, weights = values[~lost], weights[~lost]
    if not weights.sum() > 0:
        return Measured(0.0 if undefined == "zero" else float("nan"), n_undefined)
    return Measured(float(np.average(values, weights=weights)), n_undefined)


def _divided(fraction: Fraction, undefined: Undefined) -> Floats:
    numerator, denominator = (np.asarray(part, dtype=np.float64) for part in fraction)
    filler = 0.0 if undefined == "zero" else np.nan
    out = np.full(numerator.shape, filler)
    return np.divide(numerator, denominator, out=out, where=denominator != 0)
