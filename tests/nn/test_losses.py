"""The loss is Keras's binary cross-entropy where all is known, and leaves out what is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multihot.nn import load_keras, masked_binary_crossentropy

NAN = float("nan")
SCORES = arrays(np.float32, (4, 3), elements=st.floats(0, 1, width=32))


def truths(*values: float) -> st.SearchStrategy:
    return arrays(np.float32, (4, 3), elements=st.sampled_from(values))


def loss(targets: object, scores: object) -> np.ndarray:
    return np.asarray(
        masked_binary_crossentropy(np.asarray(targets, np.float32), np.asarray(scores, np.float32))
    )


def test_by_hand():
    # -(log .5 + log .75) / 2; -log .25 alone; nothing is known
    targets = [[1, 0, NAN], [NAN, NAN, 1], [NAN, NAN, NAN]]
    scores = [[0.5, 0.25, 0.9], [0.5, 0.5, 0.25], [0.1, 0.2, 0.3]]
    assert loss(targets, scores) == pytest.approx([0.490415, 1.386294, 0], abs=1e-5)


@settings(max_examples=50, deadline=None)
@given(truths(0, 1), SCORES)
def test_agrees_with_keras_where_all_is_known(targets, scores):
    keras = load_keras()
    theirs = keras.losses.BinaryCrossentropy(reduction=None)(targets, scores)
    assert loss(targets, scores) == pytest.approx(np.asarray(theirs), rel=1e-4, abs=1e-6)


@settings(max_examples=50, deadline=None)
@given(truths(0, 1, NAN), SCORES)
def test_what_nobody_knows_is_left_out(targets, scores):
    keras = load_keras()
    for row, found in enumerate(loss(targets, scores)):
        known = ~np.isnan(targets[row])
        if known.any():
            theirs = keras.losses.binary_crossentropy(targets[row, known], scores[row, known])
            assert found == pytest.approx(float(theirs), rel=1e-4, abs=1e-6)
        else:
            assert found == 0


@settings(max_examples=30, deadline=None)
@given(truths(0, 1, NAN), SCORES)
def test_the_gradient_is_finite_and_none_where_nobody_knows(targets, scores):
    if load_keras().backend.backend() != "jax":
        pytest.skip("the gradient is taken by JAX")
    import jax

    gradient = np.asarray(
        jax.grad(lambda given: masked_binary_crossentropy(targets, given).sum())(scores)
    )
    assert np.isfinite(gradient).all()
    assert (gradient[np.isnan(targets)] == 0).all()


def test_targets_of_whole_numbers_are_taken():
    found = masked_binary_crossentropy(np.array([[1, 0]]), np.array([[0.5, 0.25]], np.float32))
    assert np.asarray(found) == pytest.approx([0.490415], abs=1e-5)
