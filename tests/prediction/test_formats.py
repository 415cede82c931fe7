"""Predictions are written as they can be read back, and as a spreadsheet cannot run them."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet

from multihot.errors import DataError, MissingExtra
from multihot.labels import LabelSpace
from multihot.prediction import Predictions, Style
from multihot.prediction.formats import check_output, open_output

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx")
SPACE = LabelSpace(("war", "love, actually", '=2*"3"'))
DEFAULT = Style()
ROWS = Predictions(
    lines=np.array([2, 5]),
    labels=[("love, actually", '=2*"3"'), ()],
    scores=np.array([[0.25, 0.75, 0.5000004], [0.125, 1 / 3, 0.0625]]),
)


def write(
    path: Path, rows: Sequence[Predictions], space: LabelSpace = SPACE, style: Style = DEFAULT
) -> Path:
    with open_output(path, path.suffix, space, style) as append:
        for each in rows:
            append(each)
    return path


def cells(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter, strict=True))


def test_csv_by_hand(tmp_path):
    path = write(tmp_path / "p.csv", [ROWS])
    assert path.read_bytes() == (
        b'line,labels,scores\r\n2,"love, actually|=2*""3""",0.750000|0.500000\r\n5,,\r\n'
    )


def test_csv_of_all_scores_by_hand(tmp_path):
    path = write(tmp_path / "p.tsv", [ROWS], style=Style("; ", all_scores=True))
    assert cells(path, "\t") == [
        ["line", "labels", "war", "love, actually", '\'=2*"3"'],
        ["2", 'love, actually; =2*"3"', "0.250000", "0.750000", "0.500000"],
        ["5", "", "0.125000", "0.333333", "0.062500"],
    ]


def test_json_lines_by_hand(tmp_path):
    path = write(tmp_path / "p.jsonl", [ROWS])
    assert [json.loads(line) for line in path.read_text("utf-8").splitlines()] == [
        {
            "line": 2,
            "labels": ["love, actually", '=2*"3"'],
            "scores": {"love, actually": 0.75, '=2*"3"': 0.5},
        },
        {"line": 5, "labels": [], "scores": {}},
    ]


def test_parquet_by_hand(tmp_path):
    path = write(tmp_path / "p.parquet", [ROWS], style=Style(all_scores=True))
    assert parquet.read_table(path).to_pylist() == [
        {
            "line": 2,
            "labels": ["love, actually", '=2*"3"'],
            "scores": {"war": 0.25, "love, actually": 0.75, '=2*"3"': 0.5},
        },
        {
            "line": 5,
            "labels": [],
            "scores": {"war": 0.125, "love, actually": 0.333333, '=2*"3"': 0.0625},
        },
    ]


def test_parquet_in_many_parts_is_parquet_in_one(tmp_path):
    one = Predictions(np.arange(1), [("war",)], np.full((1, 3), 0.5))
    many = Predictions(np.zeros(9000), [("war",)] * 9000, np.full((9000, 3), 0.5))
    zeros = Predictions(np.zeros(1), [("war",)], np.full((1, 3), 0.5))
    whole = write(tmp_path / "whole.parquet", [many])
    parts = write(tmp_path / "parts.parquet", [zeros] * 9000)
    assert parquet.ParquetFile(whole).num_row_groups == 3
    assert whole.read_bytes() == parts.read_bytes()
    assert parquet.read_table(write(tmp_path / "one.parquet", [one])).num_rows == 1


def test_no_rows_are_a_whole_file_too(tmp_path):
    assert cells(write(tmp_path / "p.csv", [])) == [["line", "labels", "scores"]]
    assert write(tmp_path / "p.jsonl", []).read_bytes() == b""
    assert parquet.read_table(write(tmp_path / "p.parquet", [])).num_rows == 0


@pytest.mark.parametrize("name", FORMULAS)
def test_what_a_spreadsheet_would_run_is_escaped(tmp_path, name):
    space = LabelSpace((name,))
    rows = Predictions(np.array([1]), [(name,)], np.array([[0.5]]))
    assert cells(write(tmp_path / "p.csv", [rows], space))[1][1] == f"'{name}"
    header = cells(write(tmp_path / "q.csv", [rows], space, Style(all_scores=True)))[0]
    assert header == ["line", "labels", f"'{name}"]


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_without_escaping_names_come_back_as_they_are(tmp_path, name, suffix):
    space = LabelSpace((name, 'a "b", c\nd'))
    rows = Predictions(np.array([1]), [space.names], np.array([[0.5, 0.5]]))
    style = Style(escape=False)
    back = cells(write(tmp_path / f"p{suffix}", [rows], space, style), "\t,"[suffix == ".csv"])
    assert tuple(back[1][1].split("|")) == space.names


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
@pytest.mark.parametrize("name", FORMULAS)
def test_other_formats_are_never_escaped(tmp_path, name, suffix):
    rows = Predictions(np.array([1]), [(name,)], np.array([[0.5]]))
    path = write(tmp_path / f"p{suffix}", [rows], LabelSpace((name,)))
    json_lines = suffix == ".jsonl"
    record = json.loads(path.read_text("utf-8")) if json_lines else parquet.read_table(path)
    labels = record["labels"] if json_lines else record.to_pylist()[0]["labels"]
    assert labels == [name]


@pytest.mark.parametrize(
    ("name", "style", "message"),
    [
        ("p.cvs", Style(), r"p\.cvs: unknown format '\.cvs'\. Did you mean '\.csv'\?\n.*with one"),
        ("p", Style(), r"p: unknown format ''\.\n.*\.parquet"),
        ("p.csv", Style(", "), r"p\.csv: the label 'love, actually' contains the separator ', '"),
        ("p.tsv", Style(" "), r"the label 'love, actually' contains .*\n.*or write \.jsonl"),
        ("p.csv", Style(""), r"the label 'war' contains the separator ''\n.*another separator"),
    ],
)
def test_an_output_that_could_not_be_read_back_is_refused(name, style, message):
    with pytest.raises(DataError, match=message):
        check_output(Path(name), SPACE, style)


@pytest.mark.parametrize("name", ["line", "labels"])
def test_a_label_called_like_a_column_is_refused_where_it_would_be_one(name):
    space, style = LabelSpace((name,)), Style(all_scores=True)
    with pytest.raises(
        DataError, match=rf"p\.csv: the label '{name}' is called like .*\n.*\.jsonl"
    ):
        check_output(Path("p.csv"), space, style)
    check_output(Path("p.jsonl"), space, style)
    check_output(Path("p.csv"), space, Style())


@pytest.mark.parametrize("name", ["p.jsonl", "p.PARQUET"])
def test_the_separator_does_not_matter_where_there_is_none(name):
    check_output(Path(name), SPACE, Style(" "))


def test_pyarrow_that_is_not_installed_is_told_with_the_way_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r'writing Parquet needs pyarrow\n.*"multihot\[arrow\]"'):
        write(tmp_path / "p.parquet", [ROWS])
