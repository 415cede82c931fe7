"""Which labels each row has, and which were decided."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, get_index_dtype

from multihot.arrays.bits import BitRows
from multihot.arrays.blocks import in_blocks
from multihot.arrays.unwrapping import as_matrix
from multihot.errors import DataError

Decisions: TypeAlias = BitRows | csr_array

_CELLS_AT_ONCE = 1 << 19  # what is made of them takes twenty times their room


def as_targets(values: object, *, name: str = "targets") -> csr_array:
    """The truth, (n_rows, n_labels): 1 the row has the label, 0 not, NaN nobody knows.

    Takes NumPy, SciPy sparse, pandas, Polars, Arrow, PyTorch, JAX and TensorFlow arrays.

    Returns:
        float32 `csr_array` that stores the ones and the NaNs.

    Raises:
        ShapeError: not two-dimensional.
        DataError: another value than 0, 1 and NaN.

    >>> as_targets([[0, 1], [1, float("nan")]]).nnz
    3
    """
    matrix = as_matrix(values, name)
    sparse = matrix if isinstance(matrix, csr_array) else _stored(matrix)
    if not sparse.data.all():
        sparse = sparse.copy()
        sparse.eliminate_zeros()
    _check_binary(sparse, name)  # before float32, which takes 0.99999999 for 1
    parts = (sparse.data.astype(np.float32), sparse.indices, sparse.indptr)
    return csr_array(parts, shape=sparse.shape)  # astype would copy the indices


def as_decisions(values: object, *, name: str = "decisions") -> Decisions:
    """What was decided, (n_rows, n_labels): 1 predicted, 0 not. As `as_targets`, without NaN.

    Dense decisions become `BitRows`, sparse ones a `csr_array` that stores the ones.
    """
    if isinstance(values, BitRows):
        return values
    matrix = as_matrix(values, name)
    if isinstance(matrix, np.ndarray) and _all_binary(matrix):
        return BitRows.of(matrix)
    decisions = as_targets(values, name=name)
    if np.isnan(decisions.data).any():
        raise DataError("found NaN", where=name, remedy="a decision is 0 or 1")
    return decisions


def ones_of(block: NDArray[Any]) -> NDArray[np.bool_] | None:
    """Which cells are 1; None if any is neither 0 nor 1."""
    if block.dtype == np.bool_:
        return block
    if block.dtype == np.uint8:  # one pass, and nothing to write
        return np.ascontiguousarray(block).view(np.bool_) if block.max(initial=0) <= 1 else None
    given = block != 0
    return given if np.count_nonzero(block == 1) == np.count_nonzero(given) else None


def _all_binary(matrix: NDArray[Any]) -> bool:
    checks = in_blocks(
        lambda rows: ones_of(matrix[rows]) is not None, len(matrix), row_cells=matrix.shape[1]
    )
    return all(checks)


def _stored(matrix: NDArray[Any]) -> csr_array:
    """The cells of a dense array that are not 0."""
    n_rows, n_labels = matrix.shape
    parts = in_blocks(
        lambda rows: _nonzero(matrix[rows]), n_rows, row_cells=n_labels, at_once=_CELLS_AT_ONCE
    )
    per_row, columns, values = (
        [np.zeros(0, dtype=kind), *(part[axis] for part in parts)]
        for axis, kind in enumerate((np.int32, np.int32, matrix.dtype))
    )
    n_stored = sum(map(len, values))
    kind = get_index_dtype(maxval=max(n_labels, n_stored))  # int32 mostly: half the room
    starts = np.cumsum(np.concatenate(([0], *per_row), dtype=kind), dtype=kind)
    cells = np.concatenate(values), np.concatenate(columns, dtype=kind), starts
    return csr_array(cells, shape=matrix.shape)


def _nonzero(block: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """How many cells of each row are not 0, their columns and their values."""
    place = np.flatnonzero(block != 0)  # of bools: many times faster than of numbers
    row, column = np.divmod(place, max(1, block.shape[1]))
    per_row = np.bincount(row, minlength=len(block))
    kind = get_index_dtype(maxval=block.shape[1])
    return per_row.astype(kind), column.astype(kind), block.ravel()[place]


def _check_binary(sparse: csr_array, name: str) -> None:
    strange = ~((sparse.data == 1) | np.isnan(sparse.data))
    if strange.any():
        first = int(np.argmax(strange))
        row = int(np.searchsorted(sparse.indptr, first, side="right")) - 1
        raise DataError(
            f"expected only 0 and 1, found {int(strange.sum())} other values such as "
            f"{sparse.data[first]:g} in row {row}, column {sparse.indices[first]}",
            where=name,
            remedy=f"turn scores into decisions first: `{name} >= thresholds`; "
            "mark what nobody knows as NaN",
        )
