"""`multihot identify NUMBER --targets F --scores F`: what a number is."""

import json
import subprocess
import sys

import numpy as np
import pytest

from multihot.io import matrices

TARGETS = [[1, 0, 0], [0, 1, 1], [1, 0, 1]]
DECISIONS = [[1, 0, 1], [0, 1, 1], [0, 0, 1]]
LOGITS = [[3.0, -2.0, 0.3], [-1.0, 0.7, 2.0], [-0.5, -4.0, 1.0]]
ARRAYS = ("--targets", "y.npy", "--scores", "s.npy")


@pytest.fixture
def folder(tmp_path):
    np.save(tmp_path / "y.npy", np.array(TARGETS))
    np.save(tmp_path / "s.npy", np.array(DECISIONS, dtype=np.float32))
    np.save(tmp_path / "z.npy", np.array(LOGITS))
    write(tmp_path, "y.csv", "war,love,peace\n1,0,0\n0,1,1\n1,0,1\n")
    write(tmp_path, "s.csv", "peace,war,love\n0.9,0.8,0.1\n0.7,0.2,0.6\n0.95,0.4,0.3\n")
    write(tmp_path, "z.csv", "peace,war,love\n0.3,3,-2\n2,-1,0.7\n1,-0.5,-4\n")
    return tmp_path


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def names(ended):
    assert ended.code == 0, ended.err
    return [each["definition"]["name"] for each in json.loads(ended.out)["matches"]]


def test_a_number_that_fits_is_told_on_stdout_and_ends_with_0(run, folder):
    ended = run("identify", "0.7778", *ARRAYS)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("0.7778 (± 5e-05) is label_accuracy, the likeliest of 10 ")
    assert "which is subset_accuracy 0.3333." in ended.out


def test_the_last_digit_that_was_written_says_how_exact_it_is(run, folder):
    told = json.loads(run("identify", "0.780", *ARRAYS, "--json").out)
    assert (told["matches"], told["tolerance"]) == ([], 0.0005)
    told = json.loads(run("identify", "0.78", *ARRAYS, "--json").out)
    assert told["tolerance"] == 0.005
    assert told["matches"][0]["definition"]["name"] == "label_accuracy"


def test_a_number_that_fits_nothing_ends_with_1(run, folder):
    ended = run("identify", "0.123456", *ARRAYS)
    assert ended.code == 1
    assert "fits none of" in ended.out
    assert "What else it could be" in ended.out
    assert run("identify", "0.123456", *ARRAYS, "--tolerance", "0.05").code == 0


def test_percent_and_numbers_below_0_are_numbers(run, folder):
    assert names(run("identify", "77.78%", *ARRAYS, "--json"))[0] == "label_accuracy"
    ended = run("identify", "-0.5", *ARRAYS, "--tolerance", "0.0001")
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.startswith("-0.5 (± 0.0001) fits none")


def test_columns_with_names_come_into_one_order_and_name_the_labels(run, folder):
    ended = run("identify", "0.6667", "--targets", "y.csv", "--scores", "s.csv", "--json")
    assert ended.err == "the columns of s.csv were brought into the order of y.csv\n"
    assert "label 'war': f1" in names(ended)


def test_thresholds_are_those_that_the_user_gives(run, folder):
    arguments = ("--targets", "y.csv", "--scores", "s.csv", "--json")
    write(folder, "t.json", '{"peace": 0.8, "war": 0.4, "love": 0.5}')
    assert (
        names(run("identify", "0.7778", *arguments, "--thresholds", "0.5"))[0] == "label_accuracy"
    )
    ended = run("identify", "0.6667", *arguments, "--thresholds", "t.json")
    assert "subset_accuracy" not in names(ended)


@pytest.mark.parametrize("scores", ["z.npy", "z.csv"])
def test_logits_are_taken_as_such_when_asked(run, folder, scores):
    arguments = ("--targets", "y.csv", "--scores", scores)
    refused = run("identify", "0.7778", *arguments)
    assert refused.code == 2
    assert "--from-logits" in refused.err
    found = names(run("identify", "0.7778", *arguments, "--from-logits", "--json"))
    assert found[0] == "label_accuracy"
    # a logit of 0.3 is a score above 0.5, and no score of 0.5 itself
    raw = names(run("identify", "0.8889", *arguments, "--from-logits", "--json"))
    assert "label_accuracy, logit >= 0.5" in raw


@pytest.mark.parametrize("form", [(), ("--from-logits",)])
def test_each_file_is_read_once(run, folder, monkeypatch, form):
    read, tables = [], matrices.csv_tables

    def reading(path, *arguments, **options):
        read.append(path.name)
        return tables(path, *arguments, **options)

    monkeypatch.setattr(matrices, "csv_tables", reading)
    scores = "z.csv" if form else "s.csv"
    ended = run("identify", "0.7778", "--targets", "y.csv", "--scores", scores, *form)
    assert ended.code == 0, ended.err
    assert read == ["y.csv", scores]


def test_batches_of_a_size_that_is_known_are_looked_for_alone(run, folder):
    found = names(
        run("identify", "0.8", *ARRAYS, "--batch-size", "2", "--tolerance", "0.2", "--json")
    )
    of_batches = {name.partition("mean of batches of ")[2][:1] for name in found} - {""}
    assert of_batches == {"2"}


BAD = {
    "no number": (
        ("high", *ARRAYS),
        "write it as it was printed, with a point: 0.98, 99.3% or nan",
    ),
    "no targets": (("0.98", "--scores", "s.npy"), "Missing option '--targets'"),
    "no scores": (("0.98", "--targets", "y.npy"), "Missing option '--scores'"),
    "no file": (("0.98", "--targets", "x.npy", "--scores", "s.npy"), "x.npy: no such file"),
    "a tolerance below 0": (("0.98", *ARRAYS, "--tolerance", "-1"), "choose 0 or more"),
    "a batch of nothing": (
        ("0.98", *ARRAYS, "--batch-size", "0"),
        "--batch-size: is 0\n  To fix: give",
    ),
    "an idle option": (("0.98", *ARRAYS, "--no-header"), "--no-header goes with .csv and .tsv"),
    "an unknown option": (("0.98", *ARRAYS, "--tolerence", "1"), "'--tolerance'"),
    "no thresholds": (("0.98", *ARRAYS, "--thresholds", "best"), "write a number such as 0.5"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_ends_with_2_and_one_message(run, folder, case):
    arguments, message = BAD[case]
    ended = run("identify", *arguments)
    assert ended.code == 2
    assert message in ended.err
    assert ended.out == ""


def test_the_help_says_what_must_be_given(run):
    told = " ".join(run("identify", "--help").out.split())
    assert "where nobody knows. [required] --scores FILE" in told
    assert "are scores, too. [required] --thresholds NUMBER|FILE" in told


def test_identifying_needs_neither_keras_nor_scikit_learn(folder):
    code = (
        "import sys\nfrom multihot.cli.main import command\n"
        "command.main(sys.argv[1:], standalone_mode=False)\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, "identify", "0.7778", *ARRAYS],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("0.7778 (± 5e-05) is label_accuracy")
    loaded = set(done.stderr.split())
    assert "multihot.identification" in loaded
    assert loaded.isdisjoint({"keras", "jax", "sklearn", "pandas", "torch", "tensorflow"})


def test_the_installed_command_says_what_a_number_is(folder):
    done = subprocess.run(
        [sys.executable, "-m", "multihot", "identify", "33.33%", *ARRAYS],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("33.33 % (± 0.005) is subset_accuracy")
