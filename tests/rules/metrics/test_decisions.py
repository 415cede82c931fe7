"""What decisions, or what is said to be decisions, say about metrics."""

from __future__ import annotations

import ast
from itertools import product

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.metrics import accuracy_score, f1_score, recall_score

from multihot.facts import Facts
from multihot.facts.counting import decision_facts, target_facts
from multihot.rules import RULES, Finding, judge

NAN, INFINITE = float("nan"), float("inf")
TARGETS = np.array([[1, 0, 1], [0, 1, 1], [1, 0, 0], [0, 0, 1]])
SCORES = np.array([[0.9, 0.2, 0.7], [0.1, 0.8, 0.6], [0.7, 0.3, 0.2], [0.1, 0.2, 0.9]])


def found(decisions, targets=TARGETS, labels=None) -> list[Finding]:
    """Of all rules, but for those that judge targets alone."""
    facts = decision_facts(targets, decisions, labels=labels)
    findings = judge(Facts(targets=target_facts(targets), decisions=facts), RULES)
    for finding in findings:
        ast.parse(finding.code)
        assert (finding.certainty == "possible") == bool(finding.settles)
    return [finding for finding in findings if finding.place.name == "decisions"]


def finding_of(rule, decisions, targets) -> Finding:
    """The one finding of a rule, whatever else is found."""
    (finding,) = [each for each in found(decisions, targets) if each.rule == rule]
    return finding


def told(decisions, targets=TARGETS) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in found(decisions, targets)]


def test_scores_that_are_said_to_be_decisions_are_found():
    (finding,) = found(SCORES)
    assert (finding.rule, finding.severity) == ("unthresholded-scores", "error")
    assert finding.certainty == "certain"
    assert finding.message == (
        "12 of 12 cells are neither 0 nor 1, such as 0.9 in row 0, column 0; "
        "f1_score of scikit-learn raises \"Classification metrics can't handle a mix of "
        'multilabel-indicator and continuous-multioutput targets"'
    )
    assert finding.code == "decisions = decisions >= 0.5"
    assert "mh.choose_thresholds" in finding.advice
    assert finding.evidence == {"cells": 12, "undecided": 12, "row": 0, "column": 0}


def test_the_label_is_told_by_its_name():
    decisions = TARGETS.astype(float)
    decisions[2, 1] = 0.25
    (finding,) = found(decisions, labels=["love", "war", "peace"])
    assert finding.message.startswith(
        "1 of 12 cells are neither 0 nor 1, such as 0.25 in row 2, label 'war'; "
    )


def with_cell(value):
    return np.where(SCORES == 0.8, value, TARGETS)


@pytest.mark.filterwarnings("ignore:invalid value encountered in cast")  # of scikit-learn
@pytest.mark.parametrize("form", [np.asarray, csr_array])
@pytest.mark.parametrize(
    "decisions",
    [
        SCORES,
        SCORES * 9 - 4,
        TARGETS + TARGETS * (SCORES > 0.8),
        with_cell(NAN),
        with_cell(INFINITE),
        with_cell(-1),
        np.where(SCORES > 0.8, NAN, SCORES),
    ],
)
def test_scikit_learn_raises_what_is_quoted(form, decisions):
    (finding,) = found(form(decisions))
    quoted = finding.message.split('"')[1]
    with pytest.raises(ValueError, match="^" + quoted.replace("(", r"\(")):
        f1_score(TARGETS, form(decisions), average="macro")


def test_minus_1_among_sparse_decisions_is_a_third_value():
    (finding,) = found(csr_array(2 * TARGETS - 1))
    with pytest.raises(ValueError, match="multilabel-indicator and multiclass-multioutput"):
        f1_score(TARGETS, csr_array(2 * TARGETS - 1), average="macro")
    assert "multilabel-indicator and multiclass-multioutput" in finding.message


@pytest.mark.parametrize(
    ("decisions", "code"),
    [
        (2 * TARGETS - 1, "decisions = decisions == 1"),
        (255 * TARGETS, "decisions = decisions == 255"),
        (csr_array(255 * TARGETS), "decisions = decisions == 255"),
    ],
)
def test_two_values_pass_scikit_learn_in_silence(decisions, code):
    (finding,) = found(decisions)
    assert finding.severity == "error"
    assert finding.message.endswith(
        "; scikit-learn says nothing: f1_score takes every cell that is not 0 for a 1, "
        "and accuracy_score these 6 for wrong"
    )
    assert f1_score(TARGETS, decisions, average="micro") == f1_score(
        TARGETS, decisions != 0, average="micro"
    )
    assert accuracy_score(TARGETS, decisions) == 0
    assert finding.code == code
    mended = 2 * TARGETS - 1 == 1 if code.endswith("== 1") else 255 * TARGETS == 255
    assert f1_score(TARGETS, mended, average="micro") == 1


