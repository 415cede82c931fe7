"""An activation upon another."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, CATEGORICAL, CCE, HEAD, SEVERAL, found, model, told


@pytest.mark.parametrize(
    ("below", "lie", "severity"),
    [
        ("softmax", "from 0.5 to 0.731", "error"),
        ("sigmoid", "from 0.5 to 0.731", "error"),
        ("relu", "from 0.5 to 1", "error"),
        ("tanh", "from 0.269 to 0.731", "warning"),
    ],
)
def test_a_sigmoid_upon_another_has_a_part_of_its_range(below, lie, severity):
    (finding,) = found(model=model("sigmoid", 6, BCE, head={"below": (below,)}))
    assert (finding.rule, finding.severity) == ("stacked-activations", severity)
    assert finding.message == f"sigmoid upon {below}: scores can only lie {lie}"
    assert finding.code == 'Dense(6, activation="sigmoid")'
    assert finding.place == HEAD


def test_a_softmax_upon_a_softmax_cannot_be_sure():
    (finding,) = found(model=model("softmax", 10, CCE, head={"below": ("softmax", "relu")}))
    assert finding.message == "softmax upon softmax: scores can only lie from 0.039 to 0.232"
    (unknown,) = found(model=model("softmax", None, CCE, head={"below": ("sigmoid",)}))
    assert unknown.message.endswith("lie near one another")


@pytest.mark.parametrize(
    ("activation", "below"),
    [("sigmoid", ()), ("sigmoid", ("linear",)), ("softmax", ("relu",)), ("linear", ("softmax",))],
)
def test_one_activation_is_left_alone(activation, below):
    assert found(model=model(activation, 4, None, head={"below": below})) == []


@pytest.mark.parametrize(
    ("activation", "loss", "targets"),
    [
        ("softmax", CCE, SEVERAL),
        ("softmax", BCE, SEVERAL),
        ("sigmoid", CCE, SEVERAL),
        ("sigmoid", BCE, CATEGORICAL),
    ],
)
def test_what_else_is_wrong_with_the_head_waits(activation, loss, targets):
    stacked = model(activation, targets.n_labels, loss, head={"below": ("softmax",)})
    assert told(model=stacked, targets=targets) == [("stacked-activations", "error")]
