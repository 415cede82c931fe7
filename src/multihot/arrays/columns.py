"""Columns of many short rows: NumPy takes a row at a time, so several are taken as if one."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_MOST_IN_A_BYTE = 255
_CELLS_OF_A_LONG_ROW = 1 << 14


def rows_together(n_columns: int) -> int:
    """How many rows to take as if they were one."""
    return max(1, _CELLS_OF_A_LONG_ROW // max(1, n_columns))


def column_sums(cells: NDArray[Any]) -> NDArray[np.int64]:
    """Sum of each column of contiguous bytes that are 0 or 1 (or bool), (n_rows, n_columns).

    >>> column_sums(np.array([[True, False, True], [True, False, False]]))
    array([2, 0, 1])
    """
    n_rows, n_columns = cells.shape
    together = rows_together(n_columns)
    n_long = n_rows // together
    long = cells[: n_long * together].reshape(n_long, together * n_columns)
    of_long: NDArray[np.int64] = _sums(long).reshape(together, n_columns).sum(axis=0)
    return of_long + _sums(cells[n_long * together :])


def _sums(cells: NDArray[Any]) -> NDArray[np.int64]:
    total = np.zeros(cells.shape[1], dtype=np.int64)
    for start in range(0, len(cells), _MOST_IN_A_BYTE):
        # at most 255 ones fit a byte, and sums of bytes are many at a time
        some = cells[start : start + _MOST_IN_A_BYTE].view(np.uint8)
        total += np.add.reduce(some, axis=0, dtype=np.uint8)
    return total
