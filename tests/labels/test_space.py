"""Names become columns and come back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.preprocessing import MultiLabelBinarizer

from multihot.errors import DataError
from multihot.labels import LabelSpace, as_label_sets

label_sets = st.lists(st.sets(st.text(max_size=3), max_size=4), max_size=8)


@given(label_sets)
def test_decoding_gives_back_what_was_encoded(sets):
    space = LabelSpace.of_all(sets)
    assert [set(names) for names in space.decode(space.encode(sets))] == sets


@given(label_sets)
def test_encoding_agrees_with_scikit_learn(sets):
    space = LabelSpace.of_all(sets)
    theirs = MultiLabelBinarizer(classes=space.names).fit_transform(sets)
    assert space.encode(sets).toarray().tolist() == theirs.tolist()


@given(label_sets, st.randoms())
def test_the_order_of_the_rows_does_not_change_the_columns(sets, random):
    shuffled = sets[:]
    random.shuffle(shuffled)
    assert LabelSpace.of_all(shuffled) == LabelSpace.of_all(sets)


def test_by_hand():
    space = LabelSpace.of_all([["war", "drama"], [], ["love"]])
    targets = space.encode([["love"], [], ["war", "drama", "war"]])
    assert space.names == ("drama", "love", "war")
    assert targets.toarray().tolist() == [[0, 1, 0], [0, 0, 0], [1, 0, 1]]
    assert targets.dtype == np.float32
    assert space.decode(targets) == [("love",), (), ("drama", "war")]
    assert (len(space), space.column("war")) == (3, 2)
    assert dict(space.columns) == {"drama": 0, "love": 1, "war": 2}


def test_no_rows_and_no_labels_make_an_empty_space():
    space = LabelSpace.of_all([])
    assert space.names == ()
    assert space.encode([[], []]).shape == (2, 0)
    assert space.encode([]).shape == (0, 0)


def test_names_that_are_all_numbers_are_sorted_by_value():
    assert LabelSpace.of_all([["10", "9"], ["100"]]).names == ("9", "10", "100")


def test_equal_numbers_written_differently_keep_one_order():
    assert LabelSpace.of_all([["1", "01"], ["001", "0"]]).names == ("0", "001", "01", "1")


def test_names_of_which_one_is_no_number_are_sorted_by_letters():
    assert LabelSpace.of_all([["10", "9"], ["x", "1.5"]]).names == ("1.5", "10", "9", "x")


def test_a_label_that_occurs_twice_is_refused():
    with pytest.raises(DataError, match=r"labels: 1 labels occur twice: 'war'\n.*name of its own"):
        LabelSpace(("war", "love", "war"))


def test_an_unknown_label_is_refused_with_the_nearest_name():
    space = LabelSpace(("politics", "sport"))
    message = r"unknown label 'sprot'. Did you mean 'sport'\?\n.*one of the 2 labels: 'politics'"
    with pytest.raises(DataError, match=message):
        space.column("sprot")
    with pytest.raises(DataError, match=message):
        space.encode([["sport"], ["sprot"]])


def test_a_label_that_is_near_none_is_refused_without_an_offer():
    with pytest.raises(DataError, match=r"unknown label 'war'.\n"):
        LabelSpace(("sport",)).column("war")


def test_a_bare_string_is_refused_instead_of_split_into_letters():
    with pytest.raises(DataError, match=r"the string 'war' .*\n.*\['war'\]"):
        LabelSpace.of_all(["war"])
    with pytest.raises(DataError, match=r"the string 'war' .*\n.*\['war'\]"):
        LabelSpace(("a", "r", "w")).encode(["war"])


ROWS = [["war"], ["war", "peace"], []]


def of_objects(rows):
    array = np.empty(len(rows), dtype=object)
    array[:] = rows
    return array


@pytest.mark.parametrize(
    "values",
    [
        ROWS,
        tuple(ROWS),
        [tuple(row) for row in ROWS],
        [np.array(row, dtype=object) for row in ROWS],
        [np.array(row, dtype=str) for row in ROWS],
        of_objects(ROWS),
    ],
    ids=["list", "tuple", "tuples", "object arrays", "text arrays", "object array"],
)
def test_rows_of_label_names_are_recognised(values):
    assert as_label_sets(values) == (("war",), ("war", "peace"), ())


@pytest.mark.parametrize("kind", [set, frozenset])
def test_rows_given_as_sets_are_recognised(kind):
    sets = as_label_sets([kind(row) for row in ROWS])
    assert [sorted(names) for names in sets] == [["war"], ["peace", "war"], []]


def test_rows_of_a_text_array_are_names_even_if_they_look_like_numbers():
    assert as_label_sets(np.array([["war", "peace"]])) == (("war", "peace"),)
    assert as_label_sets([["0", "1"]]) == (("0", "1"),)


@pytest.mark.parametrize("dtype", ["object", "list<string>"])
def test_rows_in_a_series_of_pandas_are_recognised(dtype):
    pandas = pytest.importorskip("pandas")
    if dtype == "object":
        series = pandas.Series(ROWS)
    else:
        pyarrow = pytest.importorskip("pyarrow")
        series = pandas.Series(ROWS, dtype=pandas.ArrowDtype(pyarrow.list_(pyarrow.string())))
    assert as_label_sets(series) == (("war",), ("war", "peace"), ())


def test_rows_in_a_series_of_polars_are_recognised():
    polars = pytest.importorskip("polars")
    assert as_label_sets(polars.Series(ROWS)) == (("war",), ("war", "peace"), ())


def test_rows_in_a_column_of_arrow_are_recognised():
    pyarrow = pytest.importorskip("pyarrow")
    assert as_label_sets(pyarrow.array(ROWS)) == (("war",), ("war", "peace"), ())
    assert as_label_sets(pyarrow.chunked_array([ROWS])) == (("war",), ("war", "peace"), ())


def test_rows_that_are_all_empty_are_rows_without_labels():
    assert as_label_sets([[], []]) == ((), ())
    assert as_label_sets([]) == ()
    assert LabelSpace(("war",)).encode(as_label_sets([[], []])).shape == (2, 1)


@pytest.mark.parametrize(
    "values",
    [
        [[0, 1], [1, 0]],
        [[None, 1.0], [0.5, 0.5]],
        [[None, None]],
        [None, None],
        [0.5, float("nan")],
        [[], [1]],
        [[3, 5], [1]],
        [b"war"],
        np.zeros((2, 3)),
        np.zeros((2, 0)),
        np.array([[0, None]], dtype=object),
        np.array("war"),
        LabelSpace(("war",)).encode([["war"]]),
        {"war": 1},
        "war",
        None,
    ],
    ids=repr,
)
def test_what_holds_no_label_names_is_left_to_others(values):
    assert as_label_sets(values) is None


def test_what_is_recognised_can_be_encoded():
    targets = LabelSpace(("peace", "war")).encode(as_label_sets(ROWS))
    assert targets.toarray().tolist() == [[0, 1], [1, 1], [0, 0]]


@pytest.mark.parametrize(
    "values",
    [
        [["love"], "war"],
        ["war", ["love"]],
        np.array(["war", "love"]),
        of_objects(["war", ["love"]]),
    ],
    ids=["after a list", "before a list", "text array", "object array"],
)
def test_one_name_in_place_of_a_row_is_refused(values):
    with pytest.raises(DataError, match=r"targets, row [01]: the string 'war' .*\n.*\['war'\]"):
        as_label_sets(values)


def test_a_series_of_strings_is_refused():
    pandas = pytest.importorskip("pandas")
    with pytest.raises(DataError, match=r"truth, row 0: the string 'war' .*\n.*\['war'\]"):
        as_label_sets(pandas.Series(["war", "love"]), name="truth")


@pytest.mark.parametrize("row", [None, float("nan"), {"love": 1}, 3], ids=repr)
def test_a_row_that_is_no_collection_is_refused(row):
    with pytest.raises(DataError, match=rf"targets, row 1: found {row!r} .*\n.*pass \[\] for"):
        as_label_sets([["war"], row])


@pytest.mark.parametrize("label", [None, 3, b"love"], ids=repr)
def test_a_name_that_is_no_text_is_refused(label):
    with pytest.raises(DataError, match=rf"row 1: the label {label!r} is no .*\n.*names as text"):
        as_label_sets([["war"], ["love", label]])


def test_a_name_that_is_not_in_the_space_is_refused_with_the_nearest():
    with pytest.raises(DataError, match=r"unknown label 'pace'. Did you mean 'peace'\?"):
        LabelSpace(("peace", "war")).encode(as_label_sets([["war"], ["pace"]]))


def test_a_row_that_pandas_does_not_have_is_refused():
    pandas = pytest.importorskip("pandas")
    with pytest.raises(DataError, match=r"targets, row 0: found <NA> .*\n.*nobody knows"):
        as_label_sets(pandas.Series([pandas.NA, ["war"]]))
