"""Lists and dicts as JSON, Python, NumPy and people write them; nothing is glued or lost."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multihot.errors import DataError
from multihot.labels import written_value

names = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), min_size=1))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('["war", "love"]', ["war", "love"]),
        ("['war', 'love']", ["war", "love"]),
        ("('war', \"it's\")", ["war", "it's"]),
        ("'war', 'love'", ["war", "love"]),
        ("['roof' 'power']", ["roof", "power"]),
        ("['roof'\n 'power' 'road']", ["roof", "power", "road"]),
        ("['roof' \"it's\" 'road']", ["roof", "it's", "road"]),
        ("array(['roof', 'power'], dtype='<U5')", ["roof", "power"]),
        ("array(['roof' 'power'])", ["roof", "power"]),
        ("[np.str_('war'), np.str_('love')]", ["war", "love"]),
        ("[np.int64(3), -1]", [3, -1]),
        ("[3 5 12]", [3, 5, 12]),
        ("[1. 0. 2.5]", [1.0, 0.0, 2.5]),
        ("set()", []),
        ("frozenset({'war'})", ["war"]),
        ("[nan, 'war', None]", [None, "war", None]),
        ("{'war': 1, 'love': 0}", {"war": 1, "love": 0}),
        ('{"war": true}', {"war": True}),
        ("<war><love>", ["war", "love"]),
        ("<c#> <.net>,", ["c#", ".net"]),
        ("[war][love]", ["war", "love"]),
        ("[war, true love]", ["war", "true love"]),
        ('{war,"love, true"}', ["war", "love, true"]),
        ("[os:windows, Cat(s)]", ["os:windows", "Cat(s)"]),
        ("[]", []),
        ("[ ]", []),
        ("'war'", "war"),
        ("7", 7),
        (r"['\d', 'war']", ["\\d", "war"]),
    ],
)
def test_a_written_value_is_what_it_shows(cell, value):
    assert written_value(cell) == value


@pytest.mark.parametrize(
    "cell",
    [
        "war",
        "war, love",
        "['war', 'love",
        "['war'",
        "{'a': b}",
        "[" * 9999,
        "f(1)",
        "{a: 1}",
        '["war, love]',
        "{**{}}",
        "__import__('os')",
        "1 + 1",
        "{[]: 1}",
        "<>",
    ],
)
def test_what_is_not_written_out_is_refused(cell):
    with pytest.raises(ValueError, match=r"neither JSON nor Python|never closed"):
        written_value(cell)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("['war' 'love' ... 'oak']", r"cut short .*\n.*write the whole list"),
        ("['war', ..., 'oak']", r"cut short .*\n.*write the whole list"),
        ("['it''s']", r"nothing stands between 'it' and 's'\n.*a comma between two labels"),
        ('{"war": 1, "war": 0}', r"a dict has 'war' twice\n.*every key of a dict once"),
        ("{'war': 1, 'war': 0}", r"a dict has 'war' twice\n.*every key of a dict once"),
    ],
)
def test_what_would_lose_labels_is_refused(cell, message):
    with pytest.raises(DataError, match=message):
        written_value(cell)


@given(names)
def test_lists_of_any_text_come_back_from_json_and_python(labels):
    assert written_value(json.dumps(labels)) == labels
    assert written_value(str(labels)) == labels


@given(st.lists(st.text("abc'\" ,é", min_size=1), min_size=1))
def test_arrays_come_back_from_what_numpy_prints(labels):
    with np.printoptions(threshold=10_000):
        assert written_value(str(np.array(labels, dtype=object))) == labels
