"""Columns of targets that are the same on every row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

FEWEST = 5


def equal_columns(stored: csr_array) -> tuple[tuple[int, int], ...]:
    """Pairs of equal columns; of several equal ones, each with the first.

    Columns with fewer than 5 ones, or fewer than 5 zeros, are left out: those are equal by chance.

    Args:
        stored: (n_rows, n_labels), canonical, of the cells that are not 0.

    >>> equal_columns(csr_array(np.repeat([[1, 0, 1], [0, 1, 0]], 5, axis=0)))
    ((0, 2),)
    """
    columns = stored.tocsc()
    n_ones = np.bincount(stored.indices[stored.data == 1], minlength=stored.shape[1])
    n_zeros = stored.shape[0] - np.diff(columns.indptr)
    judged = np.flatnonzero((n_ones >= FEWEST) & (n_zeros >= FEWEST))
    marks = _marks(columns)[judged]
    _, first, of = np.unique(marks, return_index=True, return_inverse=True)
    later = np.flatnonzero(first[of] != np.arange(len(marks)))
    pairs = [(int(judged[first[of[each]]]), int(judged[each])) for each in later]
    return tuple(pair for pair in pairs if _equal(columns, *pair))


def _marks(columns: csc_array) -> NDArray[np.uint64]:
    """A number a column that is the same for equal columns, and hardly ever for others."""
    keys = np.random.default_rng(0).integers(2**64 - 1, size=columns.shape[0], dtype=np.uint64)
    of_cells = keys[columns.indices]
    of_cells[columns.data != 1] *= np.uint64(3)  # what is unknown is told from what is 1
    sums = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(of_cells)))  # may wrap around
    marks: NDArray[np.uint64] = sums[columns.indptr[1:]] - sums[columns.indptr[:-1]]
    return marks


def _equal(columns: csc_array, one: int, other: int) -> bool:
    mine, its = (slice(columns.indptr[each], columns.indptr[each + 1]) for each in (one, other))
    return np.array_equal(columns.indices[mine], columns.indices[its]) and np.array_equal(
        columns.data[mine], columns.data[its], equal_nan=True
    )
