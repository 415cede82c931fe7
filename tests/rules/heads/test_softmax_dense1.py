"""A softmax of one score."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, CCE, HEAD, SEVERAL, found, model, told


@pytest.mark.parametrize("loss", [BCE, CCE, "mean_squared_error", None])
def test_it_is_told_once_whatever_the_loss(loss):
    (finding,) = found(model=model("softmax", 1, loss))
    assert (finding.rule, finding.severity) == ("softmax-dense1", "error")
    assert finding.message == "a softmax of 1 score is 1.0 for every row, whatever the input"
    assert finding.code == (
        'Dense(1, activation="sigmoid")\nmodel.compile(..., loss="binary_crossentropy")'
    )
    assert finding.place == HEAD


def test_targets_tell_how_wide_the_head_should_be():
    (finding,) = found(model=model("softmax", 1, BCE), targets=SEVERAL)
    assert finding.code.startswith('Dense(3, activation="sigmoid")')


@pytest.mark.parametrize(("activation", "units"), [("sigmoid", 1), ("softmax", None)])
def test_one_sigmoid_and_widths_that_are_not_known_are_left_alone(activation, units):
    assert found(model=model(activation, units)) == []


def test_a_softmax_along_steps_is_not_one_of_one():
    along = model("softmax", 1, head={"kind": "Softmax", "rank": 3})
    dense = model("softmax", 1, head={"rank": 3})
    assert found(model=along) == []
    assert told(model=dense) == [("softmax-dense1", "error")]
