"""Sparse scores are dense scores: every measure is the same of both."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import csc_array, csr_array

from judged_cases import cases, stored
from multihot.metrics import (
    CalibrationSums,
    Cells,
    KeptScores,
    ScoreBins,
    argmax_accuracy,
    average_precision,
    brier_score,
    coverage_error,
    decide,
    ece,
    log_loss,
    lrap,
    ndcg_at_k,
    one_error,
    precision_at_k,
    ps_ndcg_at_k,
    ps_precision_at_k,
    r_precision_at_k,
    ranking_loss,
    ranks_within,
    recall_at_k,
    roc_auc,
)

AVERAGES = (None, "micro", "macro", "weighted", "samples")
AT_K = (
    *(precision_at_k, recall_at_k, r_precision_at_k),
    *(ndcg_at_k, ps_precision_at_k, ps_ndcg_at_k),
)
OF_ORDER = (
    *(partial(roc_auc, average=average) for average in AVERAGES),
    *(partial(average_precision, average=average) for average in AVERAGES),
    *(partial(measure, k=k) for measure in AT_K for k in (1, 3)),
    *(one_error, coverage_error, ranking_loss, lrap, argmax_accuracy),
)
OF_CELLS = (log_loss, brier_score, ece, partial(ece, average="micro"))


def cells_of(case) -> tuple[Cells, Cells]:
    truth = csr_array(np.where(case.known, case.targets, 0))
    gaps = csr_array((~case.known).astype(int))
    return Cells.of(truth), Cells.of(gaps)


@settings(max_examples=50)
@given(case=cases(unknown=True))
def test_every_measure_of_their_order_is_the_same_to_the_last_bit(case):
    for measure in OF_ORDER:
        dense = measure(case.targets, case.scores, sample_weight=case.weights)
        for scores in (csr_array(case.scores), stored(case.scores)):
            sparse = measure(case.targets, scores, sample_weight=case.weights)
            assert np.array_equal(sparse, dense, equal_nan=True)
            assert getattr(sparse, "n_undefined", 0) == getattr(dense, "n_undefined", 0)


@settings(max_examples=100)
@given(case=cases(unknown=True))
def test_every_measure_of_their_size_is_the_same_but_for_the_order_of_sums(case):
    for measure in OF_CELLS:
        dense = measure(case.targets, case.scores, sample_weight=case.weights)
        for scores in (csr_array(case.scores), stored(case.scores)):
            sparse = measure(case.targets, scores, sample_weight=case.weights)
            assert sparse == pytest.approx(dense, abs=1e-12, nan_ok=True)
            assert sparse.n_undefined == dense.n_undefined


@settings(max_examples=100)
@given(case=cases(unknown=True))
def test_counts_in_bins_and_decisions_are_the_same(case):
    positives, unknown = cells_of(case)
    dense = ScoreBins.of(positives, unknown, case.scores)
    thresholds = np.linspace(0.1, 0.9, case.scores.shape[1])
    for scores in (csr_array(case.scores), stored(case.scores)):
        sparse = ScoreBins.of(positives, unknown, scores)
        assert (sparse.true != dense.true).nnz == 0
        assert sparse.known.toarray()[:, 1:].tolist() == dense.known.toarray()[:, 1:].tolist()
        assert sparse.n_known.tolist() == dense.n_known.tolist()
        decided = decide(scores, thresholds).toarray()
        assert decided.tolist() == decide(case.scores, thresholds).to_csr().toarray().tolist()


@settings(max_examples=50)
@given(case=cases(unknown=True))
def test_kept_scores_may_be_of_both_kinds(case):
    half = len(case.targets) // 2
    truth = csr_array(case.targets)
    whole = KeptScores((truth,), (case.scores,), (case.weights,))
    weights = (None, None) if case.weights is None else (case.weights[:half], case.weights[half:])
    parts = KeptScores((truth[:half],), (csr_array(case.scores[:half]),), weights[:1]) + KeptScores(
        (truth[half:],), (case.scores[half:],), weights[1:]
    )
    for of_whole, of_parts in (
        (whole.per_label(), parts.per_label()),
        (whole.together(), parts.together()),
    ):
        for name in ("roc_auc", "average_precision"):
            assert np.array_equal(of_parts[name].values, of_whole[name].values, equal_nan=True)
            assert not of_parts[name].errors.any()


@settings(max_examples=60)
@given(case=cases(unknown=True))
def test_places_are_the_same(case):
    for within in ("rows", "labels", "all"):
        dense = ranks_within(within, case.targets, case.scores)
        sparse = ranks_within(within, case.targets, csr_array(case.scores))
        for name, field in vars(dense).items():
            assert np.array_equal(getattr(sparse, name), field)


def test_sums_of_errors_are_the_same_in_every_layout():
    rng = np.random.default_rng(5)
    scores = rng.random((40, 300))
    targets = csr_array((rng.random(scores.shape) < 0.1).astype(int))
    positives, unknown = Cells.of(targets), Cells.of(csr_array(scores.shape))
    rows = CalibrationSums.of(positives, unknown, scores)
    columns = CalibrationSums.of(positives, unknown, np.asfortranarray(scores))
    assert columns.losses.wholes.tolist() == rows.losses.wholes.tolist()
    assert columns.gaps.tolist() == rows.gaps.tolist()


def test_any_sparse_format_is_taken_and_not_changed():
    scores = stored(np.array([[0.5, 0, 0], [0, 0.25, 0.75]]))
    assert scores.nnz == 4
    targets = [[1, 0, 0], [0, 0, 1]]
    assert lrap(targets, scores) == lrap(targets, csc_array(scores)) == 1
    assert scores.nnz == 4


def test_a_thousand_rows_with_few_scores_each():
    rng = np.random.default_rng(6)
    dense = np.where(rng.random((1200, 300)) < 0.05, rng.random((1200, 300)).round(2), 0)
    targets = (rng.random(dense.shape) < 0.02 + dense / 3).astype(int)
    for measure in OF_ORDER:
        assert np.array_equal(measure(targets, csr_array(dense)), measure(targets, dense))
    for measure in OF_CELLS:
        assert measure(targets, csr_array(dense)) == pytest.approx(measure(targets, dense))


def as_pecos(targets, scores, k: int) -> float:
    """Precision at k of what is stored alone; a place that a row does not fill finds nothing."""
    hits = 0
    for row in range(targets.shape[0]):
        stored = slice(scores.indptr[row], scores.indptr[row + 1])
        falling = np.argsort(-scores.data[stored], kind="stable")
        first = scores.indices[stored][falling][:k]
        hits += int(targets[row, first].sum())
    return hits / targets.shape[0] / k


def test_labels_that_are_not_stored_share_the_places_that_are_left():
    # row 0 stores one of four labels, a true one; the three others share places 2 and 3
    targets = np.array([[1, 0, 1, 0], [0, 0, 0, 1]])
    scores = csr_array(np.array([[0.5, 0, 0, 0], [0.5, 0.25, 0.125, 0]]))
    assert precision_at_k(targets, scores, k=3) == pytest.approx((1 + 2 / 3) / 3 / 2)
    assert as_pecos(targets, scores, 3) == pytest.approx(1 / 3 / 2)
    # where each row fills the places, both say the same
    assert precision_at_k(targets, scores, k=1) == as_pecos(targets, scores, 1) == 1 / 2
