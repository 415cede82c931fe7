"""Which forms an X may have."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array, csr_matrix

import multihot as mh
from multihot.data import Signals, Table, Texts
from multihot.estimator.rows import as_inputs

NAN = float("nan")
MIXED = pd.DataFrame({"age": [3, None], "kind": ["owl", None], "old": [True, False]})


def inputs(X, *, signals=False):
    return as_inputs(mh.MultiLabelClassifier(), X, signals=signals, reset=True)


@pytest.mark.parametrize(
    "X",
    [
        ["a sheriff", ""],
        ("a sheriff", ""),
        np.array(["a sheriff", ""]),
        np.array(["a sheriff", ""], dtype=object),
        pd.Series(["a sheriff", ""]),
    ],
    ids=["list", "tuple", "array", "objects", "series"],
)
def test_one_text_a_row_are_texts(X):
    assert inputs(X).texts == ("a sheriff", "")


@pytest.mark.parametrize("kind", [np.array, csr_array, csr_matrix, pd.DataFrame])
def test_numbers_are_a_table(kind):
    table = inputs(kind(np.array([[0.0, 1.5], [2.0, 0.0]])))
    numbers = table.numbers
    dense = numbers.toarray() if isinstance(numbers, csr_array) else numbers
    assert dense.tolist() == [[0.0, 1.5], [2.0, 0.0]]
    assert isinstance(table, Table)


def test_numbers_are_signals_where_the_model_is_of_signals():
    signals = inputs([[0.0, 1.0, 0.5]], signals=True)
    assert isinstance(signals, Signals)
    assert inputs(csr_array([[0.0, 1.0]]), signals=True).values.tolist() == [[0.0, 1.0]]
    assert signals.values.tolist() == [[0.0, 1.0, 0.5]]


def test_columns_of_texts_are_categories():
    table = inputs(MIXED)
    assert table.number_names == ("age", "old")
    np.testing.assert_array_equal(table.numbers, [[3.0, 1.0], [NAN, 0.0]])
    assert table.category_names == ("kind",)
    assert table.categories.tolist() == [["owl"], [None]]


def test_names_of_columns_are_kept():
    assert inputs(pd.DataFrame({"b": [1.0], "a": [2.0]})).number_names == ("b", "a")


@pytest.mark.parametrize("given", [Texts(("a",)), Signals(np.zeros((1, 3)))])
def test_inputs_are_taken_as_they_are(given):
    assert inputs(given) is given


@pytest.mark.parametrize(
    ("X", "message"),
    [
        (["a", None], r"X: row 1 is None, where the others are texts\n.*an empty one"),
        ([None, "a"], r"X: row 0 is None, where the others are texts"),
        (
            pd.DataFrame({"when": pd.to_datetime(["2020-01-01"]), "a": ["x"]}),
            r"the columns 'when' hold Datetime.*\n.*numbers or texts",
        ),
        (
            pd.DataFrame({"kind": ["owl", 3]}),
            r"X, column 'kind': found 3 among texts\n.*one of texts",
        ),
        (
            pd.DataFrame({"plot": [f"film {n}" for n in range(20)], "a": range(20)}),
            r"X, column 'plot': 20 different texts in 20 rows are no categories\n.*X\['plot'\]",
        ),
        (pd.DataFrame({"a": [np.inf], "kind": ["owl"]}), r"Input X contains infinity"),
        ([[np.inf]], r"Input X contains infinity"),
    ],
)
def test_what_is_no_row_is_refused_with_the_way_out(X, message):
    with pytest.raises(ValueError, match=message):
        inputs(X)


def test_columns_in_another_order_than_in_fit_are_refused():
    table = pd.DataFrame({"a": [1.0, 2.0] * 10, "kind": ["owl", "tit"] * 10})
    classifier = mh.MultiLabelClassifier("linear").fit(table, [[1, 0], [0, 1]] * 10)
    assert classifier.predict(table[:2]).tolist() == [[1, 0], [0, 1]]
    assert classifier.feature_names_in_.tolist() == ["a", "kind"]
    with pytest.raises(ValueError, match="same order as they were in fit"):
        classifier.predict(table[["kind", "a"]])


def test_tables_of_polars_are_tables():
    polars = pytest.importorskip("polars", reason="polars is not installed")
    table = inputs(polars.DataFrame({"age": [3, None], "kind": ["owl", None]}))
    np.testing.assert_array_equal(table.numbers, [[3.0], [NAN]])
    assert table.categories.tolist() == [["owl"], [None]]
