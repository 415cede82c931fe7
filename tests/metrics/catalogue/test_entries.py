"""The catalogue names every number once and says what it is."""

from __future__ import annotations

import json

import pytest

from multihot.metrics.catalogue import (
    BY_NAME,
    CATALOGUE,
    GROUPS,
    MEASURES,
    TAKES,
    TASKS,
    measure_page,
    metric_page,
)
from multihot.metrics.formulas import FORMULAS

AVERAGES = ("micro", "macro", "weighted", "samples")
COUNTED = [
    *["precision", "recall", "f1", "f2", "f05", "jaccard"],
    *["specificity", "balanced_accuracy", "mcc"],
]
AT_K = ["precision", "recall", "r_precision", "ndcg", "ps_precision", "ps_ndcg"]
CONTRACT = [
    *["subset_accuracy", "label_accuracy", "argmax_accuracy", "hamming_loss"],
    *(f"{measure}_{average}" for measure in COUNTED for average in AVERAGES),
    *(f"{measure}_at_{k}" for measure in AT_K for k in (1, 3, 5)),
    *["one_error", "coverage_error", "ranking_loss", "lrap"],
    *(f"{area}_{average}" for area in ("roc_auc", "average_precision") for average in AVERAGES),
    *["log_loss", "brier_score", "ece_micro", "ece_macro"],
    *["cardinality_true", "cardinality_predicted", "empty_share"],
]
LOWER = (
    "hamming_loss one_error coverage_error ranking_loss log_loss brier_score ece_micro ece_macro"
)
SIZES = "cardinality_true cardinality_predicted empty_share"
every_metric = pytest.mark.parametrize("metric", CATALOGUE, ids=lambda metric: metric.name)


def test_the_names_are_those_of_the_contract_each_once():
    assert len(CONTRACT) == 77
    assert sorted(metric.name for metric in CATALOGUE) == sorted(CONTRACT)
    assert list(BY_NAME.values()) == list(CATALOGUE)


def test_no_two_metrics_have_a_title_or_a_call_in_common():
    assert len({metric.title for metric in CATALOGUE}) == len(CATALOGUE)
    assert len({metric.call for metric in CATALOGUE}) == len(CATALOGUE)


def test_every_group_has_metrics_and_every_metric_a_group():
    assert {metric.group for metric in CATALOGUE} == set(GROUPS)
    assert list(GROUPS) == ["sets", "cells", "labels", "rows", "ranking", "calibration", "sizes"]


def test_every_way_to_take_and_every_task_is_told_and_used():
    assert {metric.takes for metric in CATALOGUE} == set(TAKES)
    assert {metric.tasks for metric in CATALOGUE} == set(TASKS)


def test_only_losses_are_better_when_lower_and_only_sizes_are_neither():
    assert {m.name for m in CATALOGUE if m.better == "lower"} == set(LOWER.split())
    assert {m.name for m in CATALOGUE if m.better == "none"} == set(SIZES.split())


def test_what_only_the_order_matters_to_is_ranking():
    assert {m.takes for m in CATALOGUE if m.group == "ranking"} == {"ranks"}
    assert {m.group for m in CATALOGUE if m.takes == "ranks"} == {"ranking"}
    assert {m.takes for m in CATALOGUE if m.group == "calibration"} == {"scores"}


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(
    ("average", "group"),
    [("micro", "cells"), ("macro", "labels"), ("weighted", "labels"), ("samples", "rows")],
)
def test_every_formula_is_in_the_catalogue_with_every_average(formula, average, group):
    metric = BY_NAME[f"{formula}_{average}"]
    assert (metric.group, metric.takes, metric.better) == (group, "decisions", "higher")
    assert (metric.measure, metric.average) == (formula, average)


@every_metric
def test_every_entry_is_complete(metric):
    texts = (metric.title, metric.definition, metric.formula, metric.undefined, metric.source)
    assert all(texts)
    assert metric.name.startswith(metric.measure.removesuffix("_at_k"))
    assert metric.high is None or metric.low < metric.high
    assert metric.elsewhere[0].system == "scikit-learn 1.9"
    assert all(other.system for other in metric.elsewhere)


@every_metric
def test_texts_are_phrases_that_a_page_can_end(metric):
    phrases = [metric.title, metric.definition, metric.tasks_why, metric.caution]
    phrases += [other.difference for other in metric.elsewhere]
    assert not [phrase for phrase in phrases if phrase.endswith((".", ",", " "))]
    told = [*phrases, metric.formula, metric.undefined]
    assert not [text for text in told if any(odd in text for odd in ("  ", "{", "}", "..."))]
    assert metric.undefined.endswith(".")


@every_metric
def test_every_page_prints_all_that_is_known(metric):
    page = metric_page(metric)
    assert page.startswith(f"{metric.name}: {metric.title}\n")
    words = " ".join(page.split())
    for told in (metric.formula, metric.undefined, metric.source, metric.call, metric.caution):
        assert " ".join(told.split())[1:] in words
    for other in metric.elsewhere:
        assert (f"{other.system}: {other.call}" if other.call else "has none.") in words
    assert max(map(len, page.splitlines())) <= 100


@every_metric
def test_every_entry_is_json(metric):
    told = json.loads(json.dumps(metric.to_dict()))
    assert told["name"] == metric.name
    assert told["elsewhere"][0]["system"] == "scikit-learn 1.9"
    assert told["call"].startswith("mh.metrics.")


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.name)
def test_every_measure_lists_its_entries(measure):
    page = measure_page(measure)
    assert measure.words[1:] in " ".join(page.split())
    assert [metric for metric in measure.metrics if f"\n  {metric.name} " not in page] == []
    assert measure.to_dict()["metrics"] == [m.name for m in CATALOGUE if m.measure == measure.name]


def test_the_measures_are_all_that_there_is_a_choice_of():
    chosen = {metric.measure for metric in CATALOGUE if metric.average or metric.k}
    assert set(MEASURES) == chosen


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("f1_samples", 'mh.metrics.f1(targets, decisions, average="samples")'),
        ("roc_auc_macro", 'mh.metrics.roc_auc(targets, scores, average="macro")'),
        ("ndcg_at_5", "mh.metrics.ndcg_at_k(targets, scores, k=5)"),
        ("lrap", "mh.metrics.lrap(targets, scores)"),
        ("cardinality_true", "mh.metrics.cardinality_true(targets)"),
    ],
)
def test_what_to_type_in_python(name, call):
    assert BY_NAME[name].call == call


def test_what_is_taken_for_something_else_says_so():
    assert "not what Keras calls accuracy" in BY_NAME["subset_accuracy"].caution
    assert "BinaryAccuracy" in BY_NAME["label_accuracy"].caution
    assert "since TF 2.2" in BY_NAME["argmax_accuracy"].caution
    assert "MEKA" in BY_NAME["jaccard_samples"].caution
    assert "scikit-learn counts them as 0" in BY_NAME["average_precision_macro"].caution


def test_whether_a_metric_can_be_applied_to_multi_label_is_told():
    tasks = {name: BY_NAME[name].tasks for name in ("f1_macro", "hamming_loss", "argmax_accuracy")}
    assert tasks == {
        "f1_macro": "both",
        "hamming_loss": "multi-label",
        "argmax_accuracy": "multi-class",
    }
    assert BY_NAME["subset_accuracy"].tasks_why == "with one class a row it is plain accuracy"
