"""`multihot evaluate RUN FILE` says first how many of the rows the run was trained on."""

import json
import os
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as arrow
import pytest
from pyarrow import parquet

from films import write_films

TRAINED = "of 300 rows, 180 were trained on, 60 chose thresholds or model and were then trained on "
TRAINED += "as well, 60 are the run's test rows, 0 are new"
FLATTER = "the numbers of rows it was trained on or chosen by flatter it"


def multihot(folder, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "multihot", *map(str, arguments)],
        cwd=folder,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )


def joined(path, *parts):
    """A file of some rows of others: (file, how many)."""
    rows = (file.read_text("utf-8").splitlines(keepends=True)[1 : n + 1] for file, n in parts)
    path.write_text("".join(["title,plot,genres\n", *chain(*rows)]), encoding="utf-8")


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> Path:
    """A run, films.csv of its 300 rows, new.csv of 40 others, and half.csv of 30 and 40."""
    folder = tmp_path_factory.mktemp("seen")
    learn, choose, judge, new = (
        write_films(folder / f"{name}.csv", n_rows=n_rows, seed=seed)
        for seed, (name, n_rows) in enumerate(
            {"learn": 180, "choose": 60, "judge": 60, "new": 40}.items()
        )
    )
    joined(folder / "films.csv", (learn, 180), (choose, 60), (judge, 60))
    joined(folder / "half.csv", (learn, 20), (new, 40), (choose, 4), (judge, 6))
    columns = ("--text", "plot", "--labels", "genres", "--separator", "|", "--model", "linear")
    parts = ("--validation", "choose.csv", "--test", "judge.csv")
    done = multihot(folder, "train", "learn.csv", *columns, *parts, "-o", "out")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def evaluate(run, trained, monkeypatch):
    monkeypatch.chdir(trained)
    return lambda *arguments: run("evaluate", *arguments)


def test_the_file_that_it_was_trained_on_is_told_before_its_numbers(trained):
    done = multihot(trained, "evaluate", "out", "films.csv", "--json")
    assert done.returncode == 0
    assert done.stderr == (f"{TRAINED}: {FLATTER}; --rows test judges by the run's own test rows\n")
    assert json.loads(done.stdout)["n_rows"] == 300


def test_the_test_rows_alone_give_the_numbers_of_the_training(trained):
    done = multihot(trained, "evaluate", "out", "films.csv", "--rows", "test", "--json")
    assert done.returncode == 0
    assert done.stderr == f"{TRAINED}: the numbers are those of the test rows alone\n"
    again, before = json.loads(done.stdout), json.loads((trained / "out/metrics.json").read_text())
    assert again["n_rows"] == 60
    assert again["numbers"] == before["numbers"]


def test_new_rows_need_one_quiet_line(evaluate):
    ended = evaluate("out", "new.csv", "--json")
    assert (ended.code, ended.err) == (0, "all 40 rows are new to the run\n")


def test_a_file_of_both_is_counted_apart(evaluate):
    ended = evaluate("out", "half.csv", "--json")
    assert ended.code == 0
    assert ended.err == (
        "of 70 rows, 20 were trained on, 4 chose thresholds or model and were then trained on as "
        f"well, 6 are the run's test rows, 40 are new: {FLATTER}; --rows test judges by the run's "
        "own test rows, --rows new judges by the new ones\n"
    )
    assert json.loads(ended.out)["n_rows"] == 70


def test_the_new_rows_alone_give_the_numbers_of_a_file_of_them(evaluate):
    alone, of_both = (
        evaluate("out", "new.csv", "--json"),
        evaluate("out", "half.csv", "--rows", "new", "--json"),
    )
    assert of_both.code == 0
    assert of_both.err.endswith(", 40 are new: the numbers are those of the new rows alone\n")
    assert of_both.out == alone.out


def test_the_page_says_which_rows_were_judged(evaluate, trained):
    page = trained / "page.html"
    evaluate("out", "half.csv", "--rows", "new", "--report", page)
    text = page.read_text("utf-8")
    assert "half.csv: 70 rows." in text
    assert "Of 70 rows, 20 were trained on, " in text
    assert "the numbers are those of the new rows alone." in text
    assert "<b>40</b> rows judged" in text


@pytest.mark.parametrize(
    ("file", "rows", "message"),
    [
        ("films.csv", "new", f"films.csv: has no rows that are new to the run: {TRAINED}"),
        ("new.csv", "test", "new.csv: has no test rows of the run: all 40 rows are new to the run"),
    ],
)
def test_rows_that_are_not_there_are_refused(evaluate, file, rows, message):
    ended = evaluate("out", file, "--rows", rows)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"DataError: {message}\n"
        "  To fix: give a file that has some, or leave --rows out to judge by all rows\n"
    )


