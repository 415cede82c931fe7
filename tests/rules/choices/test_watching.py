"""Callbacks that watch the wrong name, the wrong way, or the wrong rows."""

from __future__ import annotations

import pytest

from multihot.facts import (
    Arguments,
    Callback,
    Facts,
    Fit,
    Head,
    Keras,
    Loss,
    Metric,
    ModelFacts,
    Output,
)
from multihot.rules import Finding, judge
from multihot.rules.choices import RULES

AUC = Metric("auc", spelled="AUC()", name="auc")
F1 = Metric("f1_score", spelled='F1Score(average="micro")', name="f1_score")
OWN_F1 = Metric("custom", form="function", spelled="f1", name="f1", library="custom")
ACCURACY = Metric("accuracy", form="string", spelled="'accuracy'", name="accuracy")
UNNAMED = Metric("accuracy", form="string", spelled="'accuracy'")


def callback(kind="EarlyStopping", **arguments) -> Callback:
    return Callback(kind, Arguments(arguments))


def findings(*callbacks, metrics=(), keras=None, fit=None, **about) -> tuple[Finding, ...]:
    output = Output(Head(), Loss("binary_crossentropy"), tuple(metrics))
    fitted = Fit(**{"validated": True, "callbacks": callbacks, **(fit or {})})
    model = ModelFacts((output,), compiled=True, fits=(fitted,), keras=keras, **about)
    return judge(Facts(model=model), RULES)


def checkpoint(monitor: str, **arguments) -> Callback:
    return callback("ModelCheckpoint", monitor=monitor, save_best_only=True, **arguments)


def test_the_loss_and_a_mode_and_a_metric_of_keras_3_15_are_right():
    watching = (
        callback(),
        callback(monitor="val_auc"),
        callback("ReduceLROnPlateau", monitor="val_loss"),
        checkpoint("val_f1", mode="max"),
    )
    assert findings(*watching, metrics=[AUC, OWN_F1], keras=Keras("keras", (3, 15))) == ()


@pytest.mark.parametrize("kind", ["EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau"])
def test_a_function_of_the_user_goes_wrong_in_every_keras(kind):
    watching = callback(kind, monitor="val_f1", save_best_only=True)
    (finding,) = findings(watching, metrics=[OWN_F1])
    assert (finding.rule, finding.severity, finding.certainty) == (
        "monitor-mode",
        "error",
        "certain",
    )
    assert "Keras up to 2.6 takes the lowest for the best" in finding.message
    assert "Keras from 3.11 on stops with an error" in finding.message
    assert finding.code == f'{kind}(monitor="val_f1", mode="max")'


@pytest.mark.parametrize(
    ("keras", "told"),
    [
        (Keras("keras", (3, 5)), "Keras 3.5 takes the lowest for the best"),
        (Keras("tf.keras", (2, 8)), "TensorFlow 2.8 takes the lowest for the best"),
    ],
)
def test_a_checkpoint_keeps_the_lowest_auc_in_older_versions(keras, told):
    (finding,) = findings(checkpoint("val_auc"), metrics=[AUC], keras=keras)
    assert finding.severity == "error"
    assert finding.message == f"ModelCheckpoint goes by 'val_auc' without a mode: {told}"


def test_what_is_right_in_some_versions_is_possible_where_the_version_is_unknown():
    (finding,) = findings(checkpoint("val_auc"), metrics=[AUC])
    assert (finding.severity, finding.settles) == ("note", "right in 'Keras from 3.11 on'")


def test_tensorflow_2_18_may_have_any_keras_3():
    (finding,) = findings(checkpoint("val_auc"), metrics=[AUC], keras=Keras("tf.keras", (2, 18)))
    assert finding.message.endswith("Keras 3.0 to 3.10 takes the lowest for the best")
    assert finding.certainty == "possible"


@pytest.mark.parametrize("monitor", ["val_accuracy", "val_loss"])
def test_accuracy_and_the_loss_go_the_right_way_everywhere(monitor):
    assert findings(checkpoint(monitor), metrics=[ACCURACY]) == ()


