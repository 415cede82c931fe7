"""The metrics of decisions on many draws of the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from multihot.evaluation.deciding import decision_metrics
from multihot.metrics import Outcomes, Undefined


def resample(
    outcomes: Outcomes, undefined: Undefined, *, n_draws: int, seed: int
) -> Mapping[str, NDArray[np.float64]]:
    """Each metric on n_draws draws of the rows with replacement, (n_draws,) by name."""
    rng = np.random.default_rng(seed)
    n_rows = outcomes.shape[0]
    own = np.ones(n_rows) if outcomes.weights is None else outcomes.weights
    drawn: dict[str, list[float]] = {}
    for _ in range(n_draws):
        times = np.bincount(rng.integers(0, n_rows, n_rows), minlength=n_rows)
        for name, each in decision_metrics(
            replace(outcomes, weights=own * times), undefined
        ).items():
            drawn.setdefault(name, []).append(float(each))
    return {name: np.array(values) for name, values in drawn.items()}
