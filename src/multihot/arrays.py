"""The one place where callers' arrays are checked and put in one form."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, issparse

from multihot.errors import DataError, ShapeError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def as_targets(values: object, *, name: str = "targets") -> csr_array:
    """The truth, (n_rows, n_labels): 1 the row has the label, 0 not, NaN nobody knows.

    Takes NumPy, SciPy sparse, pandas, Polars, PyTorch, JAX and TensorFlow arrays.

    Returns:
        float32 `csr_array` that stores the ones and the NaNs.

    Raises:
        ShapeError: not two-dimensional.
        DataError: another value than 0, 1 and NaN.

    >>> as_targets([[0, 1], [1, float("nan")]]).nnz
    3
    """
    if issparse(values):
        sparse = csr_array(values, dtype=np.float64, copy=True)  # never write to an argument
        _check_two_dimensional(sparse.shape, name)
        sparse.sum_duplicates()
    else:
        dense = _matrix(values, name)
        rows, columns = np.nonzero(dense)
        stored = dense[rows, columns].astype(np.float64)
        sparse = csr_array(coo_array((stored, (rows, columns)), shape=dense.shape))
    sparse.eliminate_zeros()
    _check_binary(sparse, name)  # as float64, because float32 takes 0.99999999 for 1
    return sparse.astype(np.float32)


def as_decisions(values: object, *, name: str = "decisions") -> csr_array:
    """What was decided, (n_rows, n_labels): 1 predicted, 0 not. As `as_targets`, without NaN."""
    decisions = as_targets(values, name=name)
    if np.isnan(decisions.data).any():
        raise DataError("found NaN", where=name, remedy="a decision is 0 or 1")
    return decisions


def as_scores(values: object, *, name: str = "scores") -> Floats:
    """How sure a model is, (n_rows, n_labels), float64 in [0, 1].

    Raises:
        ShapeError: not two-dimensional.
        DataError: NaN, infinite, or outside [0, 1].
    """
    dense = values.toarray() if issparse(values) else values  # type: ignore[attr-defined]
    scores = _matrix(dense, name).astype(np.float64, copy=False)
    # min and max read the array once each and are NaN where any value is
    low, high = (scores.min(), scores.max()) if scores.size else (0.0, 0.0)
    if not (low >= 0 and high <= 1):
        _refuse_scores(scores, name)
    return scores


def as_weights(values: object, n_rows: int, *, name: str = "sample_weight") -> Floats | None:
    """Weight of each row, (n_rows,), float64, 0 or more; None stays None: each counts 1."""
    if values is None:
        return None
    weights = np.asarray(values, dtype=np.float64)
    if weights.shape != (n_rows,):
        raise ShapeError(
            f"{name} has shape {weights.shape}, the targets have {n_rows} rows",
            remedy="give one weight a row",
        )
    if not (np.isfinite(weights).all() and (weights >= 0).all()):
        raise DataError("a weight is negative or not finite", where=name, remedy="use 0 or more")
    return weights


def check_aligned(**arrays: Any) -> None:
    """Refuse arrays that do not have the same rows and labels."""
    shapes = {name: array.shape for name, array in arrays.items()}
    if len(set(shapes.values())) > 1:
        told = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ShapeError(
            f"shapes differ: {told}", remedy="rows are examples, columns are labels, in one order"
        )


def _matrix(values: object, name: str) -> NDArray[Any]:
    try:
        plain = _unwrapped(values)
        matrix = np.asarray(plain)
        if matrix.dtype == object or matrix.dtype.kind in "US":
            matrix = np.asarray(plain, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise DataError(
            f"not a table of numbers ({error})",
            where=name,
            remedy="pass (n_rows, n_labels) numbers",
        ) from error
    _check_two_dimensional(matrix.shape, name)
    return matrix


def _unwrapped(values: Any) -> Any:
    library = type(values).__module__.partition(".")[0]
    if library == "torch":  # with a gradient or on a GPU
        return values.detach().cpu()
    if library == "pandas":  # its NA is no number
        return values.to_numpy(dtype=np.float64, na_value=np.nan)
    return values


def _check_two_dimensional(shape: tuple[int, ...], name: str) -> None:
    if len(shape) != 2:  # noqa: PLR2004 - rows and labels
        raise ShapeError(
            f"{name} has shape {shape}", remedy="pass two dimensions: (n_rows, n_labels)"
        )


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


def _refuse_scores(scores: Floats, name: str) -> None:
    wrong = ~((scores >= 0) & (scores <= 1))
    row, column = (int(i) for i in np.argwhere(wrong)[0])
    raise DataError(
        f"expected numbers from 0 to 1, found {int(wrong.sum())} others such as "
        f"{scores[row, column]:g} in row {row}, column {column}",
        where=name,
        remedy="NaN or inf: look for a diverged training or a gap in the inputs; "
        "logits: pass 1 / (1 + exp(-logits))",
    )
