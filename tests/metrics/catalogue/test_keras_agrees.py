"""What the catalogue says of Keras is so: each call runs, and gives our number or another."""

from __future__ import annotations

import numpy as np
import pytest

import multihot as mh
from multihot.metrics.catalogue import CATALOGUE
from multihot.nn.backend import load_keras

keras = load_keras()
CALLS = [
    (metric, other)
    for metric in CATALOGUE
    for other in metric.elsewhere
    if other.call.startswith("keras.metrics.") and "class_id=i" not in other.call
    if metric.k in (None, 1, 3)
]
DIFFERENT = ("another", "pooled", "200 even", "the same on decisions")
SAME = [pair for pair in CALLS if not pair[1].difference.startswith(DIFFERENT)]
# 4 labels, no ties, no score at .5
TARGETS = np.array([[1, 0, 0, 1], [0, 1, 1, 1], [1, 0, 1, 0], [0, 1, 0, 0], [1, 1, 0, 0]])
SCORES = np.array(
    [
        [0.9, 0.2, 0.6, 0.3],
        [0.1, 0.8, 0.7, 0.45],
        [0.4, 0.3, 0.95, 0.75],
        [0.55, 0.35, 0.05, 0.15],
        [0.85, 0.12, 0.65, 0.25],
    ]
)
GIVEN = {
    "mh": mh,
    "targets": TARGETS,
    "scores": SCORES,
    "decisions": (SCORES >= 0.5).astype(int),
    "counts": TARGETS.sum(axis=0).tolist(),
}


def theirs(call: str) -> float:
    metric = eval(call, {**GIVEN, "keras": keras})
    metric.update_state(TARGETS, SCORES.astype("float32"))
    return float(metric.result())


def names(pairs: list) -> list[str]:
    return [f"{metric.name}: {other.call}" for metric, other in pairs]


@pytest.mark.filterwarnings("ignore:Explicitly requested dtype int64")  # Keras's IoU on JAX
@pytest.mark.parametrize(("metric", "other"), SAME, ids=names(SAME))
def test_keras_gives_our_number(metric, other):
    assert theirs(other.call) == pytest.approx(eval(metric.call, GIVEN), abs=1e-5)


def test_recall_at_k_is_pooled_there():
    # the highest labels of rows 0 1 2 4 are true; the rows have 2 3 2 1 2 true labels
    assert theirs("keras.metrics.Recall(top_k=1)") == pytest.approx(4 / 10)
    ours = mh.metrics.recall_at_k(TARGETS, SCORES, k=1)
    assert ours == pytest.approx((1 / 2 + 1 / 3 + 1 / 2 + 0 + 1 / 2) / 5)


def test_top_k_accuracy_looks_for_the_first_true_label_alone():
    # first true labels are columns 0 1 0 1 0; those among the first 3 scores of rows 0 1 2 3 4
    assert theirs("keras.metrics.TopKCategoricalAccuracy(k=3)") == 1
    assert theirs("keras.metrics.TopKCategoricalAccuracy(k=1)") == pytest.approx(3 / 5)


@pytest.mark.parametrize("curve", ["ROC", "PR"])
def test_a_label_that_no_row_has_counts_0_in_the_mean_of_labels(curve):
    absent = TARGETS * [1, 1, 1, 0]
    whole = keras.metrics.AUC(multi_label=True, curve=curve)
    whole.update_state(absent, SCORES)
    without = keras.metrics.AUC(multi_label=True, curve=curve)
    without.update_state(absent[:, :3], SCORES[:, :3])
    assert float(whole.result()) == pytest.approx(float(without.result()) * 3 / 4, abs=1e-5)


def test_the_accuracy_of_scores_is_float_equality():
    assert theirs("keras.metrics.Accuracy()") == 0
