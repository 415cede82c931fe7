"""What the catalogue says of scikit-learn is so: each call runs, and gives the number it should."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import sklearn.metrics

import multihot as mh
from multihot.metrics.catalogue import BY_NAME, CATALOGUE

NAMES = {**vars(sklearn.metrics), "np": np, "mh": mh}
OTHER = ("another", "adds up", "labels weigh")
CALLS = [
    (metric, other)
    for metric in CATALOGUE
    for other in metric.elsewhere
    if other.system in ("scikit-learn 1.9", "NumPy") and other.call
]
# rows 0 to 4 of 3 labels; every label and every row has both kinds of cells, no scores tie
TARGETS = np.array([[1, 0, 0], [0, 1, 1], [1, 0, 1], [0, 1, 0], [1, 1, 0]])
SCORES = np.array(
    [[0.9, 0.2, 0.6], [0.1, 0.8, 0.7], [0.4, 0.3, 0.95], [0.55, 0.35, 0.05], [0.85, 0.15, 0.65]]
)
DECISIONS = (SCORES >= 0.5).astype(int)
# by hand: tp 2 1 2, fp 1 0 2, fn 1 2 0, tn 1 2 1
HITS, EXTRA, MISSED, LEFT = (np.array(row) for row in ([2, 1, 2], [1, 0, 2], [1, 2, 0], [1, 2, 1]))


def called(call: str) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what 0/0 is there is told, not warned of
        return float(
            eval(call, {**NAMES, "targets": TARGETS, "decisions": DECISIONS, "scores": SCORES})
        )


def by_name(name: str, call: str = "") -> float:
    values = {
        metric.name: called(other.call) for metric, other in CALLS if not call or call in other.call
    }
    return values[name]


def test_the_counts_are_as_written():
    assert (TARGETS * DECISIONS).sum(axis=0).tolist() == HITS.tolist()
    assert ((1 - TARGETS) * DECISIONS).sum(axis=0).tolist() == EXTRA.tolist()
    assert (TARGETS * (1 - DECISIONS)).sum(axis=0).tolist() == MISSED.tolist()
    assert ((1 - TARGETS) * (1 - DECISIONS)).sum(axis=0).tolist() == LEFT.tolist()


@pytest.mark.parametrize(
    ("metric", "other"), CALLS, ids=[f"{m.name}: {other.call}" for m, other in CALLS]
)
def test_every_call_runs_and_is_in_the_range(metric, other):
    value = called(other.call)
    another = other.difference.startswith(OTHER)
    high = math.inf if metric.high is None or another else metric.high
    assert metric.low <= value <= high


@pytest.mark.parametrize("metric", CATALOGUE, ids=lambda metric: metric.name)
def test_our_call_runs_and_is_in_the_range(metric):
    assert metric.low <= called(metric.call) <= (math.inf if metric.high is None else metric.high)


@pytest.mark.parametrize(
    ("metric", "other"),
    [pair for pair in CALLS if not pair[1].difference.startswith(OTHER)],
    ids=lambda it: getattr(it, "name", ""),
)
def test_where_nothing_is_undefined_theirs_is_our_number(metric, other):
    assert called(metric.call) == pytest.approx(called(other.call))


@pytest.mark.parametrize("name", ["log_loss", "brier_score", "specificity_weighted"])
def test_what_is_said_to_differ_differs(name):
    (other,) = (o for o in BY_NAME[name].elsewhere[:2] if o.difference.startswith(OTHER))
    assert called(BY_NAME[name].call) != pytest.approx(called(other.call), rel=0.01)


def test_counted_measures_by_hand():
    assert by_name("precision_micro") == pytest.approx(5 / 8)
    assert by_name("recall_macro") == pytest.approx((2 / 3 + 1 / 3 + 1) / 3)
    assert by_name("f1_weighted") == pytest.approx((3 * 2 / 3 + 3 * 1 / 2 + 2 * 2 / 3) / 8)
    assert by_name("f2_micro") == pytest.approx(25 / (25 + 12 + 3))
    assert by_name("f05_micro") == pytest.approx(6.25 / (6.25 + 0.75 + 3))
    assert by_name("jaccard_macro") == pytest.approx((2 / 4 + 1 / 3 + 2 / 4) / 3)
    assert by_name("specificity_macro") == pytest.approx((1 / 2 + 1 + 1 / 3) / 3)
    assert by_name("specificity_micro") == pytest.approx(4 / 7)
    assert by_name("balanced_accuracy_micro") == pytest.approx((5 / 8 + 4 / 7) / 2)
    recall, specificity = by_name("recall_macro"), by_name("specificity_macro")
    assert by_name("balanced_accuracy_macro") == pytest.approx((recall + specificity) / 2)
    assert by_name("mcc_micro") == pytest.approx((5 * 4 - 3 * 3) / math.sqrt(8 * 8 * 7 * 7))


def test_rows_and_cells_by_hand():
    # rows: (1 hit, 1 extra), right, (1 hit, 1 missed), (1 extra, 1 missed), (1, 1, 1)
    assert by_name("subset_accuracy") == pytest.approx(1 / 5)
    assert by_name("label_accuracy") == pytest.approx(9 / 15)
    assert by_name("hamming_loss") == pytest.approx(6 / 15)
    assert by_name("f1_samples") == pytest.approx((2 / 3 + 1 + 2 / 3 + 0 + 1 / 2) / 5)
    # first true labels are columns 0 1 0 1 0; the highest scores are in 0 1 2 0 0
    assert by_name("argmax_accuracy") == pytest.approx(3 / 5)
    assert by_name("empty_share") == 0
    assert by_name("cardinality_true") == pytest.approx(8 / 5)
    assert by_name("cardinality_predicted") == pytest.approx(8 / 5)


def test_rankings_by_hand():
    # places of the true labels: row 0: 1; row 1: 1 2; row 2: 2 1; row 3: 2; row 4: 1 3
    assert by_name("coverage_error") == pytest.approx((1 + 2 + 2 + 2 + 3) / 5)
    assert by_name("ranking_loss") == pytest.approx((0 + 0 + 0 + 1 / 2 + 1 / 2) / 5)
    assert by_name("lrap") == pytest.approx((1 + 1 + 1 + 1 / 2 + (1 + 2 / 3) / 2) / 5)
    assert by_name("average_precision_samples") == pytest.approx(by_name("lrap"))
    assert by_name("roc_auc_samples") == pytest.approx(1 - by_name("ranking_loss"))
    assert by_name("ndcg_at_1") == pytest.approx(4 / 5)


def test_what_is_another_number_is_another_number():
    flat, whole = "log_loss(targets.ravel()", "log_loss(targets, scores)"
    assert by_name("log_loss", flat) != pytest.approx(by_name("log_loss", whole), rel=0.01)
    flat, whole = "brier_score_loss(targets.ravel()", "brier_score_loss(targets, scores)"
    assert by_name("brier_score", whole) == pytest.approx(3 * by_name("brier_score", flat))
    assert by_name("brier_score", flat) == pytest.approx(((SCORES - TARGETS) ** 2).mean())
    truth = np.where(TARGETS == 1, SCORES, 1 - SCORES)
    assert by_name("log_loss", "log_loss(targets.ravel()") == pytest.approx(-np.log(truth).mean())


def test_scikit_learn_refuses_what_the_catalogue_says_it_refuses():
    for function in (sklearn.metrics.balanced_accuracy_score, sklearn.metrics.matthews_corrcoef):
        with pytest.raises(ValueError, match="multilabel-indicator is not supported"):
            function(TARGETS, DECISIONS)
    with pytest.raises(ValueError, match="y should be a 1d array"):
        sklearn.metrics.top_k_accuracy_score(TARGETS, SCORES, k=1)