@pytest.fixture
def unrecorded(trained, tmp_path):
    """The run without the record of its rows, as one of an older multihot."""
    folder = shutil.copytree(trained / "out", tmp_path / "older")
    (folder / "rows.npz").unlink()
    return folder


def test_a_run_without_a_record_of_its_rows_says_that_nobody_knows(evaluate, unrecorded):
    ended = evaluate(unrecorded, "films.csv", "--json")
    assert ended.code == 0
    assert ended.err == (
        "it is unknown how many of the 300 rows the run was trained on: it keeps no record of its "
        "rows; train it again to have one\n"
    )
    assert json.loads(ended.out)["n_rows"] == 300


@pytest.mark.parametrize("rows", ["new", "test"])
def test_rows_cannot_be_chosen_without_a_record(evaluate, unrecorded, rows):
    ended = evaluate(unrecorded, "films.csv", "--rows", rows)
    assert (ended.code, ended.out) == (2, "")
    assert "older: keeps no record of its rows, so it is unknown which are " in ended.err
    assert "To fix: leave --rows out to judge by all rows, or train the run again" in ended.err


def test_all_rows_may_be_asked_for_without_a_record(evaluate, unrecorded):
    assert evaluate(unrecorded, "films.csv", "--rows", "all").code == 0


def test_a_record_that_is_damaged_is_refused(evaluate, unrecorded):
    (unrecorded / "rows.npz").write_bytes(b"PK")
    ended = evaluate(unrecorded, "films.csv")
    assert ended.code == 2
    assert "rows.npz: cannot be read" in ended.err


def test_labels_that_the_run_does_not_know_count_in_the_rows_that_are_judged(evaluate, tmp_path):
    mixed = tmp_path / "mixed.csv"
    films = Path("films.csv").read_text("utf-8")
    mixed.write_text(f"{films}film,a robot of the future,sf\n", encoding="utf-8")
    refused = evaluate("out", mixed, "--rows", "new")
    assert refused.code == 2
    assert "'sf' (1)" in refused.err
    assert evaluate("out", mixed, "--rows", "test").code == 0


def things(kind):
    """300 rows of two numbers and a colour, no two alike; each of two labels leans on a number."""
    rng = np.random.default_rng(3)
    numbers = rng.normal(size=(300, 2)).astype(kind)
    colours = rng.choice(["red", "blue", "dark, blue"], 300).tolist()
    big = [int(first > 0) for first in numbers[:, 0]]
    heavy = [int(second > 0) for second in numbers[:, 1]]
    size, weight = numbers.T
    return {"size": size, "weight": weight, "colour": colours, "is_big": big, "is_heavy": heavy}


def write_things(path, columns):
    parquet.write_table(arrow.table(columns), path)
    return path


def write_csv(path, columns):
    rows = zip(*columns.values(), strict=True)
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    path.write_text("\n".join([",".join(columns), *lines, ""]), encoding="utf-8")
    return path


TABLE = ("--features", "size", "--features", "weight", "--categories", "colour")


def test_columns_in_another_order_another_format_and_fewer_digits_are_known(run, tmp_path):
    columns = things(np.float64)
    write_csv(tmp_path / "things.csv", columns)
    write_csv(tmp_path / "turned.csv", dict(reversed(columns.items())))
    write_things(tmp_path / "narrow.parquet", things(np.float32))
    labels = ("--labels", "is_*", "--model", "linear", "--no-refit")
    assert run("train", "things.csv", *TABLE, *labels, "-o", "out").code == 0
    told = {
        run("evaluate", "out", name, "--json").err
        for name in ("things.csv", "turned.csv", "narrow.parquet")
    }
    assert told == {
        "of 300 rows, 180 were trained on, 60 chose thresholds or model, 60 are the run's test "
        f"rows, 0 are new: {FLATTER}; --rows test judges by the run's own test rows\n"
    }


def test_columns_of_other_names_are_refused_for_their_names(run, tmp_path):
    columns = things(np.float64)
    write_csv(tmp_path / "things.csv", columns)
    assert run("train", "things.csv", *TABLE, "--labels", "is_*", "--model", "linear").code == 0
    columns["mass"] = columns.pop("weight")
    write_csv(tmp_path / "other.csv", columns)
    ended = run("evaluate", "runs/things", "other.csv", "--rows", "test")
    assert ended.code == 2
    assert "no column 'weight'" in ended.err


