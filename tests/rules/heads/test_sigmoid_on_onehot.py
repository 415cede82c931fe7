"""Sigmoids on rows that have exactly one label."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, BINARIZED, CATEGORICAL, HEAD, SEVERAL, SINGLE, found, model, told
from multihot.facts import TargetFacts
from multihot.facts.counting import decision_facts, score_facts, target_facts


def test_targets_at_hand_are_told_in_numbers():
    (finding,) = found(model=model("sigmoid", 3, BCE), targets=SINGLE)
    assert (finding.rule, finding.severity) == ("sigmoid-on-onehot", "warning")
    assert finding.message == (
        "each of 4 rows has exactly one of 3 classes, "
        "and 3 sigmoids may say yes to none of them or to several"
    )
    assert finding.code == (
        'Dense(3, activation="softmax")\nmodel.compile(..., loss="categorical_crossentropy")'
    )
    assert finding.place == HEAD


def test_evidence_of_a_script_is_quoted():
    (finding,) = found(model=model("sigmoid", None, BCE), targets=CATEGORICAL)
    assert finding.message.startswith(
        "each row has exactly one of 4 classes (made by to_categorical on line 7), and 4 sigmoids"
    )


def test_two_sigmoids_of_two_classes_do_no_harm():
    two = TargetFacts("one-hot", n_labels=2)
    assert told(model=model("sigmoid", 2, BCE), targets=two) == [("sigmoid-on-onehot", "note")]


@pytest.mark.parametrize("targets", [BINARIZED, SEVERAL, TargetFacts(), TargetFacts("column")])
def test_other_targets_are_left_alone(targets):
    assert found(model=model("sigmoid", None, BCE), targets=targets) == []


def test_one_sigmoid_is_for_two_classes_in_one_column():
    binarized = TargetFacts("one-hot", why="made by LabelBinarizer on line 7")
    assert found(model=model("sigmoid", 1, BCE), targets=binarized) == []


@pytest.mark.parametrize("loss", ["binary_focal_crossentropy", "custom", None])
def test_other_losses_are_chosen_knowingly(loss):
    assert found(model=model("sigmoid", 4, loss), targets=CATEGORICAL) == []


def test_targets_alone_are_noted():
    (finding,) = found(targets=SINGLE)
    assert (finding.rule, finding.severity) == ("sigmoid-on-onehot", "note")
    assert finding.message.startswith("each of 4 rows has exactly one of 3 classes: that is multi-")
    assert found(targets=SEVERAL) == []


def test_scores_that_share_out_one_are_right_for_them():
    truth = [[1, 0], [0, 1]]
    shared, free = score_facts(truth, [[0.75, 0.25], [0.5, 0.5]]), score_facts(truth, truth)
    assert found(targets=target_facts(truth), scores=shared) == []
    assert found(targets=target_facts(truth), scores=free) == []
    judged = score_facts(truth, [[0.75, 0.75], [0.25, 0.25]])
    assert told(targets=target_facts(truth), scores=judged) == [("sigmoid-on-onehot", "note")]


def test_one_decision_a_row_is_right_for_them():
    truth = [[1, 0], [0, 1]]
    one, several = (decision_facts(truth, given) for given in ([[1, 0], [1, 0]], [[1, 1], [1, 0]]))
    assert "sigmoid-on-onehot" not in dict(told(targets=target_facts(truth), decisions=one))
    found_of = dict(told(targets=target_facts(truth), decisions=several))
    assert found_of["sigmoid-on-onehot"] == "note"
