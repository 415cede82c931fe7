"""Reading in batches gives the rows that reading whole gives, and what is read can be kept."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pyarrow as arrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from multihot.errors import DataError
from multihot.io import (
    CsvForm,
    IndicatorColumns,
    LabelColumn,
    LabelLiteral,
    MekaLabels,
    MulanLabels,
    Reading,
    SignalColumns,
    TableColumns,
    TextColumns,
    read,
    read_batches,
)

LETTERS = st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00")
texts = st.text(LETTERS, max_size=6)
rows = st.lists(st.tuples(texts, st.sampled_from(["", "1.5", "-2", "NaN"])), min_size=1, max_size=9)
TEXT = Reading(TextColumns(("t",)), LabelColumn("l"))
NUMBERS = Reading(TableColumns(), LabelColumn("l"), group="t")


def of_csv(folder: Path, table: list[tuple[str, str]]) -> Path:
    path = folder / "films.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("t", "n", "l"), *((*row, "x") for row in table)])
    return path


def of_jsonl(folder: Path, table: list[tuple[str, str]]) -> Path:
    path = folder / "films.jsonl"
    records = [{"t": t, "l": "x"} | ({} if n in ("", "NaN") else {"n": float(n)}) for t, n in table]
    records.append({"t": "last", "n": 1, "l": None})
    path.write_text("\n\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def of_parquet(folder: Path, table: list[tuple[str, str]]) -> Path:
    path = folder / "films.parquet"
    numbers = [float(n) if n else None for _, n in table]
    columns = {"t": [t for t, _ in table], "n": arrow.array(numbers, arrow.float64())}
    parquet.write_table(arrow.table(columns | {"l": ["x"] * len(table)}), path, row_group_size=4)
    return path


@pytest.mark.parametrize("write", [of_csv, of_jsonl, of_parquet])
@settings(deadline=None, max_examples=60)  # files are written and read
@given(table=rows, rows_at_once=st.integers(1, 11))
def test_reading_in_batches_is_reading_whole(tmp_path_factory, write, table, rows_at_once):
    path = write(tmp_path_factory.mktemp("batches"), table)
    whole, batches = read(path, TEXT), list(read_batches(path, TEXT, rows_at_once=rows_at_once))
    assert sum((batch.inputs.texts for batch in batches), ()) == whole.inputs.texts
    assert np.concatenate([batch.lines for batch in batches]).tolist() == whole.lines.tolist()
    assert {len(batch.inputs) for batch in batches[:-1]} <= {rows_at_once}
    numbers = read(path, NUMBERS).inputs
    parts = [batch.inputs for batch in read_batches(path, NUMBERS, rows_at_once=rows_at_once)]
    assert {part.number_names for part in parts} == {numbers.number_names} == {("n",)}
    together = np.concatenate([part.numbers for part in parts])
    assert np.array_equal(together, numbers.numbers, equal_nan=True)


def test_batches_need_no_labels(tmp_path):
    path = tmp_path / "films.csv"
    path.write_text("t\nx\ny\n", encoding="utf-8")
    assert [batch.inputs.texts for batch in read_batches(path, TEXT, rows_at_once=1)] == [
        ("x",),
        ("y",),
    ]


def test_formats_that_are_read_whole_come_in_batches_too(tmp_path):
    path = tmp_path / "films.svm"
    path.write_text("1 1:2\n\n", encoding="utf-8")
    path.write_text("1 1:2\n2 1:3\n1 1:4\n", encoding="utf-8")
    batches = list(read_batches(path, Reading(), rows_at_once=2))
    assert [batch.inputs.numbers.toarray().tolist() for batch in batches] == [[[2], [3]], [[4]]]
    assert [batch.lines.tolist() for batch in batches] == [[1, 2], [3]]


@pytest.mark.parametrize("row", ["1,2.5,?", "{0 1,1 2.5,2 ?}"])
def test_the_numbers_of_an_arff_file_may_be_a_signal(tmp_path, row):
    path = tmp_path / "a.arff"
    attributes = "".join(f"@attribute {name} numeric\n" for name in "lxy")
    path.write_text(f"@relation r\n{attributes}@data\n{row}\n", encoding="utf-8")
    dataset = read(path, Reading(SignalColumns(), LabelColumn("l")))
    assert dataset.labels.names == ("l",)
    assert dataset.inputs.names == ("x", "y")
    assert dataset.inputs.values[0, 0] == 2.5
    assert np.isnan(dataset.inputs.values[0, 1])


def test_two_files_may_be_read_in_turn_whatever_the_length_of_their_cells(tmp_path):
    first, second = (tmp_path / name for name in ("a.csv", "b.csv"))
    long = "x" * 140_000
    first.write_text(f"t\na\n{long}\n", encoding="utf-8")
    second.write_text(f"t\n{long}\nb\n{long}\n", encoding="utf-8")
    before = csv.field_size_limit()
    pairs = zip(
        *(read_batches(path, TEXT, rows_at_once=1) for path in (first, second)), strict=False
    )
    lengths = [tuple(len(batch.inputs.texts[0]) for batch in pair) for pair in pairs]
    assert lengths == [(1, 140_000), (140_000, 1)]
    assert csv.field_size_limit() == before


def test_a_wrong_number_of_rows_at_once_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"rows_at_once: is 0\n.*a whole number from 1 to 2,147"):
        list(read_batches(tmp_path / "a.csv", TEXT, rows_at_once=0))


def test_a_key_that_only_later_lines_have_is_found(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"u": 1}\n{"t": "x"}\n', encoding="utf-8")
    found = [batch.inputs.texts for batch in read_batches(path, TEXT, rows_at_once=1)]
    assert found == [("",), ("x",)]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.cvs", r"a\.cvs: unknown format '\.cvs'\. Did you mean '\.csv'\?\n.*with one of \.csv"),
        ("a.gz", r"a\.gz: unknown format ''\.\n.*with one of \.csv, \.tsv"),
        ("a", r"a: unknown format ''\.\n.*\.arff"),
    ],
)
def test_an_unknown_suffix_is_refused_with_the_nearest(tmp_path, name, message):
    with pytest.raises(DataError, match=message):
        read(tmp_path / name, TEXT)


@pytest.mark.parametrize(
    ("name", "reading", "message"),
    [
        ("a.csv", Reading(labels=LabelColumn("l")), r"a\.csv: no inputs are named\n.*name text"),
        ("a.csv", Reading(TextColumns(("t",)), MekaLabels()), r"belong to ARFF files\n.*columns"),
        ("a.jsonl", Reading(TextColumns(("t",))), r"a\.jsonl: no column of labels is named\n"),
        ("a.arff", Reading(labels=LabelLiteral("l")), r"one attribute a label\n.*or the \.xml"),
        ("a.npz", Reading(), r"needs the name of the array of features and .*\n.*one as labels"),
    ],
)
def test_a_reading_that_does_not_fit_the_format_is_refused(tmp_path, name, reading, message):
    path = tmp_path / name
    path.write_text('{"t": "x"}\n', encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read(path, reading)


def test_the_encoding_holds_for_svmlight_too(tmp_path):
    path = tmp_path / "a.svm"
    path.write_bytes("1 1:2 # schön\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"a\.svm:1: byte 0xf6"):
        read(path, Reading())
    assert len(read(path, Reading(form=CsvForm(encoding="latin-1")))) == 1


@pytest.mark.parametrize(
    "reading",
    [
        Reading(),
        Reading(TextColumns(("a", "b"), html=True), LabelColumn("l", "|", ("x", "y")), "g", "f"),
        Reading(TableColumns(("a*",), ("b",)), LabelLiteral("l"), form=CsvForm(";", header=False)),
        Reading(SignalColumns(("t*",)), IndicatorColumns(("l*",)), first_index=0),
        Reading(None, MekaLabels(), label_names="names", packed_bits=True),
    ],
)
def test_a_reading_survives_as_json(reading):
    kept = json.load(io.StringIO(json.dumps(reading.to_dict())))
    assert Reading.from_dict(kept) == reading


def test_a_reading_keeps_the_names_of_a_label_list_not_its_place(tmp_path):
    listing = tmp_path / "birds.xml"
    listing.write_text('<labels><label name="wren"/><label name="robin"/></labels>', "utf-8")
    kept = Reading.from_dict(Reading(None, MulanLabels(listing)).to_dict())
    assert kept.labels == IndicatorColumns(("wren", "robin"))
