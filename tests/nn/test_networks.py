"""Every network ends in one sigmoid a label and begins at what is known: how frequent each is."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.nn import KerasNetwork, build_conv1d, build_mlp, load_keras
from multihot.nn.networks import log_odds

SHARES = np.array([0.5, 0.1, 0.02])
BUILDERS = [build_mlp, build_conv1d]


def test_log_odds_by_hand():
    # log(.1 / .9); a share of 0 counts as 1e-4: log(.0001 / .9999)
    found = log_odds(np.array([0.5, 0.1, 0.0, 1.0]))
    assert found.tolist() == pytest.approx([0, -2.197225, -9.210240, 9.210240])


@pytest.mark.parametrize("build", BUILDERS)
def test_the_head_is_one_sigmoid_a_label_that_starts_at_the_log_odds(build):
    model = build(12, SHARES, seed=0)
    head = model.get_layer("labels")
    assert head.activation is load_keras().activations.sigmoid
    assert np.asarray(head.bias.value).tolist() == pytest.approx([0, -2.197225, -3.891820])
    assert model.output_shape == (None, 3)
    assert model.layers[-1] is head


def test_the_head_is_exact_in_half_precision():
    keras = load_keras()
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        model = build_mlp(12, SHARES, seed=0)
    finally:
        keras.config.set_dtype_policy(before)
    assert model.get_layer("labels").compute_dtype == "float32"
    assert np.asarray(model(np.ones((2, 12), np.float32))).dtype == np.float32


@pytest.mark.parametrize("build", BUILDERS)
def test_the_seed_alone_decides_the_initial_weights(build):
    models = [build(12, SHARES, seed=seed) for seed in (3, 3, 4)]
    first, again, other = (
        [np.asarray(weight.value).tobytes() for weight in model.weights] for model in models
    )
    assert first == again
    assert first[0] != other[0]


def test_the_first_loss_is_the_entropy_of_the_label_shares():
    rng = np.random.default_rng(0)
    targets = (rng.random((500, 3)) < SHARES).astype(float)
    features = rng.random((500, 50)) * (rng.random((500, 50)) < 0.1)
    features = (features / np.maximum(np.linalg.norm(features, axis=1), 1)[:, None]).astype("f4")
    shares = targets.mean(axis=0)
    scores = KerasNetwork(build_mlp(50, shares, seed=0)).score(features)
    loss = -np.where(targets == 1, np.log(scores), np.log1p(-scores)).mean()
    entropy = -(shares * np.log(shares) + (1 - shares) * np.log1p(-shares)).mean()
    assert loss == pytest.approx(entropy, abs=0.02)


def test_a_signal_of_one_step_is_long_enough():
    scores = KerasNetwork(build_conv1d(1, SHARES, seed=0)).score(np.ones((2, 1), np.float32))
    assert scores.shape == (2, 3)


@pytest.mark.parametrize("build", BUILDERS)
def test_the_highest_seed_builds_a_network(build):
    assert build(12, SHARES, seed=2**32 - 1).output_shape == (None, 3)
