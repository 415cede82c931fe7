"""Which forms a y may have, and in which decisions come back."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csc_matrix, csr_array

import multihot as mh
from multihot.estimator.coding import coding_of

NAN = float("nan")
ROWS = [[1, 0], [1, 1], [0, 0]]


@pytest.mark.parametrize(
    "y",
    [
        ROWS,
        np.array(ROWS),
        np.array(ROWS, dtype=object),
        csr_array(np.array(ROWS)),
        csc_matrix(np.array(ROWS, dtype=float)),
        [np.array(row) for row in ROWS],
    ],
    ids=["lists", "ints", "objects", "sparse", "columns", "list of arrays"],
)
def test_columns_without_names_are_called_by_their_place(y):
    coding = coding_of(y)
    assert coding.targets(y).toarray().tolist() == ROWS
    assert coding.classes.tolist() == [0, 1]
    assert coding.labels.names == ("0", "1")


def test_a_table_names_its_labels_and_may_have_them_in_another_order_later():
    coding = coding_of(pd.DataFrame(ROWS, columns=["war", "love"]))
    assert coding.classes.tolist() == ["war", "love"]
    turned = pd.DataFrame([[0, 1]], columns=["love", "war"])
    assert coding.targets(turned).toarray().tolist() == [[1, 0]]


def test_rows_of_names_are_labels_in_the_order_of_their_names():
    coding = coding_of([["war"], ("war", "love"), set()])
    assert coding.classes.tolist() == ["love", "war"]
    assert coding.targets([["love"], []]).toarray().tolist() == [[1, 0], [0, 0]]
    assert coding.decoded(csr_array([[1, 0], [1, 1]])).tolist() == [[1, 0], [1, 1]]


def test_nan_is_kept_for_what_nobody_knows():
    targets = coding_of([[NAN, 1], [0, 1]]).targets([[NAN, 1], [0, 1]])
    assert np.isnan(targets.toarray()[0, 0])


@pytest.mark.parametrize(
    ("y", "classes"),
    [
        ([1, 0, 1], [0, 1]),
        (np.array([2, 5, 5]), [2, 5]),
        (["yes", "no", "yes"], ["no", "yes"]),
        (pd.Series([True, False]), [False, True]),
        (np.array(["b", "a"], dtype=object), ["a", "b"]),
    ],
    ids=["0 and 1", "numbers", "words", "a series", "objects"],
)
def test_one_of_two_values_a_row_is_a_single_label(y, classes):
    coding = coding_of(y)
    assert coding.classes.tolist() == classes
    assert coding.labels.names == (str(classes[1]),)
    assert coding.decoded(csr_array([[0], [1]])).tolist() == classes
    assert coding.probabilities(np.array([[0.25]])).tolist() == [[0.75, 0.25]]
    targets = coding.targets(y).toarray()[:, 0]
    assert targets.tolist() == [float(each == classes[1]) for each in y]


@pytest.mark.parametrize(
    ("y", "message"),
    [
        (None, r"requires y to be passed, but the target y is None\n.*a column for each label"),
        ([0, 1, 2], r"The type of the target is multiclass: one value a row, 0, 1, 2\n.*a column"),
        (["a|b", "b", "c"], r"multiclass: one value a row, 'a\|b', 'b', 'c'"),
        ([1, 1], r"holds 1 class, 1, so there is nothing to learn\n.*rows of both classes"),
        ([1.0, NAN], r"y: found nan among the values of the rows\n.*leave a row out"),
        ([1.0, float("inf")], r"y: found inf among the values of the rows"),
        ([0.5, 1.5], r"The type of the target is continuous"),
        ([[0, 2]], r"y: expected only 0 and 1, found 1 other values such as 2"),
        (np.zeros((2, 2, 2)), r"y.*dimension|\(2, 2, 2\)"),
        ([["war"], "love"], r"y, row 1: the string 'love' where the labels of a row are expected"),
    ],
)
def test_what_is_no_y_is_refused_with_the_way_out(y, message):
    with pytest.raises(ValueError, match=message):
        coding_of(y)


@pytest.mark.parametrize(
    ("fitted", "later", "message"),
    [
        (ROWS, [[1, 0, 1]], r"y: 3 columns, and 2 labels were fitted\n.*in their order"),
        ([["a"], ["b"]], [["c"]], r"unknown label 'c'"),
        (
            pd.DataFrame(ROWS, columns=["war", "love"]),
            pd.DataFrame(ROWS, columns=["war", "hate"]),
            r"'love' only in labels; 'hate' only in y\n.*same label by the same name",
        ),
        (["no", "yes"], ["maybe"], r"found 'maybe', and one value a row, 'no', 'yes', was fitted"),
        (["no", "yes"], [[0], [1]], r"found columns, and one value a row"),
        (ROWS, [0, 1], r"found 0, and a column for each label was fitted"),
    ],
)
def test_another_y_than_was_fitted_is_refused(fitted, later, message):
    with pytest.raises((mh.DataError, mh.ShapeError), match=message):
        coding_of(fitted).targets(later)