@pytest.mark.parametrize("kind", ["EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau"])
@pytest.mark.parametrize(
    ("monitor", "mode", "told"),
    [
        ("val_auc", "min", "it takes the lowest for the best, and higher is better"),
        ("val_f1", "min", "it takes the lowest for the best, and higher is better"),
        ("val_accuracy", "min", "it takes the lowest for the best, and higher is better"),
        ("val_loss", "max", "it takes the highest for the best, and lower is better"),
        ("val_mse", "max", "it takes the highest for the best, and lower is better"),
    ],
)
def test_a_mode_that_goes_the_wrong_way_is_an_error(kind, monitor, mode, told):
    mse = Metric("mean_squared_error", form="string", spelled="'mse'", name="mse")
    watching = callback(kind, monitor=monitor, mode=mode, save_best_only=True)
    (finding,) = findings(watching, metrics=[AUC, OWN_F1, ACCURACY, mse])
    assert (finding.rule, finding.severity) == ("monitor-mode", "error")
    assert finding.message == f'{kind} goes by {monitor!r} with mode="{mode}": {told}'


def test_a_metric_of_the_user_may_be_one_that_should_fall_whatever_its_name():
    dice = Metric("custom", form="function", spelled="dice", name="dice", library="custom")
    (finding,) = findings(checkpoint("val_dice", mode="min"), metrics=[dice])
    assert (finding.severity, finding.settles) == (
        "note",
        "right if 'val_dice' is better when it is lower",
    )


@pytest.mark.parametrize(
    ("monitor", "mode", "certainty"),
    [
        ("val_precision_gap", "min", "possible"),
        ("val_precision_gap", "auto", "possible"),
        ("val_kind_accuracy", "min", "certain"),
    ],
)
def test_the_name_of_an_output_does_not_say_which_way_its_metric_goes(monitor, mode, certainty):
    fit = Fit(validated=True, callbacks=(callback(monitor=monitor, mode=mode),))
    outputs = (Output(name="kind"), Output(name="precision"))
    model = ModelFacts(outputs, compiled=True, fits=(fit,), keras=Keras("tf.keras", (2, 12)))
    (finding,) = judge(Facts(model=model), RULES)
    assert (finding.rule, finding.certainty) == ("monitor-mode", certainty)


def test_an_error_of_an_output_whatever_its_name_should_fall():
    fit = Fit(validated=True, callbacks=(callback(monitor="val_precision_mae", mode="min"),))
    outputs = (Output(name="kind"), Output(name="precision"))
    model = ModelFacts(outputs, compiled=True, fits=(fit,), keras=Keras("tf.keras", (2, 12)))
    assert judge(Facts(model=model), RULES) == ()


@pytest.mark.parametrize("mode", ["min", "max"])
def test_a_mode_on_a_metric_that_nobody_knows_is_right(mode):
    mine = Metric("custom", name="mine", library="custom", form="function")
    assert findings(checkpoint("val_mine", mode=mode), metrics=[mine]) == ()
    assert findings(checkpoint("val_f1_loss", mode=mode), metrics_known=False) == ()


def test_a_metric_that_nobody_knows_is_left_alone():
    mine = Metric("custom", name="mine", library="custom", form="function")
    assert findings(checkpoint("val_mine"), metrics=[mine]) == ()


def test_a_name_that_is_never_logged_is_an_error():
    (finding,) = findings(callback(monitor="val_f1", mode="max"), metrics=[F1, AUC])
    assert (finding.rule, finding.severity) == ("monitor-name", "error")
    assert finding.message == (
        "EarlyStopping watches 'val_f1'; logged are "
        "'auc', 'f1_score', 'loss', 'val_auc', 'val_f1_score', 'val_loss'"
    )
    assert finding.advice == "did you mean 'val_f1_score'?"
    assert finding.code == 'EarlyStopping(monitor="val_f1_score")'


def test_a_counter_in_the_name_of_a_metric_is_told():
    again = Metric("auc", spelled="AUC()", name="auc_1")
    (finding,) = findings(checkpoint("val_auc", mode="max"), metrics=[again])
    assert finding.advice == "did you mean 'val_auc_1'?"


def test_a_name_of_validation_without_validation_is_never_logged():
    (finding,) = findings(callback(), fit={"validated": False})
    assert finding.rule == "monitor-name"
    assert finding.message == (
        "EarlyStopping watches 'val_loss'; logged are 'loss'; fit has no validation rows"
    )


