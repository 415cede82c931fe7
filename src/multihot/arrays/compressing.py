"""Sparse matrices of any format become compressed rows: sorted, and each cell stored once."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import coo_array, csr_array

from multihot.arrays.kinds import as_numbers

# cells in pieces are added up in these: two True are 2, and 256 ones in int8 are not 0
WIDE = {"b": np.int64, "i": np.int64, "u": np.uint64, "f": np.float64}


def as_compressed(matrix: Any, name: str) -> csr_array:
    """The two-dimensional SciPy matrix as canonical rows, which share its arrays if they are.

    The numbers keep their kind, unless cells were stored in pieces: their sums are wide.

    >>> pieces = coo_array(([0.5, 0.5], ([0, 0], [1, 1])), shape=(1, 2))
    >>> as_compressed(pieces, "targets").data
    array([1.])
    """
    if matrix.format == "csr":
        parts = (as_numbers(matrix.data, name), matrix.indices, matrix.indptr)
        matrix = csr_array(parts, shape=matrix.shape)  # not the caller's, to be marked as checked
        if matrix.has_canonical_format:
            return matrix
    cells = matrix.tocoo(copy=False)
    numbers = as_numbers(cells.data, name)
    wide = numbers.astype(WIDE[numbers.dtype.kind], copy=False)
    summed = csr_array(coo_array((wide, (cells.row, cells.col)), shape=cells.shape))
    return summed if summed.nnz < numbers.size else summed.astype(numbers.dtype)
