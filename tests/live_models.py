"""Live Keras models in a line each: heads, losses, metrics, fits; and targets for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from multihot.nn import load_keras, metrics

keras = load_keras()
layers, losses, ops = keras.layers, keras.losses, keras.ops
callbacks, theirs = keras.callbacks, keras.metrics
Dense = layers.Dense
N_FEATURES, N_LABELS = 6, 4

# makes a model, compiled, with what `fit` is given beside y
Maker: TypeAlias = Callable[[], tuple[Any, dict[str, Any]]]

rng = np.random.default_rng(0)
SEVERAL = (rng.random((400, N_LABELS)) < 0.4).astype("float32")
SEVERAL[SEVERAL.sum(axis=1) == 0, 0] = 1  # a row without labels is another trap
RARE = (rng.random((4_000, N_LABELS)) < 0.02).astype("float32")
ONE_EACH = np.eye(N_LABELS, dtype="float32")[rng.integers(0, N_LABELS, 400)]
NEVER = SEVERAL * np.array([1, 1, 1, 0], dtype="float32")
NEVER[NEVER.sum(axis=1) == 0, 0] = 1
CLASSES = ONE_EACH.argmax(axis=1)


def stack(*given: Any) -> Any:
    return keras.Sequential([keras.Input((N_FEATURES,)), *given])


def model(
    *head: Any, loss: Any = "binary_crossentropy", optimizer: Any = "adam", **how: Any
) -> Maker:
    """A maker of the compiled model, of fresh layers each time it is called."""
    fit = how.pop("fit", {})

    def make() -> tuple[Any, dict[str, Any]]:
        made = stack(*(each() if callable(each) else each for each in head or (sigmoid,)))
        given = {word: [of() for of in how[word]] for word in how}
        made.compile(optimizer() if callable(optimizer) else optimizer, loss, **given)
        return made, {word: value() for word, value in fit.items()}

    return make


def sigmoid() -> Any:
    return Dense(N_LABELS, activation="sigmoid")


def softmax() -> Any:
    return Dense(N_LABELS, activation="softmax")


def linear() -> Any:
    return Dense(N_LABELS)


def of_width(units: int, activation: str = "sigmoid", **how: Any) -> Callable[[], Any]:
    return lambda: Dense(units, activation=activation, **how)


def given(value: Any) -> Callable[[], Any]:
    return lambda: value


def sequences(return_sequences: bool) -> Maker:
    def make() -> tuple[Any, dict[str, Any]]:
        recurrent = layers.LSTM(3, return_sequences=return_sequences)
        made = keras.Sequential([keras.Input((5, N_FEATURES)), recurrent, sigmoid()])
        made.compile("adam", "binary_crossentropy")
        return made, {}

    return make


def recall_m(y_true, y_pred):
    hits = ops.sum(ops.round(ops.clip(y_true * y_pred, 0, 1)))
    return hits / (ops.sum(y_true) + keras.backend.epsilon())


def row_recall(y_true, y_pred):
    hits = ops.sum(y_true * ops.cast(y_pred >= 0.5, "float32"), axis=-1)
    return hits / (ops.sum(y_true, axis=-1) + keras.backend.epsilon())


def deaf(y_true, y_pred):
    y_true = ops.ones_like(y_true)
    return ops.mean(ops.abs(y_true - y_pred))


def mean_score(y_true, y_pred):
    return ops.mean(y_pred)


def scheduled() -> Any:
    return keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, 1_000))


def auc_of_labels() -> Any:
    return theirs.AUC(multi_label=True, num_labels=N_LABELS)


def half(**how: Any) -> Callable[[], Any]:
    return lambda: Dense(N_LABELS, activation="sigmoid", **how)


def log_odds() -> Any:
    share = float(RARE.mean())
    return keras.initializers.Constant(np.log(share / (1 - share)))


def watched(monitor: str, **how: Any) -> dict[str, Callable[[], Any]]:
    return {
        "callbacks": lambda: [callbacks.EarlyStopping(monitor, **how)],
        "validation_split": given(0.1),
    }


BCE_OF_LOGITS = losses.BinaryCrossentropy(from_logits=True)
MULTI_CLASS = {"loss": "categorical_crossentropy"}
F1 = metrics.F1
# TensorFlow takes the logits back from the sigmoid, and warns
UPON_SIGMOID = "warning" if keras.backend.backend() == "tensorflow" else "error"
ROWS = {"sample_weight": given(np.ones(400))}