@pytest.mark.parametrize(
    "fit",
    [
        {"validated": None},
        {"all_callbacks_known": False},
        {"callbacks": (callback(monitor="val_f1", mode="max"), callback("custom"))},
    ],
)
def test_names_are_not_judged_where_others_may_be_logged(fit):
    watching = callback(monitor="val_f1", mode="max")
    assert findings(watching, metrics=[AUC], fit=fit) == ()
    assert findings(watching, metrics=[Metric(None)]) == ()
    assert findings(watching, metrics_known=False) == ()


def test_the_short_name_of_accuracy_depends_on_the_version():
    (finding,) = findings(callback(monitor="val_acc", mode="max"), metrics=[UNNAMED])
    assert (finding.rule, finding.severity) == ("monitor-name", "note")
    assert finding.settles == "right up to Keras 2.2, which logs 'accuracy' as 'acc'"
    assert findings(callback(monitor="val_accuracy", mode="max"), metrics=[UNNAMED]) == ()


def test_a_checkpoint_that_saves_every_epoch_watches_nothing():
    assert findings(callback("ModelCheckpoint", monitor="val_f1"), metrics=[AUC]) == ()


@pytest.mark.parametrize(("monitor", "mode"), [("loss", "min"), ("auc", "max")])
def test_an_epoch_that_is_chosen_on_the_training_rows_is_found(monitor, mode):
    (finding,) = findings(checkpoint(monitor, mode=mode), metrics=[AUC])
    assert (finding.rule, finding.severity) == ("monitor-train", "warning")
    assert finding.message == (
        f"ModelCheckpoint goes by '{monitor}' of the training rows, "
        f"though 'val_{monitor}' is logged"
    )


def test_the_training_loss_is_all_there_is_without_validation():
    assert findings(callback(monitor="loss"), fit={"validated": False}) == ()
    assert findings(callback(monitor="loss"), fit={"validated": None}) == ()
    assert findings(callback("ReduceLROnPlateau", monitor="loss")) == ()


def test_a_plateau_cannot_lower_a_schedule():
    (finding,) = findings(callback("ReduceLROnPlateau"), schedule=True)
    assert (finding.rule, finding.severity) == ("schedule-and-plateau", "error")


@pytest.mark.parametrize("schedule", [False, None])
def test_a_plateau_may_lower_a_plain_rate(schedule):
    assert findings(callback("ReduceLROnPlateau"), schedule=schedule) == ()
    assert findings(callback(), schedule=True) == ()


def scheduler(*, resets) -> Callback:
    return Callback("LearningRateScheduler", resets=resets)


def test_what_a_plateau_lowers_is_undone_by_a_scheduler():
    (finding,) = findings(scheduler(resets=True), callback("ReduceLROnPlateau"))
    assert (finding.rule, finding.severity) == ("schedule-and-plateau", "warning")
    assert finding.message == (
        "LearningRateScheduler sets the rate before each epoch, whatever it was: "
        "what ReduceLROnPlateau lowers at the end of one reaches no batch"
    )


def test_a_scheduler_of_which_nobody_knows_what_it_does_is_a_note():
    (finding,) = findings(scheduler(resets=None), callback("ReduceLROnPlateau"))
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if the schedule goes on from the rate it is given"


def test_a_scheduler_that_goes_on_from_the_lowered_rate_is_right():
    assert findings(scheduler(resets=False), callback("ReduceLROnPlateau")) == ()
    assert findings(scheduler(resets=True), callback()) == ()


def test_an_epoch_that_is_chosen_on_test_is_an_error():
    (finding,) = findings(callback(), fit={"validation_part": "test"})
    assert (finding.rule, finding.severity) == ("select-on-test", "error")
    assert finding.message == "'EarlyStopping' chooses the epoch by the test rows"


@pytest.mark.parametrize(
    ("part", "watching"),
    [
        ("validation", callback()),
        (None, callback()),
        ("test", callback("TensorBoard")),
        ("test", callback("ModelCheckpoint", monitor="val_loss")),
    ],
)
def test_test_rows_may_be_watched_if_nothing_is_chosen_by_them(part, watching):
    assert findings(watching, fit={"validation_part": part}) == ()
