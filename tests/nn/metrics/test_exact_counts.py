"""Counts stay whole where float32 and int32 end, compiled and not, and are handed back."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.evaluation import EvaluationState, evaluate
from multihot.metrics import LabelCounts
from multihot.metrics.binned import bin_of
from multihot.nn import load_keras
from multihot.nn import metrics as ours

keras = load_keras()
TARGETS = np.array([[1, 0], [1, 1], [0, 1]], dtype=np.float32)
SCORES = np.array([[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]], dtype=np.float32)


def fields(counts: LabelCounts) -> list[list[float]]:
    return [field.tolist() for field in counts.fields()]


def test_the_counts_are_those_of_the_ground_floor():
    metric = ours.F1(average="micro")
    metric.update_state(TARGETS, SCORES)
    metric.update_state(TARGETS, SCORES)
    once = LabelCounts.of(TARGETS, SCORES >= 0.5)
    assert fields(metric.state()) == fields(once + once)
    assert metric.state().tp.dtype == np.int64


def test_weighted_counts_are_those_of_the_ground_floor():
    metric, weights = ours.HammingLoss(), np.array([0.1, 2.5, 0.7], dtype=np.float32)
    metric.update_state(TARGETS, SCORES, weights)
    expected = LabelCounts.of(TARGETS, SCORES >= 0.5, weights.astype(np.float64))
    assert np.array(fields(metric.state())) == pytest.approx(np.array(fields(expected)), abs=1e-6)
    assert metric.state().tp.dtype == np.float64


def test_a_reset_forgets_that_there_were_weights():
    metric = ours.Recall()
    metric.update_state(TARGETS, SCORES, np.ones(3))
    metric.reset_state()
    assert metric.state().tp.dtype == np.int64
    assert metric.state().tp.tolist() == [0, 0]


def test_rows_right_are_handed_back():
    metric = ours.SubsetAccuracy()
    metric.update_state(TARGETS, SCORES)
    assert metric.state() == ours.RowsRight(right=1, judged=3)


def test_bins_are_handed_back():
    metric = ours.ROCAUC()
    metric.update_state(TARGETS, SCORES)
    bins = metric.state()
    assert bins.n_true.tolist() == [2, 2]
    assert bins.n_known.tolist() == [3, 3]
    assert bins.true.dtype == np.int64
    # label 0: .9 and .1 have it, .2 has not
    assert bins.true.toarray()[0].nonzero()[0].tolist() == bin_of(np.array([0.1, 0.9])).tolist()
    whole = EvaluationState.of(TARGETS, SCORES).areas
    assert (bins.true != whole.true).nnz == (bins.known != whole.known).nnz == 0


def test_counts_handed_back_are_an_evaluation_without_a_second_pass():
    metric = ours.F1(thresholds=[0.5, 0.3])
    metric.update_state(TARGETS, SCORES)
    streamed = EvaluationState.of_counts(metric.state(), [0.5, 0.3]).evaluation(["a", "b"])
    whole = evaluate(TARGETS, SCORES, [0.5, 0.3], labels=["a", "b"])
    assert streamed.n_rows == 3
    assert dict(streamed) == {name: whole[name] for name in streamed}
    assert {"f1_macro", "precision_micro", "mcc_weighted"} <= set(streamed)


@pytest.mark.parametrize("start", [2**24 - 1, 2**31 - 1, 2**33 + 1, 2**40 + 1])
@pytest.mark.parametrize("compiled", [False, True])
def test_every_single_row_counts_beyond(start, compiled):
    metric = ours.Recall()
    metric.build((None, 2))
    high = np.float32(start)
    metric._labels.counts.high.assign(np.full((4, 2), high))
    metric._labels.counts.low.assign(np.full((4, 2), start - int(high)))
    for _ in range(7):
        (compiled_update if compiled else metric.update_state)(
            *((metric,) * compiled), TARGETS, SCORES
        )
    once = np.array(fields(LabelCounts.of(TARGETS, SCORES >= 0.5)))
    assert fields(metric.state()) == (start + 7 * once).tolist()


def compiled_update(metric: object, targets: np.ndarray, scores: np.ndarray) -> None:
    if keras.backend.backend() == "jax":
        import jax

        found = jax.jit(metric.stateless_update_state)(
            [variable.value for variable in metric.variables], targets, scores
        )
        for variable, value in zip(metric.variables, found, strict=True):
            variable.assign(value)
    elif keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        tf.function(metric.update_state, jit_compile=True)(
            tf.constant(targets), tf.constant(scores)
        )
    else:
        pytest.skip("torch compiles with a C++ compiler")


def test_small_weights_are_not_lost_beside_large_ones():
    metric = ours.SubsetAccuracy()
    metric.build((None, 1))
    for _ in range(300):
        metric.update_state(np.ones((1, 1)), np.ones((1, 1)), np.array([0.1]))
        metric.update_state(np.ones((1, 1)), np.ones((1, 1)), np.array([1e6]))
    expected = 300 * (float(np.float32(0.1)) + 1e6)
    assert metric.state().judged == pytest.approx(expected, rel=1e-12)


def test_the_bins_are_those_of_a_search():
    from multihot.nn.metrics.bins import EDGES, bins_of

    rng = np.random.default_rng(0)
    near = [np.nextafter(EDGES, np.float32(side)) for side in (-1, 2)]
    special = np.array([0, 1, 1e-9, 1e-42, 1 - 2**-24, -0.0], dtype=np.float32)
    scores = np.concatenate([EDGES, *near, special, rng.random(5000, dtype=np.float32)])
    found = np.asarray(keras.ops.convert_to_numpy(bins_of(keras.ops.convert_to_tensor(scores))))
    assert found.tolist() == np.searchsorted(EDGES, scores, side="right").tolist()


def test_what_is_outside_of_all_bins_is_in_the_first_or_the_last():
    from multihot.nn.metrics.bins import EDGES, bins_of

    scores = np.array([-3, 7, np.inf, -np.inf], dtype=np.float32)
    found = keras.ops.convert_to_numpy(bins_of(keras.ops.convert_to_tensor(scores)))
    assert found.tolist() == [0, len(EDGES), len(EDGES), 0]
