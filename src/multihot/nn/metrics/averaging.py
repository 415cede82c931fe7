"""From fractions of counts to one number, as `multihot.metrics.averages` does it, on tensors."""

from __future__ import annotations

from typing import Any

from multihot.metrics import Undefined
from multihot.nn.backend import load_keras

ops = load_keras().ops


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
