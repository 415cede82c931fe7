"""The command that prints one page."""

import json

import pytest

from multihot.auditing.pages import rules_document, rules_overview
from multihot.metrics.catalogue import BY_NAME, MEASURES, metric_page
from multihot.rules import RULES


def test_a_metric_is_explained(run):
    ended = run("explain", "f1_macro")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == metric_page(BY_NAME["f1_macro"]) + "\n"
    for told in (
        "f1_macro: F1, mean of labels",
        "Mean over labels of 2 tp / (2 tp + fp + fn)".lower(),
        "For a label that no row has and none is given",
        'mh.metrics.f1(targets, decisions, average="macro")',
        "scikit-learn 1.9: f1_score(targets, decisions, average=",
        'keras.metrics.F1Score(average="macro", threshold=0.5)',
        "Another number: the F1 of the macro precision and the macro recall.",
    ):
        assert told in ended.out


@pytest.mark.parametrize("name", ["F1_macro", "Label-Absent-From-Split", "label_absent_from_split"])
def test_a_name_is_known_however_it_is_spelt(run, name):
    assert run("explain", name).code == 0


def test_a_measure_without_its_average_lists_its_averages(run):
    ended = run("explain", "f1")
    assert ended.code == 0
    assert ended.out.startswith("f1: F1, by average\n\n  Harmonic mean of precision and recall.\n")
    assert "2 tp / (2 tp + fp + fn)" in ended.out
    for name in ("f1_micro", "f1_macro", "f1_weighted", "f1_samples"):
        assert f"\n  {name} " in ended.out


def test_a_measure_without_its_depth_lists_its_depths(run):
    out = run("explain", "ndcg_at_k").out
    assert [name for name in ("ndcg_at_1", "ndcg_at_3", "ndcg_at_5") if name not in out] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_explained(run, rule):
    ended = run("explain", rule.id)
    assert ended.code == 0
    assert ended.out.startswith(f"{rule.id}: {rule.severity} of `multihot audit`\n")
    assert rule.page.strip() in ended.out


def test_json_of_a_metric_a_measure_and_a_rule(run):
    metric = json.loads(run("explain", "lrap", "--json").out)
    assert metric["takes"] == "ranks"
    measure = json.loads(run("explain", "roc_auc", "--json").out)
    assert measure["metrics"] == [each.name for each in MEASURES["roc_auc"].metrics]
    rule = json.loads(run("explain", "all-zero-rows", "--json").out)
    assert (rule["id"], rule["severity"]) == ("all-zero-rows", "note")


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("f1_marco", "Did you mean 'f1_macro'?"),
        ("constnat-label", "Did you mean 'constant-label'?"),
        ("accuracy", "with 'accuracy' in them: 'subset_accuracy', 'label_accuracy', "),
        (
            "zzz",
            "To fix: `multihot metrics` lists the metrics, `multihot explain --rules` the rules\n",
        ),
    ],
)
def test_an_unknown_name_offers_the_nearest(run, name, offer):
    ended = run("explain", name)
    assert (ended.code, ended.out) == (2, "")
    assert f"no metric and no rule is called {name!r}." in ended.err
    assert offer in ended.err


def test_the_rules_are_listed(run):
    ended = run("explain", "--rules")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == rules_overview() + "\n"
    told = json.loads(run("explain", "--rules", "--json").out)
    assert [rule["id"] for rule in told] == [rule.id for rule in RULES]


def test_the_rules_are_printed_as_the_document(run):
    assert run("explain", "--rules", "--markdown").out == rules_document()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "give either NAME or --rules"),
        (("f1", "--rules"), "give either NAME or --rules"),
        (("f1", "--markdown"), "--markdown goes with --rules alone"),
        (("--rules", "--markdown", "--json"), "--markdown goes with --rules alone"),
    ],
)
def test_what_does_not_go_together_is_refused(run, arguments, problem):
    ended = run("explain", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert problem in ended.err
