"""From fractions of counts to one number, as `multihot.metrics.averages` does it, on tensors."""

from __future__ import annotations

from typing import Any

from multihot.metrics import Undefined
from multihot.nn.backend import load_keras

ops = load_keras().ops


_EXPONENT = 0x7F800000  # the bits of a float32 that say its power of 2
_GREATEST_POWER = 2.0**126  # its inverse is one that every backend can hold


def scaled(sums: Any, axis: int | tuple[int, ...] | None = None) -> Any:
    """The sums divided by a power of 2, so that none of their sums and products is too large.

    NaN where one of them is no finite number: a share of what is lost would be a wrong number.

    Args:
        sums: float32, 0 or more.
        axis: the axes that are scaled together; by default all.

    >>> part, whole = scaled(ops.array([1e38, 3e38]))
    >>> round(float(part / (part + whole)), 4)
    0.25
    """
    largest = ops.max(sums, axis=axis, keepdims=True)
    bits = ops.bitwise_and(ops.view(largest, "int32"), _EXPONENT)
    power = ops.minimum(ops.view(bits, "float32"), _GREATEST_POWER)
    power = ops.where(power == 0, 1.0, power)
    finite = ops.all(ops.isfinite(sums), axis=axis, keepdims=True)
    return sums / ops.where(finite, power, float("nan"))


def divided(fraction: tuple[Any, Any], *, filler: float) -> Any:
    """Numerator / denominator, the filler where it is 0/0."""
    numerator, denominator = fraction
    lost = denominator == 0
    return ops.where(lost, filler, numerator / ops.where(lost, 1.0, denominator))


def mean(fraction: tuple[Any, Any], weights: Any, *, undefined: Undefined) -> Any:
    """Weighted mean of the fractions, 0/0 as the policy says.

    Args:
        fraction: numerators and denominators, (n,).
        weights: (n,), 0 or more.
        undefined: 0/0 counts 0 ("zero"), makes the mean NaN ("nan"), or is left out ("drop").
    """
    values = divided(fraction, filler=float("nan") if undefined == "nan" else 0.0)
    if undefined == "drop":
        weights = ops.where(fraction[1] == 0, 0.0, weights)
    sums = ops.sum(values * weights), ops.sum(weights)
    return divided(sums, filler=0.0 if undefined == "zero" else float("nan"))


def where_known(number: Any, counts: Any) -> Any:
    """The number, NaN where nothing was counted: nothing was measured that could be 0."""
    return ops.where(ops.sum(counts) == 0, float("nan"), number)
