"""Texts, tables and signals: rows taken, joined, and told in words."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot.data import Signals, Table, Texts
from multihot.data.inputs import join_inputs
from multihot.errors import ShapeError

NAN = float("nan")


def dense() -> Table:
    return Table(
        numbers=np.array([[1.5, 0, NAN], [0, 0, 7]]),
        number_names=("age", "cost", "mass"),
        categories=np.array([["red", None], ["blue", "round"]], dtype=object),
        category_names=("colour", "form"),
    )


def test_texts_are_taken_and_told():
    texts = Texts(("war", "love", "film"))
    assert texts.take(np.array([2, 0])).texts == ("film", "war")
    assert (len(texts), texts.describe(1)) == (3, "love")


def test_a_table_is_told_by_its_categories_and_its_numbers_that_are_not_0():
    assert dense().describe(0) == "colour red, age 1.5, mass nan"
    assert dense().describe(1) == "colour blue, form round, mass 7"


def test_rows_of_a_table_are_taken_with_their_categories():
    part = dense().take(np.array([1]))
    assert part.numbers.tolist() == [[0, 0, 7]]
    assert part.categories.tolist() == [["blue", "round"]]
    assert (part.number_names, part.category_names) == (("age", "cost", "mass"), ("colour", "form"))
    assert len(part) == 1


def test_columns_without_names_are_called_by_their_place():
    table = Table.of_numbers(csr_array(np.array([[0, 3.0], [5, 0]])))
    assert table.number_names == ("0", "1")
    assert table.categories.shape == (2, 0)
    assert [table.describe(row) for row in range(2)] == ["1 3", "0 5"]
    assert table.take(np.array([1, 1])).numbers.toarray().tolist() == [[5, 0], [5, 0]]


def test_named_columns_keep_their_names():
    assert Table.of_numbers(np.ones((1, 2)), ["age", "cost"]).describe(0) == "age 1, cost 1"


def test_a_wide_row_is_told_by_its_first_eight_numbers():
    assert Table.of_numbers(np.ones((1, 9))).describe(0).endswith(", 7 1")


def test_a_signal_is_told_by_length_range_and_mean():
    signals = Signals(np.array([[1, NAN, 4.5], [NAN, NAN, NAN]]))
    assert signals.describe(0) == "3 steps from 1 to 4.5, mean 2.75"
    assert signals.describe(1) == "3 steps, all gaps"


def test_signals_are_taken_with_the_names_of_their_steps():
    part = Signals(np.array([[1, 2], [3, 4]]), ("400 nm", "500 nm")).take(np.array([1]))
    assert (part.values.tolist(), part.names, len(part)) == ([[3, 4]], ("400 nm", "500 nm"), 1)


def test_the_rows_of_the_second_are_joined_after_the_first():
    assert join_inputs(Texts(("a",)), Texts(("b", "c"))).texts == ("a", "b", "c")
    joined = join_inputs(
        Signals(np.array([[1, 2]]), ("x", "y")), Signals(np.ones((1, 2)), ("x", "y"))
    )
    assert (joined.values.tolist(), joined.names) == ([[1, 2], [1, 1]], ("x", "y"))
    tables = join_inputs(dense().take(np.array([1])), dense().take(np.array([1])))
    assert tables.numbers.tolist() == [[0, 0, 7], [0, 0, 7]]
    assert tables.categories.tolist() == [["blue", "round"], ["blue", "round"]]


@pytest.mark.parametrize("first", [np.array([[1.0, 0]]), csr_array(np.array([[1.0, 0]]))])
def test_sparse_tables_stay_sparse_when_joined(first):
    sparse = Table.of_numbers(csr_array(np.array([[0, 5.0]])))
    joined = join_inputs(Table.of_numbers(first), sparse)
    assert isinstance(joined.numbers, csr_array)
    assert joined.numbers.toarray().tolist() == [[1, 0], [0, 5]]


@pytest.mark.parametrize(
    "other",
    [
        Texts(("a",)),
        Signals(np.ones((1, 2))),
        Table.of_numbers(np.ones((1, 3)), ["age", "cost", "size"]),
        Table.of_numbers(np.ones((1, 3)), ["age", "cost", "mass"]),
    ],
    ids=["texts", "signals", "other names", "no categories"],
)
def test_tables_are_not_joined_with_what_has_other_columns(other):
    with pytest.raises(ShapeError, match=r"Table and .* the same columns\n.*the same columns"):
        join_inputs(dense(), other)


@pytest.mark.parametrize("other", [Signals(np.ones((1, 3))), Signals(np.ones((1, 2)), ("x", "y"))])
def test_signals_with_other_steps_are_not_joined(other):
    with pytest.raises(ShapeError, match="Signals and Signals do not have the same columns"):
        join_inputs(Signals(np.ones((1, 2))), other)
