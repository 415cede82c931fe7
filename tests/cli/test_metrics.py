"""The command that lists the catalogue."""

import json
import subprocess
import sys

import pytest

from multihot.metrics.catalogue import BY_NAME, document


def names(told: str) -> set[str]:
    return {line.split()[0] for line in told.splitlines() if line} & set(BY_NAME)


def test_all_metrics_are_listed_under_the_answer(run):
    ended = run("metrics")
    assert ended.code == 0
    assert ended.out.startswith("Can a metric be applied to multi-label data?")
    assert names(ended.out) == set(BY_NAME)
    assert ended.err.startswith("77 metrics; ")


def test_one_line_says_takes_for_range_direction_and_title(run):
    (line,) = (one for one in run("metrics").out.splitlines() if one.startswith("mcc_samples"))
    assert (
        " ".join(line.split()) == "mcc_samples decisions multi-label -1..1 high MCC, mean of rows"
    )


@pytest.mark.parametrize(
    ("options", "some", "none"),
    [
        (("--takes", "scores"), {"log_loss", "brier_score"}, {"lrap", "f1_macro"}),
        (("--for", "multi-class"), {"argmax_accuracy", "f1_macro"}, {"hamming_loss", "f1_samples"}),
        (("--for", "multi-label"), {"hamming_loss", "f1_macro"}, {"argmax_accuracy"}),
        (("--group", "sizes"), {"cardinality_true", "empty_share"}, {"f1_macro"}),
        (("--group", "labels", "--takes", "decisions"), {"mcc_macro"}, {"mcc_micro"}),
    ],
)
def test_a_choice_leaves_the_others_out(run, options, some, none):
    listed = names(run("metrics", *options).out)
    assert listed >= some
    assert listed.isdisjoint(none)


def test_json_has_everything(run):
    told = {each["name"]: each for each in json.loads(run("metrics", "--json").out)}
    assert set(told) == set(BY_NAME)
    entry = told["f1_macro"]
    assert entry["formula"].startswith("mean over labels of 2 tp / (2 tp + fp + fn)")
    assert entry["elsewhere"][0]["call"] == 'f1_score(targets, decisions, average="macro")'
    assert (entry["tasks"], entry["better"], entry["low"], entry["high"]) == (
        "both",
        "higher",
        0,
        1,
    )


def test_json_of_a_choice(run):
    told = json.loads(run("metrics", "--json", "--group", "sets").out)
    assert [each["name"] for each in told] == ["subset_accuracy"]


def test_markdown_is_the_document(run):
    assert run("metrics", "--markdown").out == document()


def test_markdown_stands_alone(run):
    ended = run("metrics", "--markdown", "--takes", "ranks")
    assert ended.code == 2
    assert "--markdown prints all of the catalogue, so it stands alone" in ended.err


def test_an_unknown_group_is_told(run):
    ended = run("metrics", "--group", "lables")
    assert ended.code == 2
    assert "'lables' is not one of 'sets', 'cells', 'labels'" in ended.err


@pytest.mark.parametrize("arguments", [["metrics"], ["explain", "f1_macro"]])
def test_neither_keras_nor_scikit_learn_is_imported(arguments):
    program = (
        "import sys; from multihot.cli.main import main\n"
        f"sys.argv = ['multihot', *{arguments!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "multihot.metrics.catalogue" in done.stderr.split()
    assert {"keras", "jax", "sklearn", "pandas"}.isdisjoint(done.stderr.split())
