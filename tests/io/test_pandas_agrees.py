"""pandas reads the same cells."""

from __future__ import annotations

import csv

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from multihot.io import CsvForm, LabelColumn, TableColumns, TextColumns, read_csv, read_jsonl

# pandas ends a cell at a NUL and drops carriage returns of its own accord
LETTERS = st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00\r\ufeff")
cells = st.text(st.one_of(st.sampled_from('",;\n\t é😀'), LETTERS), max_size=8)
tables = st.lists(st.tuples(cells, cells), min_size=1, max_size=12)
LABELS = LabelColumn("l")


@settings(deadline=None)  # a file is written and read twice
@given(
    table=tables,
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_pandas_reads_the_same_cells(tmp_path_factory, table, delimiter, quoting, line_end):
    path = tmp_path_factory.mktemp("pandas") / "films.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=line_end)
        writer.writerows([("a", "b", "l"), *((*row, "x") for row in table)])
    form = CsvForm(delimiter=delimiter)
    ours = read_csv(path, inputs=TextColumns(("a", "b")), labels=LABELS, form=form)
    theirs = pd.read_csv(path, sep=delimiter, dtype=str, keep_default_na=False)
    assert ours.inputs.texts == tuple(theirs["a"] + "\n" + theirs["b"])
    assert ours.inputs.texts == tuple(f"{a}\n{b}" for a, b in table)


numbers = st.one_of(st.none(), st.integers(-(2**60), 2**60), st.floats(allow_infinity=False))


@settings(deadline=None)  # a file is written and read twice
@given(table=st.lists(st.tuples(numbers, numbers), min_size=1, max_size=12))
def test_pandas_reads_the_same_numbers(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("pandas") / "films.csv"
    frame = pd.DataFrame(table, columns=["a", "b"], dtype=object).assign(l="x")
    frame.to_csv(path, index=False)
    ours = read_csv(path, inputs=TableColumns(), labels=LABELS).inputs.numbers
    theirs = pd.read_csv(path)[["a", "b"]].to_numpy(np.float64)
    assert np.array_equal(ours, theirs, equal_nan=True)


@settings(deadline=None)  # a file is written and read twice
@given(table=st.lists(st.tuples(cells, st.integers(-999, 999)), min_size=1, max_size=12))
def test_pandas_reads_the_same_json_lines(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("pandas") / "films.jsonl"
    frame = pd.DataFrame(table, columns=["t", "n"]).assign(l="x")
    frame.to_json(path, orient="records", lines=True)
    theirs = pd.read_json(path, orient="records", lines=True, dtype=False)
    assert read_jsonl(path, text="t", labels=LABELS).inputs.texts == tuple(theirs["t"])
    ours = read_jsonl(path, inputs=TableColumns(("n",)), labels=LABELS).inputs.numbers
    assert ours.tolist() == theirs[["n"]].to_numpy(np.float64).tolist()
