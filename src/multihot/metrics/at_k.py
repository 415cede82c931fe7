"""Metrics of the k labels of a row that score highest, of each row's ranking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats
from multihot.metrics.ranks import Ranks


def at_k(ranks: Ranks, k: int) -> Mapping[str, Floats]:
    """Measures of the first k labels of each row, (n_rows,) each; NaN where there is none.

    precision: hits / k. recall: hits / true. r_precision: hits / min(k, true). ndcg: Σ over true
    labels 1 / log2(1 + place) over what the best ranking gathers. A row without true labels has
    precision alone. Source: Manning et al. 2008; Järvelin & Kekäläinen 2002;
    `sklearn.metrics.ndcg_score`.
    """
    hits, n_true = ranks.per_group(hits_at(ranks, k)), ranks.n_true
    gathered = ranks.per_group(discounts_at(ranks, k))
    return {
        "precision": hits / k,
        "recall": divided(hits, n_true),
        "r_precision": divided(hits, np.minimum(n_true, k)),
        "ndcg": divided(gathered, best_discounts_at(n_true, k)),
    }


def hits_at(ranks: Ranks, k: int) -> Floats:
    """Chance of each true label to be in the first k of its row, tied labels in any order."""
    left = np.minimum(np.maximum(k - ranks.above, 0), ranks.level)
    return left / ranks.level


def discounts_at(ranks: Ranks, k: int) -> Floats:
    """Mean of 1 / log2(1 + place) of each true label over the places it can take up to k."""
    total = _discounts(k)
    first, last = np.minimum(ranks.above, k), np.minimum(ranks.above + ranks.level, k)
    return (total[last] - total[first]) / ranks.level


def best_discounts_at(n_true: NDArray[Any], k: int) -> Floats:
    """What the best ranking of so many true labels gathers up to place k."""
    return _discounts(k)[np.minimum(n_true, k)]


def _discounts(k: int) -> Floats:
    """Σ 1 / log2(1 + place) over the first 0, 1, ... k places."""
    places = np.arange(1, k + 1)
    return np.concatenate(([0.0], np.cumsum(1 / np.log2(1 + places))))


def divided(numerator: Floats, denominator: NDArray[Any]) -> Floats:
    """numerator / denominator, NaN where that is 0/0."""
    out = np.full(len(numerator), np.nan)
    return np.divide(numerator, denominator, out=out, where=denominator > 0)
