"""Tensors of PyTorch, JAX, TensorFlow and Keras become NumPy arrays or SciPy's cells."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from multihot.arrays.aligning import check_two_dimensional
from multihot.arrays.kinds import as_numbers, refuse


def of_torch(values: Any, name: str) -> Any:
    """The PyTorch tensor, with a gradient or not, on whatever device, dense or sparse."""
    if values.is_nested:
        refuse("rows of different lengths", name)
    layout = str(values.layout)
    if layout == "torch.strided":
        return _of_strided(values)
    cells = values if layout == "torch.sparse_coo" else values.to_sparse_coo()
    if cells.dense_dim():
        return _of_strided(cells.to_dense())
    # as stored: coalesce() would add up in the kind that is stored, two True to True
    return _cells(_of_strided(cells._values()), _of_strided(cells._indices()), cells.shape, name)


def of_jax(values: Any, name: str) -> Any:
    """The JAX array; BCOO and BCSR stay sparse."""
    if not hasattr(values, "todense"):
        return np.asarray(values)
    cells = values.to_bcoo() if hasattr(values, "to_bcoo") else values
    if not hasattr(cells, "n_batch") or cells.n_batch or cells.n_dense:
        return np.asarray(cells.todense())
    places, numbers = np.asarray(cells.indices), np.asarray(cells.data)
    inside = (places < cells.shape).all(axis=1)  # what is outside is padding
    return _cells(numbers[inside], places[inside].T, cells.shape, name)


def of_tensorflow(values: Any, name: str) -> Any:
    """The TensorFlow tensor or variable; a SparseTensor stays sparse."""
    if hasattr(values, "nested_row_splits"):
        refuse("rows of different lengths (RaggedTensor)", name)
    if hasattr(values, "dense_shape") and hasattr(values, "indices"):
        places = np.asarray(values.indices).T
        return _cells(np.asarray(values.values), places, np.asarray(values.dense_shape), name)
    return np.asarray(values)


def _of_strided(tensor: Any) -> NDArray[Any]:
    if tensor.is_floating_point() and tensor.element_size() < np.float32().itemsize:
        tensor = tensor.float()  # NumPy has no bfloat16
    return tensor.numpy(force=True)


def _cells(numbers: NDArray[Any], places: NDArray[Any], shape: Any, name: str) -> coo_array:
    sizes = tuple(int(size) for size in shape)
    check_two_dimensional(sizes, name)
    return coo_array((as_numbers(numbers, name), tuple(places)), shape=sizes)
