"""Rows of inputs and of targets that are the same have one key."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from scipy.sparse import csr_array

from multihot.data import Dataset, Signals, Table, Texts
from multihot.facts.repeating import input_keys, target_keys
from multihot.labels import LabelSpace

NUMBERS = np.array([[0.0, 1.5], [-0.0, 1.5], [2.0, np.nan], [2.0, np.nan]])


def groups(keys) -> list[int]:
    each = list(keys)
    return [each.index(key) for key in each]


def test_numbers_are_the_same_whatever_their_sign_of_zero_kind_or_gaps():
    assert groups(input_keys(Signals(NUMBERS))) == [0, 0, 2, 2]
    wide, narrow = Table.of_numbers(NUMBERS), Table.of_numbers(NUMBERS.astype(np.float32))
    assert list(input_keys(wide)) == list(input_keys(narrow))


def test_sparse_rows_are_the_same_where_the_same_cells_are():
    rows = csr_array([[0, 1, 0], [1, 0, 0], [0, 1, 0], [0, 2, 0], [0, 0, 0]])
    assert groups(input_keys(Table.of_numbers(rows))) == [0, 1, 0, 3, 4]


def test_categories_count_as_well():
    categories = np.array([["a"], ["a"], ["b"], [None]], dtype=object)
    table = Table(np.zeros((4, 1)), ("x",), categories, ("c",))
    assert groups(input_keys(table)) == [0, 0, 2, 3]


def test_texts_may_hold_what_no_encoding_has():
    assert groups(input_keys(Texts(("x", "\ud800", "x")))) == [0, 1, 0]


def test_targets_are_told_apart_from_unknown_ones():
    targets = csr_array(np.array([[1, 0], [np.nan, 0], [1, 0], [0, 1]], dtype=np.float32))
    part = Dataset(Texts(("a", "b", "c", "d")), targets, LabelSpace(("love", "war")))
    assert groups(target_keys(part)) == [0, 1, 0, 3]


CELLS = st.sampled_from([0.0, -0.0, 1.0, -2.5, 0.1, 1e-300, 1e300, np.nan])


@given(npst.arrays(np.float64, npst.array_shapes(min_dims=2, max_dims=2), elements=CELLS))
def test_dense_and_sparse_rows_have_one_key(numbers):
    stored = csr_array(numbers)
    kept = numbers.copy()
    filled = csr_array(  # every cell is stored, the last first
        (
            numbers[:, ::-1].ravel(),
            np.tile(np.arange(numbers.shape[1])[::-1], len(numbers)),
            np.arange(len(numbers) + 1) * numbers.shape[1],
        ),
        shape=numbers.shape,
    )
    expected = list(input_keys(Table.of_numbers(numbers)))
    assert list(input_keys(Table.of_numbers(stored))) == expected
    assert list(input_keys(Table.of_numbers(filled))) == expected
    assert list(input_keys(Signals(numbers))) == [key[:16] for key in expected]
    assert numbers.tobytes() == kept.tobytes()


@given(st.floats(width=32, allow_nan=False), st.floats(allow_nan=False, allow_infinity=False))
def test_what_float32_keeps_of_a_number_has_its_key(narrow, wide):
    with np.errstate(over="ignore", under="ignore"):
        rounded = np.float32(wide)
    both = Signals(np.array([[narrow], [np.float32(narrow)]], dtype=np.float64))
    assert groups(input_keys(both)) == [0, 0]
    if 2.0**-126 <= abs(rounded) < np.inf:  # outside, float32 has other digits or none
        assert groups(input_keys(Signals(np.array([[wide], [np.float64(rounded)]])))) == [0, 0]


def test_numbers_that_float32_tells_apart_have_keys_of_their_own():
    numbers = np.array([[1.0], [1.0000001], [16777217.0], [16777216.0], [1e300], [2e300], [1e-300]])
    assert groups(input_keys(Signals(numbers))) == [0, 1, 2, 2, 4, 5, 6]


def test_an_array_keeps_its_cells_as_they_are():
    data, columns = np.array([3.0, 0.0, 1.0, 2.0]), np.array([2, 1, 0, 0])
    numbers = csr_array((data, columns, np.array([0, 4])), shape=(1, 3))
    same = csr_array(np.array([[3.0, 0.0, 3.0]]))
    assert list(input_keys(Table.of_numbers(numbers))) == list(input_keys(Table.of_numbers(same)))
    assert data.tolist() == [3.0, 0.0, 1.0, 2.0]
    assert columns.tolist() == [2, 1, 0, 0]


def test_rows_of_nothing_but_categories_have_keys():
    categories = np.array([["a"], [np.str_("a")], [None], ["None"], ["\ud800"]], dtype=object)
    table = Table(np.zeros((5, 0)), (), categories, ("c",))
    assert groups(input_keys(table)) == [0, 0, 2, 3, 4]
