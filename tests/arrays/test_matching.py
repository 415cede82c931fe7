"""Tables that meet are matched by the names of their rows and columns, or refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from multihot.arrays import all_column_names, match_names, match_rows, named_values, places_of
from multihot.errors import DataError

TARGETS = pd.DataFrame([[1, 0, 0], [0, 1, 1]], columns=["war", "love", "film"])
TURNED = TARGETS[["film", "war", "love"]]
NAMED = TARGETS.set_axis(["b.jpg", "a.jpg"])


def rows_of(values):
    return [list(row) for row in np.asarray(values).tolist()]


def matched(*tables, labels=None):
    named = dict(zip(["targets", "scores", "decisions"], tables, strict=False))
    return match_names(labels=labels, **named)


def polars_of(frame):
    return pytest.importorskip("polars").DataFrame(frame.to_dict("list"))


def arrow_of(frame):
    return pytest.importorskip("pyarrow").table(frame.to_dict("list"))


@pytest.mark.parametrize("made", [pd.DataFrame, polars_of, arrow_of])
def test_columns_of_the_same_names_take_the_order_of_the_first_table(made):
    targets, scores = matched(TARGETS, made(TURNED)).values
    assert targets is TARGETS
    assert rows_of(scores) == [[1, 0, 0], [0, 1, 1]]
    assert type(scores) is type(made(TURNED))


def test_columns_take_the_order_of_the_labels_where_they_are_given():
    done = matched(TARGETS, TURNED, labels=["love", "war", "film"])
    assert [rows_of(each) for each in done.values] == [[[0, 1, 0], [1, 0, 1]]] * 2
    assert done.labels == ("love", "war", "film")


@pytest.mark.parametrize("made", [pd.DataFrame, polars_of, arrow_of])
def test_nothing_is_copied_where_nothing_moves(made):
    given = made(TARGETS), made(TARGETS), np.eye(3)
    assert all(one is two for one, two in zip(matched(*given).values, given, strict=True))


def test_arrays_are_taken_by_place_beside_tables():
    array = TURNED.to_numpy()
    assert matched(TARGETS, array).values[1] is array
    assert matched(array, [[1, 0, 1]]).labels == ()


@pytest.mark.parametrize(
    "plain",
    [
        TARGETS.set_axis(range(3), axis=1),
        TARGETS.set_axis(["0", "1", "2"], axis=1),
    ],
)
def test_numbers_that_count_from_0_are_no_names(plain):
    assert matched(TARGETS, plain).values[1] is plain
    assert matched(plain, TARGETS).labels == ("war", "love", "film")


def test_what_polars_calls_columns_that_nobody_named_is_no_name():
    polars = pytest.importorskip("polars")
    for first in (0, 1):
        plain = polars.DataFrame({f"column_{first + place}": [1, 0] for place in range(3)})
        assert matched(TARGETS, plain).values[1] is plain


def test_numbers_that_count_from_0_are_names_beside_the_same_in_another_order():
    plain = TARGETS.set_axis(range(3), axis=1)
    targets, scores = matched(plain, plain[[2, 0, 1]]).values
    assert rows_of(scores) == rows_of(targets)
    targets, scores = matched(plain[[2, 0, 1]], plain).values
    assert rows_of(scores) == [[0, 1, 0], [1, 0, 1]]


def test_numbers_and_texts_are_one_name():
    numbered = TARGETS.set_axis([7, 3, 5], axis=1)
    texts = TURNED.set_axis(["5", "7", "3"], axis=1)
    assert rows_of(matched(numbered, texts).values[1]) == rows_of(TARGETS)


@pytest.mark.parametrize(
    ("others", "labels", "told"),
    [
        ({"film": "song"}, None, "'film' only in targets; 'song' only in scores"),
        ({}, ["war", "love"], "labels and targets: .*'film' only in targets"),
    ],
)
def test_other_names_are_refused(others, labels, told):
    with pytest.raises(DataError, match=rf"{told}\n.*same label by the same name"):
        matched(TARGETS, TARGETS.rename(columns=others), labels=labels)


def test_names_that_occur_twice_are_refused_only_where_they_must_be_matched():
    twice = TARGETS.set_axis(["war", "war", "film"], axis=1)
    assert matched(twice, twice).values[1] is twice
    assert matched(twice, twice).labels == ()
    turned = twice.set_axis(["war", "film", "war"], axis=1)
    with pytest.raises(DataError, match=r"'war' occurs twice\n.*name of its own"):
        matched(twice, turned)


def test_rows_that_an_index_names_are_matched():
    targets, scores, weights = match_rows(
        targets=NAMED,
        scores=NAMED.iloc[[1, 0]],
        weights=pd.Series([1.0, 2.0], index=["a.jpg", "b.jpg"]),
    )
    assert targets is NAMED
    assert rows_of(scores) == rows_of(NAMED)
    assert weights.tolist() == [2, 1]


def test_rows_of_a_split_beside_rows_that_count_from_0_are_taken_by_place():
    split, plain = TARGETS.set_axis([17, 4]), TARGETS
    assert all(
        one is two for one, two in zip(match_rows(a=split, b=plain), (split, plain), strict=True)
    )


def test_rows_numbered_in_another_order_beside_rows_that_count_are_refused():
    with pytest.raises(DataError, match=r"count from 0 on.*\n.*reset_index\(drop=True\).*\.loc"):
        match_rows(targets=TARGETS.iloc[[1, 0]], scores=TARGETS)


@pytest.mark.parametrize(
    "index",
    [
        ["b.jpg", "c.jpg"],
        [3, 9],
        pd.to_datetime(["2024-01-01", "2024-01-02"]),
        pd.MultiIndex.from_tuples([("b.jpg", 1), ("a.jpg", 1)]),
    ],
)
def test_rows_of_other_names_are_refused(index):
    with pytest.raises(DataError, match=r"rows have other names: .*'a.jpg'.*\n.*reset_index"):
        match_rows(targets=NAMED, scores=NAMED.set_axis(index))


def test_rows_named_twice_are_refused_in_another_order_and_else_taken_by_place():
    three = pd.concat([TARGETS, TARGETS.iloc[[0]]]).set_axis(["a", "a", "b"])
    other = three.set_axis(["a", "b", "a"])
    assert match_rows(targets=three, scores=three)[1] is three
    batches = three.set_axis([0, 1, 0])
    assert match_rows(targets=three, scores=batches)[1] is batches
    with pytest.raises(DataError, match=r"'a' occurs twice\n.*name of its own"):
        match_rows(targets=three, scores=other)


def test_tables_of_other_lengths_are_left_to_the_check_of_shapes():
    short = NAMED.iloc[[0]]
    assert match_rows(targets=NAMED, scores=short)[1] is short


def test_numbers_that_carry_names_take_the_order_of_the_labels():
    series = pd.Series([0.1, 0.2], index=["love", "war"])
    for given in (series, series.to_dict()):
        assert list(named_values(given, ("war", "love"), name="thresholds")) == [0.2, 0.1]
    plain = pd.Series([0.1, 0.2])
    for labels in ((), ("0", "1"), ("war", "love")):
        assert list(named_values(plain, labels, name="thresholds")) == [0.1, 0.2]
    assert named_values(plain, ("1", "0"), name="thresholds") == [0.2, 0.1]


def test_numbers_of_other_names_are_refused():
    with pytest.raises(DataError, match=r"'war' only in labels; 'sport' only in thresholds"):
        named_values({"love": 0.1, "sport": 0.2}, ("war", "love"), name="thresholds")
    for given in ({"love": 0.1}, pd.Series({"love": 0.1}), pd.Series([0.1], index=[1])):
        for labels in ((), ("0",)):
            with pytest.raises(DataError, match=r"no table and no labels with names\n.*labels="):
                named_values(given, labels, name="thresholds")


def test_names_stand_where_labels_say_unless_one_side_counts_from_0():
    assert places_of(["love", "war"], ["war", "love"], name="thresholds") == [1, 0]
    assert places_of(["1", "0"], ["0", "1"], name="thresholds") == [1, 0]
    for labels in (["war", "love"], ["0", "1"], []):
        assert places_of(labels, ["war", "love"], name="thresholds") is None
    assert places_of(["war", "love"], ["0", "1"], name="thresholds") is None


def test_names_of_columns_are_there_also_where_nobody_chose_them():
    assert all_column_names([[1, 0]], pd.DataFrame([[1, 0]])) == ("0", "1")
    assert all_column_names(pd.DataFrame({"war": [1]}), pd.DataFrame([[1]])) == ("war",)
