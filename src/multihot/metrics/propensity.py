"""Metrics at k in which a rare label counts more, because it is often left unmarked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats, Integers
from multihot.metrics.at_k import best_discounts_at, discounts_at, divided, hits_at
from multihot.metrics.ranks import Ranks


def propensities(positives: Floats, n_rows: float, *, a: float = 0.55, b: float = 1.5) -> Floats:
    """Chance that a true label is marked, by how often it is: rare ones are overlooked.

    1 / (1 + C · (n + b)^-a) with C = (ln N - 1)(b + 1)^a, for n of N training rows; above 0 up to
    1. `a` and `b` are measured on a data set: .55 and 1.5 are the usual ones, .5 and .4 those of
    Wikipedia, .6 and 2.6 those of Amazon. Source: Jain, Prabhu & Varma 2016.

    >>> propensities(np.array([1.0, 100.0]), 1000).round(3)
    array([0.145, 0.565])
    """
    scale = max(0.0, np.log(max(n_rows, 1)) - 1) * (b + 1) ** a
    chances: Floats = 1 / (1 + scale * (np.asarray(positives, dtype=np.float64) + b) ** -a)
    return chances


def propensity_values(ranks: Ranks, chances: Floats, depths: Iterable[int]) -> Mapping[str, Floats]:
    """What each row gathers up to k, and the best that it could, each true label worth 1 / chance.

    (n_rows,) each, by the catalogue's name and by "best " before it: the metric is the ratio of
    their sums over rows.
    """
    worth: Floats = 1 / chances[ranks.label]
    rarity = np.empty(len(chances), dtype=np.int64)  # place of each label, the rarest first
    rarity[np.argsort(chances, kind="stable")] = np.arange(len(chances))
    order = np.argsort(ranks.group * len(chances) + rarity[ranks.label])
    place = np.arange(len(order)) - (np.cumsum(ranks.n_true) - ranks.n_true)[ranks.group[order]]
    labelled, values = ranks.n_true > 0, {}
    for k in depths:
        hits, discounts = hits_at(ranks, k) * worth, discounts_at(ranks, k) * worth
        values[f"ps_precision_at_{k}"] = np.where(labelled, ranks.per_group(hits), np.nan)
        # each row over what its number of labels allows, as nDCG, then the ratio of the sums
        most = best_discounts_at(ranks.n_true, k)
        values[f"ps_ndcg_at_{k}"] = divided(ranks.per_group(discounts), most)
        first = (place < k).astype(np.float64)
        at_best = first / np.log2(2 + place)
        values[f"best ps_precision_at_{k}"] = _in_rows(ranks, order, first * worth[order])
        best = divided(_in_rows(ranks, order, at_best * worth[order]), most)
        values[f"best ps_ndcg_at_{k}"] = np.where(labelled, best, 0.0)
    return values


def _in_rows(ranks: Ranks, order: Integers, values: Floats) -> NDArray[Any]:
    return np.bincount(ranks.group[order], weights=values, minlength=len(ranks.n_true))
