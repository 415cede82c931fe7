"""A decision is score >= threshold, and thresholds belong to labels."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.errors import DataError, ShapeError
from multihot.thresholds import Thresholds


def test_a_score_at_the_threshold_is_a_yes():
    thresholds = Thresholds(np.array([0.5, 0.25, 1.0]))
    decisions = thresholds.decide([[0.5, 0.2499, 1.0], [0.4999, 0.25, 0.9999]])
    assert decisions.toarray().tolist() == [[1, 0, 1], [0, 1, 0]]
    assert decisions.dtype == np.int8
    assert decisions.nnz == 3


def test_a_threshold_of_0_always_gives_the_label_and_one_above_1_never():
    decisions = Thresholds(np.array([0.0, 1.5])).decide([[0, 0], [1, 1]])
    assert decisions.toarray().tolist() == [[1, 0], [1, 0]]


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
    "given", [float("nan"), [0.5, float("inf")], [[0.5, 0.5]]], ids=["nan", "inf", "two dimensions"]
)
def test_what_is_no_threshold_is_refused(given):
    with pytest.raises(DataError, match=r"finite numbers, one a label\n.*shape \(n_labels,\)"):
        Thresholds.of(given, n_labels=2)


def test_scores_of_another_number_of_labels_are_refused():
    message = r"scores of 3 labels, thresholds of 2\n.*chosen for these labels"
    with pytest.raises(ShapeError, match=message):
        Thresholds(np.array([0.3, 0.7])).decide([[0.1, 0.2, 0.3]])


def test_logits_are_refused_with_the_way_out():
    with pytest.raises(DataError, match=r"exp\(-logits\)"):
        Thresholds(np.array([0.3])).decide([[2.5]])
