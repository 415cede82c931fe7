"""The command speaks of what is typed, and first of the command line, then of files, of the run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from films import write_films

FILMS = ("films.csv", "--text", "plot", "--labels", "genres", "--separator", "|")
PAIR = ("--targets", "y.npy", "--scores", "s.npy")
ARGUMENT = re.compile(r"\b[a-z_]\w*=(?!=)|\bmh\.\w|\bmultihot\.[a-z]\w*\(")

REFUSED = {
    "a metric of rows": ((*FILMS, "--metric", "f1_samples"), "To fix: choose .*: --scope all"),
    "a run that is there": ((*FILMS, "-o", "there"), "To fix: .* or say --overwrite"),
    "no epochs": ((*FILMS, "--epochs", "0"), "DataError: --epochs: is 0\n"),
    "a rate": ((*FILMS, "--learning-rate", "-1"), "DataError: --learning-rate: is -1.0\n"),
    "other labels": ((*FILMS, "--validation", "other.csv"), "--unseen keep .* --unseen drop"),
    "an index of 0": (("zero.svm",), "To fix: pass --first-index 0 if 0 is a feature"),
    "an ARFF without a list": (("bare.arff",), r'give --labels labels.xml, or --labels "label\*"'),
    "a header that is not split": (
        ("semicolons.csv", "--text", "plot", "--labels", "genres"),
        "or give --delimiter: the header was not split",
    ),
    "an encoding": (("latin.csv", "--text", "plot", "--labels", "genres"), "give the file's --enc"),
    "packed bits": (
        ("x.npz", "--features", "X", "--labels", "Y", "--packed-bits"),
        "To fix: leave --packed-bits out, or save",
    ),
    "a share": ((*FILMS, "--test-share", "1.5"), "choose shares above 0"),
}
SEEDS = "To fix: give a whole number from 0 to 4,294,967,295"
COUNTS = "To fix: give a whole number from 1 to 2,147,483,647"
OUT_OF_RANGE = {
    "a seed below 0": (("train", *FILMS, "--seed", "-1"), f"--seed: is -1\n  {SEEDS}"),
    "a huge seed": (
        ("train", *FILMS, "--seed", "99999999999", "--model", "mlp"),
        f"--seed: is 99999999999\n  {SEEDS}",
    ),
    "a seed of an audit": (("audit", *FILMS, "--seed", "-1"), f"--seed: is -1\n  {SEEDS}"),
    "a seed of a part": (
        ("audit", *FILMS, "--test", "films.csv", "--seed", "-1"),
        f"--seed: is -1\n  {SEEDS}",
    ),
    "a huge batch": (
        ("train", *FILMS, "--batch-size", f"{10**20}", "--model", "mlp"),
        f"--batch-size: is {10**20}\n  {COUNTS}",
    ),
    "huge epochs": (("train", *FILMS, "--epochs", f"{2**31}"), f"--epochs: is {2**31}\n"),
    "huge patience": (("train", *FILMS, "--patience", f"{2**31}"), f"--patience: is {2**31}\n"),
    "rows below 0": (
        ("train", *FILMS, "--fewest-rows", "-1"),
        "--fewest-rows: is -1\n  To fix: give a whole number from 1 to 2,147,483,647",
    ),
    "batches of none": (
        ("identify", "0.5", *PAIR, "--batch-size", "0"),
        f"--batch-size: is 0\n  {COUNTS}",
    ),
    "a tolerance": (
        ("identify", "0.5", *PAIR, "--tolerance", "inf"),
        "--tolerance: a tolerance of inf\n  To fix: choose 0 or more",
    ),
    "a threshold": (
        ("evaluate", *PAIR, "--thresholds", "nan"),
        "--thresholds: found nan where thresholds from 0 to 1 belong\n  To fix: write numbers",
    ),
}
NO_MODELS = {
    "a module": ("os:path", "--model os:path: is a module, not a function\n  To fix: name a func"),
    "no function": ("os:", "--model os:: is no package.module:function\n  To fix: name a function"),
    "no module": (":x", "--model :x: is no package.module:function\n  To fix: name a function"),
    "a relative one": (".a:b", "--model .a:b: is no package.module:function\n"),
    "a function of nothing": (
        "os:getcwd",
        "--model: getcwd cannot be called with (n_features, n_labels): too many positional "
        "arguments\n  To fix: name a function of these two numbers",
    ),
}
OTHERS = {
    "logits": (("evaluate", "--targets", "y.npy", "--scores", "z.npy"), "pass --from-logits"),
    "no probabilities": (("identify", "0.5", "--targets", "y.npy", "--scores", "z.npy"), "--from-"),
    "texts in targets": (("evaluate", "--targets", "t.csv", "--scores", "s.npy"), "To fix: "),
    "a model of code": (("audit", "model.h5"), "HDF5"),
    "a folder of nothing": (("audit", "empty"), "exclude in pyproject.toml"),
    "no batch": (("predict", "run", "films.csv", "-o", "p.csv", "--batch-size", "0"), ""),
}


@pytest.fixture
def files(tmp_path):
    write_films(tmp_path / "films.csv")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "run.json").write_text("{}")
    (tmp_path / "empty").mkdir()
    (tmp_path / "model.h5").write_bytes(b"")
    texts = {
        "other.csv": "plot,genres\nx,sf\n",
        "zero.svm": "0 0:1\n1 1:1\n",
        "bare.arff": "@relation r\n@attribute a numeric\n@data\n1\n",
        "semicolons.csv": "plot;genres\nx;war\n",
        "t.csv": "war,love\nyes,no\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "latin.csv").write_bytes("plot,genres\nKöln,war\n".encode("latin-1"))
    np.save(tmp_path / "y.npy", [[1, 0], [0, 1]])
    np.save(tmp_path / "z.npy", [[2.0, 0.5], [-1.0, 0.5]])
    np.save(tmp_path / "s.npy", [[0.9, 0.2], [0.1, 0.8]])
    np.savez(tmp_path / "x.npz", X=np.ones((4, 2)), Y=np.ones((4, 2)))


def without_code(text):
    return re.sub(r"`[^`]*`", "", text)


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED)
def test_train_names_what_is_typed(run, files, arguments, told):
    ended = run("train", *arguments)
    assert ended.code == 2
    assert re.search(told, ended.err), ended.err
    assert not ARGUMENT.search(without_code(ended.err))


@pytest.mark.parametrize(("arguments", "told"), OTHERS.values(), ids=OTHERS)
def test_the_other_commands_name_what_is_typed(run, files, arguments, told):
    ended = run(*arguments)
    assert ended.code == 2
    assert told in ended.err
    assert not ARGUMENT.search(without_code(ended.err))


@pytest.mark.parametrize(("name", "told"), NO_MODELS.values(), ids=NO_MODELS)
def test_what_gives_no_keras_model_is_told_as_it_was_typed(run, files, name, told):
    ended = run("train", *FILMS, "--model", name)
    assert ended.code == 2
    assert told in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("evaluate", "made"),
        ("evaluate", "made", "--rows", "new"),
        ("predict", "made", "-o", "p.csv"),
    ],
)
def test_a_run_made_in_python_says_that_it_does_not_tell_how_files_are_read(run, files, arguments):
    run("train", *FILMS, "--model", "linear", "--no-refit", "-o", "made")
    file = Path("made", "run.json")
    manifest = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**manifest, "settings": {}}), encoding="utf-8")
    ended = run(*arguments[:2], "films.csv", *arguments[2:])
    assert ended.code == 2
    assert ended.err.startswith("DataError: made: was made in Python, so it does not tell how")
    assert "\n  To fix: go on with it in Python, or train one with `multihot train`" in ended.err


@pytest.mark.parametrize(("arguments", "told"), OUT_OF_RANGE.values(), ids=OUT_OF_RANGE)
def test_a_number_out_of_range_is_told_with_its_option_and_the_range(run, files, arguments, told):
    ended = run(*arguments)
    assert ended.code == 2
    assert told in ended.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("films.csv",), "films.csv: no inputs and no labels are named"),
        (("films.csv", "--labels", "genres"), "films.csv: no inputs are named"),
        (("films.csv", "--text", "plot"), "films.csv: no labels are named"),
        (("nowhere.csv", "--text", "plot", "--labels", "genres"), "nowhere.csv: no such file"),
        (("films.csv", "--text", "plott", "--labels", "genres"), "films.csv:1: no column 'plott'"),
        ((*FILMS, "--group", "gruop"), "no column 'gruop'"),
        ((*FILMS, "--test", "nowhere.csv"), "nowhere.csv: no such file"),
        ((*FILMS, "--metric", "f1"), "--metric: no thresholds can be chosen for 'f1'"),
        ((*FILMS, "--monitor", "f1"), "--monitor: 'f1' cannot be monitored"),
        ((*FILMS, "--model", "liner"), "--model: unknown model 'liner'. Did you mean 'linear'?"),
        ((*FILMS, "--fold", "plot", "--test", "films.csv"), "--fold names the parts"),
        ((*FILMS, "--validation-share", "0"), "shares of 0 for validation"),
        ((*FILMS, "--test", "films.csv", "--validation-share", "2"), "a share of 2"),
        (FILMS, "there: exists already"),
    ],
)
def test_what_is_wrong_with_the_command_or_a_file_comes_before_the_run_that_is_there(
    run, files, arguments, told
):
    ended = run("train", *arguments, "-o", "there")
    assert ended.code == 2
    assert told in ended.err


def test_the_run_that_is_there_is_told_before_a_file_is_read_whole(run, files, tmp_path):
    with (tmp_path / "films.csv").open("a", encoding="utf-8") as file:
        file.write('"never closed')
    assert "there: exists already" in run("train", *FILMS, "-o", "there").err
    assert "never closed" in run("train", *FILMS).err


def test_help_has_an_example_of_each_kind_of_input_and_of_labels(run):
    told = run("train", "--help").out
    for piece in (
        "--text plot --labels genres",
        "--text title --text plot",
        '--features "*" --categories town',
        '--signal "step*"',
        '--separator "|"',
        "--literal",
        "films.jsonl",
        '--labels "is_*"',
        "--labels birds.xml",
        "eurlex.svm",
    ):
        assert piece in told
