"""Sums of dense targets and decisions, in one pass and without a list of the true cells."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import BitRows, column_sums, in_blocks, ones_of


def dense_sums(targets: NDArray[Any], decisions: BitRows) -> NDArray[np.int64] | None:
    """Hit, true and predicted cells of each label, (3, n_labels).

    None if a target is neither 0 nor 1.

    >>> dense_sums(np.array([[1, 0], [1, 1]]), BitRows.of(np.array([[1, 1], [0, 1]])))
    array([[1, 1],
           [2, 1],
           [1, 2]])
    """

    def add(rows: slice) -> NDArray[np.int64] | None:
        true = ones_of(targets[rows])
        if true is None:
            return None
        given = decisions.unpacked(rows).view(np.bool_)
        return np.stack([column_sums(cells) for cells in (true & given, true, given)])

    n_rows, n_labels = decisions.shape
    total = np.zeros((3, n_labels), dtype=np.int64)
    for sums in in_blocks(add, n_rows, row_cells=n_labels):
        if sums is None:
            return None
        total += sums
    return total
