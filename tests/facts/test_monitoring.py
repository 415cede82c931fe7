"""Which names a fit logs, and which of them callbacks watch."""

from __future__ import annotations

import pytest

from multihot.facts import UNKNOWN, Arguments, Callback, Fit, Loss, Metric, ModelFacts, Output
from multihot.facts.monitoring import better_higher, logged_names, metric_of, watched

AUC = Metric("auc", name="auc")


def model(*metrics: Metric, **about) -> ModelFacts:
    return ModelFacts((Output(loss=Loss(), metrics=metrics),), compiled=True, **about)


def test_names_are_logged_of_train_and_of_validation():
    logged = logged_names(model(AUC), Fit(validated=True))
    assert logged == {"loss", "auc", "val_loss", "val_auc", "lr", "learning_rate"}
    assert logged_names(model(AUC), Fit(validated=False)) == {"loss", "auc", "lr", "learning_rate"}


def test_a_word_whose_name_is_not_known_is_there_by_each_that_it_may_have():
    word = Metric("binary_accuracy", form="string", spelled="'acc'")
    logged = logged_names(model(word), Fit(validated=False))
    assert logged == {"loss", "acc", "accuracy", "binary_accuracy", "lr", "learning_rate"}
    assert metric_of(model(word), "val_accuracy") is word


@pytest.mark.parametrize(
    ("case", "fit"),
    [
        (ModelFacts((Output(),)), Fit(validated=True)),
        (model(metrics_known=False), Fit(validated=True)),
        (model(Metric("auc")), Fit(validated=True)),
        (model(), Fit()),
        (model(), Fit(validated=True, all_callbacks_known=False)),
        (model(), Fit(validated=True, callbacks=(Callback("custom"),))),
        (ModelFacts((Output(), Output()), compiled=True), Fit(validated=True)),
    ],
)
def test_names_are_not_known_where_there_may_be_others(case, fit):
    assert logged_names(case, fit) is None


def test_callbacks_watch_the_validation_loss_by_default():
    given = (
        Callback("EarlyStopping"),
        Callback("ReduceLROnPlateau", Arguments({"monitor": "loss"})),
        Callback("ModelCheckpoint", Arguments({"monitor": "val_auc", "save_best_only": True})),
        Callback("ModelCheckpoint", Arguments({"monitor": "val_auc"})),
        Callback("EarlyStopping", Arguments({"monitor": UNKNOWN})),
        Callback("TensorBoard"),
    )
    names = [name for _, name in watched(Fit(callbacks=given))]
    assert names == ["val_loss", "loss", "val_auc"]


@pytest.mark.parametrize("name", ["val_f1", "f1_m", "val_macro_auc", "mAP", "top_k_acc", "F1Score"])
def test_names_of_what_is_better_when_higher(name):
    assert better_higher(name)


@pytest.mark.parametrize("name", ["val_loss", "f1_loss", "mse", "map_error", "mine", "facts"])
def test_names_of_what_is_not_or_not_known_to_be(name):
    assert not better_higher(name)
