import csv
import json
import os
import subprocess
import sys

import numpy as np
import pytest

from films import write_films
from multihot import load_run

FAST = ("--model", "linear", "--seed", 1)
FILMS = ("films.csv", "--text", "plot", "--labels", "genres", "--separator", "|", *FAST)


@pytest.fixture
def films(run, tmp_path):
    return write_films(tmp_path / "films.csv")


def write_table(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def test_a_training_leaves_every_file_of_a_run(run, films, tmp_path):
    ended = run("train", *FILMS, "-o", "out")
    assert ended.code == 0, ended.err
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "features.json",
        "features.npz",
        "labels.json",
        "log.jsonl",
        "metrics.json",
        "network.npz",
        "predictions.jsonl",
        "report.html",
        "rows.npz",
        "run.json",
        "thresholds.json",
    ]
    assert [entry.name for entry in tmp_path.glob(".*")] == []


def test_a_training_prints_the_table_to_stdout_and_talk_to_stderr(run, films):
    ended = run("train", *FILMS)
    assert "f1_micro" in ended.out
    assert "this model" in ended.out
    assert "training linear" not in ended.out
    assert "training linear" in ended.err
    assert "runs/films/report.html" in ended.err


def test_the_numbers_come_as_json_if_asked(run, films, tmp_path):
    ended = run("train", *FILMS, "-o", "out", "--json")
    printed = json.loads(ended.out)
    assert printed == json.loads((tmp_path / "out" / "metrics.json").read_text("utf-8"))
    assert printed["numbers"]["f1_micro"] > 0.9


def test_predictions_of_the_test_part_are_those_the_numbers_are_made_of(run, films, tmp_path):
    run("train", *FILMS, "-o", "out")
    lines = (tmp_path / "out" / "predictions.jsonl").read_text("utf-8").splitlines()
    predicted = [json.loads(line)["labels"] for line in lines]
    loaded = load_run(tmp_path / "out")
    assert len(predicted) == loaded.evaluation.n_rows
    per_row = sum(map(len, predicted)) / len(predicted)
    assert per_row == pytest.approx(loaded.evaluation["cardinality_predicted"])


