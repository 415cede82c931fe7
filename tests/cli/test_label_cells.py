"""`train` refuses a column of labels that was not split, with the option to type."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable

import numpy as np
import pytest

WORDS = {"roof": "tile slate gutter", "power": "cable fuse meter", "road": "kerb gravel pothole"}
FAST = ("--model", "linear", "--epochs", "2", "--overwrite")
ROWS = [
    sorted(np.random.default_rng(row).permutation(sorted(WORDS))[: 1 + row % 3].tolist())
    for row in range(90)
]
STYLES: dict[str, tuple[Callable[[list[str]], str], tuple[str, ...]]] = {
    "pipes": ("|".join, ("--separator", "|")),
    "commas": (", ".join, ("--separator", ",")),
    "lines": ("\n".join, ("--separator", r"\n")),
    "tabs": ("\t".join, ("--separator", r"\t")),
    "python": (str, ("--literal",)),
    "json": (json.dumps, ("--literal",)),
    "numpy": (lambda labels: str(np.array(labels)), ("--literal",)),
    "tags": (lambda labels: "".join(f"<{each}>" for each in labels), ("--literal",)),
    "dicts": (
        lambda labels: str([{"id": len(each), "name": each} for each in labels]),
        ("--literal-key", "name"),
    ),
}


def text_of(labels: list[str], row: int) -> str:
    return f"note {row} " + " ".join(WORDS[label] for label in labels)


@pytest.mark.parametrize("style", STYLES)
def test_cells_of_several_labels_are_refused_and_the_option_told_reads_them(run, tmp_path, style):
    write, option = STYLES[style]
    with (tmp_path / "notes.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [(text_of(labels, row), write(labels)) for row, labels in enumerate(ROWS)]
        csv.writer(file).writerows([("text", "labels"), *rows])
    train = ("train", "notes.csv", "--text", "text", "--labels", "labels", *FAST)

    refused = run(*train)
    assert refused.code == 2
    told = f'{option[0]} "{option[1]}"' if len(option) > 1 else option[0]
    gives = f"{told}: 3 labels, 2.0 per row, instead of 7 labels, 1.0 per row"
    assert gives in " ".join(refused.err.split())
    assert "--labels-as-written" in refused.err
    assert not (tmp_path / "runs").exists()

    trained = run(*train, *option)
    assert trained.code == 0, trained.err
    labels = json.loads((tmp_path / "runs" / "notes" / "labels.json").read_text("utf-8"))
    assert labels == ["power", "road", "roof"]
    assert "label-cell-unsplit" not in trained.err
    assert run("predict", "runs/notes", "notes.csv", "-o", "out.csv").code == 0
    assert run("evaluate", "runs/notes", "notes.csv").code == 0


def test_who_insists_trains_on_the_cells_as_they_are(run, tmp_path):
    lines = [f"{text_of(labels, row)},{'|'.join(labels)}" for row, labels in enumerate(ROWS)]
    (tmp_path / "notes.csv").write_text("\n".join(["text,labels", *lines]), encoding="utf-8")
    options = ("--text", "text", "--labels", "labels", "--labels-as-written", *FAST)
    trained = run("train", "notes.csv", *options)
    assert trained.code == 0, trained.err
    assert "label-cell-unsplit" not in trained.err
    assert len(json.loads((tmp_path / "runs" / "notes" / "labels.json").read_text("utf-8"))) == 7
    assert run("evaluate", "runs/notes", "notes.csv").code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--labels", "a", "--literal", "--labels-as-written"), "--labels-as-written goes with"),
        (
            ("--labels", "a", "--labels", "b", "--labels-as-written"),
            "--labels-as-written goes with",
        ),
        (("--labels", "a", "--labels", "b", "--literal-key", "k"), "--literal goes with one"),
        (("--labels", "a", "--separator", "|", "--literal-key", "k"), "--separator goes with one"),
        (("--labels", "a", "--missing-labels", "none"), "--missing-labels goes with JSON lines"),
    ],
)
def test_an_option_that_has_no_use_is_refused(run, tmp_path, options, message):
    (tmp_path / "notes.csv").write_text("text,a,b\nx,1,0\n", encoding="utf-8")
    ended = run("train", "notes.csv", "--text", "text", *options)
    assert ended.code == 2
    assert message in " ".join(ended.err.split())


def test_rows_of_json_without_the_key_are_refused_or_rows_without_labels(run, tmp_path):
    records = [
        {"text": text_of(labels, row), "lables" if row % 9 == 0 else "labels": labels}
        for row, labels in enumerate(ROWS)
    ]
    path = tmp_path / "notes.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    train = ("train", "notes.jsonl", "--text", "text", "--labels", "labels", *FAST)
    refused = run(*train)
    assert refused.code == 2
    assert "notes.jsonl:1: 10 rows have no key 'labels'" in refused.err
    assert "'lables' stands there instead" in refused.err
    assert run(*train, "--missing-labels", "none").code == 0
    assert run("evaluate", "runs/notes", "notes.jsonl").code == 0  # as the run was trained


def notes(path, separator):
    rows = [f"{text_of(labels, row)}\t{separator.join(labels)}" for row, labels in enumerate(ROWS)]
    path.write_text("\n".join(["text\tlabels", *rows]), encoding="utf-8")


def test_a_file_of_another_writing_is_told_so_and_not_in_a_circle(run, tmp_path):
    notes(tmp_path / "train.tsv", "|")
    notes(tmp_path / "test.tsv", ", ")
    train = ("train", "train.tsv", "--text", "text", "--labels", "labels", "--separator", "|")
    both = run(*train, "--test", "test.tsv", *FAST)
    assert both.code == 2
    written = "'power, road' is 'power' and 'road' written together: write both files in one way"
    assert written in both.err
    assert run(*train, *FAST).code == 0
    judged = run("evaluate", "runs/train", "test.tsv")
    assert judged.code == 2
    assert written in judged.err
    dropped = run("evaluate", "runs/train", "test.tsv", "--unseen", "drop")
    assert f"but {written}" in dropped.err
