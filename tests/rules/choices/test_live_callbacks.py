"""What the rules say of callbacks is what the installed Keras does, and is found in its models."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.auditing import audit
from multihot.nn.backend import load_keras

X = np.random.default_rng(0).normal(size=(32, 4)).astype("float32")
Y = np.tile([[1.0, 0, 1], [0, 1, 1], [1, 1, 0], [0, 0, 1]], (8, 1)).astype("float32")


def compiled(metrics, rate=1e-3):
    keras = load_keras()
    layers = [keras.Input((4,)), keras.layers.Dense(3, activation="sigmoid")]
    model = keras.Sequential(layers)
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy", metrics=metrics)
    return model


def fitted(model, callback):
    keep = {"x": X, "y": Y, "validation_data": (X, Y), "callbacks": [callback]}
    told = {(each.rule, each.severity) for each in audit(model=model, fit=keep)}
    return told, lambda: model.fit(**keep, epochs=3, verbose=0)


def f1(y_true, y_pred):
    return load_keras().ops.mean(y_true * y_pred)


def test_a_function_has_no_direction_and_training_stops_with_an_error():
    stopping = load_keras().callbacks.EarlyStopping(monitor="val_f1")
    told, fit = fitted(compiled([f1]), stopping)
    assert ("monitor-mode", "error") in told
    with pytest.raises(ValueError, match="mode='max'"):
        fit()


def test_a_metric_of_keras_has_one_and_is_raised():
    keras = load_keras()
    stopping = keras.callbacks.EarlyStopping(monitor="val_auc")
    told, fit = fitted(compiled([keras.metrics.AUC(multi_label=True, name="auc")]), stopping)
    assert not {rule for rule, _ in told if rule.startswith("monitor")}
    fit()
    assert stopping.monitor_op is keras.ops.greater


def test_a_name_that_is_not_logged_is_only_warned_of():
    keras = load_keras()
    stopping = keras.callbacks.EarlyStopping(monitor="val_f1", mode="max", patience=0)
    told, fit = fitted(compiled([keras.metrics.AUC(multi_label=True, name="auc")]), stopping)
    assert ("monitor-name", "error") in told
    with pytest.warns(UserWarning, match="val_f1"):
        history = fit()
    assert len(history.epoch) == 3


def test_a_schedule_cannot_be_lowered_at_a_plateau():
    keras = load_keras()
    schedule = keras.optimizers.schedules.ExponentialDecay(1e-3, 10, 0.9)
    plateau = keras.callbacks.ReduceLROnPlateau(patience=1, min_delta=10.0)
    told, fit = fitted(compiled([], schedule), plateau)
    assert ("schedule-and-plateau", "error") in told
    with pytest.raises(TypeError, match="LearningRateSchedule"):
        fit()


def test_an_epoch_that_is_chosen_by_the_training_loss_is_found():
    stopping = load_keras().callbacks.EarlyStopping(monitor="loss")
    told, _ = fitted(compiled([]), stopping)
    assert ("monitor-train", "warning") in told
