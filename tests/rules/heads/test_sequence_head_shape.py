"""Heads for each step, and targets for the row."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, BINARIZED, CATEGORICAL, CCE, HEAD, MSE, SEVERAL, SPARSE, found, model


def test_scores_for_each_step_against_targets_of_rows():
    (finding,) = found(model=model("sigmoid", 3, BCE, head={"rank": 3}), targets=SEVERAL)
    assert (finding.rule, finding.severity) == ("sequence-head-shape", "error")
    assert finding.message == "the head gives (rows, steps, 3), and targets are (rows, 3)"
    assert finding.code == (
        'x = keras.layers.GlobalAveragePooling1D()(x)\noutputs = Dense(3, activation="sigmoid")(x)'
    )
    assert finding.place == HEAD


def test_evidence_of_a_script_is_enough():
    (finding,) = found(model=model("softmax", 5, CCE, head={"rank": 3}), targets=BINARIZED)
    assert finding.rule == "sequence-head-shape"
    assert finding.message.endswith("targets are (rows, labels)")


def test_scores_for_each_pixel():
    (finding,) = found(model=model("sigmoid", 3, MSE, head={"rank": 4}), targets=SEVERAL)
    assert finding.message.startswith("the head gives (rows, steps, ..., 3), and targets")
    assert "GlobalAveragePooling2D" in finding.code


def test_a_head_of_unknown_width_may_give_one_score_a_step():
    (finding,) = found(model=model("sigmoid", None, BCE, head={"rank": 3}), targets=SEVERAL)
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if the head gives one score a step"


@pytest.mark.parametrize(
    ("units", "loss", "rank", "targets"),
    [
        (3, BCE, 2, SEVERAL),
        (3, BCE, None, SEVERAL),
        (1, BCE, 3, SEVERAL),
        (3, SPARSE, 3, SEVERAL),
        (4, CCE, 3, CATEGORICAL),
        (4, CCE, 3, None),
    ],
    ids=[
        "row-wise",
        "rank unknown",
        "one score a step",
        "a class number a step",
        "one-hot for each step",
        "targets unknown",
    ],
)
def test_shapes_that_may_fit_are_left_alone(units, loss, rank, targets):
    activation = "softmax" if "categorical" in loss else "sigmoid"
    assert found(model=model(activation, units, loss, head={"rank": rank}), targets=targets) == []
