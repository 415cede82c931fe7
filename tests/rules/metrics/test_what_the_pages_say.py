"""Claims of the pages and messages, asked of the installed Keras and scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import f1_score

from facts_by_hand import BCE, SEVERAL, model
from metrics_by_hand import KERAS_3, found, text
from multihot.nn.backend import load_keras

keras = load_keras()
TARGETS = np.array([[1, 0, 1], [0, 1, 1], [0, 0, 1], [0, 0, 0]])
SCORES = np.array([[0.2, 0.6, 0.9], [0.4, 0.7, 0.8], [0.1, 0.3, 0.6], [0.2, 0.1, 0.4]])


def value(metric, targets=TARGETS, scores=SCORES):
    metric.update_state(targets, scores)
    return np.asarray(metric.result()).tolist()


def test_equal_scores_get_what_accuracy_ambiguous_says():
    metric = text("accuracy", "accuracy")
    (finding,) = found(
        model=model("sigmoid", 3, BCE, metric, about={"keras": KERAS_3}), targets=SEVERAL
    )
    equal = np.full((4, 3), 0.2)
    assert value(keras.metrics.BinaryAccuracy(), scores=equal) == pytest.approx(7 / 12)
    assert value(keras.metrics.CategoricalAccuracy(), scores=equal) == pytest.approx(1 / 2)
    assert finding.message.endswith("get .583 of cells, .500 of argmaxes")


def test_a_categorical_accuracy_looks_at_the_first_1_of_a_row():
    # the highest scores are at labels of rows 0 to 2, and only that of row 2 is a first 1
    assert value(keras.metrics.CategoricalAccuracy()) == 0.25
    assert value(keras.metrics.TopKCategoricalAccuracy(k=1)) == 0.25


def test_the_class_accuracy_compares_floats():
    assert value(keras.metrics.Accuracy()) == 0


def test_precision_at_k_looks_at_all_labels_of_a_row():
    # the highest two hold 1, 2, 1 and 0 labels
    assert value(keras.metrics.Precision(top_k=2)) == pytest.approx(4 / 8)
    assert value(keras.metrics.Recall(top_k=2)) == pytest.approx(4 / 5)


def test_an_f_score_without_threshold_misses_all_but_one_label():
    by_argmax = value(keras.metrics.F1Score(average="micro"))
    cut = value(keras.metrics.F1Score(average="micro", threshold=0.5))
    assert by_argmax == pytest.approx(2 * 3 / (4 + 5), abs=1e-6)
    assert cut == pytest.approx(f1_score(TARGETS, SCORES > 0.5, average="micro"), abs=1e-6)


def test_precision_and_recall_of_keras_are_micro():
    assert value(keras.metrics.Precision()) == pytest.approx(4 / 5)
    assert value(keras.metrics.Recall()) == pytest.approx(4 / 5)


def test_a_label_without_a_curve_counts_as_0():
    scores = np.where(TARGETS, 0.9, 0.1)
    absent = np.column_stack([TARGETS, [0, 0, 0, 0]])
    of_all = value(
        keras.metrics.AUC(multi_label=True), absent, np.column_stack([scores, [0.5] * 4])
    )
    assert of_all == pytest.approx(3 / 4, abs=1e-6)


def test_a_vector_stops_early_stopping():
    network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="sigmoid")])
    network.compile("sgd", BCE, metrics=[keras.metrics.F1Score(threshold=0.5)])
    stopping = keras.callbacks.EarlyStopping(monitor="f1_score", mode="max")
    inputs = np.ones((4, 2))
    with pytest.raises((TypeError, ValueError)):
        network.fit(inputs, TARGETS, epochs=3, verbose=0, callbacks=[stopping])


def test_the_copied_f1_hangs_on_the_batch_size():
    def f1_m(y_true, y_pred):
        ops = keras.ops
        hits = ops.sum(ops.round(ops.clip(y_true * y_pred, 0, 1)))
        precision = hits / (ops.sum(ops.round(y_pred)) + 1e-7)
        recall = hits / (ops.sum(y_true) + 1e-7)
        return 2 * precision * recall / (precision + recall + 1e-7)

    once, twice = keras.metrics.MeanMetricWrapper(f1_m), keras.metrics.MeanMetricWrapper(f1_m)
    whole = value(once, TARGETS.astype("float32"), SCORES)
    twice.update_state(TARGETS[:1].astype("float32"), SCORES[:1])
    in_two = value(twice, TARGETS[1:].astype("float32"), SCORES[1:])
    assert whole == pytest.approx(0.8)
    assert in_two == pytest.approx((1 / 2 + 1) / 2)


def test_a_metric_that_takes_all_for_true_does_not_hang_on_the_targets():
    def recall(y_true, y_pred):
        y_true = keras.ops.ones_like(y_true)
        return keras.ops.sum(keras.ops.round(y_pred)) / keras.ops.sum(y_true)

    metric = keras.metrics.MeanMetricWrapper(recall)
    other = keras.metrics.MeanMetricWrapper(recall)
    assert value(metric, TARGETS, SCORES) == value(other, 1 - TARGETS, SCORES)


def test_metrics_that_are_not_weighted_do_not_see_the_weights():
    network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="sigmoid")])
    network.compile(
        "sgd", BCE, metrics=["binary_accuracy"], weighted_metrics=[keras.metrics.BinaryAccuracy()]
    )
    inputs, weights = np.eye(4, 2), np.array([1.0, 0.0, 0.0, 0.0])
    logs = network.test_on_batch(inputs, TARGETS, sample_weight=weights, return_dict=True)
    right = (network(inputs) > 0.5) == TARGETS
    told = sorted(float(each) for name, each in logs.items() if "accuracy" in name)
    assert told == pytest.approx(sorted([float(right.mean()), float(right[0].mean())]))
