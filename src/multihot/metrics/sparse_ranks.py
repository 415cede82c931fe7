"""Ranks of the true cells in a sparse table of scores, at the cost of what is stored.

Cells that are not stored score 0: they come last and are level with each other.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import Integers
from multihot.metrics.cells import Cells
from multihot.metrics.ranks import Ranks, Trues, falling_key, float_bits


def sparse_ranks(positives: Cells, unknown: Cells, scores: csr_array, *, within: str) -> Ranks:
    """Rank each true cell among the cells of its row, of its label, or of the table.

    Args:
        positives: the true cells.
        unknown: cells that are left out.
        scores: (n_rows, n_labels), canonical, above 0 where stored.
        within: "rows", "labels" or "all".
    """
    n_rows, n_labels = scores.shape
    stored, values = Cells.of(scores), scores.data
    if len(unknown):
        _, hidden = unknown.find(stored)
        stored, values = stored.where(~hidden), values[~hidden]
    n_groups, size = {"rows": (n_rows, n_labels), "labels": (n_labels, n_rows)}.get(
        within, (1, n_rows * n_labels)
    )
    groups = _groups(stored, within)
    own = scores_at(scores, positives)
    trues = Trues.of(positives, _groups(positives, within), own, n_groups)
    n_known = size - np.bincount(_groups(unknown, within), minlength=n_groups)
    n_stored = np.bincount(groups, minlength=n_groups)

    distinct = None if values.dtype == np.float32 else np.unique(values)
    key = np.sort(falling_key(groups, _bits(values, distinct)))
    wanted = falling_key(trues.group, _bits(trues.own, distinct))
    start = (np.cumsum(n_stored) - n_stored)[trues.group]
    above = np.searchsorted(key, wanted, side="left") - start
    level = np.searchsorted(key, wanted, side="right") - start - above
    zero = trues.own == 0
    level[zero] = (n_known - n_stored)[trues.group[zero]]
    return trues.ranked(above, level, n_known)


def scores_at(scores: csr_array, cells: Cells) -> NDArray[Any]:
    """Scores of single cells; 0 where nothing is stored."""
    place, found = Cells.of(scores).find(cells)
    values = np.zeros(len(cells), dtype=scores.dtype)
    values[found] = scores.data[place[found]]
    return values


def _groups(cells: Cells, within: str) -> Integers:
    if within == "all":
        return np.zeros(len(cells), dtype=np.int64)
    return cells.rows if within == "rows" else cells.columns


def _bits(scores: NDArray[Any], distinct: NDArray[Any] | None) -> NDArray[np.uint32]:
    """Whole numbers of 32 bits in the order of the scores."""
    if distinct is None:
        return float_bits(scores)
    return np.searchsorted(distinct, scores, side="right").astype(np.uint32)  # 0 for a score of 0
