"""From scores to decisions."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import BitRows, Decisions, Floats, rows_together


def decide(scores: NDArray[Any] | csr_array, thresholds: Floats) -> Decisions:
    """score >= threshold of every cell: bits for dense scores, ones for sparse.

    Args:
        scores: (n_rows, n_labels), float32 or float64, in [0, 1]; sparse: 0 where not stored.
        thresholds: (n_labels,); above 0 if the scores are sparse.

    >>> decide(np.array([[0.5, 0.4]]), np.array([0.5, 0.5])).per_label().tolist()
    [1, 0]
    """
    cuts = _in_kind(thresholds, scores.dtype)
    if isinstance(scores, csr_array):
        given = scores.data >= cuts[scores.indices]
        return chosen_cells(scores, given)
    return BitRows.of_blocks(lambda rows: _given(scores[rows], cuts), scores.shape)


def _given(scores: NDArray[Any], cuts: NDArray[Any]) -> NDArray[np.bool_]:
    n_rows, n_labels = scores.shape
    together = rows_together(n_labels)
    n_long = n_rows // together
    even, long = n_long * together, (n_long, together * n_labels)
    scores, given = np.ascontiguousarray(scores), np.empty(scores.shape, dtype=np.bool_)
    repeated = np.tile(cuts, together)
    np.greater_equal(scores[:even].reshape(long), repeated, out=given[:even].reshape(long))
    np.greater_equal(scores[even:], cuts, out=given[even:])
    return given


def chosen_cells(cells: csr_array, chosen: NDArray[np.bool_]) -> csr_array:
    """The chosen ones of the stored cells, as int8 ones."""
    before = np.concatenate(([0], np.cumsum(chosen)))
    indices = cells.indices[chosen]
    ones = np.ones(len(indices), dtype=np.int8)
    return csr_array((ones, indices, before[cells.indptr]), shape=cells.shape)


def _in_kind(thresholds: Floats, kind: np.dtype[Any]) -> NDArray[Any]:
    """The lowest numbers of that kind that are not below the thresholds: they cut alike."""
    near = thresholds.astype(kind)
    return np.where(near < thresholds, np.nextafter(near, np.asarray(np.inf, kind)), near)
