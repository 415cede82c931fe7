"""Targets and decisions of any kind become one kind, or are refused with the place."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
import pandas as pd
import pytest
from scipy.sparse import coo_array, csc_matrix, csr_array, csr_matrix, lil_array

from multihot.arrays import as_decisions, as_targets
from multihot.errors import DataError, ShapeError

NAN = float("nan")
ROWS = [[0, 1, 1], [1, 0, 0]]
TABLE = pd.DataFrame({"war": [0, 1], "love": [1, 0], "film": [1, 0]})


@pytest.mark.parametrize(
    "values",
    [
        ROWS,
        tuple(map(tuple, ROWS)),
        jnp.array(ROWS),
        jnp.array(ROWS, dtype=jnp.bfloat16),
        TABLE,
        TABLE.astype(bool),
        TABLE.astype("Int64"),
        TABLE.astype(object),
        csr_array(ROWS),
        csr_matrix(ROWS),
        csc_matrix(ROWS),
        coo_array(np.array(ROWS, dtype=bool)),
        lil_array(np.array(ROWS, dtype=np.float64)),
        np.asfortranarray(ROWS),
    ],
    ids=lambda values: type(values).__name__,
)
def test_targets_of_every_kind_are_one_kind(values):
    targets = as_targets(values)
    assert isinstance(targets, csr_array)
    assert targets.dtype == np.float32
    assert targets.toarray().tolist() == [[0, 1, 1], [1, 0, 0]]
    assert targets.nnz == 3


@pytest.mark.parametrize(
    "dtype", ["bool", "int8", "uint8", "int64", "float16", "float32", "float64", "object"]
)
def test_targets_of_every_dtype_are_taken(dtype):
    assert as_targets(np.array(ROWS).astype(dtype)).toarray().tolist() == [[0, 1, 1], [1, 0, 0]]


@pytest.mark.parametrize(
    "values",
    [
        [[NAN, 1], [0, 0]],
        [[None, 1], [0, 0]],
        csr_array(np.array([[NAN, 1], [0, 0]])),
        pd.DataFrame({"a": [None, 0], "b": [1, 0]}, dtype="Int64"),
        pd.DataFrame({"a": [NAN, 0], "b": [1, 0]}),
    ],
)
def test_gaps_of_every_kind_are_unknown_targets(values):
    targets = as_targets(values)
    assert np.isnan(targets.data).tolist() == [True, False]
    assert np.nan_to_num(targets.toarray(), nan=7).tolist() == [[7, 1], [0, 0]]


def test_stored_zeros_are_left_out():
    stored = csr_array((np.array([1.0, 0.0]), ([0, 0], [0, 1])), shape=(1, 2))
    assert as_targets(stored).nnz == 1


def test_what_the_caller_gave_is_not_changed():
    given = csr_array((np.array([0, 1, 1], dtype=np.float32), ([0, 1, 1], [0, 1, 0])), shape=(2, 2))
    assert given.nnz == 3
    as_targets(given)
    assert given.nnz == 3
    assert given.toarray().tolist() == [[0, 0], [1, 1]]


def test_a_cell_that_is_stored_in_two_halves_is_their_sum():
    halves = coo_array((np.array([0.5, 0.5]), ([0, 0], [1, 1])), shape=(1, 2))
    assert as_targets(halves).toarray().tolist() == [[0, 1]]


def test_cells_of_a_row_that_are_stored_in_disorder_and_twice_are_put_in_order():
    stored = csr_array(
        (np.array([0.25, 1, 0.75]), np.array([2, 0, 2]), np.array([0, 3])), shape=(1, 3)
    )
    targets = as_targets(stored)
    assert (targets.indices.tolist(), targets.data.tolist()) == ([0, 2], [1, 1])
    assert stored.nnz == 3


def test_a_one_that_is_stored_twice_is_refused():
    twice = coo_array((np.ones(2), ([0, 0], [1, 1])), shape=(1, 2))
    with pytest.raises(DataError, match=r"such as 2 in row 0, column 1\n.*targets >= thresholds"):
        as_targets(twice)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.9, "0.9"),
        (-1, "-1"),
        (2, "2"),
        (float("inf"), "inf"),
        (1e300, "1e.300"),
        (1e-50, "1e-50"),
    ],
)
def test_a_target_that_is_not_0_or_1_is_refused_with_its_place(value, told):
    message = rf"^targets: .*found 1 other values such as {told} in row 1, column 2\n.*as NaN"
    with pytest.raises(DataError, match=message):
        as_targets([[0, 1, 1], [1, 0, value]])
    with pytest.raises(DataError, match=message):
        as_targets(csr_array(np.array([[0, 1, 1], [1, 0, value]])))


def test_a_target_that_is_almost_1_is_refused():
    with pytest.raises(DataError, match="found 1 other values"):
        as_targets([[0.99999999, 1]])


def test_scores_given_as_decisions_are_refused_with_the_way_out():
    with pytest.raises(DataError, match=r"decisions: .*found 2 other.*\n.*decisions >= thresholds"):
        as_decisions([[0.9, 0.2]])


def test_unknown_decisions_are_refused():
    with pytest.raises(DataError, match=r"decisions: found NaN\n.*a decision is 0 or 1"):
        as_decisions([[1, NAN]])


@pytest.mark.parametrize("take", [as_targets, as_decisions])
@pytest.mark.parametrize(
    ("values", "shape"),
    [([0, 1], r"\(2,\)"), (1, r"\(\)"), ([[[1]]], r"\(1, 1, 1\)"), (coo_array([0, 1]), r"\(2,\)")],
)
def test_other_than_two_dimensions_are_refused(take, values, shape):
    with pytest.raises(ShapeError, match=rf"has shape {shape}\n.*\(n_rows, n_labels\)"):
        take(values)


@pytest.mark.parametrize("take", [as_targets, as_decisions])
@pytest.mark.parametrize("values", [[["war"]], [[1, 0], [1]], [[{}]]])
def test_what_is_no_table_of_numbers_is_refused(take, values):
    with pytest.raises(DataError, match=r"(.|\n)*pass rows of numbers"):
        take(values)
