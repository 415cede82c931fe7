"""Heads that start at even chances on rare labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from facts_by_hand import BCE, CCE, HEAD, SEVERAL, found, model
from multihot.facts import Place
from multihot.facts.counting import target_facts
from multihot.nn import load_keras

keras = load_keras()

# 'war' is on 2 of 20 rows, 'love' on 1
RARE = np.zeros((20, 2))
RARE[:2, 0] = RARE[0, 1] = 1
UNSET = {"bias": "zeros"}


def test_the_loss_of_the_shares_is_told():
    (finding,) = found(model=model("sigmoid", 2, BCE, head=UNSET), targets=target_facts(RARE))
    assert (finding.rule, finding.severity) == ("head-bias-unset", "note")
    assert finding.message == (
        "a label is on 7.5% of the rows on average; "
        "the loss starts near 0.693, and their shares alone give 0.262"
    )
    assert finding.place == HEAD


def test_the_code_starts_the_head_at_the_shares():
    targets = replace(target_facts(RARE), place=Place(name="y"))
    (finding,) = found(model=model("sigmoid", 2, BCE, head=UNSET), targets=targets)
    names = {"keras": keras, "np": np, "Dense": keras.layers.Dense, "y": RARE}
    *start, head = finding.code.splitlines()
    exec("\n".join(start), names)
    dense = eval(head, names)
    scores = keras.Sequential([keras.Input((3,)), dense]).predict(np.zeros((1, 3)), verbose=0)
    assert scores == pytest.approx(np.array([[3 / 22, 2 / 22]]), abs=1e-6)


@pytest.mark.parametrize(
    ("activation", "loss", "head"),
    [
        ("sigmoid", BCE, {"bias": "set"}),
        ("sigmoid", BCE, {"bias": "none"}),
        ("sigmoid", BCE, {"bias": None}),
        ("softmax", CCE, {"bias": "zeros", "rank": 3, "units": None}),
    ],
)
def test_heads_that_start_elsewhere_are_left_alone(activation, loss, head):
    rules = found(model=model(activation, 2, loss, head=head), targets=target_facts(RARE))
    assert "head-bias-unset" not in {finding.rule for finding in rules}


def test_labels_that_are_not_rare_are_left_alone():
    assert found(model=model("sigmoid", 3, BCE, head=UNSET), targets=SEVERAL) == []


def test_labels_that_no_row_or_every_row_has_count_nothing():
    constant = target_facts(np.hstack([RARE, np.ones((20, 1)), np.zeros((20, 1))]))
    (finding,) = found(model=model("sigmoid", 4, BCE, head=UNSET), targets=constant)
    assert finding.message.endswith("their shares alone give 0.131")


def test_targets_that_were_not_counted_are_left_alone():
    unknown = target_facts(np.full((20, 2), np.nan))
    assert found(model=model("sigmoid", 2, BCE, head=UNSET), targets=unknown) == []
