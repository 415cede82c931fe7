"""The Keras models that multihot builds, all ending in one sigmoid a label."""

from __future__ import annotations

from typing import Any

import numpy as np

from multihot.arrays import Floats
from multihot.nn.backend import load_keras


def log_odds(shares: Floats) -> Floats:
    """log(share / (1 - share)) of each label, shares kept off 0 and 1 by 1e-4."""
    safe = np.clip(shares, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(safe / (1 - safe)))


def build_mlp(n_features: int, label_shares: Floats, *, seed: int) -> Any:
    """Features, dropout, a wide layer, dropout, labels.

    The head starts at the labels' log-odds, so that the first loss is that of knowing how
    frequent each label is.
    """
    keras = load_keras()
    layers = keras.layers
    stack = [
        keras.Input((n_features,), name="features"),
        layers.Dropout(0.2, seed=_wrapped(seed)),
        layers.Dense(512, activation="relu", kernel_initializer=_glorot(seed + 1)),
        layers.Dropout(0.5, seed=_wrapped(seed + 2)),
        _head(len(label_shares), seed + 3),
    ]
    return _biased(keras.Sequential(stack, name="mlp"), label_shares)


def build_conv1d(n_steps: int, label_shares: Floats, *, seed: int) -> Any:
    """Signal, three halving convolutions, strongest and mean answer of each filter, labels."""
    keras = load_keras()
    layers = keras.layers
    signal = keras.Input((n_steps,), name="features")
    x = layers.Reshape((n_steps, 1))(signal)
    for place, filters in enumerate((32, 64, 128)):
        x = layers.Conv1D(filters, 7, padding="same", kernel_initializer=_glorot(seed + place))(x)
        x = layers.LayerNormalization()(x)
        x = layers.Activation("relu")(x)
        x = layers.MaxPooling1D(2, padding="same")(x)
    x = layers.Concatenate()([layers.GlobalMaxPooling1D()(x), layers.GlobalAveragePooling1D()(x)])
    x = layers.Dropout(0.3, seed=_wrapped(seed + 3))(x)
    model = keras.Model(signal, _head(len(label_shares), seed + 4)(x), name="conv1d")
    return _biased(model, label_shares)


def _head(n_labels: int, seed: int) -> Any:
    # float32 whatever the policy: in half precision a sigmoid is exactly 1 from 9 on
    return load_keras().layers.Dense(
        n_labels,
        activation="sigmoid",
        kernel_initializer=_glorot(seed),
        dtype="float32",
        name="labels",
    )


def _biased(model: Any, label_shares: Floats) -> Any:
    model.get_layer("labels").bias.assign(log_odds(label_shares).astype(np.float32))
    return model


def _glorot(seed: int) -> Any:
    return load_keras().initializers.GlorotUniform(seed=_wrapped(seed))


def _wrapped(seed: int) -> int:
    """The seed after the highest one is 0 again."""
    return seed % 2**32
