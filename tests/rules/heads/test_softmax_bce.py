"""A softmax head under binary cross-entropy."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, BINARIZED, CATEGORICAL, CCE, HEAD, LOSS, SEVERAL, found, model, told
from multihot.facts import Head, Loss, ModelFacts, Output, TargetFacts


@pytest.mark.parametrize("loss", [BCE, "binary_focal_crossentropy"])
def test_the_model_alone_tells(loss):
    (finding,) = found(model=model("softmax", 6, loss))
    assert (finding.rule, finding.severity) == ("softmax-bce", "error")
    assert finding.message == (
        "a softmax shares out one 1 among 6 labels, "
        "and binary cross-entropy asks whether each is there by itself"
    )
    assert finding.code == (
        'Dense(6, activation="sigmoid")\nmodel.compile(..., loss="binary_crossentropy")'
    )
    assert finding.place == HEAD


def test_multi_hot_targets_are_told_along():
    (finding,) = found(model=model("softmax", 3, BCE), targets=SEVERAL)
    assert finding.severity == "error"
    assert finding.message.startswith("2 of 4 rows carry two labels or more; a softmax shares")


@pytest.mark.parametrize("units", [2, None])
def test_two_classes_of_which_a_row_has_one_are_the_other_reading(units):
    (finding,) = found(model=model("softmax", units, BCE))
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if there are two classes and each row has exactly one"
    assert told(model=model("softmax", units, BCE), targets=BINARIZED) == [("softmax-bce", "error")]


def test_two_exclusive_classes_are_categorical_crossentropy_by_another_name():
    two = TargetFacts("one-hot", n_labels=2)
    assert found(model=model("softmax", 2, BCE), targets=two) == []
    assert found(model=model("softmax", None, BCE), targets=two) == []


def test_more_exclusive_classes_are_trained_fairly_and_judged_wrongly():
    (finding,) = found(model=model("softmax", 4, BCE), targets=CATEGORICAL)
    assert (finding.rule, finding.severity) == ("softmax-bce", "warning")
    assert finding.message.startswith("each row has exactly one of 4 classes (made by to_categ")
    assert finding.code == 'model.compile(..., loss="categorical_crossentropy")'
    assert finding.place == LOSS


def test_each_output_is_judged():
    wrong, right = Output(Head("softmax", units=4), Loss(BCE)), Output(Head("sigmoid"), Loss(BCE))
    assert told(model=ModelFacts((right, wrong))) == [("softmax-bce", "error")]


@pytest.mark.parametrize(("activation", "loss"), [("sigmoid", BCE), ("softmax", CCE), (None, BCE)])
def test_heads_and_losses_that_fit_are_left_alone(activation, loss):
    assert (
        found(model=model(activation, 4, loss), targets=None if loss == BCE else CATEGORICAL) == []
    )
