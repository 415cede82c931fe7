"""A decision is score >= threshold, and thresholds belong to labels."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

import multihot as mh
from multihot.errors import DataError, ShapeError
from multihot.metrics import NEVER
from multihot.thresholds import Thresholds


def test_a_score_at_the_threshold_is_a_yes():
    thresholds = Thresholds(np.array([0.5, 0.25, 1.0]))
    decisions = thresholds.decide([[0.5, 0.2499, 1.0], [0.4999, 0.25, 0.9999]])
    assert decisions.toarray().tolist() == [[1, 0, 1], [0, 1, 0]]
    assert decisions.dtype == np.int8
    assert decisions.nnz == 3


def test_a_threshold_of_0_always_gives_the_label_and_infinity_never():
    for kind in (np.float32, np.float64):
        scores = np.array([[0, 0], [1, 1]], dtype=kind)
        decisions = Thresholds(np.array([0.0, np.inf])).decide(scores)
        assert decisions.toarray().tolist() == [[1, 0], [1, 0]]


@pytest.mark.parametrize("never", [np.inf, NEVER, np.nextafter(1, 2), np.float32(NEVER)])
def test_never_is_kept_as_the_number_above_1_that_json_can_hold(never):
    assert Thresholds.of([0.5, never], n_labels=2).values.tolist() == [0.5, NEVER]
    assert Thresholds.of(float(never), n_labels=1).values.tolist() == [NEVER]
    assert float(np.float32(NEVER)) == NEVER > 1


def test_what_an_earlier_version_wrote_above_1_is_never():
    kept = Thresholds.kept(np.array([0.25, 1.5, 1.0]), "f1_macro")
    assert (kept.values.tolist(), kept.metric) == ([0.25, NEVER, 1.0], "f1_macro")


def test_one_number_is_the_threshold_of_every_label():
    assert Thresholds.of(0.3, n_labels=2).values.tolist() == [0.3, 0.3]
    assert Thresholds.of(np.float32(0.5), n_labels=1).values.tolist() == [0.5]
    assert Thresholds.constant(1, n_labels=2).values.dtype == np.float64


def test_an_array_holds_the_threshold_of_each_label():
    assert Thresholds.of([0.3, 0.7], n_labels=2).values.tolist() == [0.3, 0.7]


def test_thresholds_stay_what_they_are():
    chosen = Thresholds(np.array([0.3, 0.7]), "f1_macro")
    assert Thresholds.of(chosen, n_labels=2) is chosen
    assert chosen.metric == "f1_macro"
    assert Thresholds.of(0.5, n_labels=2).metric == ""


@pytest.mark.parametrize("given", [[0.3, 0.7, 0.1], [0.5], Thresholds(np.array([0.5]))])
def test_another_number_of_thresholds_than_labels_is_refused(given):
    with pytest.raises(ShapeError, match=r"[13] thresholds for 2 labels\n.*one for each label"):
        Thresholds.of(given, n_labels=2)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (1.5, "1.5"),
        (50, "50"),
        (-0.2, "-0.2"),
        (np.float32(1.001), "1.001"),
        (float("nan"), "nan"),
        (-float("inf"), "-inf"),
        (None, "nan"),
        ([0.5, 1.5], "1.5 for label 1"),
        ([-0.2, 0.5], "-0.2 for label 0"),
        ("0.5", "the text '0.5'"),
        ([0.5, "0.25"], "the text '0.25'"),
        (True, "True or False"),
        ([0.5, True], "True or False"),
        (np.array([True, False]), "True or False"),
        (csr_array([[0.5, 0.5]]), "a sparse array"),
        ([[0.5, 0.5]], r"an array of shape \(1, 2\)"),
    ],
    ids=str,
)
def test_what_is_no_threshold_is_refused_with_its_value_and_the_way_out(given, told):
    message = rf"^thresholds: found {told} where thresholds.*\n.*\(n_labels,\); inf where"
    with pytest.raises(DataError, match=message):
        Thresholds.of(given, n_labels=2)


def test_thresholds_of_logits_are_of_scores():
    with pytest.raises(DataError, match=r"also where logits are given: 1 / \(1 \+ exp\(-logit"):
        mh.evaluate([[1, 0]], [[2.0, -1.0]], -0.2, from_logits=True)


@pytest.mark.parametrize("wrong", [1.5, -0.2, "0.5", True, [0.5, 1.5]])
def test_they_are_refused_wherever_they_are_taken(wrong):
    targets, scores = [[1, 0], [0, 1]], [[0.75, 0.25], [0.5, 0.125]]
    for take in (
        lambda: mh.evaluate(targets, scores, wrong),
        lambda: mh.identify(0.5, targets, scores, wrong),
        lambda: mh.EvaluationState.of(targets, scores, wrong),
        lambda: mh.audit(targets=targets, scores=scores, thresholds=wrong),
        lambda: mh.nn.metrics.F1(thresholds=wrong),
        lambda: mh.nn.AuditCallback(thresholds=wrong),
    ):
        with pytest.raises(DataError, match=r"^thresholds: found(.|\n)*inf where a label is never"):
            take()


def test_scores_of_another_number_of_labels_are_refused():
    message = r"scores of 3 labels, thresholds of 2\n.*chosen for these labels"
    with pytest.raises(ShapeError, match=message):
        Thresholds(np.array([0.3, 0.7])).decide([[0.1, 0.2, 0.3]])


def test_logits_are_refused_with_the_way_out():
    with pytest.raises(DataError, match=r"exp\(-logits\)"):
        Thresholds(np.array([0.3])).decide([[2.5]])