def test_the_same_in_gives_the_same_out(run, films, tmp_path):
    run("train", *FILMS, "-o", "first")
    run("train", *FILMS, "-o", "second")
    plain = ("metrics.json", "thresholds.json", "predictions.jsonl", "features.json", "rows.npz")
    for name in plain:
        first, second = (tmp_path / folder / name for folder in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()


def test_a_table_of_numbers_and_categories_with_gaps_is_learned(run, tmp_path):
    rng = np.random.default_rng(0)
    rows = []
    for _ in range(300):
        size, colour = rng.normal(), rng.choice(["red", "blue", ""])
        big, red = int(size > 0), int(colour == "red")
        rows.append([f"{size:.3f}" if rng.random() < 0.9 else "", colour, big, red])
    write_table(tmp_path / "things.csv", ["size", "colour", "is_big", "is_red"], rows)
    ended = run(
        *("train", "things.csv", "--features", "size", "--categories", "colour"),
        *("--labels", "is_*", "-o", "out", "--json", *FAST),
    )
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["numbers"]["f1_macro"] > 0.9


def test_a_signal_is_learned_by_convolutions(run, tmp_path):
    rng = np.random.default_rng(0)
    steps = np.arange(64)
    rows = []
    for _ in range(300):
        slow, fast = rng.random(2) < 0.5
        phase = rng.random() * 6
        signal = slow * np.sin(steps / 8 + phase) + fast * np.sin(steps + phase)
        rows.append([*(signal + rng.normal(size=64) / 10).round(3), int(slow), int(fast)])
    names = [f"t{step}" for step in steps]
    write_table(tmp_path / "traces.csv", [*names, "slow", "fast"], rows)
    ended = run(
        *("train", "traces.csv", "--signal", "t*", "--labels", "slow", "--labels", "fast"),
        *("--model", "conv1d", "--epochs", 25, "-o", "out", "--json"),
    )
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["numbers"]["f1_macro"] > 0.9
    again = run("predict", "out", "traces.csv", "-o", "predicted.jsonl")
    assert again.code == 0, again.err


def test_unknown_targets_are_left_out_of_every_number(run, tmp_path):
    rng = np.random.default_rng(0)
    rows = []
    for _ in range(400):
        x, y = rng.normal(size=2)
        cells = [int(x > 0), int(y > 0)]
        rows.append([x, y, *(("" if rng.random() < 0.3 else cell) for cell in cells)])
    write_table(tmp_path / "cells.csv", ["x", "y", "right", "up"], rows)
    ended = run(
        *("train", "cells.csv", "--features", "*", "--labels", "right", "--labels", "up"),
        *("--json", "-o", "out", *FAST),
    )
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["numbers"]["f1_macro"] > 0.9
    assert "missing-labels" in ended.err


def test_auto_tries_more_than_one_model_and_says_why_it_chose(run, films, tmp_path):
    options = [each for each in FILMS if each not in ("--model", "linear")]
    ended = run("train", *options, "--epochs", 3, "-o", "out")
    assert ended.code == 0, ended.err
    assert "training linear" in ended.err
    assert "training mlp" in ended.err
    assert "chosen: the best validation f1_macro" in ended.err


def test_a_model_of_ones_own_is_trained(run, films, tmp_path):
    (tmp_path / "mine.py").write_text(
        "import keras\n"
        "def small(n_features, n_labels):\n"
        "    return keras.Sequential([keras.Input((n_features,)),\n"
        "        keras.layers.Dense(n_labels, activation='sigmoid')])\n",
        encoding="utf-8",
    )
    options = [each for each in FILMS if each not in ("--model", "linear")]
    ended = run("train", *options, "--model", "mine:small", "--epochs", 2, "-o", "out")
    assert ended.code == 0, ended.err
    assert load_run(tmp_path / "out").model.kind == "small"


def test_a_model_of_ones_own_is_made_on_the_backend_that_is_there_and_audited(films, tmp_path):
    (tmp_path / "mine.py").write_text(
        "import keras\n"
        "def exclusive(n_features, n_labels):\n"
        "    head = keras.layers.Dense(n_labels, activation='softmax', name='genres')\n"
        "    return keras.Sequential([keras.Input((n_features,)), head])\n",
        encoding="utf-8",
    )
    options = [each for each in FILMS if each not in ("--model", "linear")]
    command = [sys.executable, "-m", "multihot", "train", *map(str, options)]
    done = subprocess.run(
        [*command, "--model", "mine:exclusive", "--epochs", "2", "-o", "out"],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "KERAS_BACKEND"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = "error softmax-bce: "
    assert -1 < done.stderr.find(told) < done.stderr.find("training exclusive, at most 2 steps")
    assert done.stderr.rfind(told) > done.stderr.find("kept step")
    assert "softmax-bce" in (tmp_path / "out" / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (
            "missing:net",
            "No module named 'missing'\n  To fix: name a function as package.module:function",
        ),
        ("broken:net", "No module named 'no_such_library'\n  To fix: install no_such_library"),
        (
            "whole:net",
            "has no attribute 'net'\n  To fix: name a function as package.module:function",
        ),
    ],
)
def test_a_model_that_is_not_there_is_refused(run, films, tmp_path, model, message):
    (tmp_path / "broken.py").write_text("import no_such_library\n", encoding="utf-8")
    (tmp_path / "whole.py").write_text("", encoding="utf-8")
    options = [each for each in FILMS if each not in ("--model", "linear")]
    ended = run("train", *options, "--model", model, "-o", "out")
    assert (ended.code, message in ended.err) == (2, True), ended.err


def test_files_of_their_own_are_the_parts(run, films, tmp_path):
    write_films(tmp_path / "later.csv", n_rows=80, seed=5)
    write_films(tmp_path / "last.csv", n_rows=60, seed=6)
    ended = run("train", *FILMS, "--validation", "later.csv", "--test", "last.csv", "-o", "out")
    assert ended.code == 0, ended.err
    assert "300 train, 80 validation, 60 test rows" in ended.err


def test_a_column_names_the_parts(run, tmp_path):
    with write_films(tmp_path / "films.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    folds = ["train", "train", "dev", "test"] * 75
    rows = [[*row, fold] for row, fold in zip(rows, folds, strict=True)]
    write_table(tmp_path / "films.csv", [*header, "part"], rows)
    ended = run("train", *FILMS, "--fold", "part", "-o", "out")
    assert ended.code == 0, ended.err
    assert "150 train, 75 validation, 75 test rows" in ended.err


def unseen(tmp_path):
    write_films(tmp_path / "new.csv", n_rows=60, seed=6)
    with (tmp_path / "new.csv").open("a", encoding="utf-8") as file:
        file.write("a film,a robot dreams,sf|drama\r\n")


def test_a_label_that_train_never_has_is_refused_with_its_count(run, films, tmp_path):
    unseen(tmp_path)
    ended = run("train", *FILMS, "--test", "new.csv", "-o", "out")
    assert ended.code == 2
    assert "new.csv" in ended.err
    assert "never seen in training: 'sf' (1)" in ended.err
    assert "--unseen keep" in ended.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("policy", "n_labels"), [("keep", 5), ("drop", 4)])
def test_a_label_that_train_never_has_is_kept_or_left_out_and_told(
    run, films, tmp_path, policy, n_labels
):
    unseen(tmp_path)
    ended = run("train", *FILMS, "--test", "new.csv", "--unseen", policy, "-o", "out")
    assert ended.code == 0, ended.err
    assert "'sf' (1)" in ended.err
    assert len(load_run(tmp_path / "out").model.labels) == n_labels


@pytest.mark.parametrize("fewest", [0, -3])
def test_fewer_rows_than_one_are_refused_before_anything_is_read(run, fewest):
    ended = run("train", *FILMS, "--fewest-rows", fewest, "-o", "out")
    assert ended.code == 2
    assert f"--fewest-rows: is {fewest}\n  To fix: give a whole number from 1 to" in ended.err


def test_rare_labels_are_left_out_if_asked_and_listed(run, tmp_path):
    write_films(tmp_path / "films.csv")
    with (tmp_path / "films.csv").open("a", encoding="utf-8") as file:
        file.write("a film,a robot dreams,sf\r\nanother,a robot sees the sea,sf|drama\r\n")
    ended = run("train", *FILMS, "--fewest-rows", 3, "-o", "out")
    assert ended.code == 0, ended.err
    assert "1 labels with fewer than 3 rows ('sf'), and 1 rows that had no other label" in ended.err
    assert load_run(tmp_path / "out").model.labels.names == ("comedy", "drama", "war", "western")


def test_one_label_a_row_is_noted_as_multi_class(run, films):
    options = [each for each in FILMS if each not in ("--separator", "|")]
    ended = run("train", *options, "--labels-as-written", "--fewest-rows", 5)
    assert "single-label-rows" not in ended.err  # some films have no genre
    assert ended.code == 0, ended.err


def test_an_existing_run_is_not_overwritten_unless_told(run, films, tmp_path):
    run("train", *FILMS, "-o", "out")
    before = (tmp_path / "out" / "metrics.json").stat().st_mtime_ns
    refused = run("train", *FILMS, "-o", "out")
    assert refused.code == 2
    assert "out: exists already" in refused.err
    assert "--overwrite" in refused.err
    assert (tmp_path / "out" / "metrics.json").stat().st_mtime_ns == before
    assert run("train", *FILMS, "-o", "out", "--overwrite").code == 0


def test_a_folder_that_is_no_run_is_never_overwritten(run, films, tmp_path):
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.txt").write_text("years of work", encoding="utf-8")
    refused = run("train", *FILMS, "-o", "precious", "--overwrite")
    assert refused.code == 2
    assert "is no run folder" in refused.err
    assert (tmp_path / "precious" / "thesis.txt").read_text("utf-8") == "years of work"


def test_the_format_can_be_named_where_the_suffix_does_not_tell_it(run, tmp_path):
    rng = np.random.default_rng(0)
    lines = []
    for _ in range(200):
        has = np.flatnonzero(rng.random(3) < 0.5)
        shown = sorted({*has.tolist(), int(rng.integers(3, 8))})
        lines.append(f"{','.join(map(str, has))} {' '.join(f'{place}:1' for place in shown)}")
    (tmp_path / "train.txt").write_text("200 8 3\n" + "\n".join(lines) + "\n", encoding="utf-8")
    ended = run("train", "train.txt", "--format", "svmlight", "--json", "-o", "out", *FAST)
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["numbers"]["f1_micro"] > 0.9


def test_a_test_file_that_does_not_show_the_last_feature_is_judged(run, tmp_path):
    rng = np.random.default_rng(0)
    rows = [f"{label} {label}:1 {rng.integers(3, 9)}:1" for label in rng.integers(1, 3, 200)]
    (tmp_path / "train.svm").write_text("\n".join([*rows, "1,2 1:1 2:1 9:1", ""]), encoding="utf-8")
    (tmp_path / "test.svm").write_text("1 1:1\n2 2:1\n1,2 1:1 2:1\n", encoding="utf-8")
    ended = run("train", "train.svm", "--test", "test.svm", "-o", "out", *FAST)
    assert ended.code == 0, ended.err
    again = run("predict", "out", "test.svm", "-o", "predicted.csv")
    assert again.code == 0, again.err


def test_a_column_is_not_both_a_feature_and_a_label(run, films):
    ended = run("train", "films.csv", "--features", "genres", "--labels", "genres")
    assert ended.code == 2
    assert "'genres' cannot be an input: the column has another use" in ended.err
