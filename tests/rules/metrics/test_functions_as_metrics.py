"""Metric functions that Keras averages over batches, and those that look away."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, BINARIZED, CATEGORICAL, CCE, MSE, model
from metrics_by_hand import DIVISION, TF_2_8, found, function, sigmoids, told

F1, RECALL = function("f1_m", ratio=True), function("recall_m", ratio=True)


def test_functions_that_divide_sums_of_a_batch_are_one_finding():
    (finding,) = found(model=sigmoids(F1, RECALL))
    assert (finding.rule, finding.severity) == ("batch-mean-metric", "error")
    assert finding.subject == "f1_m, recall_m"
    assert finding.message == (
        "'f1_m', 'recall_m' are ratios over a batch: "
        "what is logged is the mean of the batches' ratios, not the ratio of all rows"
    )
    assert finding.code == (
        'metrics=[keras.metrics.F1Score(average="macro", threshold=0.5), '
        "keras.metrics.Precision(), keras.metrics.Recall()]"
    )
    assert finding.place == DIVISION


def test_the_way_out_is_there_in_the_users_keras():
    (finding,) = found(model=sigmoids(F1, keras=TF_2_8))
    assert finding.message.startswith("'f1_m' is a ratio over a batch")
    assert finding.code == "metrics=[tf.keras.metrics.Precision(), tf.keras.metrics.Recall()]"


@pytest.mark.parametrize(
    ("given", "targets"),
    [
        (model("sigmoid", 1, BCE, F1), None),
        (model("sigmoid", None, BCE, F1), None),
        (model(None, None, None, F1), None),
        (model("linear", 5, BCE, F1, from_logits=True), None),
        (model("softmax", 5, BCE, F1), BINARIZED),
    ],
)
def test_the_mean_of_batches_is_wrong_whatever_the_head(given, targets):
    assert told(model=given, targets=targets) == [("batch-mean-metric", "error")]


@pytest.mark.parametrize(
    ("given", "targets"),
    [
        (model("softmax", 5, CCE, F1), None),
        (model("sigmoid", 5, BCE, F1), CATEGORICAL),
        (model("linear", 5, MSE, F1), None),
        (model("sigmoid", 1, BCE, F1, head={"rank": 4}), None),
        (sigmoids(function("agreement")), None),
    ],
)
def test_classes_pixels_and_quantities_are_left_alone(given, targets):
    assert told(model=given, targets=targets) == []


def test_a_function_that_ignores_its_targets_is_told_once():
    blind = function("recall", ratio=True, ignores=True)
    (finding,) = found(model=sigmoids(blind, keras=TF_2_8))
    assert (finding.rule, finding.severity) == ("ones-like-metric", "error")
    assert finding.message == (
        "'recall' takes every label of every row for true: the number does not hang on the targets"
    )
    assert finding.code == "tf.keras.metrics.Precision(), tf.keras.metrics.Recall()"
    assert finding.place == DIVISION


def test_several_functions_that_ignore_their_targets_are_one_finding():
    blind = [function(name, ignores=True) for name in ("precision", "recall")]
    (finding,) = found(model=model("softmax", 5, CCE, *blind))
    assert finding.subject == "precision, recall"
    assert finding.code == 'keras.metrics.F1Score(average="macro", threshold=0.5)'
