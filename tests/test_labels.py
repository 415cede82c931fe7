"""Names become columns and come back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.preprocessing import MultiLabelBinarizer

from multihot.errors import DataError
from multihot.labels import LabelSpace

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