def test_logits_are_turned_into_probabilities_first():
    (finding,) = found(SCORES * 9 - 4)
    assert finding.code == "decisions = 1 / (1 + np.exp(-decisions)) >= 0.5"
    assert finding.advice.startswith("if they are logits")


def test_cells_that_are_no_numbers_are_looked_for():
    (finding,) = found(np.where(SCORES > 0.8, NAN, SCORES))
    assert "such as nan in row 0, column 0" in finding.message
    assert finding.code == "np.argwhere(~np.isfinite(decisions))"


def test_a_score_that_is_nearly_1_is_shown_as_it_is():
    (finding,) = found(with_cell(np.nextafter(1, 0)))
    assert "such as 0.9999999999999999 in row 1" in finding.message


@pytest.mark.parametrize(
    "targets", [np.where(SCORES > 0.8, NAN, TARGETS), 2 * TARGETS - 1, TARGETS[:, :1]]
)
def test_scikit_learn_is_not_quoted_where_targets_are_another_reason(targets):
    (finding,) = found(SCORES[:, : targets.shape[1]], targets)
    assert finding.rule == "unthresholded-scores"
    assert "scikit-learn" not in finding.message


@pytest.mark.parametrize("form", [np.asarray, csr_array])
@pytest.mark.parametrize("kind", [bool, np.uint8, np.float32])
def test_right_decisions_have_no_finding(form, kind):
    assert told(form(TARGETS.astype(kind))) == []


# 30 rows: 4 without labels, 10 with one, 11 with two, 5 with three
CARRIED = np.array(
    [[0, 0, 0, 0]] * 4
    + [[1, 0, 0, 0], [0, 0, 1, 0]] * 5
    + [[1, 1, 0, 0]] * 6
    + [[0, 0, 1, 1]] * 5
    + [[0, 1, 1, 1]] * 5
)
FIRST = np.eye(4, dtype=int)[CARRIED.argmax(axis=1)]


def test_one_decision_a_row_is_found_with_the_most_that_it_can_reach():
    targets = np.tile(CARRIED, (2, 1))
    decisions = np.tile(FIRST, (2, 1))
    finding = finding_of("argmax-decode", decisions, targets)
    assert (finding.severity, finding.certainty) == ("error", "certain")
    assert finding.message == (
        "each of 60 rows has exactly one decision, as of an argmax, also those without labels (8), "
        "with 2 (22), with more (10): micro recall .554, micro F1 .676 at most"
    )
    assert finding.code == "decisions = scores >= 0.5"
    assert recall_score(targets, decisions, average="micro") == pytest.approx(52 / 94)
    assert f1_score(targets, decisions, average="micro") == pytest.approx(2 * 52 / (60 + 94))
    assert finding.evidence["highest_recall"] == 52 / 94
    assert finding.evidence["highest_f1"] == 2 * 52 / (60 + 94)


def test_sparse_decisions_are_found_alike():
    targets = np.tile(CARRIED, (2, 1))
    decisions = csr_array(np.tile(FIRST, (2, 1)))
    finding = finding_of("argmax-decode", decisions, csr_array(targets))
    assert finding.evidence["several"] == 32


@pytest.mark.parametrize(
    "targets",
    [
        [[1, 1, 0], [0, 1, 1], [0, 0, 0]],
        [[1, 0, 1], [0, NAN, 0], [1, 1, 1]],
        [[NAN, 1, 1], [0, 1, NAN], [0, 0, 0]],
        [[0, 0, 0], [1, 0, 0], [0, 1, 0]],
    ],
)
def test_no_one_decision_a_row_reaches_more_than_is_told(targets):
    targets = np.array(targets, dtype=float)
    known = ~np.isnan(targets)
    reached = [(0.0, 0.0)]
    for chosen in product(range(3), repeat=3):
        decisions = np.eye(3, dtype=int)[list(chosen)]
        cells = targets[known], decisions[known]
        reached.append((recall_score(*cells), f1_score(*cells)))
    finding = finding_of("argmax-decode", np.eye(3, dtype=int), targets)
    recalls, f1s = zip(*reached, strict=True)
    assert finding.evidence["highest_recall"] == pytest.approx(max(recalls))
    assert finding.evidence["highest_f1"] == pytest.approx(max(f1s))


