"""What numbers of scores and targets say about metrics."""

from __future__ import annotations

import numpy as np
import pytest

import multihot as mh
from metrics_by_hand import found, told
from multihot.facts import ScoreFacts

NAN = float("nan")
TARGETS = np.array([[1, 0, 1], [0, 1, 0], [1, 1, 0], [0, 0, 1]])
SCORES = np.array([[0.9, 0.2, 0.8], [0.1, 0.7, 0.3], [0.6, 0.8, 0.2], [0.4, 0.1, 0.9]])


def facts(targets, scores, **more) -> ScoreFacts:
    return ScoreFacts(np.asarray(targets), np.asarray(scores), **more)


def finding_of(rule, scores: ScoreFacts):
    """The one finding of a rule, whatever else is found."""
    (finding,) = [each for each in found(scores=scores) if each.rule == rule]
    return finding


def rare(n_rows: int, n_labels: int, seed: int = 0):
    """Targets of 3 % ones, and scores that know a little of them."""
    rng = np.random.default_rng(seed)
    targets = (rng.random((n_rows, n_labels)) < 0.03).astype(int)
    targets[:1] = 1
    scores = rng.random((n_rows, n_labels)) + 0.6 * targets
    return targets, scores / 2


def test_good_scores_have_no_finding():
    assert told(scores=facts(TARGETS, SCORES)) == []


def test_scores_that_are_decisions_are_found():
    decisions = (SCORES > 0.65).astype(int)
    finding = finding_of("auc-on-binarised", facts(TARGETS, decisions))
    assert finding.severity == "error"
    assert finding.message == (
        "all 12 scores are 0 and 1: decisions, of which areas under curves, ranks and log loss "
        "tell little"
    )


def test_scores_that_all_say_the_same_are_decisions_too():
    finding = finding_of("auc-on-binarised", facts(TARGETS, np.full((4, 3), 0.5)))
    assert finding.message.startswith("all 12 scores are 0.5: decisions")


def test_cells_no_better_than_nothing_are_found():
    targets, scores = rare(100, 5)
    scores = np.where(scores > 0.48, 0.9, scores / 2)
    (finding, *_) = found(scores=facts(targets, scores))
    assert (finding.rule, finding.severity) == ("binary-accuracy-baseline", "warning")
    assert finding.message == (".956 of cells are right; predicting no label at all gets .966")


def test_two_accuracies_far_apart_are_found():
    targets = np.tile([[1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0], [0, 1] * 6], (5, 1))
    scores = np.abs(targets - 0.1)
    scores[:, 3] = 1 - scores[:, 3]
    finding = finding_of("subset-vs-label-accuracy", facts(targets, scores))
    assert finding.severity == "warning"
    assert finding.message == (
        ".917 of cells are right (Keras's BinaryAccuracy) and .000 of rows "
        "(scikit-learn's accuracy_score)"
    )


def test_labels_without_a_curve_are_listed_with_both_means():
    targets = np.column_stack([TARGETS, [0, 0, 0, 0], [1, 1, 1, 1]])
    scores = np.column_stack([SCORES, [0.1, 0.3, 0.2, 0.4], [0.9, 0.7, 0.8, 0.6]])
    finding = finding_of("auc-empty-label", facts(targets, scores, labels=tuple("abcde")))
    assert finding.severity == "warning"
    assert finding.message == (
        "2 of 5 labels have no ROC curve: 'd', 'e'; "
        "counted as 0, as Keras does, the mean is .600, of the others 1.000"
    )


def test_unknown_targets_are_no_kind_of_their_own():
    targets = np.column_stack([TARGETS, [1, 1, NAN, NAN]])
    scores = np.column_stack([SCORES, [0.9, 0.7, 0.8, 0.6]])
    finding = finding_of("auc-empty-label", facts(targets, scores))
    assert finding.message.startswith("1 of 4 labels have no ROC curve")
    assert "column 3" in finding.message


def test_an_area_that_keras_has_far_off_is_found():
    targets, scores = rare(400, 4)
    finding = finding_of("auc-quantised", facts(targets, scores / 50))
    assert finding.severity == "warning"
    assert finding.message == (
        "Keras's AUC(multi_label=True) says .920 with its 200 even thresholds; "
        "the exact area is .936"
    )


def test_the_far_off_area_is_what_live_keras_says():
    from multihot.nn.backend import load_keras

    targets, scores = rare(400, 4)
    finding = finding_of("auc-quantised", facts(targets, scores / 50))
    live = load_keras().metrics.AUC(multi_label="macro" in finding.subject)
    live.update_state(targets, scores / 50)
    assert float(live.result()) == pytest.approx(finding.evidence["keras"], abs=1e-6)


def test_a_label_without_a_curve_is_no_matter_of_bins():
    targets = np.column_stack([TARGETS, [0, 0, 0, 0]])
    scores = np.column_stack([SCORES, [0.1, 0.3, 0.2, 0.4]])
    assert "auc-quantised" not in [rule for rule, _ in told(scores=facts(targets, scores))]


def test_labels_without_a_curve_are_left_out_where_bins_are_compared():
    from multihot.nn.backend import load_keras

    targets, scores = rare(400, 4)
    six = np.column_stack([targets, np.zeros(400, int), np.ones(400, int)])
    finding = finding_of("auc-quantised", facts(six, scores[:, [0, 1, 2, 3, 0, 1]] / 50))
    assert finding.message == (
        "of the 4 labels with a curve, Keras's AUC(multi_label=True) says .920 with its 200 even "
        "thresholds; the exact area is .936"
    )
    live = load_keras().metrics.AUC(multi_label=True)
    live.update_state(targets, scores / 50)
    assert float(live.result()) == pytest.approx(finding.evidence["keras"], abs=1e-6)


def test_bins_of_cells_of_which_no_label_has_a_curve_are_compared_together():
    targets = np.tile([[1, 0, 0, 0]], (50, 1))
    scores = np.tile([[0.0022, 0.0014, 0.0024, 0.0018]], (50, 1))
    finding = finding_of("auc-quantised", facts(targets, scores))
    assert finding.message == (
        "Keras's AUC() says .500 with its 200 even thresholds; the exact area is .667"
    )


def test_an_empty_label_is_told_once_by_each_rule_in_words_of_its_own():
    targets = np.column_stack([np.tile(TARGETS, (5, 1)), np.zeros(20, int)])
    scores = np.column_stack([np.tile(SCORES, (5, 1)), np.full(20, 0.1)])
    findings = mh.audit(targets=targets, scores=scores)
    assert {each.rule: each.message for each in findings if "column 3" in each.message} == {
        "auc-empty-label": "1 of 4 labels have no ROC curve: 'column 3'; counted as 0, as Keras "
        "does, the mean is .750, of the others 1.000",
        "constant-label": "on no row of targets: 'column 3'",
    }


def test_scores_that_are_no_probabilities_are_left_alone():
    assert told(scores=facts(TARGETS, SCORES * 8 - 4)) == []


def test_areas_of_unknown_targets_are_not_compared_with_keras():
    targets, scores = rare(400, 4)
    unknown = targets.astype(float)
    unknown[0, 0] = NAN
    rules = [rule for rule, _ in told(scores=facts(unknown, scores / 50))]
    assert rules == ["binary-accuracy-baseline"]
