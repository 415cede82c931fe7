"""`multihot evaluate --targets F --scores F`: every number of arrays that came from anywhere."""

import json
import subprocess
import sys
from typing import get_args

import numpy as np
import pyarrow as arrow
import pytest
import scipy.sparse as sp
from pyarrow import parquet

from multihot.cli.evaluate import command
from multihot.metrics import Undefined

TARGETS = [[1, 0, 0], [0, 1, 1], [1, 0, 1]]
DECISIONS = [[1, 0, 1], [0, 1, 1], [0, 0, 1]]
ARRAYS = ("--targets", "y.npy", "--scores", "s.npy")
TABLES = ("--targets", "y.csv", "--scores", "s.csv")


@pytest.fixture
def folder(tmp_path):
    np.save(tmp_path / "y.npy", np.array(TARGETS))
    np.save(tmp_path / "s.npy", np.array(DECISIONS, dtype=np.float32))
    write(tmp_path, "y.csv", "war,love,peace\n1,0,0\n0,1,1\n1,0,1\n")
    write(tmp_path, "s.csv", "peace,war,love\n1,1,0\n1,0,1\n1,0,0\n")
    return tmp_path


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def numbers(ended):
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_the_table_stands_on_stdout_and_nothing_beside_it(run, folder):
    ended = run("evaluate", *ARRAYS)
    assert (ended.code, ended.err) == (0, "")
    lines = {words[0]: words[1:3] for words in map(str.split, ended.out.splitlines()) if words}
    assert lines["label_accuracy"] == ["0.778", "0.444"]
    assert lines["subset_accuracy"] == ["0.333", "0.000"]


def test_json_has_every_number_unrounded(run, folder):
    told = numbers(run("evaluate", *ARRAYS, "--json"))
    assert round(told["numbers"]["label_accuracy"], 4) == 0.7778
    assert round(told["numbers"]["subset_accuracy"], 4) == 0.3333
    assert (told["n_rows"], told["labels"]) == (3, ["0", "1", "2"])
    assert told["thresholds"] == [0.5, 0.5, 0.5]
    assert told["per_label"]["support"] == [2, 1, 2]


def test_sparse_archives_and_parquet_give_the_same(run, folder):
    sp.save_npz(folder / "y.npz", sp.csc_matrix(TARGETS))
    np.savez(folder / "s.npz", train=np.zeros((3, 3)), valid=np.array(DECISIONS))
    columns = dict(zip(("war", "love", "peace"), np.array(DECISIONS).T, strict=True))
    parquet.write_table(arrow.table(columns), folder / "s.parquet")
    expected = numbers(run("evaluate", *ARRAYS, "--json"))["numbers"]
    for scores in ("s.npz:valid", "s.parquet"):
        arguments = ("--targets", "y.npz", "--scores", scores, "--json")
        assert numbers(run("evaluate", *arguments))["numbers"] == expected


def test_named_columns_come_into_the_order_of_the_targets(run, folder):
    ended = run("evaluate", *TABLES, "--json")
    told = numbers(ended)
    assert told["labels"] == ["war", "love", "peace"]
    assert told["per_label"]["predicted"] == [1, 1, 3]
    assert round(told["numbers"]["label_accuracy"], 4) == 0.7778
    assert ended.err == "the columns of s.csv were brought into the order of y.csv\n"


def test_columns_in_one_order_need_no_word(run, folder):
    ended = run("evaluate", "--targets", "y.csv", "--scores", "y.csv", "--json")
    assert numbers(ended)["numbers"]["subset_accuracy"] == 1
    assert ended.err == ""


@pytest.mark.parametrize(
    ("targets", "scores", "told"),
    [
        ("y.csv", "s.npy", "s.npy names no labels: its columns are taken in the order of y.csv\n"),
        ("y.npy", "y.csv", "y.npy names no labels: its columns are taken in the order of y.csv\n"),
    ],
)
def test_a_file_without_names_is_taken_in_the_order_of_the_other(
    run, folder, targets, scores, told
):
    ended = run("evaluate", "--targets", targets, "--scores", scores, "--json")
    assert numbers(ended)["labels"] == ["war", "love", "peace"]
    assert ended.err == told


def test_labels_name_the_columns_of_arrays(run, folder):
    write(folder, "names.txt", "war\nlove, sweet\n\npeace\n")
    told = numbers(run("evaluate", *ARRAYS, "--labels", "names.txt", "--json"))
    assert told["labels"] == ["war", "love, sweet", "peace"]


def test_text_without_a_header_is_read_from_its_first_row(run, folder):
    write(folder, "y.csv", "1,0,0\n0,1,1\n1,0,1\n")
    told = numbers(
        run("evaluate", "--targets", "y.csv", "--scores", "s.npy", "--no-header", "--json")
    )
    assert (told["n_rows"], told["labels"]) == (3, ["0", "1", "2"])


def test_an_empty_cell_of_the_targets_is_known_by_nobody(run, folder):
    write(folder, "y.csv", "war,love,peace\n1,0,\n0,1,1\n,0,1\n")
    told = numbers(run("evaluate", "--targets", "y.csv", "--scores", "s.npy", "--json"))
    assert told["numbers"]["label_accuracy"] == 1
    assert told["per_label"]["support"] == [1, 1, 2]


