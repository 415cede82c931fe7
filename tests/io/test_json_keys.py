"""A key that stands twice, or that some lines lack, is named with its lines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from multihot.errors import DataError
from multihot.io import (
    IndicatorColumns,
    LabelColumn,
    Reading,
    TableColumns,
    TextColumns,
    read,
    read_batches,
    read_jsonl,
)

TEXT = {"text": "t", "labels": LabelColumn("l")}


def written(folder: Path, *records: object) -> Path:
    path = folder / "films.jsonl"
    lines = (each if isinstance(each, str) else json.dumps(each) for each in records)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def refusal(path: Path, **arguments: Any) -> str:
    with pytest.raises(DataError) as caught:
        read_jsonl(path, **(arguments or TEXT))
    return str(caught.value).replace(str(path.parent), "")


FILMS = [{"t": f"film {row}", "l": ["war"]} for row in range(6)]


def test_a_misspelt_key_of_labels_is_named_with_its_rows(tmp_path):
    films = [*FILMS, *({"t": "film", "L": ["war"]} for _ in range(7))]
    told = refusal(written(tmp_path, *films))
    assert re.match(
        r"/films\.jsonl:7: 7 rows have no key 'l', which other rows have "
        r"\(lines 7, 8, 9, 10, 11 and 2 more\); 'L' stands there instead\n  To fix: write 'l'; or ",
        told,
    )


def test_a_missing_key_of_labels_is_named_even_where_nothing_looks_like_it(tmp_path):
    told = refusal(written(tmp_path, {"t": "first"}, *FILMS))
    assert re.match(
        r"/films\.jsonl:1: 1 rows have no key 'l', .*\(lines 1\)\n.*with \[\] where", told
    )


def test_rows_without_the_key_may_be_rows_without_labels(tmp_path):
    path = written(tmp_path, {"t": "first"}, *FILMS)
    dataset = read_jsonl(path, **TEXT, missing_labels="none")
    assert dataset.positives_per_label().tolist() == [6]
    assert len(dataset) == 7


def test_another_word_for_missing_labels_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"no missing_labels 'eror'. Did you mean 'error'\?"):
        read_jsonl(written(tmp_path, *FILMS), **TEXT, missing_labels="eror")


def test_a_key_in_another_case_is_told_even_if_one_row_has_both(tmp_path):
    films = [*FILMS, {"T": "film", "l": ["war"]}, {"t": "a", "T": "b", "l": ["war"]}]
    assert "'T' stands there instead" in refusal(written(tmp_path, *films))


def test_null_is_no_label(tmp_path):
    dataset = read_jsonl(written(tmp_path, {"t": "first", "l": None}, *FILMS), **TEXT)
    assert dataset.targets[[0]].nnz == 0


def test_a_missing_column_of_0_and_1_is_named_or_0(tmp_path):
    path = written(
        tmp_path, {"t": "a", "war": 1}, {"t": "b", "war": 0, "love": None}, {"t": "c", "love": 1}
    )
    labels = IndicatorColumns(("war", "love"))
    assert "1 rows have no key 'war'" in refusal(path, text="t", labels=labels)
    dataset = read_jsonl(path, text="t", labels=labels, missing_labels="none")
    assert str(dataset.targets.toarray().tolist()) == "[[1.0, 0.0], [0.0, nan], [0.0, 1.0]]"


def test_a_misspelt_key_of_the_text_is_named_in_training_and_in_batches(tmp_path):
    path = written(tmp_path, *FILMS, {"T": "film", "l": ["war"]})
    assert re.match(r"/films\.jsonl:7: 1 rows have no key 't', .*'T' stands there", refusal(path))
    reading = Reading(TextColumns(("t",)), LabelColumn("l"))
    with pytest.raises(DataError, match="'T' stands there instead"):
        list(read_batches(path, reading, rows_at_once=2))


def test_a_text_or_number_that_a_row_lacks_is_empty(tmp_path):
    path = written(tmp_path, *FILMS, {"l": ["war"], "n": 2})
    assert read_jsonl(path, **TEXT).inputs.texts[-1] == ""
    numbers = read(path, Reading(TableColumns(("n",)), LabelColumn("l"))).inputs.numbers
    assert str(numbers[-2:].tolist()) == "[[nan], [2.0]]"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('{"t": "x", "l": ["war"], "l": []}', "l"),
        ('{"t": "x", "l": ["war"], "t": "y"}', "t"),
        ('{"t": "x" , "l" : {"war": 1, "war" : 0}}', "war"),
        ('{"t"\t: "x", "l": ["war"], "l": []}', "l"),
        ('{"te\\\\\\\\": 1, "t": "x", "l": ["war"], "l": []}', "l"),
        ('{"t": "x \\"y\\": z", "l": [], "other": [{"a": 1, "a": 2}]}', "a"),
    ],
)
def test_a_key_twice_in_one_object_is_named(tmp_path, line, key):
    told = refusal(written(tmp_path, *FILMS, line))
    assert re.match(rf"/films\.jsonl:7: an object has '{key}' twice\n.*every key .* once", told)


@pytest.mark.parametrize(
    "line",
    [
        '{"t": "say \\"t\\": \\"x\\"", "l": ["war"]}',
        '{"t": "a \\\\", "l": ["war"]}',
        '{"t": "x", "l": {"war": 1}, "m": {"t": {"l": 1}}}',
        '{"t": "x", "l": ["war"], "m": [[{"l": 1}, {"l": 2}], []]}',
    ],
)
def test_what_only_looks_like_a_key_twice_is_read(tmp_path, line):
    assert len(read_jsonl(written(tmp_path, *FILMS, line), **TEXT)) == 7


def test_a_column_is_not_text_and_labels_at_once(tmp_path):
    told = refusal(written(tmp_path, *FILMS), text="l", labels=LabelColumn("l"))
    assert re.match(r".*'l' is named as text and as labels: .*\n.*name another column", told)
