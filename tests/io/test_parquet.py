"""Parquet becomes data sets; what is no Parquet, or no table of rows, is refused."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as arrow
import pytest
from pyarrow import parquet

from multihot.errors import DataError, MissingExtra
from multihot.io import IndicatorColumns, LabelColumn, TableColumns, read_parquet

LABELS = LabelColumn("l")


def written(folder: Path, columns: dict[str, Any], **how: Any) -> Path:
    path = folder / "films.parquet"
    parquet.write_table(arrow.table(columns), path, **how)
    return path


def refusal(path: Path, **arguments: Any) -> str:
    """What is said, without the folder."""
    given = {"text": "t", "labels": LABELS} | arguments
    with pytest.raises(DataError) as caught:
        read_parquet(path, **given)
    return str(caught.value).replace(str(path.parent), "")


def test_lists_are_labels_and_rows_are_counted_from_1(tmp_path):
    path = written(
        tmp_path, {"t": ["x", None, "y"], "l": [["b", "a"], [], None], "other": [1, 2, 3]}
    )
    with pytest.raises(DataError, match=r"films\.parquet:2, column 'other'"):
        read_parquet(path, text="t", labels=LabelColumn("other", names=("p", "q")))
    dataset = read_parquet(path, text="t", labels=LABELS)
    assert dataset.inputs.texts == ("x", "", "y")
    assert dataset.labels.names == ("a", "b")
    assert dataset.targets.toarray().tolist() == [[1, 1], [0, 0], [0, 0]]
    assert dataset.lines.tolist() == [1, 2, 3]


def test_row_groups_are_one_file(tmp_path):
    path = written(tmp_path, {"t": list("abcdefg"), "l": [["x"]] * 7}, row_group_size=2)
    assert read_parquet(path, text="t", labels=LABELS).inputs.texts == tuple("abcdefg")


def test_numbers_categories_and_indicators_may_have_gaps(tmp_path):
    path = written(
        tmp_path,
        {"n": [1.5, None], "k": [7, 8], "c": ["red", None], "l1": [True, None], "l2": [0, 1]},
    )
    inputs, labels = TableColumns(categories=("c",)), IndicatorColumns(("l*",))
    dataset = read_parquet(path, inputs=inputs, labels=labels)
    assert dataset.inputs.number_names == ("n", "k")
    assert dataset.inputs.numbers[0].tolist() == [1.5, 7]
    assert np.isnan(dataset.inputs.numbers[1, 0])
    assert dataset.inputs.categories.tolist() == [["red"], [None]]
    assert np.isnan(dataset.targets.toarray()[1, 0])


def test_dictionaries_of_texts_and_names_with_dots_are_read(tmp_path):
    texts = arrow.array(["x", "y", "x"]).dictionary_encode()
    path = written(tmp_path, {"t": [1, 2, 3], "t.t": texts, "l": ["a", "b", "a"]})
    assert read_parquet(path, text="t.t", labels=LABELS).inputs.texts == ("x", "y", "x")


def test_nan_among_labels_is_no_label(tmp_path):
    path = written(tmp_path, {"t": ["x", "y"], "l": [3.0, float("nan")]})
    assert read_parquet(path, text="t", labels=LABELS).labels.names == ("3",)


def test_dates_among_labels_are_told_as_dates(tmp_path):
    path = written(tmp_path, {"t": ["x"], "l": [date(2024, 2, 1)]})
    assert read_parquet(path, text="t", labels=LABELS).labels.names == ("2024-02-01",)


def test_what_is_no_parquet_is_refused(tmp_path):
    path = tmp_path / "films.parquet"
    path.write_text("t,l\na,x\n", encoding="utf-8")
    told = refusal(path)
    assert re.match(r"/films\.parquet: not a readable Parquet file \(.*\)\n.*write it again", told)


def test_a_file_that_is_cut_short_is_refused(tmp_path):
    path = written(tmp_path, {"t": ["x"] * 99, "l": ["a"] * 99})
    path.write_bytes(path.read_bytes()[:-20])
    assert re.match(r"/films\.parquet: not a readable Parquet file", refusal(path))


def test_texts_that_are_bytes_are_refused(tmp_path):
    told = refusal(written(tmp_path, {"t": [b"x", b"\xff"], "l": ["a", "b"]}))
    assert re.match(r"/films\.parquet:1, column 't': a bytes is not a text\n.*one text a", told)


def test_columns_of_one_name_are_refused(tmp_path):
    path = tmp_path / "films.parquet"
    columns = [arrow.array(["x"]), arrow.array(["y"]), arrow.array(["a"])]
    parquet.write_table(arrow.table(columns, names=["t", "t", "l"]), path)
    told = refusal(path)
    assert re.match(r"/films\.parquet: 1 columns occur twice: 't'\n.*a name of its own", told)


def test_a_missing_column_is_refused_with_the_nearest(tmp_path):
    told = refusal(written(tmp_path, {"text": ["x"], "l": ["a"]}), text="txet")
    assert re.match(r"/films\.parquet: no column 'txet'; .*Did you mean 'text'\?\n.*name an", told)


def test_a_file_without_rows_is_refused(tmp_path):
    told = refusal(written(tmp_path, {"t": [], "l": []}))
    assert re.match(r"/films\.parquet: there are no rows\n.*write it again", told)


def test_pyarrow_that_is_not_installed_is_told_with_the_way_to_get_it(tmp_path, monkeypatch):
    path = written(tmp_path, {"t": ["x"], "l": ["a"]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r'reading Parquet needs pyarrow\n.*"multihot\[arrow\]"'):
        read_parquet(path, text="t", labels=LABELS)