def scored(folder):
    np.save(folder / "p.npy", np.array([[0.9, 0.1, 0.6], [0.2, 0.7, 0.8], [0.4, 0.3, 0.95]]))
    return ("--targets", "y.npy", "--scores", "p.npy", "--json", "--thresholds")


def test_one_threshold_is_for_all_labels(run, folder):
    told = numbers(run("evaluate", *scored(folder), "0.7"))
    assert told["thresholds"] == [0.7, 0.7, 0.7]
    assert told["per_label"]["predicted"] == [1, 1, 2]  # a score of 0.7 is not below 0.7


def test_thresholds_of_json_go_by_the_names(run, folder):
    write(folder, "names.txt", "war\nlove\npeace\n")
    write(folder, "t.json", '{"peace": 0.8, "war": 0.4, "love": 0.5}')
    told = numbers(run("evaluate", *scored(folder), "t.json", "--labels", "names.txt"))
    assert told["thresholds"] == [0.4, 0.5, 0.8]
    assert told["numbers"]["subset_accuracy"] == 1


@pytest.mark.parametrize("name", ["flat.npy", "row.npy", "row.csv", "t.npz:best", "t.json"])
def test_thresholds_are_one_row_of_any_file(run, folder, name):
    np.save(folder / "flat.npy", np.array([0.4, 0.5, 0.8]))
    np.save(folder / "row.npy", np.array([[0.4, 0.5, 0.8]]))
    np.savez(folder / "t.npz", best=np.array([0.4, 0.5, 0.8]), worst=np.zeros(3))
    write(folder, "row.csv", "0,2,1\n0.4,0.8,0.5\n")
    write(folder, "t.json", '{"0": 0.4, "1": 0.5, "2": 0.8}')
    assert numbers(run("evaluate", *scored(folder), name))["thresholds"] == [0.4, 0.5, 0.8]


def test_an_infinite_threshold_is_never_reached(run, folder):
    told = numbers(run("evaluate", *scored(folder), "inf"))
    assert told["per_label"]["predicted"] == [0, 0, 0]
    write(folder, "t.json", '{"0": 0.4, "1": 1.0000001192092896, "2": 0.8}')
    told = numbers(run("evaluate", *scored(folder), "t.json"))
    assert told["per_label"]["predicted"][1] == 0


def test_logits_become_scores_before_they_are_cut(run, folder):
    np.save(folder / "z.npy", np.array([[3.0, -2.0, 0.5], [-1.0, 0.0, 2.0], [-0.5, -4.0, 1.0]]))
    told = numbers(
        run("evaluate", "--targets", "y.npy", "--scores", "z.npy", "--from-logits", "--json")
    )
    assert told["per_label"]["predicted"] == [1, 1, 3]
    assert round(told["numbers"]["label_accuracy"], 4) == 0.7778


@pytest.mark.parametrize(("undefined", "recall"), [("zero", 1 / 3), ("nan", None), ("drop", 0.5)])
def test_undefined_says_what_0_of_0_counts(run, folder, undefined, recall):
    np.save(folder / "y.npy", np.array([[1, 0, 0], [0, 1, 0]]))
    np.save(folder / "s.npy", np.array([[1, 0, 0], [0, 0, 1]]))
    told = numbers(run("evaluate", *ARRAYS, "--undefined", undefined, "--json"))
    assert told["numbers"]["recall_macro"] == recall
    assert told["undefined_policy"] == undefined


def test_the_words_of_undefined_are_those_of_the_library():
    (option,) = (each for each in command.params if each.name == "undefined")
    assert tuple(option.type.choices) == get_args(Undefined)


def test_the_page_says_which_files_were_judged(run, folder):
    ended = run("evaluate", *ARRAYS, "--report", "page.html")
    assert ended.code == 0, ended.err
    assert ended.err == f"Report: {folder / 'page.html'}\n"
    page = (folder / "page.html").read_text("utf-8")
    assert "s.npy beside y.npy" in page
    assert "y.npy: 3 rows, 3 labels." in page
    assert page.rstrip().endswith("</html>")


def test_help_shows_both_forms_and_which_option_is_whose(run):
    told = run("evaluate", "--help").out
    assert told.startswith(
        "Usage: multihot evaluate RUN DATA [OPTIONS]\n"
        "       multihot evaluate --targets FILE --scores FILE [OPTIONS]\n"
    )
    of_both, of_run, of_files = (
        told.index(f"\nOptions of {whose}:")
        for whose in ("both", "RUN DATA", "--targets and --scores")
    )
    assert of_both < told.index("  --report FILE ") < of_run
    assert of_run < told.index("  --unseen") < of_files
    assert of_run < told.index("  --rows ") < of_files
    assert of_files < told.index("  --targets FILE ") < told.index("  --from-logits ")


def test_arrays_are_judged_without_keras(folder):
    code = (
        "import sys\nfrom multihot.cli.main import command\n"
        "command.main(sys.argv[1:], standalone_mode=False)\nprint(*sys.modules, file=sys.stderr)"
    )
    for arguments in (TABLES, (*ARRAYS, "--report", "page.html")):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code, "evaluate", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "0.778" in done.stdout
        loaded = set(done.stderr.split())
        assert "multihot.evaluation" in loaded
        assert loaded.isdisjoint({"keras", "jax", "sklearn", "pandas", "torch", "tensorflow"})
