import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from films import write_films

COMMANDS = ("demo", "train", "evaluate", "predict", "audit", "report")
FILMS = ("--text", "plot", "--labels", "genres", "--separator", "|")


@pytest.fixture
def trained(run, tmp_path):
    write_films(tmp_path / "films.csv")
    assert run("train", "films.csv", *FILMS, "--model", "linear", "-o", "out").code == 0
    return tmp_path / "out"


def test_help_lists_every_command(run):
    ended = run("--help")
    assert ended.code == 0
    assert all(f"\n  {name}" in ended.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run, name):
    ended = run(name, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"Usage: multihot {name}")


def test_an_unknown_command_offers_the_nearest(run):
    ended = run("trian")
    assert ended.code == 2
    assert "no command 'trian'. Did you mean 'train'?" in ended.err


def test_predict_writes_names_and_scores(run, trained, tmp_path):
    ended = run("predict", "out", "films.csv", "-o", "predicted.csv")
    assert ended.code == 0, ended.err
    with (tmp_path / "predicted.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 300
    assert rows[0]["line"] == "2"
    names = {name for row in rows for name in row["labels"].split("|") if name}
    assert names == {"comedy", "drama", "war", "western"}


def test_predict_gives_the_same_whatever_the_batch_size(run, trained, tmp_path):
    run("predict", "out", "films.csv", "-o", "whole.csv", "--all-scores")
    run("predict", "out", "films.csv", "-o", "pieces.csv", "--all-scores", "--batch-size", 7)
    assert (tmp_path / "whole.csv").read_bytes() == (tmp_path / "pieces.csv").read_bytes()


def test_predict_needs_no_labels(run, trained, tmp_path):
    (tmp_path / "new.csv").write_text(
        "plot\nsheriff horse the town sees a man goes\n", encoding="utf-8"
    )
    ended = run("predict", "out", "new.csv", "-o", "predicted.jsonl")
    assert ended.code == 0, ended.err
    (line,) = (tmp_path / "predicted.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["labels"] == ["western"]


def test_evaluate_gives_the_numbers_of_the_file(run, trained, tmp_path):
    ended = run("evaluate", "out", "films.csv", "--json", "--report", "page.html")
    assert ended.code == 0, ended.err
    numbers = json.loads(ended.out)
    assert numbers["n_rows"] == 300
    assert numbers["numbers"]["f1_micro"] > 0.9
    assert "</html>" in (tmp_path / "page.html").read_text("utf-8")


def test_evaluate_of_a_file_that_train_never_saw_tells_strange_labels(run, trained, tmp_path):
    (tmp_path / "new.csv").write_text("plot,genres\na horse,western|sf\n", encoding="utf-8")
    refused = run("evaluate", "out", "new.csv")
    assert refused.code == 2
    assert "'sf' (1)" in refused.err
    dropped = run("evaluate", "out", "new.csv", "--unseen", "drop")
    assert dropped.code == 0, dropped.err
    assert "left out: 1 labels unknown to the run: 'sf' (1)" in dropped.err


def test_report_writes_the_same_page_from_the_folder_alone(run, trained):
    page = trained / "report.html"
    before = page.read_bytes()
    page.unlink()
    ended = run("report", "out")
    assert ended.code == 0, ended.err
    assert page.read_bytes() == before


def test_audit_ends_with_1_where_it_finds_something(run, tmp_path):
    write_films(tmp_path / "films.csv")
    ended = run("audit", "films.csv", *FILMS, "--json", "--fail-on", "note")
    assert ended.code == 1
    assert {finding["rule"] for finding in json.loads(ended.out)} == {"all-zero-rows"}


def test_audit_ends_with_0_where_it_finds_nothing(run, tmp_path):
    rows = "".join(f"text {row},{'a|b' if row % 2 else 'a'}\n" for row in range(100))
    (tmp_path / "clean.csv").write_text(
        "plot,genres\n" + rows + "more,b\nmuch more,b\nmost,b\n", encoding="utf-8"
    )
    ended = run("audit", "clean.csv", *FILMS)
    assert (ended.code, ended.out) == (0, "")


def test_every_row_with_one_label_is_noted(run, tmp_path):
    rows = "".join(f"text {row},{'ab'[row % 2]}\n" for row in range(60))
    (tmp_path / "classes.csv").write_text("plot,genres\n" + rows, encoding="utf-8")
    ended = run("audit", "classes.csv", *FILMS)
    assert ended.code == 0
    assert "all 60 rows have exactly one of 2 labels: this is multi-class" in ended.out


BAD = {
    "a missing file": (["nothing.csv", *FILMS], "nothing.csv: no such file"),
    "a missing column": (
        ["films.csv", "--text", "plto", "--labels", "genres"],
        "films.csv:1: no column 'plto'; the header has 'title', 'plot', 'genres'. "
        "Did you mean 'plot'?",
    ),
    "an unknown suffix": (["films.xls", *FILMS], "unknown format '.xls'"),
    "no inputs": (["films.csv", "--labels", "genres"], "no inputs are named"),
    "two kinds of inputs": (
        ["films.csv", "--text", "plot", "--features", "*", "--labels", "genres"],
        "give one of --text, --features/--categories, --signal",
    ),
    "an unknown model": (["films.csv", *FILMS, "--model", "lienar"], "Did you mean 'linear'?"),
    "an unknown metric": (
        ["films.csv", *FILMS, "--model", "linear", "--metric", "f1_marco"],
        "Did you mean 'f1_macro'?",
    ),
    "an unknown monitor": (["films.csv", *FILMS, "--monitor", "f1_marco"], "'f1_macro'?"),
    "shares that leave nothing": (
        ["films.csv", *FILMS, "--test-share", "0.9"],
        "choose shares above 0 that sum to less than 1",
    ),
    "text as numbers": (
        ["films.csv", "--features", "title", "--labels", "genres", "--separator", "|"],
        "films.csv:2, column 'title': 'film 0' is not a number",
    ),
    "nothing to resume": (["films.csv", *FILMS, "--resume"], "there is no training to resume"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_ends_with_2_and_one_message(run, tmp_path, case):
    arguments, message = BAD[case]
    write_films(tmp_path / "films.csv")
    (tmp_path / "films.xls").write_text("no", encoding="utf-8")
    ended = run("train", *arguments, "-o", "out")
    assert ended.code == 2
    assert message in ended.err
    assert "Traceback" not in ended.err
    assert "training linear" not in ended.err
    assert ended.out == ""
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["films.csv", "films.xls"]


def start(tmp_path, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "multihot", *map(str, arguments)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def test_the_installed_command_runs(tmp_path):
    command = Path(sys.executable).parent / "multihot"
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("multihot, version 0.")


def test_ctrl_c_saves_the_best_model_so_far_and_resume_goes_on(run, tmp_path):
    write_films(tmp_path / "films.csv")
    arguments = ("train", "films.csv", *FILMS, "--model", "mlp", "--patience", 10_000, "-o", "out")
    training = start(tmp_path, *arguments, "--epochs", 10_000)
    for line in training.stderr:
        if "epoch 3 " in line:
            training.send_signal(signal.SIGINT)
            break
    _, err = training.communicate(timeout=120)
    assert training.returncode == 130, err
    assert "Traceback" not in err
    assert "the best model so far is saved" in err
    assert run("report", "out").code == 0

    steps = len((tmp_path / "out" / "log.jsonl").read_text("utf-8").splitlines())
    again = start(tmp_path, *arguments, "--epochs", 10_000, "--resume")
    for line in again.stderr:
        if "  epoch " in line:
            assert f"epoch {steps + 1} " in line
            again.send_signal(signal.SIGINT)
            break
    again.communicate(timeout=120)
    assert again.returncode == 130


def test_a_training_that_was_cut_off_is_not_lost_by_beginning_anew(run, tmp_path):
    write_films(tmp_path / "films.csv")
    arguments = ("train", "films.csv", *FILMS, "--model", "mlp", "--epochs", 10_000, "-o", "out")
    training = start(tmp_path, *arguments, "--patience", 10_000)
    for line in training.stderr:
        if "epoch 2 " in line:
            training.kill()
            break
    training.communicate(timeout=120)
    refused = run(*arguments, "--patience", 10_000)
    assert refused.code == 2
    assert "a training that was cut off is there" in refused.err
    assert "go on with it: --resume, or begin anew: --overwrite" in refused.err
    assert run(*arguments[:-4], "--epochs", 1, "-o", "out", "--overwrite").code == 0


def test_a_run_of_arff_files_needs_no_label_list_any_more(run, tmp_path):
    rows = "\n".join(f"{x},{int(x > 3)},{int(x % 2)}" for x in list(range(8)) * 20)
    (tmp_path / "birds.arff").write_text(
        "@relation birds\n@attribute size numeric\n@attribute 'big one' {0,1}\n"
        f"@attribute odd {{0,1}}\n@data\n{rows}\n",
        encoding="utf-8",
    )
    (tmp_path / "birds.xml").write_text(
        '<labels xmlns="http://mulan.sourceforge.net/labels">'
        '<label name="odd"></label><label name="big one"></label></labels>',
        encoding="utf-8",
    )
    trained = run(
        *("train", "birds.arff", "--labels", "birds.xml", "--model", "linear", "-o", "out")
    )
    assert trained.code == 0, trained.err
    (tmp_path / "birds.xml").unlink()
    ended = run("evaluate", "out", "birds.arff", "--json")
    assert ended.code == 0, ended.err
    numbers = json.loads(ended.out)
    assert numbers["labels"] == ["odd", "big one"]
    assert numbers["per_label"]["f1"][1] == 1
    assert run("predict", "out", "birds.arff", "-o", "out.jsonl").code == 0


def test_evaluate_and_predict_take_the_columns_in_any_order(run, tmp_path):
    rows = [(x, 9 - x % 7, int(x % 10 > 4)) for x in range(100)]
    for name, order in (("straight", (0, 1, 2)), ("turned", (2, 1, 0))):
        header = ",".join(("a", "b", "big")[place] for place in order)
        lines = [",".join(str(row[place]) for place in order) for row in rows]
        (tmp_path / f"{name}.csv").write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    columns = ("--features", "a", "--features", "b", "--labels", "big*", "--model", "linear")
    assert run("train", "straight.csv", *columns, "-o", "out").code == 0
    straight = run("evaluate", "out", "straight.csv", "--json")
    turned = run("evaluate", "out", "turned.csv", "--json")
    assert (turned.code, turned.out) == (0, straight.out)
    assert run("predict", "out", "turned.csv", "-o", "turned.jsonl").code == 0
