"""Heads that are not as wide as the targets."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, CATEGORICAL, HEAD, MSE, SEVERAL, SPARSE, found, model, told
from multihot.facts import TargetFacts


def test_one_score_against_all_columns_is_silent_under_a_mean():
    (finding,) = found(model=model("sigmoid", 1, MSE), targets=SEVERAL)
    assert (finding.rule, finding.severity) == ("head-width", "error")
    assert finding.message == (
        "the head gives 1 score a row, and targets have 3 columns: "
        "mean_squared_error compares the one with all of the others, in silence"
    )
    assert finding.code == 'Dense(3, activation="sigmoid")'
    assert finding.place == HEAD


def test_all_scores_against_one_column_are_silent_too():
    column = TargetFacts("column", n_labels=1)
    (finding,) = found(model=model("linear", 4, MSE), targets=column)
    assert finding.message.startswith("the head gives 4 scores a row, and targets have 1 column:")
    assert finding.code == 'Dense(1, activation="linear")'


@pytest.mark.parametrize(("units", "loss"), [(1, BCE), (2, BCE), (5, MSE)])
def test_other_differences_stop_fit(units, loss):
    (finding,) = found(model=model("sigmoid", units, loss), targets=SEVERAL)
    assert finding.severity == "error"
    assert finding.message.endswith("fit stops with an error about shapes")


def test_a_loss_of_the_users_own_may_take_such_targets():
    (finding,) = found(model=model("sigmoid", 2, "custom"), targets=SEVERAL)
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if the loss takes targets of that shape"


@pytest.mark.parametrize(
    ("units", "loss", "targets"),
    [
        (3, BCE, SEVERAL),
        (None, BCE, SEVERAL),
        (4, "categorical_crossentropy", CATEGORICAL),
        (10, SPARSE, TargetFacts("integer", n_labels=1)),
        (10, SPARSE, TargetFacts("column", n_labels=1)),
        (10, MSE, TargetFacts("integer", n_labels=1)),
        (1, BCE, TargetFacts("column")),
        (5, BCE, TargetFacts("multi-hot")),
    ],
)
def test_widths_that_are_equal_or_not_known_are_left_alone(units, loss, targets):
    activation = "softmax" if "categorical" in loss else "sigmoid"
    assert found(model=model(activation, units, loss), targets=targets) == []


def test_heads_for_each_step_and_softmax_of_one_have_rules_of_their_own():
    steps = model("sigmoid", 5, BCE, head={"rank": 3})
    assert told(model=steps, targets=SEVERAL) == [("sequence-head-shape", "error")]
    alone = model("softmax", 1, BCE)
    assert told(model=alone, targets=SEVERAL) == [("softmax-dense1", "error")]
