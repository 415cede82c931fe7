"""The k highest labels of a row: every order of tied labels is as likely as any other."""

from __future__ import annotations

from functools import partial
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import dcg_score, ndcg_score

from judged_cases import cases
from multihot.metrics import (
    ndcg_at_k,
    precision_at_k,
    r_precision_at_k,
    ranks_within,
    recall_at_k,
)
from multihot.metrics.at_k import discounts_at

NAN = float("nan")
MEASURES = {
    "precision": precision_at_k,
    "recall": recall_at_k,
    "r_precision": r_precision_at_k,
    "ndcg": ndcg_at_k,
}
every_measure = pytest.mark.parametrize("name", MEASURES)
depths = st.integers(1, 6)


def of_order(name: str, truth: list[int], k: int) -> float:
    """The measure of labels in the order of their places."""
    first, n_true = truth[:k], int(sum(truth))
    if name == "precision":
        return sum(first) / k
    if not n_true:
        return NAN
    if name == "recall":
        return sum(first) / n_true
    if name == "r_precision":
        return sum(first) / min(k, n_true)
    gain = sum(true / np.log2(2 + place) for place, true in enumerate(first))
    return gain / sum(1 / np.log2(2 + place) for place in range(min(k, n_true)))


def of_row(name: str, targets, scores, k: int) -> float:
    """Mean of the measure over every order of the known labels that the scores allow."""
    known = [place for place in range(len(targets)) if not np.isnan(targets[place])]
    if not known:
        return NAN
    allowed = [
        order
        for order in permutations(known)
        if all(scores[a] >= scores[b] for a, b in pairwise(order))
    ]
    return float(np.mean([of_order(name, [targets[i] for i in each], k) for each in allowed]))


def mean_of_rows(values, weights, judged, undefined: str) -> float:
    values, weights = np.array(values)[judged], weights[judged]
    if undefined == "zero":
        values = np.nan_to_num(values, nan=0)
    if undefined == "drop":
        values, weights = values[~np.isnan(values)], weights[~np.isnan(values)]
    return float(np.average(values, weights=weights)) if weights.sum() > 0 else NAN


def test_by_hand():
    # of the first 3 of row 0, 2 of 4 true ones; of row 1, 1 of 1, at the third place
    targets = [[1, 0, 1, 1, 1], [0, 0, 1, 0, 0]]
    scores = [[0.9, 0.8, 0.7, 0.2, 0.1], [0.9, 0.8, 0.7, 0.2, 0.1]]
    assert precision_at_k(targets, scores, k=3) == pytest.approx((2 / 3 + 1 / 3) / 2)
    assert recall_at_k(targets, scores, k=3) == pytest.approx((2 / 4 + 1) / 2)
    assert r_precision_at_k(targets, scores, k=3) == pytest.approx((2 / 3 + 1) / 2)
    best = 1 + 1 / np.log2(3) + 1 / 2
    assert ndcg_at_k(targets, scores, k=3) == pytest.approx(((1 + 1 / 2) / best + 1 / 2) / 2)


def test_labels_that_tie_for_the_last_places_share_them_by_hand():
    # two places are left for three labels, of which one is true
    ours = precision_at_k([[1, 1, 0, 0]], [[0.9, 0.5, 0.5, 0.5]], k=3)
    assert ours == pytest.approx((1 + 2 / 3) / 3)


@every_measure
@settings(max_examples=40)
@given(case=cases(max_rows=3, max_labels=5, unknown=True), k=depths)
def test_it_is_the_mean_over_every_order_of_tied_labels(name, case, k):
    rows = zip(case.targets, case.scores, strict=True)
    values = [of_row(name, targets, scores, k) for targets, scores in rows]
    judged = case.known.any(axis=1)
    measure = partial(MEASURES[name], case.targets, case.scores, sample_weight=case.weights, k=k)
    n_undefined = int(np.isnan(np.array(values)[judged]).sum())
    there = case.row_weights[judged].sum() > 0
    for undefined in ("zero", "drop", "nan"):
        ours = measure(undefined=undefined)
        wanted = mean_of_rows(values, case.row_weights, judged, undefined)
        if undefined == "nan" and n_undefined:
            wanted = NAN
        assert ours == pytest.approx(wanted, abs=1e-12, nan_ok=True)
        assert ours.n_undefined == (n_undefined if there else 1)


@settings(max_examples=200)
@given(case=cases(min_labels=2), k=depths)
def test_ndcg_is_that_of_scikit_learn_where_undefined_is_zero(case, k):
    ours = ndcg_at_k(case.targets, case.scores, k=k, sample_weight=case.weights)
    theirs = ndcg_score(case.truth, case.scores, k=k, sample_weight=case.weights)
    assert ours == pytest.approx(theirs, abs=1e-12)


@settings(max_examples=100)
@given(case=cases(min_labels=2), k=depths)
def test_the_gain_of_tied_labels_is_that_of_scikit_learn(case, k):
    ranks = ranks_within("rows", case.targets, case.scores)
    gains = ranks.per_group(discounts_at(ranks, k))
    theirs = [
        dcg_score(truth[None], scores[None], k=k)
        for truth, scores in zip(case.truth, case.scores, strict=True)
    ]
    assert gains == pytest.approx(np.array(theirs), abs=1e-12)


@every_measure
@settings(max_examples=40)
@given(case=cases(unknown=True))
def test_looking_at_more_labels_than_there_are_finds_all(name, case):
    n_labels = case.targets.shape[1]
    measure = partial(MEASURES[name], case.targets, case.scores, undefined="drop")
    deep, deeper = measure(k=n_labels), measure(k=50)
    if name == "precision":
        deep, deeper = deep * n_labels, deeper * 50
    assert deeper == pytest.approx(deep, abs=1e-12, nan_ok=True)
    if name in {"recall", "r_precision"} and not np.isnan(deep):
        assert deep == pytest.approx(1)


def test_more_rows_than_are_ranked_at_once_are_those_of_scikit_learn(monkeypatch):
    monkeypatch.setattr("multihot.metrics.dense_ranks._CELLS_AT_ONCE", 10_000)
    rng = np.random.default_rng(2)
    targets = (rng.random((1001, 120)) < 0.05).astype(int)
    scores = rng.random(targets.shape).round(2)
    theirs = ndcg_score(targets, scores, k=5)
    assert ndcg_at_k(targets, scores, k=5) == pytest.approx(theirs, abs=1e-12)
