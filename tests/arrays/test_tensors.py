"""Tensors of every library, of every kind, dense or sparse, become the same numbers."""

from __future__ import annotations

import warnings

import jax.numpy as jnp
import numpy as np
import pytest
from jax.experimental import sparse as jax_sparse
from scipy.sparse import csr_array

from multihot.arrays.unwrapping import as_matrix
from multihot.errors import DataError, ShapeError
from multihot.nn.backend import load_keras

ROWS = [[0, 1, 1], [1, 0, 0]]
KINDS = [
    ("bool", "bool"),
    ("int8", "int8"),
    ("uint8", "uint8"),
    ("int32", "int32"),
    ("float16", "float32"),
    ("bfloat16", "float32"),
    ("float32", "float32"),
]
WIDE_KINDS = [*KINDS, ("int64", "int64"), ("float64", "float64")]

pytestmark = pytest.mark.filterwarnings("ignore:Sparse")  # PyTorch, when a test makes one


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch")


@pytest.fixture(scope="module")
def tensorflow():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("tensorflow")


@pytest.fixture(scope="module")
def keras():
    with warnings.catch_warnings():  # of the backend that was chosen
        warnings.simplefilter("ignore")
        return load_keras()


def is_dense(matrix, kind):
    assert type(matrix) is np.ndarray
    assert (matrix.dtype, matrix.tolist()) == (kind, ROWS)


def is_sparse(matrix, kind):
    assert type(matrix) is csr_array
    assert (matrix.dtype, matrix.nnz, matrix.toarray().tolist()) == (kind, 3, ROWS)
    assert matrix.has_canonical_format


@pytest.mark.parametrize(("dtype", "kind"), WIDE_KINDS)
def test_tensors_of_pytorch_keep_their_kind(torch, dtype, kind):
    is_dense(as_matrix(torch.tensor(ROWS).to(getattr(torch, dtype)), "targets"), kind)


@pytest.mark.parametrize("kind", ["float32", "bfloat16"])
def test_tensors_of_pytorch_with_a_gradient_are_taken(torch, kind):
    tensor = torch.tensor(ROWS, dtype=getattr(torch, kind), requires_grad=True)
    is_dense(as_matrix(tensor * 1, "scores"), "float32")
    is_dense(as_matrix(torch.nn.Parameter(tensor.detach()), "scores"), "float32")
    assert tensor.requires_grad


def test_a_subclass_of_a_tensor_is_a_tensor(torch):
    class Marked(torch.Tensor):
        pass

    tensor = torch.tensor(ROWS, dtype=torch.bfloat16).as_subclass(Marked)
    is_dense(as_matrix(tensor, "targets"), "float32")


def test_tensors_of_pytorch_on_the_cpu_are_not_copied(torch):
    tensor = torch.zeros((2, 3))
    assert np.shares_memory(as_matrix(tensor, "scores"), tensor.numpy())


def test_tensors_of_pytorch_on_a_gpu_are_taken(torch):
    if not torch.cuda.is_available():
        pytest.skip("PyTorch has no GPU here")
    is_dense(as_matrix(torch.tensor(ROWS, device="cuda"), "targets"), "int64")
    is_sparse(as_matrix(torch.tensor(ROWS, device="cuda").to_sparse(), "targets"), "int64")


@pytest.mark.parametrize(("dtype", "kind"), WIDE_KINDS)
@pytest.mark.parametrize("layout", ["to_sparse_coo", "to_sparse_csr", "to_sparse_csc"])
def test_sparse_tensors_of_pytorch_stay_sparse(torch, layout, dtype, kind):
    tensor = torch.tensor(ROWS).to(getattr(torch, dtype))
    is_sparse(as_matrix(getattr(tensor, layout)(), "targets"), kind)


def test_sparse_blocks_of_pytorch_stay_sparse(torch):
    blocks = torch.eye(4).to_sparse_bsr((2, 2))
    matrix = as_matrix(blocks, "targets")
    assert type(matrix) is csr_array
    assert matrix.toarray().tolist() == np.eye(4).tolist()


def test_sparse_tensors_of_pytorch_with_a_gradient_are_taken(torch):
    tensor = torch.tensor(ROWS, dtype=torch.float32, requires_grad=True).to_sparse()
    is_sparse(as_matrix(tensor, "scores"), "float32")


@pytest.mark.parametrize("kind", ["bool", "int8", "float32"])
def test_a_cell_of_pytorch_that_is_stored_twice_is_the_sum(torch, kind):
    stored = torch.ones(2, dtype=getattr(torch, kind))
    tensor = torch.sparse_coo_tensor([[0, 0], [1, 1]], stored, (2, 2), check_invariants=True)
    assert as_matrix(tensor, "targets").toarray().tolist() == [[0, 2], [0, 0]]
    assert tensor._nnz() == 2


def test_sparse_tensors_of_pytorch_with_dense_rows_become_dense(torch):
    rows = torch.tensor(ROWS, dtype=torch.float32)
    tensor = torch.sparse_coo_tensor([[0, 1]], rows, (2, 3), check_invariants=True)
    is_dense(as_matrix(tensor, "targets"), "float32")


def test_nested_tensors_of_pytorch_are_refused(torch):
    rows = torch.nested.nested_tensor([torch.ones(2), torch.ones(3)], layout=torch.jagged)
    with pytest.raises(
        DataError, match=r"targets: found rows of different lengths.*\n.*one length"
    ):
        as_matrix(rows, "targets")


def test_tensors_of_pytorch_without_values_are_refused(torch):
    with pytest.raises(DataError, match=r"targets: not an array of numbers \((.|\n)*meta"):
        as_matrix(torch.ones((2, 2), device="meta"), "targets")