def test_on_few_rows_it_may_be_chance():
    finding = finding_of("argmax-decode", FIRST, CARRIED)
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == (
        "right if only the likeliest label of a row is wanted, or if thresholds gave each row one "
        "by chance"
    )


def test_where_further_labels_are_never_given_to_any_row_it_may_be_chance():
    # two labels exclude each other, and a third that many rows carry is never predicted
    targets = np.array([[1, 0, 1], [0, 1, 1], [1, 0, 0], [0, 1, 0]] * 30)
    decisions = targets * [1, 1, 0]
    assert told(decisions, targets) == [
        ("label-never-predicted", "warning"),
        ("argmax-decode", "note"),
    ]


def test_rows_without_labels_may_be_rows_that_nobody_labelled():
    targets = np.array([[1, 0], [0, 1], [0, 0]] * 30)
    decisions = np.array([[1, 0], [0, 1], [0, 1]] * 30)
    finding = finding_of("argmax-decode", decisions, targets)
    assert finding.severity == "note"
    assert finding.message == (
        "each of 90 rows has exactly one decision, as of an argmax, also those without labels "
        "(30): micro F1 .800 at most"
    )


@pytest.mark.parametrize(
    "decisions",
    [
        CARRIED,
        np.tile([1, 0, 0, 0], (30, 1)),
        np.where(np.arange(30)[:, None] == 7, 0, FIRST),
        np.where(np.arange(30)[:, None] == 7, 1, FIRST),
    ],
)
def test_none_or_several_decisions_in_a_row_or_one_label_for_all_are_no_argmax(decisions):
    assert "argmax-decode" not in [rule for rule, _ in told(decisions, CARRIED)]


def test_one_decision_a_row_is_right_where_each_row_has_one_label():
    targets = np.eye(4, dtype=int)[np.arange(60) % 4]
    assert told(np.roll(targets, 4, axis=0), targets) == []


def test_decisions_no_better_than_nothing_are_found():
    targets = np.zeros((20, 10), dtype=int)
    targets[:9, 4] = 1
    decisions = np.zeros_like(targets)
    decisions[:2, 4] = decisions[:3, 7] = 1
    finding = finding_of("binary-accuracy-baseline", decisions, targets)
    assert finding.severity == "warning"
    assert finding.message == ".950 of cells are right; predicting no label at all gets .955"


def test_decisions_that_beat_nothing_are_right():
    targets = np.zeros((20, 10), dtype=int)
    targets[:9, 4] = 1
    decisions = targets.copy()
    decisions[:3, 7] = 1
    assert told(decisions, targets) == []


def test_two_accuracies_of_decisions_that_are_far_apart_are_found():
    targets = np.tile([[1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0], [0, 1] * 6], (5, 1))
    decisions = targets.copy()
    decisions[:, 3] = 1 - decisions[:, 3]
    finding = finding_of("subset-vs-label-accuracy", decisions, targets)
    assert finding.message == (
        ".917 of cells are right (Keras's BinaryAccuracy) and .000 of rows "
        "(scikit-learn's accuracy_score)"
    )
    assert accuracy_score(targets, decisions) == 0
    assert finding.code == (
        "mh.metrics.label_accuracy(targets, decisions), "
        "mh.metrics.subset_accuracy(targets, decisions)"
    )


def test_labels_that_are_never_decided_are_listed():
    targets = np.array([[1, 1, 0], [1, 1, 0], [0, 1, 1], [1, 0, 1]])
    (finding,) = found(targets * [0, 1, 0], targets, labels=["love", "war", "peace"])
    assert (finding.rule, finding.severity) == ("label-never-predicted", "warning")
    assert finding.subject == "decisions"
    assert finding.message == (
        "2 of 3 labels are never predicted: 'love' (on 3 rows), 'peace' (on 2 rows)"
    )


def test_decisions_are_not_asked_for_what_only_scores_have():
    targets = (np.random.default_rng(3).random((400, 3)) < 0.4).astype(int)
    decisions = (np.random.default_rng(4).random((400, 3)) < 0.4).astype(int)
    of_scores = {"auc-on-binarised", "auc-quantised", "miscalibrated-label", "softmax-multihot"}
    assert not of_scores & {rule for rule, _ in told(decisions, targets)}
