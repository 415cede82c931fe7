"""A softmax head on rows that carry several labels."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from facts_by_hand import (
    BINARIZED,
    CATEGORICAL,
    CCE,
    HEAD,
    SEVERAL,
    SINGLE,
    SPARSE,
    found,
    model,
    told,
)
from multihot.facts import Head, Loss, ModelFacts, Output, TargetFacts
from multihot.facts.counting import score_facts, target_facts

# 3 rows of a softmax, and the truth, of which 2 rows have two labels
SHARED = [[0.5, 0.25, 0.25], [0.125, 0.75, 0.125], [0.0625, 0.0625, 0.875]]
TRUTH = [[1, 1, 0], [0, 1, 1], [0, 0, 1]]


def test_rows_with_several_labels_are_told_in_numbers():
    (finding,) = found(model=model("softmax", 3, CCE), targets=SEVERAL)
    assert (finding.rule, finding.severity) == ("softmax-multihot", "error")
    assert finding.message == (
        "2 of 4 rows carry two labels or more; a softmax puts at most one of 3 labels over .5"
    )
    assert finding.code == (
        'Dense(3, activation="sigmoid")\nmodel.compile(..., loss="binary_crossentropy")'
    )
    assert finding.place == HEAD


def test_evidence_of_a_script_is_quoted():
    (finding,) = found(model=model("softmax", None, CCE), targets=BINARIZED)
    assert finding.severity == "error"
    assert finding.message.startswith(
        "targets are multi-hot (made by MultiLabelBinarizer on line 7); a softmax puts"
    )
    assert finding.code.startswith('Dense(n_labels, activation="sigmoid")')


@pytest.mark.parametrize("loss", ["mean_squared_error", "kl_divergence", None])
def test_any_loss_but_those_with_a_rule_of_their_own(loss):
    assert told(model=model("softmax", 3, loss), targets=SEVERAL) == [("softmax-multihot", "error")]


def test_a_loss_of_the_users_own_may_want_a_ranking():
    (finding,) = found(model=model("softmax", 3, "custom"), targets=SEVERAL)
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if only the order of the labels in a row counts"


def test_rows_without_labels_may_be_meant_to_teach_nothing():
    none_or_one = target_facts([[1, 0, 0], [0, 0, 0], [0, 0, 1]])
    (finding,) = found(model=model("softmax", 3, CCE), targets=none_or_one)
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert "rows without any should teach nothing" in finding.settles
    assert finding.message.startswith("targets are multi-hot (1 of 3 rows have no label)")


@pytest.mark.parametrize("targets", [CATEGORICAL, SINGLE, TargetFacts("integer")])
def test_a_softmax_is_right_for_classes_that_exclude_each_other(targets):
    assert found(model=model("softmax", targets.n_labels, CCE), targets=targets) == []


def test_targets_that_nobody_can_tell_give_a_note():
    (finding,) = found(model=model("softmax", 20, CCE), targets=TargetFacts())
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if every row has exactly one label"
    assert told(model=model("softmax", None, CCE)) == [("softmax-multihot", "note")]


@pytest.mark.parametrize(("units", "loss"), [(2, CCE), (20, SPARSE), (20, None), (20, "custom")])
def test_most_softmax_code_of_unknown_targets_is_not_even_noted(units, loss):
    assert found(model=model("softmax", units, loss)) == []


def test_targets_of_several_outputs_are_told_apart_by_nobody():
    output = Output(Head("softmax", units=3), Loss(CCE))
    assert found(model=ModelFacts((output, output)), targets=SEVERAL) == []


def test_scores_of_a_softmax_are_known_by_their_sums():
    (finding,) = found(scores=score_facts(TRUTH, SHARED))
    assert (finding.rule, finding.severity) == ("softmax-multihot", "error")
    assert finding.message == (
        "each of 3 rows of scores sums to 1, as of a softmax, and 2 rows carry two labels "
        "or more: at most one score a row can pass .5"
    )
    assert finding.code.startswith('Dense(3, activation="sigmoid")')


@pytest.mark.parametrize(
    ("truth", "scores"),
    [
        ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], SHARED),
        (TRUTH, [*SHARED[:2], [0.5, 0.75, 0.875]]),
        (TRUTH, [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        (TRUTH, [[1.5, -0.5, 0], [0, 1, 0], [0, 0, 1]]),
        (TRUTH, csr_array([[0.5, 0.5, 0], [0, 1, 0], [0, 0, 1]])),
    ],
    ids=["one label a row", "one row of another sum", "decisions", "no shares", "sparse"],
)
def test_other_scores_are_not_of_a_softmax_that_is_wrong(truth, scores):
    rules = [finding.rule for finding in found(scores=score_facts(truth, scores))]
    assert "softmax-multihot" not in rules


def test_model_and_scores_of_one_softmax_are_told_once():
    case = {"model": model("softmax", 3, CCE), "scores": score_facts(TRUTH, SHARED)}
    assert told(**case, targets=target_facts(TRUTH)) == [("softmax-multihot", "error")]


def test_scores_in_half_precision_sum_to_one_nearly():
    scores = np.array(SHARED) + 0.0002
    assert told(scores=score_facts(TRUTH, scores)) == [("softmax-multihot", "error")]