def test_steps_of_a_signal_in_another_order_are_known(run, tmp_path):
    rng = np.random.default_rng(0)
    steps = {f"t{step}": rng.normal(size=100).round(3) for step in range(4)}
    columns = steps | {"up": (steps["t0"] > 0) * 1, "down": (steps["t1"] > 0) * 1}
    write_csv(tmp_path / "traces.csv", columns)
    write_csv(tmp_path / "turned.csv", dict(reversed(columns.items())))
    arguments = ("--signal", "t*", "--labels", "up", "--labels", "down", "--model", "linear")
    assert run("train", "traces.csv", *arguments, "-o", "out").code == 0
    ended = run("evaluate", "out", "turned.csv", "--rows", "test", "--json")
    assert ended.code == 0, ended.err
    assert ended.err.startswith("of 100 rows, 60 were trained on, 20 chose thresholds or model ")
    assert json.loads(ended.out)["n_rows"] == 20


def test_sparse_rows_are_known(run, tmp_path):
    rng = np.random.default_rng(0)
    rows = rng.integers(1, 30, (120, 3))
    lines = [
        f"{int(row[0] > 15)},{2 + int(row[1] > 15)} "
        + " ".join(
            f"{column}:{value / 7:.3f}" for column, value in zip((2, 5, 9), row, strict=True)
        )
        for row in np.unique(rows, axis=0)[:100]
    ]
    (tmp_path / "rows.svm").write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert run("train", "rows.svm", "--model", "linear", "-o", "out").code == 0
    ended = run("evaluate", "out", "rows.svm", "--json")
    assert ended.err.startswith("of 100 rows, 60 were trained on, 20 chose thresholds or model ")


def test_rows_of_an_archive_of_arrays_are_known(run, tmp_path):
    numbers = np.random.default_rng(0).normal(size=(100, 3))
    np.savez(tmp_path / "rows.npz", X=numbers, Y=(numbers[:, :2] > 0).astype(int))
    arrays = ("--features", "X", "--labels", "Y", "--model", "linear")
    assert run("train", "rows.npz", *arrays, "-o", "out").code == 0
    ended = run("evaluate", "out", "rows.npz", "--rows", "test", "--json")
    assert ended.code == 0, ended.err
    assert ended.err.startswith("of 100 rows, 60 were trained on, 20 chose thresholds or model ")
    assert json.loads(ended.out)["n_rows"] == 20
    assert run("predict", "out", "rows.npz", "-o", "predicted.csv").code == 0


def test_texts_of_html_are_known_as_they_are_read(run, tmp_path):
    words = ["sheriff horse", "joke cake", "sheriff cake", "bomb trench"]
    rows = [(words[row % 4], row, "abcd"[row % 4]) for row in range(100)]
    lines = [f"<p>{text} &amp; number {row}</p>,{label}|e" for text, row, label in rows]
    (tmp_path / "pages.csv").write_text("\n".join(["plot,genres", *lines, ""]), encoding="utf-8")
    plain = [f" {text} & number {row} ,{label}|e" for text, row, label in rows]
    (tmp_path / "plain.csv").write_text("\n".join(["plot,genres", *plain, ""]), encoding="utf-8")
    columns = ("--text", "plot", "--html", "--labels", "genres", "--separator", "|")
    assert run("train", "pages.csv", *columns, "--model", "linear", "-o", "out").code == 0
    for name in ("pages.csv", "plain.csv"):
        ended = run("evaluate", "out", name)
        assert ended.err.startswith("of 100 rows, 60 were trained on, "), ended.err


def test_a_file_that_chose_alone_has_no_other_rows_to_judge_by(evaluate):
    ended = evaluate("out", "choose.csv")
    assert ended.err == (
        "of 60 rows, 0 were trained on, 60 chose thresholds or model and were then trained on as "
        f"well, 0 are the run's test rows, 0 are new: {FLATTER}; judge it by rows that it has not "
        "seen\n"
    )


def test_the_file_of_the_test_part_needs_no_warning(evaluate):
    assert evaluate("out", "judge.csv").err == (
        "of 60 rows, 0 were trained on, 0 chose thresholds or model, 60 are the run's test rows, "
        "0 are new\n"
    )


def test_rows_of_a_split_are_known_for_what_they_were(run, tmp_path):
    write_films(tmp_path / "films.csv")
    columns = ("--text", "plot", "--labels", "genres", "--separator", "|", "--model", "linear")
    assert run("train", "films.csv", *columns, "-o", "out").code == 0
    assert run("evaluate", "out", "films.csv").err.startswith(f"{TRAINED}: {FLATTER}; ")
