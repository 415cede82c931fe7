"""Arrays of any library become NumPy arrays or SciPy's compressed rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, issparse

from multihot.arrays.aligning import check_two_dimensional
from multihot.arrays.compressing import as_compressed
from multihot.arrays.kinds import REMEDY, as_numbers
from multihot.arrays.tables import of_arrow, of_pandas, of_polars
from multihot.arrays.tensors import of_jax, of_tensorflow, of_torch
from multihot.errors import DataError, MultihotError


def as_matrix(values: object, name: str) -> NDArray[Any] | csr_array:
    """The values, (n_rows, n_labels), in NumPy if they are dense and in SciPy if sparse.

    Bool, integers, float32 and float64 keep their kind; smaller floats become float32.
    What is missing (None, NA, null, masked) is NaN. The result may share the memory of
    `values`, which are never written to.

    Returns:
        An array, or a `csr_array` with sorted columns that stores each cell once.

    Raises:
        ShapeError: not two-dimensional.
        DataError: not numbers: text, dates, rows of different lengths.

    >>> as_matrix([[True, None], [False, True]], "targets")
    array([[ 1., nan],
           [ 0.,  1.]])
    """
    array = as_array(values, name)
    check_two_dimensional(array.shape, name)
    return array if isinstance(array, np.ndarray) else as_compressed(array, name)


def as_array(values: object, name: str) -> Any:
    """The numbers of any shape in NumPy, or a sparse matrix of SciPy."""
    try:
        array = _unwrapped(values, name)
    except (MultihotError, MemoryError):
        raise
    except Exception as error:  # each library raises its own kind
        raise DataError(f"not an array of numbers ({error})", where=name, remedy=REMEDY) from error
    return as_numbers(array, name) if isinstance(array, np.ndarray) else array


def _unwrapped(values: Any, name: str) -> Any:
    if isinstance(values, np.ma.MaskedArray):
        return _of_masked(values, name)
    if isinstance(values, np.ndarray):
        return np.asarray(values)  # as it is, but for subclasses: * of np.matrix is another
    if issparse(values):
        return values
    for base in type(values).__mro__:  # a subclass may be at home elsewhere
        unwrap = _UNWRAPPERS.get(base.__module__.partition(".")[0])
        if unwrap is not None:
            return unwrap(values, name)
    if hasattr(values, "__dlpack__") and not hasattr(values, "__array__"):
        return np.from_dlpack(values)
    array = np.asarray(values)
    # NumPy makes two texts of [1, "a"], and the first is not the one to be told
    return np.asarray(values, dtype=object) if array.dtype.kind in "US" else array


def _of_masked(values: np.ma.MaskedArray[Any, Any], name: str) -> NDArray[Any]:
    numbers = as_numbers(values.data, name)
    mask = np.ma.getmaskarray(values)
    if not mask.any():
        return numbers
    kind = numbers.dtype if numbers.dtype.kind == "f" else np.float64
    return np.where(mask, np.nan, numbers).astype(kind, copy=False)


def _of_keras(values: Any, name: str) -> Any:
    # the value of a variable is a tensor of the backend; a symbolic tensor has none
    return _unwrapped(values.value, name) if hasattr(values, "value") else np.asarray(values)


_UNWRAPPERS: dict[str, Callable[[Any, str], Any]] = {
    "jax": of_jax,
    "jaxlib": of_jax,
    "keras": _of_keras,
    "pandas": of_pandas,
    "polars": of_polars,
    "pyarrow": of_arrow,
    "tensorflow": of_tensorflow,
    "torch": of_torch,
}
