"""From scores to decisions: the one rule that all who decide here go by."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import BitRows, Decisions, Floats, rows_together
from multihot.errors import DataError

# the least float32 above 1: no score reaches it, in either precision, and JSON can hold it
NEVER = float(np.nextafter(np.float32(1), np.float32(2)))


def decide(scores: NDArray[Any] | csr_array, thresholds: Floats) -> Decisions:
    """score >= threshold of every cell: bits for dense scores, ones for sparse.

    Compared in the scores' own precision, as Keras does: float32 scores with the float32 number
    that is nearest to the threshold, float64 scores with the threshold itself. So .7 as float32,
    which is a little less than .7, is at a threshold of .7.

    Args:
        scores: (n_rows, n_labels), float32 or float64, in [0, 1]; sparse: 0 where not stored.
        thresholds: (n_labels,), 0 to 1; above 1 the label is never given.

    Raises:
        DataError: a threshold of 0 for sparse scores.

    >>> decide(np.array([[0.5, 0.4]]), np.array([0.5, 0.5])).per_label().tolist()
    [1, 0]
    """
    cuts = cuts_in(scores.dtype, thresholds)
    if isinstance(scores, csr_array):
        _refuse_zero(cuts, thresholds)
        given = scores.data >= cuts[scores.indices]
        return chosen_cells(scores, given)
    return BitRows.of_blocks(lambda rows: _given(scores[rows], cuts), scores.shape)


def cuts_in(precision: np.dtype[Any], thresholds: Floats) -> NDArray[Any]:
    """The thresholds that scores of a precision are compared with: the nearest numbers of it.

    >>> cuts_in(np.dtype(np.float32), np.array([0.7])) == np.float32(0.7)
    array([ True])
    """
    # what is above 1 by a little must not become 1, which a score can be
    cuts: NDArray[Any] = np.where(thresholds > 1, np.inf, thresholds).astype(precision)
    return cuts


def _refuse_zero(cuts: NDArray[Any], thresholds: Floats) -> None:
    if not (cuts > 0).all():
        least = float(thresholds[np.argmin(cuts)])
        raise DataError(
            f"a threshold of {least:g} gives a label to every row, stored or not",
            where="thresholds",
            remedy="use thresholds above 0 with sparse scores",
        )


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
