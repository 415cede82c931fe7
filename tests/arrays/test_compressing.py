"""Every sparse format becomes sorted rows that store each cell once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.sparse import coo_array, csc_array, csr_array

from multihot.arrays.compressing import as_compressed
from multihot.errors import DataError

FORMATS = ["bsr", "coo", "csc", "csr", "dia", "dok", "lil"]
KINDS = ["bool", "int8", "int64", "uint8", "uint64", "float32", "float64"]
TABLE = [[0, 1, 0, 1], [0, 0, 0, 0], [1, 0, 1, 1]]

cells = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(-3, 3)), max_size=12)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("family", ["array", "matrix"])
def test_every_format_becomes_the_same_rows_of_the_same_kind(family, form, kind):
    make = getattr(sparse, f"{form}_{family}")
    rows = as_compressed(make(np.array(TABLE, dtype=kind)), "targets")
    assert type(rows) is csr_array
    assert rows.dtype == kind
    assert rows.has_canonical_format
    assert rows.toarray().tolist() == TABLE


def test_rows_that_are_canonical_share_their_memory():
    given = csr_array(np.array(TABLE, dtype=np.float32))
    rows = as_compressed(given, "targets")
    assert np.shares_memory(rows.data, given.data)
    assert np.shares_memory(rows.indices, given.indices)


@given(cells)
def test_cells_in_pieces_are_their_sum_in_whatever_order(cells):
    expected = np.zeros((3, 4), dtype=np.int64)
    np.add.at(expected, tuple(np.array([c[:2] for c in cells], dtype=int).reshape(-1, 2).T), 0)
    for row, column, value in cells:
        expected[row, column] += value
    rows, columns, values = np.array(cells, dtype=np.int64).reshape(-1, 3).T
    stored = coo_array((values, (rows, columns)), shape=(3, 4))
    assert as_compressed(stored, "targets").toarray().tolist() == expected.tolist()


def in_pieces(kind, form, times):
    """One cell, in row 0 and column 1, that is stored so often as a 1."""
    ones, places = np.ones(times, dtype=kind), np.full(times, 1)
    if form == "coo":
        return coo_array((ones, (np.zeros(times, dtype=int), places)), shape=(1, 2))
    if form == "csr":
        return csr_array((ones, places, [0, times]), shape=(1, 2))
    return csc_array((ones, np.zeros(times, dtype=int), [0, 0, times]), shape=(1, 2))


@pytest.mark.parametrize("form", ["coo", "csr", "csc"])
@pytest.mark.parametrize(("kind", "times"), [("bool", 2), ("int8", 256), ("uint8", 257)])
def test_the_sum_of_pieces_does_not_wrap_around(kind, times, form):
    assert as_compressed(in_pieces(kind, form, times), "targets").toarray().tolist() == [[0, times]]


def test_the_sum_of_pieces_is_exact():
    stored = in_pieces("float32", "coo", 2)
    stored.data[:] = 0.1, 0.9
    assert as_compressed(stored, "targets").data[0] == float(np.float32(0.1)) + float(
        np.float32(0.9)
    )


def test_large_unsigned_integers_that_are_stored_once_are_kept():
    stored = coo_array((np.array([2**64 - 1], dtype=np.uint64), ([0], [1])), shape=(1, 2))
    assert as_compressed(stored, "targets").data.tolist() == [2**64 - 1]


def test_columns_that_are_stored_in_disorder_are_put_in_order():
    stored = csr_array((np.array([1, 2, 3], dtype=np.int8), [2, 0, 1], [0, 3]), shape=(1, 3))
    rows = as_compressed(stored, "targets")
    assert (rows.indices.tolist(), rows.data.tolist()) == ([0, 1, 2], [2, 3, 1])
    assert rows.dtype == np.int8


@pytest.mark.parametrize("form", ["coo", "csr", "csc"])
def test_what_the_caller_gave_is_not_changed(form):
    stored = in_pieces("float32", form, 3)
    as_compressed(stored, "targets")
    assert (stored.nnz, stored.data.tolist()) == (3, [1, 1, 1])


def test_stored_nan_and_stored_zeros_stay():
    stored = coo_array((np.array([np.nan, 0]), ([0, 0], [0, 1])), shape=(1, 2))
    np.testing.assert_array_equal(as_compressed(stored, "targets").data, [np.nan, 0])


def test_nothing_stored_and_no_rows_are_taken():
    assert as_compressed(csr_array((0, 3)), "targets").shape == (0, 3)
    assert as_compressed(coo_array((2, 0)), "targets").shape == (2, 0)


def test_complex_numbers_are_refused():
    with pytest.raises(DataError, match=r"targets: found values of type complex128"):
        as_compressed(csr_array(np.array([[1j]])), "targets")
