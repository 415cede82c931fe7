"""A run tells the rows that it has seen from new ones, wherever they come from."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import numpy as np
import pyarrow as arrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from pyarrow import parquet
from scipy.sparse import csr_array

import multihot as mh
from multihot.data import Dataset, Inputs, Signals, Splits, Table, Texts
from multihot.labels import LabelSpace
from multihot.runs import RowOrigins, SeenRows

SPACE = LabelSpace(("love", "war"))


def part(inputs: Inputs, label: str = "war") -> Dataset:
    return Dataset(inputs, SPACE.encode([[label]] * len(inputs)), SPACE)


def seen(train: Inputs, validation: Inputs, *, refit: bool = False) -> SeenRows:
    return SeenRows.of(Splits(part(train), part(validation)), refit=refit)


def texts(letters: str) -> Texts:
    return Texts(tuple(letters))


FILMS = seen(texts("aab"), texts("bc")).with_test(texts("cad"))


def test_each_row_is_told_by_what_it_was_seen_for():
    assert FILMS.origins(texts("adze")).names() == ["train", "test", "new", "new"]


def test_a_row_of_several_parts_counts_once_as_the_worst():
    assert FILMS.origins(texts("abcd")).names() == ["train", "train", "validation", "test"]


def test_a_row_is_known_whatever_its_labels_are():
    of_war, of_love = (
        SeenRows.of(Splits(part(texts("ab"), label), part(texts("c"))), refit=False)
        for label in ("war", "love")
    )
    assert of_war.key.tolist() == of_love.key.tolist()
    assert of_war.train.tolist() == of_love.train.tolist()


def test_a_run_that_was_judged_by_nothing_has_no_test_rows():
    assert seen(texts("a"), texts("b")).origins(texts("abc")).names() == [
        "train",
        "validation",
        "new",
    ]


def test_rows_that_are_counted_are_found_again():
    origins = FILMS.origins(texts("axcay"))
    assert (len(origins), origins.count("train"), origins.count("new", "validation")) == (5, 2, 3)
    assert origins.rows("train").tolist() == [0, 3]
    assert origins.rows("test").tolist() == []


def test_a_file_without_rows_has_no_origins():
    origins = FILMS.origins(Texts(()))
    assert (len(origins), origins.flattering) == (0, False)


SENTENCES = {
    "xyz": "all 3 rows are new to the run",
    "x": "the row is new to the run",
    "aaacxd": (
        "of 6 rows, 3 were trained on, 1 chose thresholds or model, 1 is a test row of the run, "
        "1 is new"
    ),
    "adx": (
        "of 3 rows, 1 was trained on, 0 chose thresholds or model, 1 is a test row of the run, "
        "1 is new"
    ),
    "ddxx": (
        "of 4 rows, 0 were trained on, 0 chose thresholds or model, 2 are the run's test rows, "
        "2 are new"
    ),
    "c": (
        "of 1 row, 0 were trained on, 1 chose thresholds or model, 0 are the run's test rows, "
        "0 are new"
    ),
}


@pytest.mark.parametrize("rows", SENTENCES)
def test_the_sentence_counts_every_kind(rows):
    assert FILMS.origins(texts(rows)).sentence() == SENTENCES[rows]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("ccx", "2 chose thresholds or model and were then trained on as well, 0 are"),
        ("cxx", "1 chose thresholds or model and was then trained on as well, 0 are"),
        ("axx", "1 was trained on, 0 chose thresholds or model, 0 are"),
    ],
)
def test_rows_that_chose_and_were_fitted_in_the_end_are_told(rows, told):
    origins = replace(FILMS, refit=True).origins(texts(rows))
    assert told in origins.sentence()


@pytest.mark.parametrize(("rows", "flattering"), [("axd", True), ("cxd", True), ("xdd", False)])
def test_rows_that_made_the_run_flatter_it(rows, flattering):
    assert FILMS.origins(texts(rows)).flattering is flattering


def test_the_same_rows_are_kept_as_the_same_and_other_rows_under_another_key():
    first, second = (seen(texts("ab"), texts("c")) for _ in range(2))
    other = seen(texts("ab"), texts("d"))
    assert first.key.tolist() == second.key.tolist()
    assert first.train.tolist() == second.train.tolist()
    assert first.key.tolist() != other.key.tolist()
    assert not np.isin(first.train, other.train).any()


def test_what_is_kept_is_as_large_as_the_rows_are_many():
    assert (FILMS.key.nbytes, FILMS.train.nbytes, FILMS.test.nbytes) == (16, 24, 24)


def test_arrays_give_the_rows_back():
    again = SeenRows.from_arrays(FILMS.to_arrays())
    assert again.origins(texts("abcdx")).names() == FILMS.origins(texts("abcdx")).names()
    assert again.refit is False


CELLS = st.sampled_from([0.0, -0.0, 1.0, -2.5, 0.1, np.nan])
TABLES = npst.arrays(np.float64, st.tuples(st.integers(1, 5), st.just(3)), elements=CELLS)


@given(TABLES, TABLES)
def test_sparse_rows_are_known_where_dense_ones_were_seen(trained, others):
    dense, sparse = (
        seen(Table.of_numbers(kind(trained)), Table.of_numbers(kind(trained[:1])))
        for kind in (np.array, csr_array)
    )
    of_dense = dense.origins(Table.of_numbers(csr_array(others))).names()
    assert of_dense == sparse.origins(Table.of_numbers(others)).names()
    assert of_dense == [
        "train" if any(np.array_equal(row, old, equal_nan=True) for old in trained) else "new"
        for row in others
    ]


def as_it_reads(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


@given(st.lists(st.text(max_size=2), min_size=1), st.lists(st.text(max_size=2)))
def test_a_text_is_known_where_it_was_seen_to_the_letter(trained, others):
    known = {"?": "validation"} | {as_it_reads(text): "train" for text in trained}
    record = seen(Texts(tuple(trained)), texts("?"))
    of_others = record.origins(Texts(tuple(others))).names()
    assert of_others == [known.get(as_it_reads(text), "new") for text in others]


def test_a_text_is_known_with_the_line_ends_of_windows_and_composed_otherwise():
    record = seen(Texts(("two\nlines", "caf\u00e9")), texts("?"))
    others = Texts(("two\r\nlines", "cafe\u0301", "two lines"))
    assert record.origins(others).names() == ["train", "train", "new"]


ROWS = [(0.5, 0.0, "red", 1), (0.1, 0.25, None, 0), (None, -3.0, "blue, dark", 1)]
COLUMNS = mh.TableColumns(("size", "weight"), ("colour",))


def written(folder):
    """The same three rows in each format that names its columns."""
    cells = [["" if cell is None else f"{cell}" for cell in row] for row in ROWS]
    lines = [f'{size},{weight},"{colour}",{label}' for size, weight, colour, label in cells]
    (folder / "rows.csv").write_text(
        "\n".join(("size,weight,colour,big", *lines, "")), encoding="utf-8"
    )
    named = [dict(zip(("size", "weight", "colour", "big"), row, strict=True)) for row in ROWS]
    (folder / "rows.jsonl").write_text(
        "".join(f"{json.dumps(row)}\n" for row in named), encoding="utf-8"
    )
    kinds = arrow.schema(
        [("size", arrow.float32()), ("weight", arrow.float64()), ("colour", arrow.string())]
    ).append(arrow.field("big", arrow.int8()))
    parquet.write_table(arrow.Table.from_pylist(named, schema=kinds), folder / "rows.parquet")


def test_rows_are_known_whichever_format_they_come_in(tmp_path):
    written(tmp_path)
    big = mh.IndicatorColumns(("big",))
    read = {
        "csv": mh.read_csv(tmp_path / "rows.csv", inputs=COLUMNS, labels=big),
        "jsonl": mh.read_jsonl(tmp_path / "rows.jsonl", inputs=COLUMNS, labels=big),
        "parquet": mh.read_parquet(tmp_path / "rows.parquet", inputs=COLUMNS, labels=big),
    }
    categories = np.array([["red"], [None], ["blue, dark"]], dtype=object)
    numbers = np.array([[0.5, 0.0], [0.1, 0.25], [np.nan, -3.0]], dtype=np.float32)
    inputs = {name: dataset.inputs for name, dataset in read.items()} | {
        "arrays": Table(numbers, ("size", "weight"), categories, ("colour",)),
        "sparse": Table(csr_array(numbers), ("size", "weight"), categories, ("colour",)),
    }
    expected = ["train", "train", "validation"]
    for trained in inputs.values():
        record = seen(trained.take(np.array([0, 1])), trained.take(np.array([2])))
        for name, given_rows in inputs.items():
            assert record.origins(given_rows).names() == expected, name


def test_numbers_of_archives_and_of_lines_of_index_and_value_are_the_same(tmp_path):
    np.savez(tmp_path / "rows.npz", X=np.array([[0.1, 0], [0, 3.5]]), Y=np.array([[1], [1]]))
    (tmp_path / "rows.svm").write_text("0 1:0.1\n0 2:3.5\n", encoding="utf-8")
    (tmp_path / "rows.arff").write_text(
        "@relation 'r: -C 1'\n@attribute l {0,1}\n@attribute a numeric\n@attribute b numeric\n"
        "@data\n1,0.1,0\n1,0,3.5\n",
        encoding="utf-8",
    )
    archive = mh.read_npz(tmp_path / "rows.npz", features="X", labels="Y").inputs
    record = seen(archive.take(np.array([0])), archive.take(np.array([1])))
    svmlight = mh.read_svmlight(tmp_path / "rows.svm").inputs
    arff = mh.read_arff(tmp_path / "rows.arff", labels=mh.MekaLabels()).inputs
    assert record.origins(svmlight).names() == ["train", "validation"]
    assert record.origins(arff).names() == ["train", "validation"]


def test_a_signal_is_known_by_all_its_steps():
    record = seen(Signals(np.array([[1.0, 2.0, np.nan]])), Signals(np.zeros((1, 3))))
    rows = np.array([[1, 2, np.nan], [1, np.nan, 2], [0, -0.0, 0], [1, 2, 0]])
    assert record.origins(Signals(rows)).names() == ["train", "new", "validation", "new"]


def test_origins_name_themselves():
    assert RowOrigins(np.array([0, 1, 2, 3]), refit=False).names() == [
        "new",
        "test",
        "validation",
        "train",
    ]
