"""A file goes through a run into another, the same however many rows at once, whole or absent."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet

from multihot.data import Splits
from multihot.errors import DataError, OutputError, ShapeError
from multihot.io import (
    IndicatorColumns,
    LabelColumn,
    Reading,
    SignalColumns,
    TableColumns,
    TextColumns,
    read,
)
from multihot.prediction import Style, predict_file
from multihot.runs import Run
from multihot.thresholds import Thresholds
from multihot.training import train

TEXT = Reading(TextColumns(("t",)), LabelColumn("l", separator="|"))
TABLE = Reading(TableColumns(), IndicatorColumns(("l*",)))
SIGNAL = Reading(SignalColumns(("n*",)), IndicatorColumns(("l*",)))
WORDS = ("sheriff rides", "lovers kiss", "bakery opens", "horse dust", "wedding cake", "ship sinks")

HEADER = "@relation 'r: -C 1'\n@attribute l {0,1}\n@attribute x numeric\n"
ROWS = "@data\n" + "1,2.5\n0,-1\n1,3\n0,-2\n" * 3


def text_file(folder: Path, n_rows: int = 60) -> Path:
    rng = np.random.default_rng(5)
    rows = []
    for number in range(n_rows):
        first, second = rng.integers(6, size=2)
        names = sorted({"abc"[first % 3], "abc"[second % 3]})
        rows.append([f"{WORDS[first]}, {WORDS[second]} {number}", "|".join(names)])
    return write(folder / "films.csv", ["t", "l"], rows)


def number_file(folder: Path, n_rows: int = 60) -> Path:
    rng = np.random.default_rng(5)
    numbers = rng.normal(size=(n_rows, 30))
    labels = (numbers[:, :2] + rng.normal(size=(n_rows, 2)) > 0).astype(int)
    rows = [[*map(str, number), *label] for number, label in zip(numbers, labels, strict=True)]
    rows[3][0] = ""
    names = [*(f"n{column}" for column in range(30)), "l1", "l2"]
    return write(folder / "trees.csv", names, rows)


def write(path: Path, header: list[str], rows: list[list[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def run_of(data: Path, reading: Reading) -> Run:
    dataset = read(data, reading)
    parts = (dataset.take(np.arange(start, len(dataset), 3)) for start in range(3))
    model = train(Splits(*parts), "linear")
    cuts = Thresholds(np.full(len(dataset.labels), 0.4), "f1_macro")
    return Run(model, cuts, settings={"reading": reading.to_dict()})


@pytest.fixture(scope="module")
def films(tmp_path_factory) -> tuple[Path, Run]:
    data = text_file(tmp_path_factory.mktemp("films"))
    return data, run_of(data, TEXT)


@pytest.fixture(scope="module")
def trees(tmp_path_factory) -> tuple[Path, Run]:
    data = number_file(tmp_path_factory.mktemp("trees"), n_rows=700)
    return data, run_of(data, TABLE)


def test_predictions_are_those_of_the_run(tmp_path, films):
    data, run = films
    done: list[int] = []
    output = tmp_path / "out" / "predicted.jsonl"
    assert predict_file(run, data, output, rows_at_once=25, progress=done.append) == 60
    assert done == [25, 50, 60]
    records = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    inputs = read(data, TEXT).inputs
    assert [tuple(record["labels"]) for record in records] == run.predict(inputs)
    assert [record["line"] for record in records] == list(range(2, 62))
    scores = run.model.score(inputs)
    for row, record in enumerate(records):
        assert record["scores"] == {
            name: pytest.approx(scores[row, run.model.labels.column(name)], abs=5e-7)
            for name in record["labels"]
        }


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".parquet"])
@pytest.mark.parametrize("kind", ["films", "trees"])
@pytest.mark.parametrize("all_scores", [False, True])
def test_the_result_does_not_depend_on_the_rows_at_once(
    tmp_path, request, kind, suffix, all_scores
):
    data, run = request.getfixturevalue(kind)
    contents = set()
    for rows_at_once in (1, 7, 4096):
        output = tmp_path / f"by-{rows_at_once}{suffix}"
        style = Style(all_scores=all_scores)
        predict_file(run, data, output, style=style, rows_at_once=rows_at_once)
        contents.add(output.read_bytes())
    assert len(contents) == 1


def test_scores_do_not_depend_on_the_rows_at_once_in_any_digit(trees):
    data, run = trees
    inputs = read(data, TABLE).inputs
    whole = run.model.score(inputs)
    for rows_at_once in (1, 7):
        parts = [
            run.model.score(inputs.take(np.arange(start, min(start + rows_at_once, 700))))
            for start in range(0, 700, rows_at_once)
        ]
        assert np.array_equal(np.concatenate(parts), whole)


def test_every_format_says_the_same(tmp_path, films):
    data, run = films
    outputs = {suffix: tmp_path / f"p{suffix}" for suffix in (".csv", ".tsv", ".jsonl", ".parquet")}
    for output in outputs.values():
        predict_file(run, data, output)
    records = [json.loads(line) for line in outputs[".jsonl"].read_text("utf-8").splitlines()]
    stored = parquet.read_table(outputs[".parquet"]).to_pylist()
    assert [{**row, "scores": dict(row["scores"])} for row in stored] == records
    for suffix, mark in ((".csv", ","), (".tsv", "\t")):
        with outputs[suffix].open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=mark))
        assert [int(row["line"]) for row in rows] == [record["line"] for record in records]
        names = [row["labels"].split("|") if row["labels"] else [] for row in rows]
        assert names == [record["labels"] for record in records]
        scores = [[float(each) for each in row["scores"].split("|") if each] for row in rows]
        assert scores == [list(record["scores"].values()) for record in records]


def test_predicted_csv_can_be_read_as_data(tmp_path, films):
    data, run = films
    output = tmp_path / "predicted.csv"
    predict_file(run, data, output)
    back = read(output, Reading(TextColumns(("line",)), LabelColumn("labels", separator="|")))
    assert [set(names) for names in back.labels.decode(back.targets)] == [
        set(names) for names in run.predict(read(data, TEXT).inputs)
    ]


def test_a_file_without_labels_and_with_other_columns_is_predicted(tmp_path, trees):
    _, run = trees
    names = [f"n{column}" for column in range(30)]
    rows = [[*range(30), "note"], [*range(30, 0, -1), "note"]]
    plain = write(tmp_path / "plain.csv", [*names, "remark"], rows)
    turned = write(tmp_path / "turned.csv", ["remark", *names[::-1]], [row[::-1] for row in rows])
    for file in (plain, turned):
        predict_file(run, file, file.with_suffix(".jsonl"), style=Style(all_scores=True))
    assert plain.with_suffix(".jsonl").read_bytes() == turned.with_suffix(".jsonl").read_bytes()


def test_the_columns_of_a_signal_may_stand_in_another_order(tmp_path):
    data = number_file(tmp_path)
    run = run_of(data, SIGNAL)
    with data.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    turned = write(tmp_path / "turned.csv", header[::-1], [row[::-1] for row in rows])
    for file in (data, turned):
        predict_file(run, file, file.with_suffix(".jsonl"), style=Style(all_scores=True))
    assert data.with_suffix(".jsonl").read_bytes() == turned.with_suffix(".jsonl").read_bytes()


def test_a_missing_column_is_refused_before_anything_is_written(tmp_path, trees):
    _, run = trees
    short = write(tmp_path / "short.csv", ["n0", "n1"], [[1, 2]])
    with pytest.raises(DataError, match=r"short\.csv:1: no column 'n2'.*\n.*name an existing"):
        predict_file(run, short, tmp_path / "out.csv")
    assert [file.name for file in tmp_path.iterdir()] == ["short.csv"]


@pytest.mark.parametrize("inputs", [None, SignalColumns()])
def test_a_file_with_other_columns_than_in_training_is_refused_by_name(tmp_path, inputs):
    data, other = tmp_path / "data.arff", tmp_path / "other.arff"
    data.write_text(HEADER + ROWS, encoding="utf-8")
    other.write_text(HEADER + "@attribute y numeric\n@data\n1,2,3\n", encoding="utf-8")
    run = run_of(data, Reading(inputs))
    assert predict_file(run, data, tmp_path / "out.csv") == 12
    with pytest.raises(ShapeError, match=r"other\.arff: .* 2 (columns|steps).*\n.*of training"):
        predict_file(run, other, tmp_path / "out.jsonl")


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_an_input_that_fails_half_way_leaves_nothing(tmp_path, films, suffix):
    _, run = films
    rows = "".join(f"text {row},a\n" for row in range(20))
    bad = tmp_path / "bad.csv"
    bad.write_text(f't,l\n{rows}"never closed,a\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.csv:22: a quote is opened .*\n.*double a quote"):
        predict_file(run, bad, tmp_path / f"out{suffix}", rows_at_once=5)
    assert [file.name for file in tmp_path.iterdir()] == ["bad.csv"]


def test_a_run_of_arrays_does_not_know_how_a_file_is_read(tmp_path, films):
    data, run = films
    with pytest.raises(DataError, match=r"made in Python.*\n.*mh.load_run\(RUN\).predict"):
        predict_file(replace(run, settings={}), data, tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_is_there_is_refused_unless_told_otherwise(tmp_path, films):
    data, run = films
    output = tmp_path / "out.csv"
    output.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match=r"out\.csv: exists already\n.*say overwrite=True"):
        predict_file(run, data, output)
    assert output.read_text("utf-8") == "old"
    predict_file(run, data, output, overwrite=True)
    assert output.read_text("utf-8").startswith("line,labels,scores\n2,")


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".parquet"])
def test_a_full_disk_leaves_the_old_file(tmp_path, films, monkeypatch, suffix):
    data, run = films
    output = tmp_path / f"out{suffix}"
    output.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(OutputError, match=rf"out\{suffix}: cannot be written: No space.*\n.*room"):
        predict_file(run, data, output, overwrite=True)
    assert output.read_text("utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == [output.name]


def test_a_disk_that_fills_up_among_the_rows_leaves_the_old_file(tmp_path, films, monkeypatch):
    data, run = films
    output = tmp_path / "out.jsonl"
    output.write_text("old", encoding="utf-8")
    monkeypatch.setattr("multihot.prediction.formats.json.dumps", no_space)
    with pytest.raises(OutputError, match=r"out\.jsonl: cannot be written: No space left"):
        predict_file(run, data, output, overwrite=True)
    assert output.read_text("utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["out.jsonl"]


def no_space(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")
