"""Heads in half precision."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, HEAD, found, model


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_probabilities_in_half_precision(dtype):
    (finding,) = found(model=model("sigmoid", 6, BCE, head={"dtype": dtype}))
    assert (finding.rule, finding.severity) == ("half-precision-head", "warning")
    assert finding.message == (
        f"sigmoid in {dtype}: a logit of 9 is already a probability of exactly 1, "
        "and the loss is capped near 16"
    )
    assert finding.code == 'Dense(6, activation="sigmoid", dtype="float32")'
    assert finding.place == HEAD


def test_an_activation_of_its_own_is_named():
    half = model("sigmoid", 6, BCE, head={"dtype": "float16", "kind": "Activation"})
    (finding,) = found(model=half)
    assert finding.code == 'Activation("sigmoid", dtype="float32")'


@pytest.mark.parametrize("dtype", ["float32", None])
def test_full_and_unknown_precision_are_left_alone(dtype):
    assert found(model=model("sigmoid", 6, BCE, head={"dtype": dtype})) == []


def test_logits_in_half_precision_are_left_alone():
    logits = model("linear", 6, BCE, from_logits=True, head={"dtype": "float16"})
    assert found(model=logits) == []