def test_complex_tensors_of_pytorch_are_refused(torch):
    with pytest.raises(DataError, match="values of type complex64"):
        as_matrix(torch.ones((2, 2), dtype=torch.complex64), "targets")


@pytest.mark.parametrize("shape", [(), (2,), (2, 2, 2)])
def test_other_than_two_dimensions_of_pytorch_are_refused(torch, shape):
    for tensor in (torch.ones(shape), torch.ones(shape).to_sparse()):
        with pytest.raises(ShapeError, match=r"^targets has shape .*\n.*\(n_rows, n_labels\)"):
            as_matrix(tensor, "targets")


@pytest.mark.parametrize(("dtype", "kind"), KINDS)
def test_arrays_of_jax_keep_their_kind(dtype, kind):
    is_dense(as_matrix(jnp.array(ROWS, dtype=dtype), "targets"), kind)


@pytest.mark.parametrize(("dtype", "kind"), KINDS[1:])  # JAX makes integers of sparse bool
@pytest.mark.parametrize("form", ["BCOO", "BCSR"])
def test_sparse_arrays_of_jax_stay_sparse(form, dtype, kind):
    array = getattr(jax_sparse, form).fromdense(jnp.array(ROWS, dtype=dtype))
    is_sparse(as_matrix(array, "targets"), kind)


@pytest.mark.parametrize("form", ["BCOO", "BCSR"])
def test_the_padding_of_sparse_arrays_of_jax_is_left_out(form):
    array = getattr(jax_sparse, form).fromdense(jnp.array(ROWS, dtype="float32"), nse=5)
    is_sparse(as_matrix(array, "targets"), "float32")


def test_a_cell_of_jax_that_is_stored_twice_is_the_sum():
    places = jnp.array([[0, 1], [0, 1]])
    array = jax_sparse.BCOO((jnp.array([True, True]), places), shape=(2, 2))
    assert as_matrix(array, "targets").toarray().tolist() == [[0, 2], [0, 0]]


def test_other_sparse_arrays_of_jax_become_dense():
    dense = jnp.array(ROWS, dtype="float32")
    is_dense(as_matrix(jax_sparse.BCOO.fromdense(dense, n_batch=1), "targets"), "float32")
    is_dense(as_matrix(jax_sparse.BCOO.fromdense(dense, n_dense=1), "targets"), "float32")
    is_dense(as_matrix(jax_sparse.CSR.fromdense(dense), "targets"), "float32")


def test_other_than_two_dimensions_of_jax_are_refused():
    for array in (jnp.ones(3), jax_sparse.BCOO.fromdense(jnp.ones(3)), jnp.ones((1, 2, 3))):
        with pytest.raises(ShapeError, match=r"^targets has shape .*\n.*\(n_rows, n_labels\)"):
            as_matrix(array, "targets")


@pytest.mark.parametrize(("dtype", "kind"), WIDE_KINDS)
def test_tensors_of_tensorflow_keep_their_kind(tensorflow, dtype, kind):
    tensor = tensorflow.cast(tensorflow.constant(ROWS), dtype)
    is_dense(as_matrix(tensor, "targets"), kind)
    is_dense(as_matrix(tensorflow.Variable(tensor), "targets"), kind)


@pytest.mark.parametrize(("dtype", "kind"), WIDE_KINDS)
def test_sparse_tensors_of_tensorflow_stay_sparse(tensorflow, dtype, kind):
    tensor = tensorflow.sparse.SparseTensor(
        [[0, 1], [0, 2], [1, 0]], tensorflow.cast([1, 1, 1], dtype), (2, 3)
    )
    is_sparse(as_matrix(tensor, "targets"), kind)


def test_a_cell_of_tensorflow_that_is_stored_twice_is_the_sum(tensorflow):
    tensor = tensorflow.sparse.SparseTensor([[0, 1], [0, 1]], [True, True], (1, 2))
    assert as_matrix(tensor, "targets").toarray().tolist() == [[0, 2]]


def test_ragged_tensors_of_tensorflow_are_refused(tensorflow):
    for ragged in ([[1], [1, 0]], [[1, 0], [0, 1]]):
        with pytest.raises(DataError, match=r"found rows of different .*RaggedTensor.*\n.*length"):
            as_matrix(tensorflow.ragged.constant(ragged), "targets")


def test_text_of_tensorflow_is_refused(tensorflow):
    with pytest.raises(DataError, match=r"found the text .*war"):
        as_matrix(tensorflow.constant([["war"]]), "targets")


def test_symbolic_tensors_of_tensorflow_are_refused(tensorflow):
    @tensorflow.function
    def traced(tensor):
        with pytest.raises(DataError, match=r"^targets: not an array of numbers .*symbolic"):
            as_matrix(tensor, "targets")
        return tensor

    traced(tensorflow.constant(ROWS))


def test_other_than_two_dimensions_of_tensorflow_are_refused(tensorflow):
    for tensor in (tensorflow.ones(3), tensorflow.sparse.from_dense(tensorflow.ones(3))):
        with pytest.raises(ShapeError, match=r"^targets has shape \(3,\)\n.*\(n_rows, n_labels\)"):
            as_matrix(tensor, "targets")


@pytest.mark.parametrize(("dtype", "kind"), KINDS)
def test_tensors_and_variables_of_keras_keep_their_kind(keras, dtype, kind):
    is_dense(as_matrix(keras.ops.cast(keras.ops.array(ROWS), dtype), "targets"), kind)
    is_dense(as_matrix(keras.Variable(ROWS, dtype=dtype, trainable=False), "targets"), kind)


def test_symbolic_tensors_of_keras_are_refused(keras):
    with pytest.raises(DataError, match=r"^targets: not an array of numbers \(.*symbolic"):
        as_matrix(keras.Input((3,)), "targets")
