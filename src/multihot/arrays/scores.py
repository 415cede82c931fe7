"""How sure a model is of each label of each row."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import expit

from multihot.arrays.blocks import in_blocks
from multihot.arrays.kinds import Floats
from multihot.arrays.unwrapping import as_matrix
from multihot.errors import DataError, either, option

Scores: TypeAlias = NDArray[Any] | csr_array

# bits of floats from 0 to 1 are in the order of the floats; those of all others are above
_BITS_OF_ONE: dict[np.dtype[Any], tuple[type[np.unsignedinteger[Any]], int]] = {
    np.dtype(np.float32): (np.uint32, 0x3F800000),
    np.dtype(np.float64): (np.uint64, 0x3FF0000000000000),
}


def as_scores(values: object, *, name: str = "scores", from_logits: bool = False) -> Scores:
    """How sure a model is, (n_rows, n_labels), in [0, 1]: float32 or float64, dense or sparse.

    Takes what `as_targets` takes. float32 stays as it is, so that a large array is not copied;
    half precision becomes float32, all else float64. What a sparse array does not store is 0,
    and zeros that it stores are left out.

    Args:
        values: scores, or logits.
        name: what to call them in an error.
        from_logits: they are logits: 1 / (1 + exp(-logit)) is taken. Never guessed from values.

    Raises:
        ShapeError: not two-dimensional.
        DataError: NaN, infinite, or outside [0, 1]; sparse logits.
    """
    matrix = as_matrix(values, name)
    matrix = matrix.astype(_kind(matrix.dtype), copy=False)
    if from_logits:
        matrix = _of_logits(matrix, name)
    if not _all_in_range(matrix):
        _refuse_scores(matrix, name)
    if isinstance(matrix, csr_array) and not matrix.data.all():
        matrix = matrix.copy()
        matrix.eliminate_zeros()  # what is stored scores above what is not
    return matrix


def as_dense_scores(values: object, *, name: str = "scores") -> Floats:
    """How sure a model is, (n_rows, n_labels), in [0, 1]: dense float64; as `as_scores`."""
    scores = as_scores(values, name=name)
    dense = scores.toarray() if isinstance(scores, csr_array) else scores
    return dense.astype(np.float64, copy=False)


def _kind(kind: np.dtype[Any]) -> type[np.float32] | type[np.float64]:
    return np.float32 if kind in (np.float16, np.float32) else np.float64


def _of_logits(matrix: Scores, name: str) -> Scores:
    if isinstance(matrix, csr_array):
        raise DataError(
            "sparse logits: a logit that is not stored would be 0, a score of 0.5",
            where=name,
            remedy="pass sparse scores from 0 to 1, or dense logits",
        )
    if np.isnan(matrix).any():
        raise DataError(
            "found NaN",
            where=name,
            remedy="look for a diverged training or a gap in the inputs",
        )
    scores: NDArray[Any] = expit(matrix)
    return scores


def _all_in_range(scores: Scores) -> bool:
    if isinstance(scores, csr_array):
        return _in_range(scores.data)
    cells = scores.shape[1] if scores.ndim > 1 else 1
    return all(in_blocks(lambda rows: _in_range(scores[rows]), len(scores), row_cells=cells))


def _in_range(scores: NDArray[Any]) -> bool:
    if not scores.size:
        return True
    if scores.flags.c_contiguous:
        kind, one = _BITS_OF_ONE[scores.dtype]
        if scores.view(kind).max() <= one:  # one pass, where two comparisons would be two
            return True
    return bool(((scores >= 0) & (scores <= 1)).all())  # -0.0, and what else is not contiguous


def _refuse_scores(scores: Scores, name: str) -> None:
    dense = scores.toarray() if isinstance(scores, csr_array) else scores
    wrong = ~((dense >= 0) & (dense <= 1))
    row, column = (int(i) for i in np.argwhere(wrong)[0])
    raise DataError(
        f"expected numbers from 0 to 1, found {int(wrong.sum())} others such as "
        f"{dense[row, column]:g} in row {row}, column {column}",
        where=name,
        remedy="NaN or inf: look for a diverged training or a gap in the inputs; "
        f"logits: pass {option('from_logits', value=True)}"
        + either(python=" where it is offered", command="")
        + ", or 1 / (1 + exp(-logits))",
    )
