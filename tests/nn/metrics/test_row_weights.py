"""Row weights in every shape that Keras's own metrics take, and what they cannot be."""

from __future__ import annotations

from functools import partial

import keras
import numpy as np
import pytest

from multihot.nn import metrics as ours

TARGETS = np.array([[1, 0], [1, 1], [0, 1]], dtype=np.float32)
SCORES = np.array([[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]], dtype=np.float32)
WEIGHTS = [
    *(2.0, 3, np.float32(2), np.array([2.0])),
    *(np.array([[2.0]]), np.array([1.0, 2, 3]), np.array([[1.0], [2], [3]])),
]
OF_CELLS = [np.array([[1.0, 2], [3, 4], [5, 6]]), np.array([[1.0, 2]])]
PAIRS = [
    (partial(ours.Precision, average="micro"), keras.metrics.Precision),
    (partial(ours.Recall, average="micro"), keras.metrics.Recall),
    (ours.LabelAccuracy, keras.metrics.BinaryAccuracy),
    (ours.ROCAUC, partial(keras.metrics.AUC, multi_label=True)),
]


def told(metric: object, weights: object) -> float:
    metric.update_state(TARGETS, SCORES, sample_weight=weights)
    return float(metric.result())


@pytest.mark.parametrize("weights", WEIGHTS + OF_CELLS, ids=lambda given: str(np.shape(given)))
@pytest.mark.parametrize(("mine", "theirs"), PAIRS)
def test_every_shape_counts_as_in_keras(mine, theirs, weights):
    assert told(mine(), weights) == pytest.approx(told(theirs(), weights), abs=1e-6)


@pytest.mark.parametrize("weights", WEIGHTS, ids=lambda given: str(np.shape(given)))
@pytest.mark.parametrize(
    "make",
    [
        *(ours.SubsetAccuracy, ours.LRAP, ours.AveragePrecision, ours.HammingLoss),
        *(partial(each, 1) for each in (ours.PrecisionAtK, ours.RecallAtK, ours.NDCGAtK)),
        *(partial(ours.F1, average=each) for each in ("macro", "weighted", "samples", "micro")),
    ],
)
def test_a_weight_for_all_is_one_for_each_row(make, weights):
    of_rows = np.broadcast_to(np.asarray(weights, dtype=np.float32).ravel(), 3)
    assert told(make(), weights) == told(make(), of_rows)


@pytest.mark.parametrize("wrong", [-1.0, float("inf"), float("nan"), [1, -1, 1], 1e300])
@pytest.mark.parametrize("make", [ours.F1, ours.SubsetAccuracy, ours.ROCAUC, ours.LRAP])
def test_a_weight_that_is_none_makes_no_wrong_number(make, wrong):
    with np.errstate(over="ignore"):
        weights = np.asarray(wrong, dtype=np.float32)
    assert np.isnan(told(make(), weights))
