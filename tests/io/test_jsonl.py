"""JSON lines become data sets; a line that is none is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from multihot.errors import DataError
from multihot.io import (
    IndicatorColumns,
    LabelColumn,
    LabelLiteral,
    TableColumns,
    TextColumns,
    read_jsonl,
)

LABELS = LabelColumn("l")


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "films.jsonl"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path, **arguments: Any) -> str:
    """What is said, without the folder."""
    given = {"text": "t", "labels": LABELS} | arguments
    with pytest.raises(DataError) as caught:
        read_jsonl(path, **given)
    return str(caught.value).replace(str(path.parent), "")


def test_lists_are_labels_and_rows_know_their_lines(tmp_path):
    path = written(
        tmp_path,
        '{"t": "High Noon", "l": ["western", " drama "]}\n\n  \n{"t": "Grüße", "l": []}\n'
        '{"l": ["drama", null, ""], "t": null}\n{"t": 1984}',
    )
    dataset = read_jsonl(path, text="t", labels=LABELS, missing_labels="none")
    assert dataset.inputs.texts == ("High Noon", "Grüße", "", "1984")
    assert dataset.labels.names == ("drama", "western")
    assert dataset.targets.toarray().tolist() == [[1, 1], [0, 0], [1, 0], [0, 0]]
    assert dataset.lines.tolist() == [1, 4, 5, 6]


@pytest.mark.parametrize(
    ("labels", "value", "names"),
    [
        (LabelColumn("l", separator="|"), '"b | a"', ("a", "b")),
        (LabelColumn("l"), '"b|a"', ("b|a",)),
        (LabelColumn("l"), "7", ("7",)),
        (LabelColumn("l"), "[7.0, true]", ("7", "True")),
        (LabelColumn("l"), '{"b": 1, "a": false, "c": 2}', ("b", "c")),
        (LabelColumn("l"), '{"id": "b"}', ("b",)),
        (LabelColumn("l", names=("x", "y")), "[1]", ("x", "y")),
        (LabelLiteral("l"), "\"['b', 'a']\"", ("a", "b")),
        (LabelLiteral("l"), '["b"]', ("b",)),
    ],
)
def test_labels_may_be_written_in_many_ways(tmp_path, labels, value, names):
    path = written(tmp_path, f'{{"t": "x", "l": {value}}}\n{{"t": "y", "l": null}}\n')
    dataset = read_jsonl(path, text="t", labels=labels)
    assert dataset.labels.names == names
    assert dataset.targets[[1]].nnz == 0


def test_numbers_categories_groups_and_folds_may_have_gaps(tmp_path):
    path = written(
        tmp_path,
        '{"n": 1, "c": "red", "l1": 1, "g": 5, "f": "train"}\n{"n": "2.5", "l1": null}\n'
        '{"n": null, "c": 3, "l1": false, "g": "q", "f": "test"}\n',
    )
    inputs, labels = TableColumns(("n",), ("c",)), IndicatorColumns(("l*",))
    dataset = read_jsonl(path, inputs=inputs, labels=labels, group="g", fold="f")
    assert dataset.inputs.numbers[:2].tolist() == [[1], [2.5]]
    assert np.isnan(dataset.inputs.numbers[2, 0])
    assert dataset.inputs.categories.tolist() == [["red"], [None], ["3"]]
    assert np.isnan(dataset.targets.toarray()[1, 0])
    assert dataset.groups == ("5", "", "q")
    assert dataset.folds == ("train", "", "test")


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path):
    path = written(tmp_path, b'\xef\xbb\xbf{"t": "x", "l": "a"}\r\n{"t": "y", "l": "b"}\r\n')
    assert read_jsonl(path, text="t", labels=LABELS).inputs.texts == ("x", "y")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"t": "x"', r"not JSON: .*; the line begins '\{\"t\": \"x\"'\n.*one JSON object a line"),
        ("t,l", r"not JSON: .*; the line begins 't,l'\n.*UTF-8, no line break inside"),
        ('{"t": NaN}', r"not JSON: .*\n.*write one JSON object a line"),
        ('{"t": "\\ud800"}', r"not JSON: .*\n.*write one JSON object a line"),
        (b'{"t": "\xff"}', r"not JSON: .*\n.*write one JSON object a line"),
        ('{"t":' + "[" * 99_999, r"not JSON: .*recursion.*\n.*write one JSON object a line"),
        ('{"t": 1e999}', r"not JSON: .*range.*\n.*write one JSON object a line"),
        ('["x", "a"]', r'expected an object, found list\n.*\{"column": value, ...\}'),
        ("null", r'expected an object, found NoneType\n.*\{"column": value, ...\}'),
    ],
)
def test_a_line_that_is_no_object_is_named(tmp_path, line, message):
    bad = line.encode() if isinstance(line, str) else line
    path = written(tmp_path, b'{"t": "x", "l": "a"}\n\n' + bad + b"\n")
    assert re.match(r"/films\.jsonl:3: " + message, refusal(path))


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ('{"t": "y", "l": [["a"]]}', r", column 'l': a label is a list: \['a'\]\n.*one flat list"),
        ('{"t": "y", "l": [{"a": 1}]}', r", column 'l': a label is a dict: .*\n.*one flat list"),
        ('{"t": ["y"], "l": "a"}', r", column 't': a list is not a text\n.*one text a row"),
        ('{"t": {}, "l": "a"}', r", column 't': a dict is not a text\n.*or name another column"),
    ],
)
def test_a_value_that_is_not_what_its_key_is_for_is_named(tmp_path, record, message):
    path = written(tmp_path, '{"t": "x", "l": "a"}\n' + record)
    assert re.match(r"/films\.jsonl:2" + message, refusal(path))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('"blue"', "'blue' is not a number"),
        ("[3]", r"\[3\] is not a number"),
        ("{}", "{} is not a number"),
        ("1" + "0" * 400, "10{50,} is not a number"),
        ('"1_0"', "'1_0' is not a number"),
        ('"inf"', "an infinite number"),
    ],
)
def test_what_is_no_number_is_named(tmp_path, value, message):
    path = written(tmp_path, f'{{"n": 1, "l": "a"}}\n{{"n": {value}, "l": "a"}}\n')
    told = refusal(path, text=None, inputs=TableColumns(("n",)))
    assert re.match(rf"/films\.jsonl:2, column 'n': {message}", told)
    assert "To fix: " in told


def test_lists_of_one_number_are_no_numbers(tmp_path):
    path = written(tmp_path, '{"n": [1], "l": "a"}\n')
    told = refusal(path, text=None, inputs=TableColumns(("n",)))
    assert told.startswith("/films.jsonl:1, column 'n': [1] is not a number\n")


def test_a_key_that_no_line_has_is_refused_with_the_nearest(tmp_path):
    path = written(tmp_path, '{"text": "x", "l": "a"}\n')
    told = refusal(path, inputs=TextColumns(("txet",)), text=None)
    assert re.match(r"/films\.jsonl: no column 'txet'; .*Did you mean 'text'\?\n.*name an ex", told)


@pytest.mark.parametrize("content", ["\n", "  \n\n"])
def test_a_file_without_rows_is_refused(tmp_path, content):
    told = refusal(written(tmp_path, content))
    assert re.match(r"/films\.jsonl: there are no rows\n.*how it was written", told)


def test_rows_without_any_label_are_refused(tmp_path):
    told = refusal(written(tmp_path, '{"t": "x", "l": []}\n'))
    assert re.match(r"/films\.jsonl: no row has any label\n.*which column", told)


def test_a_category_that_is_a_whole_number_has_one_name(tmp_path):
    path = written(
        tmp_path,
        '{"k": 3, "l": "a"}\n{"k": 3.0, "l": "a"}\n{"k": "3.0", "l": "a"}\n'
        '{"k": " 3", "l": "a"}\n{"k": "3.10", "l": "a"}\n{"k": null, "l": "a"}\n',
    )
    inputs = TableColumns((), ("k",))
    table = read_jsonl(path, inputs=inputs, labels=LABELS).inputs
    assert table.categories[:, 0].tolist() == ["3", "3", "3", "3", "3.10", None]
