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

_ALL_BUT_SIGN = 0x7FFFFFFF
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
        from_logits: they are logits: 1 / (1 + exp(-logit)) is taken, in the precision of the
            logits. Never guessed from values.

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


def logits_of(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The least float32 logits with scores not below these; NaN above 1, where there are none.

    Of a logit in float32, `logit >= logits_of(cut)` is `as_scores(logit, from_logits=True) >= cut`,
    to the last digit.

    >>> logits_of(np.array([0.25, 0.7], dtype=np.float32)).round(4)
    array([-1.0986,  0.8473], dtype=float32)
    """
    # whole numbers in the order of the floats, so that halving finds the least in 32 steps
    low = np.full(scores.shape, _in_order(np.float32(-np.inf)))
    high = np.full(scores.shape, _in_order(np.float32(np.inf)))
    while (low < high).any():
        middle = (low + high) // 2
        reached = expit(_of_order(middle)) >= scores
        low, high = (
            np.where(reached, low, np.minimum(middle + 1, high)),
            np.where(reached, middle, high),
        )
    logits = _of_order(high)
    return np.where(expit(logits) >= scores, logits, np.float32(np.nan))


def _in_order(number: np.float32) -> np.int64:
    bits = np.int64(number.view(np.int32))
    return bits if bits >= 0 else -(bits & _ALL_BUT_SIGN)


def _of_order(order: NDArray[np.int64]) -> NDArray[np.float32]:
    sign = np.where(order < 0, np.float32(-1), np.float32(1))
    return sign * np.abs(order).astype(np.int32).view(np.float32)


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
