"""Rows of inputs and of targets that are the same have one key."""

from __future__ import annotations

import numpy as np
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
