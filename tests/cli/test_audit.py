"""The command that looks for traps, in whatever it is pointed at."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from films import write_films
from multihot.auditing import audit
from multihot.nn import load_keras
from multihot.rules import RULES

TRAP = """\
import keras

y = [[1, 0, 1], [0, 1, 1]]
model = keras.Sequential([keras.layers.Dense(3, activation="softmax")])
model.compile("adam", loss="binary_crossentropy")
model.fit(x, y)
"""
RIGHT = TRAP.replace("softmax", "sigmoid")
NOTED = """\
import keras

model = keras.Sequential([keras.layers.Dense(3, activation="sigmoid")])
model.compile("adam", loss="binary_crossentropy", metrics=[keras.metrics.Precision()])
"""
FILMS = ("--text", "plot", "--labels", "genres", "--separator", "|")


@pytest.fixture(autouse=True)
def _plain(monkeypatch):
    for name in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def write(folder: Path, **scripts: str) -> None:
    for name, text in scripts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


def found(ended) -> set[str]:
    return {finding["rule"] for finding in json.loads(ended.out)}


def test_a_trap_in_a_script_is_shown_and_ends_with_1(run, tmp_path):
    write(tmp_path, train=TRAP)
    ended = run("audit", "train.py")
    assert ended.code == 1
    assert "train.py:4:" in ended.out
    assert "  error  softmax-bce  " in ended.out
    assert '  4 | model = keras.Sequential([keras.layers.Dense(3, activation="softmax")])\n' in (
        ended.out
    )
    assert "  multihot explain softmax-bce\n" in ended.out
    assert ended.err.endswith(" in 1 file\n")


def test_a_script_that_is_right_ends_with_0(run, tmp_path):
    write(tmp_path, train=RIGHT)
    ended = run("audit", "train.py")
    assert ended.code == 0
    assert "error" not in ended.out + ended.err
    assert "warning" not in ended.out + ended.err


def test_a_script_without_a_model_is_one_line(run, tmp_path):
    write(tmp_path, tool="print('hello')\n")
    ended = run("audit", "tool.py")
    assert (ended.code, ended.out, ended.err) == (0, "", "nothing found in 1 file\n")


def test_a_folder_and_several_scripts_are_audited_in_order_and_each_once(run, tmp_path):
    write(tmp_path, b=TRAP, a=TRAP, right=RIGHT)
    ended = run("audit", "b.py", ".", "--select", "softmax-bce", "--json")
    assert [finding["place"]["file"] for finding in json.loads(ended.out)] == ["b.py", "a.py"]
    assert ended.err == "2 errors in 2 of 3 files\n"


def test_a_notebook_names_its_cell(run, tmp_path):
    cells = [
        {"cell_type": "markdown", "source": "# Films"},
        {"cell_type": "code", "source": "!pip install keras\n" + TRAP},
    ]
    (tmp_path / "films.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    ended = run("audit", "films.ipynb", "--select", "softmax-bce")
    assert ended.code == 1
    assert ended.out.startswith("films.ipynb:cell 2:5:")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_audited(run, tmp_path):
    write(tmp_path, a='print "epoch"\n', b="f(\n", c=TRAP)
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    ended = run("audit", ".")
    assert ended.code == 2
    assert "c.py:4:" in ended.out
    assert "DataError: a.py:1:1: this is Python 2: a print statement\n  To fix: " in ended.err
    assert "DataError: b.py:1:2: Python cannot read this: '(' was never closed" in ended.err
    assert "DataError: broken.ipynb:1:2: the notebook is no JSON" in ended.err
    assert ended.err.endswith("in 1 file; 3 files could not be read\n")


def test_a_script_is_not_run(run, tmp_path):
    write(tmp_path, train=f"open({str(tmp_path / 'made')!r}, 'w')\nimport keras_nowhere\n")
    assert run("audit", "train.py").code == 0
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("script", "fail_on", "code"),
    [
        (TRAP, "error", 1),
        (TRAP, "note", 1),
        (TRAP, "never", 0),
        (NOTED, "error", 0),
        (NOTED, "warning", 0),
        (NOTED, "note", 1),
    ],
)
def test_fail_on_says_what_ends_with_1(run, tmp_path, script, fail_on, code):
    write(tmp_path, train=script)
    assert run("audit", "train.py", "--fail-on", fail_on).code == code


def test_rules_are_selected_and_ignored(run, tmp_path):
    write(tmp_path, train=TRAP)
    assert found(run("audit", "train.py", "--select", "softmax-bce, data", "--json")) == {
        "softmax-bce"
    }
    assert "softmax-bce" not in found(run("audit", "train.py", "--ignore", "heads", "--json"))


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_rule_that_does_not_exist_is_refused(run, tmp_path, option):
    write(tmp_path, train=TRAP)
    ended = run("audit", "train.py", option, "softmax-bec")
    assert ended.code == 2
    assert "no rule 'softmax-bec'. Did you mean 'softmax-bce'?" in ended.err


def test_a_comment_silences_a_rule_and_one_of_no_rule_is_told(run, tmp_path):
    silent = TRAP.replace('"softmax")])', '"softmax")])  # multihot: ignore')
    write(tmp_path, silent=silent, wrong=silent.replace("ignore", "ignore[softmax-bec]"))
    assert run("audit", "silent.py").code == 0
    ended = run("audit", "wrong.py")
    assert ended.code == 1
    assert ended.err.startswith(
        "wrong.py:4: warning: no rule 'softmax-bec' to ignore. Did you mean 'softmax-bce'?\n"
    )


def test_settings_of_the_project_are_kept_and_options_come_before_them(run, tmp_path):
    write(tmp_path, train=TRAP, old=TRAP)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.multihot.audit]\nselect = ["softmax-bce"]\nexclude = ["old.py"]\n'
        'fail-on = "never"\n',
        encoding="utf-8",
    )
    ended = run("audit", ".", "--json")
    assert ended.code == 0
    assert [finding["place"]["file"] for finding in json.loads(ended.out)] == ["train.py"]
    assert run("audit", ".", "--fail-on", "error").code == 1
    assert found(run("audit", ".", "--select", "data", "--json")) == set()
    assert run("audit", "old.py", "--fail-on", "error").code == 1


def test_a_keras_that_does_not_exist_is_refused(run, tmp_path):
    write(tmp_path, train=TRAP, other=TRAP)
    ended = run("audit", ".", "--keras", "2")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("write the version such as 3.5, 2.8, or tf2.4") == 1


def test_the_keras_that_is_named_decides_what_accuracy_is(run, tmp_path):
    script = RIGHT.replace('ropy")', 'ropy", metrics=["accuracy"])')
    write(tmp_path, train=script)
    told = {
        version: run("audit", "train.py", "--keras", version, "--json").out
        for version in ("2.2", "3.5")
    }
    assert "Keras 2.0 to 2.2" in told["2.2"]
    assert told["2.2"] != told["3.5"]


def test_sarif_holds_the_findings_and_the_rules_that_were_asked(run, tmp_path):
    write(tmp_path, train=TRAP, old="print 1\n")
    ended = run("audit", ".", "--sarif", "--select", "softmax-bce")
    assert ended.code == 2
    (log,) = json.loads(ended.out)["runs"]
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == ["softmax-bce"]
    assert [result["ruleId"] for result in log["results"]] == ["softmax-bce"]
    assert log["invocations"][0]["executionSuccessful"] is False


def save(folder: Path, **arrays: object) -> None:
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", np.asarray(array, dtype=float))


def test_targets_are_audited_as_they_are(run, tmp_path):
    save(tmp_path, y=[[1, -1], [-1, 1], [1, 1]])
    ended = run("audit", "--targets", "y.npy", "--json")
    assert ended.code == 1
    assert "targets-not-binary" in found(ended)


def test_targets_and_scores_are_audited_with_thresholds_and_names(run, tmp_path):
    rng = np.random.default_rng(0)
    targets = (rng.random((200, 3)) < [0.5, 0.3, 0.2]).astype(int)
    save(tmp_path, y=targets, s=rng.random((200, 3)) * 0.4)
    (tmp_path / "names.txt").write_text("war\nlove\npeace\n", encoding="utf-8")
    arrays = ("--targets", "y.npy", "--scores", "s.npy", "--label-names", "names.txt")
    ended = run("audit", *arrays, "--select", "label-never-predicted", "--json")
    assert ended.code == 1
    assert "'war'" in ended.out
    low = run("audit", *arrays, "--thresholds", "0.1", "--select", "label-never-predicted")
    assert (low.code, low.out, low.err) == (0, "", "nothing found\n")


def test_columns_in_another_order_are_brought_into_one(run, tmp_path):
    rows = "".join(f"{row % 2},{row % 3 == 0:d}\n" for row in range(60))
    (tmp_path / "y.csv").write_text("war,love\n" + rows, encoding="utf-8")
    turned = "".join(",".join(reversed(row.split(","))) + "\n" for row in rows.split())
    (tmp_path / "s.csv").write_text("love,war\n" + turned, encoding="utf-8")
    ended = run("audit", "--targets", "y.csv", "--scores", "s.csv", "--fail-on", "never")
    assert ended.err.startswith("the columns of s.csv were brought into the order of y.csv\n")
    assert "label-order-mismatch" not in ended.out


def test_scores_that_are_said_to_be_decisions_are_found(run, tmp_path):
    save(tmp_path, y=[[1, 0], [0, 1], [1, 1]], d=[[0.9, 0.2], [0.1, 0.8], [0.7, 0.6]])
    arrays = ("--targets", "y.npy", "--decisions", "d.npy", "--select", "metrics")
    ended = run("audit", *arrays)
    assert (ended.code, ended.err) == (1, "1 error\n")
    assert ended.out.startswith("decisions  error  unthresholded-scores  6 of 6 cells are neither")
    assert "      decisions = decisions >= 0.5\n" in ended.out
    save(tmp_path, d=[[1, 0], [0, 1], [1, 1]])
    assert run("audit", *arrays).code == 0


def test_scores_and_decisions_are_brought_into_one_order_with_the_targets(run, tmp_path):
    named, turned = "war,love\n1,0\n1,1\n0,1\n", "love,war\n0,1\n1,1\n1,0\n"
    (tmp_path / "y.csv").write_text(named, encoding="utf-8")
    (tmp_path / "turned.csv").write_text(turned, encoding="utf-8")
    save(tmp_path, y=[[1, 0], [1, 1], [0, 1]])
    both = ("--scores", "turned.csv", "--decisions", "turned.csv", "--select", "metrics")
    ended = run("audit", "--targets", "y.csv", *both, "--json")
    assert found(ended) == {"auc-on-binarised"}
    assert ended.err.count("the columns of turned.csv were brought into the order of y.csv\n") == 2
    both = ("--scores", "y.csv", "--decisions", "turned.csv", "--select", "metrics")
    ended = run("audit", "--targets", "y.npy", *both, "--json")
    assert found(ended) == {"auc-on-binarised"}
    assert ended.err.startswith(
        "y.npy names no labels: its columns are taken in the order of y.csv\n"
        "the columns of turned.csv were brought into the order of y.csv\n"
    )


def test_decisions_without_a_row_of_names_are_read_beside_other_files(run, tmp_path):
    save(tmp_path, y=[[1, 0], [1, 1], [0, 1]])
    (tmp_path / "d.csv").write_text("1,0\n1,1\n0,2\n", encoding="utf-8")
    beside = ("--scores", "y.npy", "--decisions", "d.csv", "--no-header")
    ended = run("audit", "--targets", "y.npy", *beside)
    assert "1 of 6 cells are neither 0 nor 1, such as 2 in row 2, label '1'" in (
        " ".join(ended.out.split())
    )


def test_a_data_file_is_audited_with_its_split(run, tmp_path):
    write_films(tmp_path / "films.csv")
    ended = run("audit", "films.csv", *FILMS, "--json", "--fail-on", "note")
    assert ended.code == 1
    assert "all-zero-rows" in found(ended)
    assert run("audit", "films.csv", *FILMS, "--ignore", "all-zero-rows").code == 0


def test_a_data_file_of_another_suffix_is_one_where_its_format_is_named(run, tmp_path):
    write_films(tmp_path / "films.txt")
    assert run("audit", "films.txt", *FILMS, "--format", "csv").code == 0


def test_a_folder_that_cannot_be_looked_into_is_told(run, tmp_path, monkeypatch):
    write(tmp_path, train=TRAP)
    (tmp_path / "closed").mkdir()
    look = Path.iterdir

    def closed(path: Path):
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    ended = run("audit", ".", "--select", "softmax-bce")
    assert ended.code == 2
    assert "train.py:4:" in ended.out
    assert "closed: cannot look into the folder: permission denied\n" in ended.err


def test_a_run_tells_its_findings_again(run, tmp_path):
    write_films(tmp_path / "films.csv")
    assert run("train", "films.csv", *FILMS, "--model", "linear", "-o", "out").code == 0
    again = run("audit", "out", "--json", "--fail-on", "note")
    assert again.code == 1
    assert found(again) == {"all-zero-rows"}
    assert found(run("audit", "out", "--json", "--ignore", "data")) == set()


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_a_model_is_loaded_and_audited(run, tmp_path):
    keras = load_keras()
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="softmax")])
    model.compile("adam", loss="binary_crossentropy")
    model.save(tmp_path / "model.keras")
    assert "softmax-bce" in found(run("audit", "model.keras", "--json"))
    save(tmp_path, y=[[1, 1, 0], [0, 1, 1]])
    both = run("audit", "model.keras", "--targets", "y.npy", "--json")
    assert {"softmax-bce", "constant-label"} <= found(both)
    assert "2 of 2 rows" in both.out


def test_a_model_that_holds_code_is_not_run(run, tmp_path):
    keras = load_keras()
    layers = [keras.Input((4,)), keras.layers.Lambda(lambda x: x * 2, output_shape=(4,))]
    keras.Sequential(layers).save(tmp_path / "model.keras")
    ended = run("audit", "model.keras")
    assert ended.code == 2
    assert "model.keras: the model cannot be loaded: " in ended.err
    assert "which are not loaded here, audit the script that builds it" in ended.err


REFUSED = {
    "nothing": (
        [],
        "name what to audit: TARGET, or --targets FILE with --scores FILE or --decisions FILE",
    ),
    "a missing script": (
        ["trian.py"],
        "trian.py: no such file or folder. Did you mean 'train.py'?",
    ),
    "a missing data file": (["nothing.csv", *FILMS], "nothing.csv: no such file"),
    "a missing folder": (["nowhere"], "nowhere: no such file or folder"),
    "a folder without scripts": (["empty"], "empty: no .py and no .ipynb file is here"),
    "a file of no kind": (["notes.docx"], "notes.docx: cannot tell what a '.docx' file is"),
    "a model of the old format": (
        ["model.h5"],
        "save it as .keras, or audit the script that builds it",
    ),
    "a link to nothing": (["dangling.py"], "dangling.py: is a link to 'nowhere', which is not"),
    "an empty model": (["empty.keras"], "empty.keras: is empty: it was cut off, damaged, or"),
    "no model": (["broken.keras"], "broken.keras: is no whole .keras file: "),
    "two kinds": (["train.py", "films.csv"], "films.csv is a data file and stands alone"),
    "two data files": (["films.csv", "films.csv"], "only scripts may be several"),
    "options of data": (["train.py", "--text", "plot"], "--text does not go with a script"),
    "options of scripts": (["films.csv", "--keras", "3"], "--keras does not go with a data file"),
    "options of arrays": (
        ["train.py", "--targets", "y.npy"],
        "--targets does not go with a script",
    ),
    "columns of arrays": (
        ["--targets", "y.npy", "--labels", "names.txt"],
        "--labels does not go with --targets: --label-names FILE names their labels",
    ),
    "scores alone": (["--scores", "s.npy"], "name what to audit"),
    "a model and scores alone": (["broken.keras", "--scores", "s.npy"], "--targets is missing"),
    "thresholds alone": (["--targets", "y.npy", "--thresholds", "0.3"], "--scores is missing"),
    "decisions alone": (["--decisions", "s.npy"], "name what to audit"),
    "a model and decisions alone": (
        ["broken.keras", "--decisions", "s.npy"],
        "--targets is missing: the truth that belongs to --decisions",
    ),
    "thresholds of decisions": (
        ["--targets", "y.npy", "--decisions", "y.npy", "--thresholds", "0.3"],
        "--decisions are made already: leave --thresholds out",
    ),
    "decisions of a script": (
        ["train.py", "--decisions", "y.npy"],
        "--decisions does not go with a script: leave it out",
    ),
    "a header of decisions": (
        ["--targets", "y.npy", "--decisions", "y.npy", "--no-header"],
        "--no-header goes with .csv and .tsv files",
    ),
    "other rows of decisions": (
        ["--targets", "y.npy", "--scores", "y.npy", "--decisions", "s.npy"],
        "y.npy and s.npy: shapes differ: targets (2, 2), decisions (1, 2)",
    ),
    "two forms of output": (["train.py", "--json", "--sarif"], "two forms of the same"),
    "an unknown severity": (["train.py", "--fail-on", "fatal"], "'fatal' is not one of"),
    "other rows": (["--targets", "y.npy", "--scores", "s.npy"], "y.npy and s.npy: "),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_audited_is_refused(run, tmp_path, case):
    arguments, problem = REFUSED[case]
    write(tmp_path, train=TRAP)
    write_films(tmp_path / "films.csv")
    save(tmp_path, y=[[1, 0], [0, 1]], s=[[0.5, 0.5]])
    (tmp_path / "empty").mkdir()
    for name in ("notes.docx", "model.h5", "broken.keras"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "empty.keras").write_bytes(b"")
    (tmp_path / "dangling.py").symlink_to("nowhere")
    ended = run("audit", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert problem in ended.err


def test_settings_of_no_rule_are_refused(run, tmp_path):
    write(tmp_path, train=TRAP)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.multihot.audit]\nignore = ["softmax-bec"]\n', encoding="utf-8"
    )
    ended = run("audit", "train.py")
    assert ended.code == 2
    assert "pyproject.toml: [tool.multihot.audit] ignore: no rule 'softmax-bec'." in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("train.py",),
        ("--targets", "y.npy", "--scores", "s.npy"),
        ("--targets", "y.npy", "--decisions", "y.npy"),
    ],
)
def test_nothing_heavy_is_imported_for_scripts_and_arrays(tmp_path, arguments):
    write(tmp_path, train=TRAP)
    save(tmp_path, y=[[1, 0], [0, 1]], s=[[0.9, 0.5], [0.1, 0.7]])
    code = (
        "import sys, multihot.cli.main as main\n"
        "try: main.main()\nexcept SystemExit: pass\n"
        "print(sorted({'keras', 'jax', 'sklearn', 'pandas', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "audit", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith("[]\n"), done.stdout + done.stderr


def test_the_help_names_every_form_and_every_option(run):
    ended = run("audit", "--help")
    assert ended.code == 0
    for form in ("SCRIPT|NOTEBOOK|FOLDER...", "MODEL.keras", "--targets FILE", "DATA", "RUN"):
        assert f"multihot audit {form}" in ended.out
    assert "Options of scripts, notebooks and folders:\n  --keras VERSION" in ended.out
    for option in ("--targets", "--scores", "--decisions"):
        assert ended.out.count(f"\n  {option} FILE  ") == 1


def test_the_function_finds_what_the_command_finds(run, tmp_path):
    write(tmp_path, train=TRAP)
    told = json.loads(run("audit", "train.py", "--json").out)
    assert told == [json.loads(json.dumps(each.to_dict())) for each in audit(source="train.py")]
    assert {each["rule"] for each in told} <= {rule.id for rule in RULES}
