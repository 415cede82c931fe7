"""Weights at the ends of float32 give the right number or NaN, never another."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from multihot.errors import ShapeError
from multihot.nn import load_keras
from multihot.nn import metrics as ours

keras = load_keras()
TARGETS = np.array([[1, 0], [1, 1], [0, 1]], dtype=np.float32)
SCORES = np.array([[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]], dtype=np.float32)
MADE = [
    *(ours.HammingLoss, ours.LabelAccuracy, ours.SubsetAccuracy, ours.LRAP),
    *(partial(each, 1) for each in (ours.PrecisionAtK, ours.RecallAtK, ours.NDCGAtK)),
    *(
        partial(each, average=average)
        for each in (ours.ROCAUC, ours.AveragePrecision)
        for average in ("micro", "macro", "weighted", None)
    ),
    *(partial(ours.F1, average=each) for each in ("micro", "macro", "weighted", "samples", None)),
    *(partial(ours.Recall, average=each, undefined="drop") for each in ("macro", "samples")),
    *(partial(ours.Precision, average="micro"), ours.Jaccard, partial(ours.FBeta, 1e15)),
]
EVEN = np.array([1, 1, 1], dtype=np.float32)
UNEVEN = np.array([1, 0.5, 0.25], dtype=np.float32)


def told(metric, weights, n_batches=1):
    for _ in range(n_batches):
        metric.update_state(TARGETS, SCORES, sample_weight=weights)
    return np.atleast_1d(keras.ops.convert_to_numpy(metric.result()))


@pytest.mark.parametrize("make", MADE, ids=str)
def test_the_number_is_that_of_small_weights(make):
    for weights in (EVEN, UNEVEN):
        right = told(make(), weights)
        for size in (1e-30, 1e38):
            assert told(make(), weights * np.float32(size)) == pytest.approx(right, abs=1e-5)


@pytest.mark.parametrize("make", MADE, ids=str)
def test_sums_that_no_float32_can_hold_are_right_or_not_told(make):
    right = told(make(), EVEN)
    for weights, n_batches in (((EVEN * 3e38), 1), ((EVEN * 1e38), 10)):
        number = told(make(), weights, n_batches)
        assert (np.isnan(number) | np.isclose(number, right, atol=1e-5)).all()
        try:
            of_cells = told(make(), np.broadcast_to(weights[:, None], (3, 2)), n_batches)
        except ShapeError:  # means over rows take no weights of cells
            continue
        assert (np.isnan(of_cells) | np.isclose(of_cells, right, atol=1e-5)).all()


def test_the_hamming_loss_of_large_weights_is_that_of_each_row_once():
    assert told(ours.HammingLoss(), EVEN * 1e38) == pytest.approx([1 / 3])
    assert np.isnan(told(ours.HammingLoss(), EVEN * 3e38)).all()


def test_a_label_of_small_weights_counts_beside_one_of_large_ones():
    weights = np.array([[1e-30, 1e30]] * 3, dtype=np.float32)
    assert told(ours.Recall(average=None), weights) == pytest.approx([0.5, 1])
    assert told(ours.Recall(), weights) == pytest.approx([0.75])
    assert told(ours.ROCAUC(average=None), weights) == pytest.approx(
        told(ours.ROCAUC(average=None), None)
    )


@pytest.mark.skipif(keras.backend.backend() != "jax", reason="compiles by JAX")
@pytest.mark.parametrize(
    "make", [ours.HammingLoss, ours.F1, partial(ours.ROCAUC, average="weighted"), ours.LRAP]
)
def test_compiled_by_jax_it_is_the_same(make):
    import jax

    for size in (1, 1e38, 3e38):
        weights, metric = EVEN * np.float32(size), make()
        metric.build((None, 2))
        state = [each.value for each in metric.variables]
        step = jax.jit(metric.stateless_update_state)
        state = step(state, TARGETS, SCORES, weights)
        number = float(jax.jit(metric.stateless_result)(state))
        assert number == pytest.approx(float(told(make(), weights)[0]), abs=1e-6, nan_ok=True)
