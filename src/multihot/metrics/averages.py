"""From the counts of labels or rows to one number, and how many had none."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats, exponent_of, shift_of
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
    """The formula of each label, (n_labels,); 0/0 gives 0, or NaN for "nan" and "drop".

    Where no cell of any label is known, NaN whatever the policy.
    """
    policy = undefined if _something_known(counts) else "nan"
    return _divided(_fraction(formula, counts), policy)


def micro(formula: Formula, counts: LabelCounts, *, undefined: Undefined = "zero") -> Measured:
    """The formula of the sums over all labels: every cell counts the same.

    Where no cell is known, this and the other averages are NaN whatever the policy: nothing was
    measured that could be 0.

    >>> from multihot.metrics.formulas import f_beta
    >>> counts = LabelCounts.of([[1, 0], [1, 1], [0, 1]], [[1, 1], [0, 1], [0, 1]])
    >>> micro(f_beta, counts)
    0.75
    """
    fraction = _fraction(formula, _scaled(counts).total())
    policy = undefined if _something_known(counts) else "nan"
    return Measured(float(_divided(fraction, policy)[0]), int(fraction[1][0] == 0))


def macro(formula: Formula, counts: LabelCounts, *, undefined: Undefined = "zero") -> Measured:
    """The mean of the labels' formulas: every label counts the same, however rare.

    >>> from multihot.metrics.formulas import f_beta
    >>> counts = LabelCounts.of([[1, 0], [1, 1], [0, 1]], [[1, 1], [0, 1], [0, 1]])
    >>> round(macro(f_beta, counts), 3)
    0.733
    """
    return _mean(formula, counts, np.ones(len(counts.tp)), undefined)


def weighted(formula: Formula, counts: LabelCounts, *, undefined: Undefined = "zero") -> Measured:
    """The mean of the labels' formulas, each weighted by the rows that have the label."""
    return _mean(formula, counts, counts.tp + counts.fn, undefined)


def samples(formula: Formula, counts: SetCounts, *, undefined: Undefined = "zero") -> Measured:
    """The mean of the rows' formulas: every row counts the same, whatever its labels."""
    of_rows = counts.as_counts()
    n_undefined = counts.n_rows[np.asarray(formula(*of_rows.fields())[1]) == 0].sum()
    policy = undefined if counts.rows.any() else "nan"
    return Measured(float(_mean(formula, of_rows, counts.rows, policy)), int(n_undefined))


def weighted_mean(values: Floats, weights: NDArray[Any]) -> float:
    """Σ weight · value / Σ weight, however large or small the weights are; NaN if all are 0."""
    scaled = weights if weights.dtype.kind in "iu" else np.ldexp(weights, -exponent_of(weights))
    return float(np.average(values, weights=scaled)) if scaled.sum() > 0 else float("nan")


def _mean(
    formula: Formula, counts: LabelCounts, weights: NDArray[Any], undefined: Undefined
) -> Measured:
    policy = undefined if _something_known(counts) else "nan"
    fraction = _fraction(formula, counts)
    lost = np.asarray(fraction[1]) == 0
    n_undefined = int(lost.sum())
    values = _divided(fraction, policy)
    if policy == "drop":
        values, weights = values[~lost], weights[~lost]
    if not weights.any():
        return Measured(0.0 if policy == "zero" else float("nan"), n_undefined)
    return Measured(weighted_mean(values, weights), n_undefined)


def _something_known(counts: LabelCounts) -> bool:
    return any(field.any() for field in counts.fields())


def _scaled(counts: LabelCounts) -> LabelCounts:
    """The counts, scaled where sums of weights are so large or small that formulas leave floats."""
    if counts.tp.dtype.kind in "iu":
        return counts
    fields = counts.fields()
    shift = shift_of(max(exponent_of(field) for field in fields), 8 * len(counts.tp))
    return LabelCounts(*(np.ldexp(field, shift) for field in fields)) if shift else counts


def _fraction(formula: Formula, counts: LabelCounts) -> Fraction:
    return formula(*_scaled(counts).fields())


def _divided(fraction: Fraction, undefined: Undefined) -> Floats:
    numerator, denominator = (np.asarray(part, dtype=np.float64) for part in fraction)
    filler = 0.0 if undefined == "zero" else np.nan
    out = np.full(numerator.shape, filler)
    return np.divide(numerator, denominator, out=out, where=denominator != 0)
