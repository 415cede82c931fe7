"""Measures in which a rare label counts more are those of the extreme classification repository."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judged_cases import NAN, cases
from multihot.metrics import propensities, ps_ndcg_at_k, ps_precision_at_k

MEASURES = {"ps_precision": ps_precision_at_k, "ps_ndcg": ps_ndcg_at_k}
CHANCES = np.array([0.5, 0.25, 0.8, 1, 0.3, 0.6])
every_measure = pytest.mark.parametrize("name", MEASURES)


def gathered(name: str, worths: list[float], k: int) -> float:
    """What labels in the order of their places are worth; 0 for a label that is not true."""
    n_true = sum(worth > 0 for worth in worths)
    if name == "ps_precision" or not n_true:
        return sum(worths[:k]) / k
    most = sum(1 / np.log2(2 + place) for place in range(min(k, n_true)))
    return sum(worth / np.log2(2 + place) for place, worth in enumerate(worths[:k])) / most


def by_slow_loops(name: str, case, chances, k: int) -> float:
    """Ratio of two sums over rows: what is gathered, in the mean of tied orders, and the best."""
    sums = np.zeros(2)
    for weight, targets, scores in zip(case.row_weights, case.targets, case.scores, strict=True):
        known = np.flatnonzero(~np.isnan(targets)).tolist()
        worth = np.nan_to_num(targets) / chances
        allowed = [
            [worth[place] for place in order]
            for order in permutations(known)
            if all(scores[a] >= scores[b] for a, b in pairwise(order))
        ]
        sums[0] += weight * np.mean([gathered(name, each, k) for each in allowed])
        sums[1] += weight * gathered(name, sorted(worth[known], reverse=True), k)
    return sums[0] / sums[1] if sums[1] else NAN


def test_propensities_by_hand():
    # ln 1000 - 1 = 5.907755; (1.5 + 1)^0.55 = 1.655263
    scale = 5.907755 * 1.655263
    by_hand = [1 / (1 + scale * 2.5**-0.55), 1 / (1 + scale * 101.5**-0.55)]
    assert propensities(np.array([1.0, 100.0]), 1000) == pytest.approx(by_hand, rel=1e-6)
    wiki = 1 / (1 + 5.907755 * 1.4**0.5 / 100.4**0.5)
    assert propensities(np.array([100.0]), 1000, a=0.5, b=0.4) == pytest.approx([wiki], rel=1e-6)


def test_with_very_few_rows_every_propensity_is_one():
    assert propensities(np.array([0.0, 2.0]), 2).tolist() == [1, 1]
    assert propensities(np.array([0.0]), 0).tolist() == [1]


def test_by_hand():
    # worth 2, 4 and 1.25; the first row finds the 4 of 4 + 2, the second nothing of 1.25
    targets, scores = [[1, 1, 0], [0, 0, 1]], [[0.1, 0.8, 0.3], [0.9, 0.5, 0.2]]
    options = {"propensities": CHANCES[:3], "k": 2}
    ours = ps_precision_at_k(targets, scores, **options)
    assert ours == pytest.approx(4 / (4 + 2 + 1.25))
    both = 1 + 1 / np.log2(3)
    best = (4 + 2 / np.log2(3)) / both + 1.25
    assert ps_ndcg_at_k(targets, scores, **options) == pytest.approx(4 / both / best)


@every_measure
@settings(max_examples=50)
@given(case=cases(max_rows=3, max_labels=5, unknown=True), k=st.integers(1, 6))
def test_it_is_that_of_slow_loops_over_every_order_of_tied_labels(name, case, k):
    chances = CHANCES[: case.targets.shape[1]]
    options = {"propensities": chances, "k": k, "sample_weight": case.weights}
    expected = by_slow_loops(name, case, chances, k)
    judged = case.known.any(axis=1)
    lost = int((case.truth[judged].sum(axis=1) == 0).sum())
    there = case.row_weights[judged].sum() > 0
    for undefined in ("zero", "drop", "nan"):
        ours = MEASURES[name](case.targets, case.scores, undefined=undefined, **options)
        wanted = np.nan_to_num(expected) if undefined == "zero" and there else expected
        assert ours == pytest.approx(wanted, abs=1e-12, nan_ok=True)
        assert ours.n_undefined == (lost if there else 1)


@every_measure
@settings(max_examples=30)
@given(case=cases(unknown=True), k=st.integers(1, 6))
def test_propensities_are_those_of_the_targets_where_none_are_given(name, case, k):
    chances = propensities(case.truth.sum(axis=0), len(case.targets))
    given_none = MEASURES[name](case.targets, case.scores, k=k)
    ours = MEASURES[name](case.targets, case.scores, k=k, propensities=chances)
    assert ours == pytest.approx(given_none, abs=0, nan_ok=True)
    assert ours.n_undefined == given_none.n_undefined


@settings(max_examples=30)
@given(case=cases(unknown=True))
def test_both_are_the_same_at_1(case):
    precision, ndcg = (each(case.targets, case.scores, k=1) for each in MEASURES.values())
    assert ndcg == pytest.approx(precision, abs=1e-12, nan_ok=True)
