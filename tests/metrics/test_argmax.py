"""Accuracy of one label a row: whether the highest score is on the first true label."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import csr_array

from judged_cases import NAN, cases, stored
from multihot.metrics import argmax_accuracy


def test_by_hand():
    # right, right by the first of ties, wrong, and a row without labels that stands for column 0
    targets = [[0, 1, 1], [0, 1, 0], [1, 0, 1], [0, 0, 0]]
    scores = [[0.1, 0.9, 0.2], [0.3, 0.7, 0.7], [0.4, 0.1, 0.5], [0.6, 0.2, 0.6]]
    assert argmax_accuracy(targets, scores) == 3 / 4
    assert argmax_accuracy(targets, scores, sample_weight=[1, 1, 3, 0]) == 2 / 5


def test_a_row_without_labels_or_scores_stands_for_its_first_known_column():
    targets = [[NAN, NAN, 0, 0], [0, NAN, 0, 0], [NAN, NAN, NAN, NAN]]
    scores = np.array([[0.9, 0.8, 0, 0], [0, 0.8, 0.1, 0], [0.5, 0, 0, 0]])
    assert argmax_accuracy(targets, scores) == 1 / 2
    assert argmax_accuracy(targets, csr_array(scores)) == 1 / 2


@settings(max_examples=200)
@given(case=cases())
def test_it_is_whether_the_argmax_of_targets_and_scores_agree(case):
    right = case.truth.argmax(axis=1) == case.scores.argmax(axis=1)
    expected = np.average(right, weights=case.weights)
    for scores in (case.scores, csr_array(case.scores), stored(case.scores)):
        ours = argmax_accuracy(case.targets, scores, sample_weight=case.weights)
        assert ours == pytest.approx(expected, abs=1e-15)


@settings(max_examples=150)
@given(case=cases(unknown=True))
def test_where_targets_are_unknown_it_is_that_of_the_known_labels(case):
    judged = case.known.any(axis=1)
    right = [
        truth[known].argmax() == scores[known].argmax()
        for truth, scores, known in zip(case.truth, case.scores, case.known, strict=True)
        if known.any()
    ]
    weights = case.row_weights[judged]
    expected = np.average(right, weights=weights) if weights.sum() > 0 else NAN
    for scores in (case.scores, csr_array(case.scores), stored(case.scores)):
        ours = argmax_accuracy(case.targets, scores, sample_weight=case.weights)
        assert ours == pytest.approx(expected, abs=1e-15, nan_ok=True)


@pytest.mark.parametrize("form", [np.asarray, csr_array])
def test_more_rows_than_are_looked_at_at_once(form):
    rng = np.random.default_rng(3)
    targets, scores = rng.integers(0, 2, (3001, 120)), rng.random((3001, 120)).round(2)
    known = rng.random(targets.shape) < 0.9
    first_true = np.where(known, targets, 0).argmax(axis=1)
    expected = (first_true == np.where(known, scores, -1).argmax(axis=1)).mean()
    assert argmax_accuracy(np.where(known, targets, NAN), form(scores)) == expected
