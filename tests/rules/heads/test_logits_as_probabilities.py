"""Scores that are no probabilities."""

from __future__ import annotations

import pytest
from scipy.sparse import csr_array

from facts_by_hand import BCE, CCE, HEAD, LOSS, SPARSE, found, model, told
from multihot.facts import Fit
from multihot.facts.counting import score_facts

TRUTH = [[1, 0], [0, 1]]


def test_a_linear_head_under_a_loss_of_probabilities():
    (finding,) = found(model=model("linear", 6, BCE))
    assert (finding.rule, finding.severity) == ("logits-as-probabilities", "error")
    assert finding.message == (
        "the head has no activation and gives any real number; "
        "binary_crossentropy without from_logits cuts it off at 0 and 1"
    )
    assert finding.code == (
        "model.compile(..., loss=keras.losses.BinaryCrossentropy(from_logits=True))"
    )
    assert finding.place == LOSS


def test_a_head_whose_activation_gives_no_probabilities():
    (finding,) = found(model=model("tanh", 6, CCE, fits=(Fit(),)))
    assert finding.severity == "error"
    assert finding.message.startswith("the head has the activation tanh and gives numbers from -1")
    assert finding.code == 'Dense(6, activation="softmax")'
    assert finding.place == HEAD


def test_a_model_that_was_cut_off_may_be_compiled_and_never_trained():
    (finding,) = found(model=model("relu", 512, CCE))
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if the model is not trained"
    assert told(model=model("relu", 512, CCE, about={"live": True})) == [
        ("logits-as-probabilities", "error")
    ]


@pytest.mark.parametrize("loss", [BCE, CCE, SPARSE])
def test_a_loss_that_is_told_is_right(loss):
    assert found(model=model("linear", 6, loss, from_logits=True)) == []


@pytest.mark.parametrize(
    ("activation", "loss", "from_logits"),
    [
        ("linear", "hinge", False),
        ("linear", "custom", False),
        ("linear", BCE, None),
        ("custom", BCE, False),
        (None, BCE, False),
        ("sigmoid", BCE, False),
    ],
)
def test_what_is_not_known_or_fits_is_left_alone(activation, loss, from_logits):
    assert found(model=model(activation, 6, loss, from_logits=from_logits)) == []


@pytest.mark.parametrize("form", [list, csr_array])
def test_scores_outside_of_0_and_1_are_counted(form):
    (finding,) = found(scores=score_facts(TRUTH, form([[3.5, -2.25], [0.0, 0.5]])))
    assert (finding.rule, finding.severity) == ("logits-as-probabilities", "error")
    assert finding.message == (
        "2 of 4 scores lie outside [0, 1], from -2.25 to 3.5: they are no probabilities"
    )
    assert finding.code == "scores = 1 / (1 + np.exp(-scores))"


def test_probabilities_and_logits_cut_at_0_are_left_alone():
    assert found(scores=score_facts(TRUTH, [[0.75, 0.0], [1.0, 0.5]])) == []
    assert found(scores=score_facts(TRUTH, [[3.5, -2.25], [0.0, 0.5]], 0.0)) == []
