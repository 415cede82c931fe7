"""Which labels each row has, and which were decided."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays.bits import BitRows
from multihot.arrays.blocks import in_blocks
from multihot.arrays.unwrapping import as_matrix
from multihot.errors import DataError

Decisions: TypeAlias = BitRows | csr_array


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
    return sparse.astype(np.float32)


def as_decisions(values: object, *, name: str = "decisions") -> Decisions:
    """What was decided, (n_rows, n_labels): 1 predicted, 0 not. As `as_targets`, without NaN.

    Dense decisions become `BitRows`, sparse ones a `csr_array` that stores the ones.
    """
    matrix = as_matrix(values, name)
    if isinstance(matrix, np.ndarray):
        ones = in_blocks(lambda rows: _ones(matrix[rows]), len(matrix), row_cells=matrix.shape[1])
        if all(block is not None for block in ones):
            bits = [block for block in ones if block is not None]
            empty = np.zeros((0, -(-matrix.shape[1] // 8)), dtype=np.uint8)
            return BitRows(np.concatenate([empty, *bits]), matrix.shape[1])
    decisions = as_targets(values, name=name)
    if np.isnan(decisions.data).any():
        raise DataError("found NaN", where=name, remedy="a decision is 0 or 1")
    return decisions


def _ones(block: NDArray[Any]) -> NDArray[np.uint8] | None:
    """The bits of a block of 0 and 1; None if it holds anything else."""
    given = block if block.dtype == np.bool_ else block != 0
    if block.dtype != np.bool_ and np.count_nonzero(block == 1) != np.count_nonzero(given):
        return None
    return np.packbits(given, axis=1)


def _stored(matrix: NDArray[Any]) -> csr_array:
    """The cells of a dense array that are not 0."""
    found = in_blocks(
        lambda rows: _nonzero(matrix[rows], rows.start), len(matrix), row_cells=matrix.shape[1]
    )
    rows, columns = (
        np.concatenate([np.zeros(0, dtype=np.int64), *(part[axis] for part in found)])
        for axis in (0, 1)
    )
    per_row = np.bincount(rows, minlength=len(matrix))
    starts = np.concatenate(([0], np.cumsum(per_row)))
    return csr_array((matrix[rows, columns], columns, starts), shape=matrix.shape)


def _nonzero(block: NDArray[Any], first_row: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Rows and columns of the cells that are not 0, found by bytes of eight cells."""
    bits = np.packbits(block != 0, axis=1)
    row, byte = np.divmod(np.flatnonzero(bits), bits.shape[1])
    cell, bit = np.nonzero(np.unpackbits(bits[row, byte, None], axis=1))
    return first_row + row[cell], byte[cell] * 8 + bit


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
