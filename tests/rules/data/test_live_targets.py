"""What the pages say that Keras does with wrong targets is what the installed one does."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from multihot.nn.backend import load_keras

X = np.eye(4, dtype="float32").repeat(8, axis=0)
Y = np.array([[1, 0], [0, 1], [1, 1], [0, 0]]).repeat(8, axis=0)


def last_loss(targets) -> float:
    keras = load_keras()
    keras.utils.set_random_seed(0)
    layers = [keras.Input((4,)), keras.layers.Dense(2, activation="sigmoid")]
    model = keras.Sequential(layers)
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    return model.fit(X, targets, epochs=40, verbose=0).history["loss"][-1]


def column_of_arrays() -> np.ndarray:
    column = np.empty(len(Y), dtype=object)
    column[:] = list(Y)
    return column


@pytest.mark.parametrize(
    "targets",
    [
        Y.astype(object),
        column_of_arrays(),
        pd.DataFrame(Y).astype(object),
        pd.DataFrame(Y).astype("Int64"),
        np.array(["war"] * len(Y)),
    ],
)
def test_objects_nullable_columns_and_texts_are_refused(targets):
    with pytest.raises(ValueError, match="Invalid dtype"):
        last_loss(targets)


def test_one_unknown_target_makes_the_loss_nan():
    assert np.isnan(last_loss(np.where(np.arange(len(Y))[:, None] == 0, np.nan, Y)))


def test_minus_one_for_no_trains_in_silence_to_a_loss_below_0():
    assert last_loss(Y * 2 - 1) < 0
    assert last_loss(Y * 255) < 0
