"""Arrays of any kind come as numbers with two dimensions, or are refused with the way out."""

from __future__ import annotations

import subprocess
import sys

import ml_dtypes
import numpy as np
import pytest
from scipy.sparse import coo_array, csr_array, csr_matrix, lil_array

from multihot.arrays.unwrapping import as_matrix
from multihot.errors import DataError, ShapeError

NAN = float("nan")


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((2, 3)),
        np.zeros((2, 3), dtype=bool),
        np.zeros((2, 3), dtype=np.float32, order="F"),
        np.zeros((4, 3))[::2],
        np.zeros((0, 3)),
        np.zeros((2, 0)),
    ],
    ids=["floats", "bool", "by columns", "every other row", "no rows", "no labels"],
)
def test_arrays_of_numpy_come_back_as_they_are(array):
    assert as_matrix(array, "targets") is array


def test_what_cannot_be_written_to_is_taken():
    array = np.zeros((2, 3))
    array.flags.writeable = False
    assert as_matrix(array, "targets") is array


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ([[0, 1], [1, 0]], "int64", [[0, 1], [1, 0]]),
        (((True, False),), "bool", [[1, 0]]),
        ([[0.25, 1]], "float64", [[0.25, 1]]),
        ([[None, 1], [0, NAN]], "float64", [[NAN, 1], [0, NAN]]),
        ([np.array([0, 1]), np.array([1, 1])], "int64", [[0, 1], [1, 1]]),
        ([[np.float32(0.25), np.float32(1)]], "float32", [[0.25, 1]]),
        ([[ml_dtypes.bfloat16(0.25)]], "float32", [[0.25]]),
        (np.array([[0.25, 1]], dtype=ml_dtypes.bfloat16), "float32", [[0.25, 1]]),
        (np.array([[0, None]], dtype=object), "float64", [[0, NAN]]),
        (np.matrix([[0, 1]]), "int64", [[0, 1]]),
        ([[]], "float64", np.zeros((1, 0))),
    ],
    ids=str,
)
def test_dense_values_become_an_array_of_their_kind(values, kind, expected):
    matrix = as_matrix(values, "targets")
    assert type(matrix) is np.ndarray
    assert matrix.dtype == kind
    np.testing.assert_array_equal(matrix, expected)


@pytest.mark.parametrize(
    ("kind", "masked"),
    [("bool", "float64"), ("int8", "float64"), ("float32", "float32"), ("float64", "float64")],
)
def test_what_is_masked_is_nan(kind, masked):
    array = np.ma.array(np.array([[0, 1], [1, 0]], dtype=kind), mask=[[1, 0], [0, 0]])
    matrix = as_matrix(array, "targets")
    assert (type(matrix), matrix.dtype) == (np.ndarray, masked)
    np.testing.assert_array_equal(matrix, [[NAN, 1], [1, 0]])
    assert array.data.tolist() == [[0, 1], [1, 0]]


def test_a_masked_array_without_a_mask_is_an_array():
    matrix = as_matrix(np.ma.array([[0, 1]]), "targets")
    assert (type(matrix), matrix.tolist()) == (np.ndarray, [[0, 1]])


@pytest.mark.parametrize("make", [csr_array, csr_matrix, coo_array, lil_array])
def test_sparse_values_stay_sparse(make):
    matrix = as_matrix(make(np.array([[0, 1], [1, 0]], dtype=np.int8)), "targets")
    assert type(matrix) is csr_array
    assert (matrix.dtype, matrix.toarray().tolist()) == (np.int8, [[0, 1], [1, 0]])


class OfAnArray:
    def __init__(self, array):
        self.array = array

    def __array__(self, dtype=None, copy=None):
        return np.array(self.array, dtype=dtype, copy=copy)


class OfDlpack:
    def __init__(self, array):
        self.array = array

    def __dlpack__(self, **how):
        return self.array.__dlpack__(**how)

    def __dlpack_device__(self):
        return self.array.__dlpack_device__()


@pytest.mark.parametrize("make", [OfAnArray, OfDlpack])
def test_what_can_be_made_an_array_is_taken(make):
    array = np.array([[0, 0.25]], dtype=np.float32)
    matrix = as_matrix(make(array), "scores")
    assert (matrix.dtype, matrix.tolist()) == (np.float32, [[0, 0.25]])


def test_what_fails_in_another_library_is_told():
    class Failing:
        def __array__(self, dtype=None, copy=None):
            raise RuntimeError("it is on another machine")

    message = r"^scores: not an array of numbers \(it is on another machine\)\n.*rows of numbers"
    with pytest.raises(DataError, match=message):
        as_matrix(Failing(), "scores")


def test_too_little_memory_is_not_the_fault_of_the_values():
    class Large:
        def __array__(self, dtype=None, copy=None):
            raise MemoryError

    with pytest.raises(MemoryError):
        as_matrix(Large(), "scores")


@pytest.mark.parametrize(
    ("values", "shape"),
    [
        (1, r"\(\)"),
        (None, r"\(\)"),
        ([], r"\(0,\)"),
        ([0, 1], r"\(2,\)"),
        ([[[1]]], r"\(1, 1, 1\)"),
        (np.zeros((1, 2, 3)), r"\(1, 2, 3\)"),
        (coo_array([0, 1]), r"\(2,\)"),
        (coo_array(np.ones((1, 2, 3))), r"\(1, 2, 3\)"),
    ],
    ids=str,
)
def test_other_than_two_dimensions_are_refused(values, shape):
    with pytest.raises(ShapeError, match=rf"^scores has shape {shape}\n.*\(n_rows, n_labels\)"):
        as_matrix(values, "scores")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([["war"]], "found the text 'war'"),
        ([["0", "1"]], "found the text '0'"),
        ([[1, "a"]], "found the text 'a'"),
        (np.array([["0", "1"]]), "found the text '0'"),
        ("war", "found the text 'war'"),
        ([[{}]], "found a value of type dict"),
        ([{1, 2}, {3}], "found a value of type set"),
        ({"a": [0, 1]}, "found a value of type dict"),
        ([[1, 0], [1]], "not an array of numbers"),
        ([["war"], ["war", "peace"]], "not an array of numbers"),
        (np.array([["2020"]], dtype="datetime64[D]"), "found values of type datetime64"),
        ([[1j]], "found values of type complex128"),
    ],
    ids=str,
)
def test_what_is_no_table_of_numbers_is_refused(values, told):
    message = rf"^scores: {told}(.|\n)*pass rows of numbers, all of one length; .*label names"
    with pytest.raises(DataError, match=message):
        as_matrix(values, "scores")


def test_no_library_is_imported_that_the_values_are_not_of():
    code = (
        "import sys; from multihot.arrays.unwrapping import as_matrix; as_matrix([[0, 1]], 'a');"
        "print({'jax', 'keras', 'pandas', 'polars', 'pyarrow', 'tensorflow', 'torch'}"
        " & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
