"""A sigmoid head under categorical cross-entropy."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, CATEGORICAL, CCE, LOSS, SEVERAL, SPARSE, found, model, told
from multihot.facts import TargetFacts


def test_the_model_alone_tells():
    (finding,) = found(model=model("sigmoid", 6, CCE))
    assert (finding.rule, finding.severity) == ("sigmoid-cce", "warning")
    assert finding.message == (
        "under categorical_crossentropy scores of a row are divided by their sum, "
        "and labels that are 0 are not looked at"
    )
    assert finding.code == 'model.compile(..., loss="binary_crossentropy")'
    assert finding.place == LOSS


def test_multi_hot_targets_are_told_along():
    (finding,) = found(model=model("sigmoid", 3, CCE), targets=SEVERAL)
    assert finding.message.startswith("2 of 4 rows carry two labels or more; under categorical")


@pytest.mark.parametrize(
    ("loss", "targets", "severity"),
    [
        (CCE, CATEGORICAL, "warning"),
        (SPARSE, TargetFacts("integer"), "note"),
        (SPARSE, None, "note"),
    ],
)
def test_classes_that_exclude_each_other_want_a_softmax(loss, targets, severity):
    (finding,) = found(model=model("sigmoid", 4, loss), targets=targets)
    assert finding.severity == severity
    assert finding.code == 'Dense(4, activation="softmax")'


def test_a_single_score_divided_by_itself_teaches_nothing():
    (finding,) = found(model=model("sigmoid", 1, CCE))
    assert "the loss is 0 from the start" in finding.message
    assert finding.code == 'model.compile(..., loss="binary_crossentropy")'


def test_the_loss_that_fits_is_left_alone():
    assert found(model=model("sigmoid", 6, BCE)) == []


def test_other_traps_of_the_same_lines_speak_for_themselves():
    assert told(model=model("sigmoid", 6, CCE, from_logits=True)) == [("double-sigmoid", "error")]
    assert told(model=model("sigmoid", 3, SPARSE), targets=SEVERAL) == [
        ("sparse-cce-multihot", "error")
    ]
