"""The metrics of decisions on many draws of the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import BitRows, scaled
from multihot.evaluation.deciding import label_metrics, row_metrics
from multihot.metrics import LabelCounts, Outcomes, SetCounts, Undefined

_FEW = 8  # bits of a byte: below one decision in so many, the ones are less work than the bits


def resample(
    outcomes: Outcomes, undefined: Undefined, *, n_draws: int, seed: int
) -> Mapping[str, NDArray[np.float64]]:
    """Each metric on n_draws draws of the rows with replacement, (n_draws,) by name."""
    rng = np.random.default_rng(seed)
    n_drawn = outcomes.shape[0]
    own = np.ones(n_drawn) if outcomes.weights is None else scaled(outcomes.weights, n_drawn**2)
    outcomes = _sparser(outcomes)
    kinds, kind_of_row = SetCounts.kinds_of(outcomes)
    n_rows = np.bincount(kind_of_row, minlength=len(kinds))
    drawn: dict[str, list[float]] = {}
    for _ in range(n_draws):
        weights = own * np.bincount(rng.integers(0, n_drawn, n_drawn), minlength=n_drawn)
        counts = LabelCounts.of_outcomes(outcomes, weights)
        rows = np.bincount(kind_of_row, weights=weights, minlength=len(kinds))
        sets = SetCounts(kinds, rows, n_rows)
        measured = label_metrics(counts, undefined) | row_metrics(sets.judged(), undefined)
        for name, each in measured.items():
            drawn.setdefault(name, []).append(float(each))
    return {name: np.array(values) for name, values in drawn.items()}


def _sparser(outcomes: Outcomes) -> Outcomes:
    bits = outcomes.decisions
    if not isinstance(bits, BitRows) or bits.per_row().sum() * _FEW > np.prod(bits.shape):
        return outcomes
    return replace(outcomes, decisions=bits.to_csr())
