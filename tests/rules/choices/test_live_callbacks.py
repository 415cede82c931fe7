"""What the rules say of callbacks is what the installed Keras does, and is found in its models."""

from __future__ import annotations

from functools import partial

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


# Keras's callback reads the rate by what NumPy 2 calls deprecated
of_numpy_2 = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def rates(schedule):
    """What is told of it, and the rates of four epochs with a plateau from the second on."""
    callbacks, seen = load_keras().callbacks, []
    model = compiled([], 1.0)
    watching = callbacks.LambdaCallback(
        on_train_batch_begin=lambda *_, **__: seen.append(
            round(float(model.optimizer.learning_rate.value), 4)
        )
    )
    plateau = callbacks.ReduceLROnPlateau("loss", factor=0.1, patience=1, min_delta=1e3)
    setting = callbacks.LearningRateScheduler(schedule)
    given = {"x": X, "y": Y, "callbacks": [setting, plateau, watching], "batch_size": 32}
    told = {(each.rule, each.severity) for each in audit(model=model, fit=given)}
    model.fit(**given, epochs=4, verbose=0)
    return told, seen


def halved_every_other_epoch(epoch, learning_rate):
    return 0.5 if epoch < 2 else 0.25


def kept(epoch, learning_rate):
    return learning_rate


@of_numpy_2
def test_a_scheduler_undoes_what_a_plateau_lowered_before_a_batch_sees_it():
    told, seen = rates(halved_every_other_epoch)
    assert ("schedule-and-plateau", "warning") in told
    assert seen == [0.5, 0.5, 0.25, 0.25]


class Plan:
    def fixed(self, epoch):
        return 0.1 / (1 + epoch)

    def kept(self, epoch, learning_rate):
        return learning_rate * 0.9**epoch


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        (Plan().fixed, ["warning"]),
        (Plan().kept, []),
        (partial(halved_every_other_epoch, learning_rate=1.0), ["note"]),
    ],
)
def test_schedules_are_read_where_they_have_a_source(schedule, told):
    callbacks = load_keras().callbacks
    given = {
        "x": X,
        "y": Y,
        "callbacks": [
            callbacks.LearningRateScheduler(schedule),
            callbacks.ReduceLROnPlateau("loss"),
        ],
    }
    found = audit(model=compiled([]), fit=given, select=["schedule-and-plateau"])
    assert [each.severity for each in found] == told


@of_numpy_2
def test_a_scheduler_that_asks_for_the_rate_goes_on_from_a_lowered_one():
    told, seen = rates(kept)
    assert not [rule for rule, _ in told if rule == "schedule-and-plateau"]
    assert seen == [1.0, 1.0, 0.1, 0.01]


def test_a_mode_of_the_wrong_way_is_taken_as_it_is():
    keras = load_keras()
    stopping = keras.callbacks.EarlyStopping(monitor="val_auc", mode="min")
    told, fit = fitted(compiled([keras.metrics.AUC(multi_label=True, name="auc")]), stopping)
    assert ("monitor-mode", "error") in told
    fit()
    assert stopping.monitor_op is keras.ops.less


def test_an_epoch_that_is_chosen_by_the_training_loss_is_found():
    stopping = load_keras().callbacks.EarlyStopping(monitor="loss")
    told, _ = fitted(compiled([]), stopping)
    assert ("monitor-train", "warning") in told
