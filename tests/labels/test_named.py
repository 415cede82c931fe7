"""The labels of a cell are its names; a dict or a list of marks is never taken for names."""

from __future__ import annotations

import pytest

from multihot.errors import DataError
from multihot.labels import label_key, names_in


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("war", ("war",)),
        (None, ()),
        (float("nan"), ()),
        (["war", " love ", ""], ("war", "love")),
        ([7, 2.0, None, True], ("7", "2", "True")),
        ([0, 1], ("0", "1")),
        ({"war": 1, "love": 0, "oak": True, "sea": None, "fog": float("nan")}, ("war", "oak")),
        ({"war": 3}, ("war",)),
        ({"/m/07": "war"}, ("war",)),
        ({}, ()),
    ],
)
def test_the_names_of_a_value(value, names):
    assert names_in(value) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ([{"id": 1, "name": "war"}, {"id": 2, "name": " love"}], ("war", "love")),
        ({"name": "war"}, ("war",)),
        ({"name": ["war", "love"]}, ("war", "love")),
        ([], ()),
        (None, ()),
        ([None, {"name": "war"}], ("war",)),
    ],
)
def test_the_names_under_a_key(value, names):
    assert names_in(value, key="name") == names


@pytest.mark.parametrize(
    ("value", "key", "message"),
    [
        ([{"id": 1}], "", r"a label is a dict: \{'id': 1\}\n.*name the key .* key=\"id\""),
        ([["war"]], "", r"a label is a list: \['war'\]\n.*one flat list"),
        ({"id": 28, "name": "war"}, "", r"'name' is 'war', neither a number .*\n.*name the key"),
        ({"tags": ["war"]}, "", r"'tags' is \['war'\], neither a number .*\n.*name the key"),
        ({"war": 0.93, "love": 0.02}, "", r"'war' is 0.93, which is neither 0 nor 1\n.*cut scores"),
        ({"war": -1}, "", r"'war' is -1, which is neither 0 nor 1\n.*write 1 for each label"),
        ([0, 1, 0, 1], "", r"a list of 4 marks, \[0, 1, 0, 1\], .*\n.*one column for each label"),
        ([1.0, 1.0], "", r"a list of 2 marks, .*\n.*write the names of the labels"),
        ([{"id": 1}], "name", r"no key 'name', but 'id'\n.*that every dict of the cell has"),
        (["war"], "name", r"no key 'name', but 'war'\n.*that every dict of the cell has"),
        ("war", "name", r"no key 'name', but 'war'\n.*that every dict of the cell has"),
    ],
)
def test_what_is_no_name_is_refused(value, key, message):
    with pytest.raises(DataError, match=message):
        names_in(value, key=key)


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ([{"id": 1, "name": "war"}], "name"),
        ({"text": "a long one", "label": "war"}, "label"),
        ([{"id": 1, "genre": "war"}], "genre"),
        ([{"id": 1}], "id"),
        ({"tags": ["war"]}, "tags"),
        (["war"], ""),
        ([], ""),
        ("war", ""),
    ],
)
def test_the_key_of_the_label_is_found(value, key):
    assert label_key(value) == key
