"""Metrics that cut logits at .5."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, CCE, found, model
from multihot.facts import UNKNOWN, Arguments, Metric, ModelFacts, Place

METRIC = Place("train.py", line=16)


def of(metric: Metric, units: int = 6, loss: str = BCE) -> ModelFacts:
    return model("linear", units, loss, metric, from_logits=True)


def test_binary_accuracy_cuts_at_half():
    metric = Metric("binary_accuracy", spelled="BinaryAccuracy()", name="acc", place=METRIC)
    (finding,) = found(model=of(metric))
    assert (finding.rule, finding.severity) == ("logit-threshold", "error")
    assert finding.subject == "metric acc"
    assert finding.message == "BinaryAccuracy() cuts at 0.5, and the head gives logits"
    assert finding.code == "keras.metrics.BinaryAccuracy(threshold=0.0)"
    assert finding.place == METRIC


@pytest.mark.parametrize(
    ("kind", "given", "code"),
    [
        ("precision", {}, "keras.metrics.Precision(thresholds=0.0)"),
        ("recall", {"thresholds": [0.25, 0.75]}, "keras.metrics.Recall(thresholds=0.0)"),
        ("f1_score", {"threshold": 0.5}, 'Dense(6, activation="sigmoid")'),
        ("true_positives", {}, 'Dense(6, activation="sigmoid")'),
        ("auc", {}, "keras.metrics.AUC(multi_label=True, from_logits=True)"),
        ("precision_at_recall", {"recall": 0.5}, 'Dense(6, activation="sigmoid")'),
    ],
)
def test_others_that_look_between_0_and_1(kind, given, code):
    (finding,) = found(model=of(Metric(kind, arguments=Arguments(given))))
    assert (finding.rule, finding.severity) == ("logit-threshold", "error")
    assert finding.code == code


def test_the_word_accuracy_of_one_score_is_binary_accuracy_everywhere():
    (finding,) = found(model=of(Metric("accuracy", form="string", spelled="'accuracy'"), units=1))
    assert finding.message == "'accuracy' cuts at 0.5, and the head gives logits"


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("binary_accuracy", {"threshold": 0.0}),
        ("binary_accuracy", {"threshold": UNKNOWN}),
        ("precision", {"thresholds": 0}),
        ("f1_score", {}),
        ("auc", {"from_logits": True}),
        ("auc", {"from_logits": UNKNOWN}),
        ("auc", {"thresholds": [-1.0, 0.0, 1.0]}),
        ("categorical_accuracy", {}),
        ("mean_squared_error", {}),
        (None, {}),
    ],
)
def test_metrics_that_fit_logits_or_are_not_known_are_left_alone(kind, given):
    assert found(model=of(Metric(kind, arguments=Arguments(given)))) == []


def test_arguments_that_are_not_all_known_are_not_guessed():
    assert found(model=of(Metric("auc", arguments=Arguments({}, complete=False)))) == []


def test_metrics_of_others_and_heads_of_probabilities_are_left_alone():
    assert found(model=of(Metric("binary_accuracy", library="custom"))) == []
    assert found(model=of(Metric("accuracy", form="string"), units=6, loss=CCE)) == []
    assert found(model=model("sigmoid", 6, BCE, Metric("precision"))) == []
