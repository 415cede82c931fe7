"""Every formula in every average is what scikit-learn says it is, 0/0 included."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import fbeta_score, jaccard_score, precision_score, recall_score

from multihot.metrics import (
    FORMULAS,
    LabelCounts,
    Measured,
    SetCounts,
    macro,
    micro,
    per_label,
    samples,
    weighted,
)
from multihot.metrics.formulas import label_accuracy

NAN = float("nan")
AVERAGES = {"micro": micro, "macro": macro, "weighted": weighted, "samples": samples}
# tp, fp, fn, tn of two labels, no two alike in a label
COUNTS = LabelCounts(np.array([4, 7]), np.array([3, 0]), np.array([2, 1]), np.array([1, 2]))


def specificity_score(targets, decisions, *, average, **options):
    """Recall of what is not there; weighted, as all are, by what is there."""
    if average != "weighted":
        return recall_score(1 - targets, 1 - decisions, average=average, **options)
    weights = options["sample_weight"]
    support = targets.sum(axis=0) if weights is None else weights @ targets
    each = recall_score(1 - targets, 1 - decisions, average=None, **options)
    return np.average(each[~np.isnan(each)], weights=support[~np.isnan(each)])


THEIRS = {
    "precision": precision_score,
    "recall": recall_score,
    "f1": partial(fbeta_score, beta=1),
    "f2": partial(fbeta_score, beta=2),
    "f05": partial(fbeta_score, beta=0.5),
    "jaccard": jaccard_score,
    "specificity": specificity_score,
}


def table(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Targets and decisions with labels and rows that nobody has, or nobody is given, or both."""
    rng = np.random.default_rng(seed)
    targets, decisions = (rng.random((2, 30, 6)) < 0.4).astype(int)
    targets[:, 3] = decisions[:, 3] = 0
    targets[:, 4] = decisions[:, 5] = 0
    targets[:3] = decisions[1:4] = 0
    targets[:, 2] = 1
    return targets, decisions


def counted(average: str, *table: object) -> LabelCounts | SetCounts:
    return SetCounts.of(*table) if average == "samples" else LabelCounts.of(*table)


@pytest.mark.parametrize(
    ("name", "of_each", "together"),
    [
        ("precision", [4 / 7, 1], 11 / 14),
        ("recall", [2 / 3, 7 / 8], 11 / 14),
        ("f1", [8 / 13, 14 / 15], 22 / 28),
        ("f2", [20 / 31, 35 / 39], 55 / 70),
        ("f05", [10 / 17, 35 / 36], 55 / 70),
        ("jaccard", [4 / 9, 7 / 8], 11 / 17),
        ("specificity", [1 / 4, 1], 1 / 2),
    ],
)
def test_formulas_by_hand(name, of_each, together):
    assert per_label(FORMULAS[name], COUNTS) == pytest.approx(of_each)
    assert micro(FORMULAS[name], COUNTS).value == pytest.approx(together)


def test_the_share_of_right_answers_by_hand():
    assert per_label(label_accuracy, COUNTS) == pytest.approx([5 / 10, 9 / 10])


def test_averages_by_hand():
    # recall 2/3 of 6 rows and 7/8 of 8 rows
    recall = FORMULAS["recall"]
    assert micro(recall, COUNTS).value == pytest.approx(11 / 14)
    assert macro(recall, COUNTS).value == pytest.approx((2 / 3 + 7 / 8) / 2)
    assert weighted(recall, COUNTS).value == pytest.approx((6 * 2 / 3 + 8 * 7 / 8) / 14)
    # two rows with 1 of 2 found, one with 3 of 4
    rows = SetCounts(np.array([[1, 1, 2, 9], [3, 5, 4, 9]]), np.array([2, 1]))
    assert samples(recall, rows).value == pytest.approx((1 / 2 + 1 / 2 + 3 / 4) / 3)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("weights", [None, np.arange(30) / 8], ids=["rows", "weights"])
@pytest.mark.parametrize("average", AVERAGES)
@pytest.mark.parametrize("name", FORMULAS)
def test_agrees_with_scikit_learn_where_undefined_is_zero(name, average, weights, seed):
    targets, decisions = table(seed)
    expected = THEIRS[name](
        targets, decisions, average=average, zero_division=0, sample_weight=weights
    )
    counts = counted(average, targets, decisions, weights)
    assert AVERAGES[average](FORMULAS[name], counts).value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("weights", [None, np.arange(30) / 8], ids=["rows", "weights"])
@pytest.mark.parametrize("average", AVERAGES)
@pytest.mark.parametrize("name", sorted(FORMULAS.keys() - {"jaccard"}))  # it knows no nan there
def test_agrees_with_scikit_learn_where_undefined_is_dropped(name, average, weights, seed):
    targets, decisions = table(seed)
    expected = THEIRS[name](
        targets, decisions, average=average, zero_division=np.nan, sample_weight=weights
    )
    counts = counted(average, targets, decisions, weights)
    ours = AVERAGES[average](FORMULAS[name], counts, undefined="drop")
    assert ours.value == pytest.approx(expected, abs=1e-12)


def with_gaps(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    targets, decisions = table(seed)
    known = np.random.default_rng(seed).random(targets.shape) < 0.7
    return np.where(known, targets, NAN), decisions, known


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", FORMULAS)
def test_with_unknown_targets_labels_agree_with_scikit_learn_on_the_known_cells(name, seed):
    targets, decisions, known = with_gaps(seed)
    binary = partial(THEIRS[name], average="binary", zero_division=0)
    expected = [
        binary(t[k].astype(int), d[k])
        for t, d, k in zip(targets.T, decisions.T, known.T, strict=True)
    ]
    counts = LabelCounts.of(targets, decisions)
    assert per_label(FORMULAS[name], counts) == pytest.approx(expected)
    assert macro(FORMULAS[name], counts).value == pytest.approx(np.mean(expected))
    assert micro(FORMULAS[name], counts).value == pytest.approx(
        binary(targets[known].astype(int), decisions[known])
    )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", FORMULAS)
def test_with_unknown_targets_rows_agree_with_scikit_learn_on_the_known_cells(name, seed):
    targets, decisions, known = with_gaps(seed)
    binary = partial(THEIRS[name], average="binary", zero_division=0)
    expected = [
        binary(t[k].astype(int), d[k]) for t, d, k in zip(targets, decisions, known, strict=True)
    ]
    ours = samples(FORMULAS[name], SetCounts.of(targets, decisions))
    assert ours.value == pytest.approx(np.mean(expected))


@pytest.mark.parametrize(("undefined", "value"), [("zero", 4 / 9), ("nan", NAN), ("drop", 2 / 3)])
def test_a_label_without_predictions_counts_as_asked(undefined, value):
    # precision 1/3 and 1 of two labels; a third has no prediction
    counts = LabelCounts(np.array([1, 5, 0]), np.array([2, 0, 0]), np.array([4, 6, 7]), np.zeros(3))
    ours = macro(FORMULAS["precision"], counts, undefined=undefined)
    assert ours.value == pytest.approx(value, nan_ok=True)
    assert ours.n_undefined == 1


@pytest.mark.parametrize(("undefined", "value"), [("zero", 0), ("nan", NAN), ("drop", NAN)])
def test_where_all_is_undefined_there_is_no_number_but_zero(undefined, value):
    expected = pytest.approx(value, nan_ok=True)
    nothing, precision = LabelCounts.zeros(2), FORMULAS["precision"]
    assert per_label(precision, nothing, undefined=undefined).tolist() == [expected, expected]
    assert micro(precision, nothing, undefined=undefined) == Measured(expected, 1)
    assert macro(precision, nothing, undefined=undefined) == Measured(expected, 2)
    assert weighted(precision, nothing, undefined=undefined) == Measured(expected, 2)
    assert samples(precision, SetCounts.zeros(), undefined=undefined) == Measured(expected, 0)


@pytest.mark.parametrize(("undefined", "value"), [("zero", 1 / 4), ("nan", NAN), ("drop", 1 / 2)])
def test_rows_that_are_rightly_left_empty_count_as_asked(undefined, value):
    counts = SetCounts.of([[1, 1], [0, 0], [0, 0], [1, 1]], [[1, 1], [0, 0], [0, 0], [0, 0]])
    ours = samples(FORMULAS["jaccard"], counts, undefined=undefined)
    assert ours == Measured(pytest.approx(value, nan_ok=True), 2)


counts_of_a_label = st.integers(0, 50)


@given(counts_of_a_label, counts_of_a_label, counts_of_a_label, counts_of_a_label)
def test_swapping_truth_and_decisions_swaps_precision_and_recall(tp, fp, fn, tn):
    assert FORMULAS["precision"](tp, fp, fn, tn) == FORMULAS["recall"](tp, fn, fp, tn)
    assert FORMULAS["f1"](tp, fp, fn, tn) == FORMULAS["f1"](tp, fn, fp, tn)
    assert FORMULAS["jaccard"](tp, fp, fn, tn) == FORMULAS["jaccard"](tp, fn, fp, tn)


@given(counts_of_a_label, counts_of_a_label, counts_of_a_label, counts_of_a_label)
def test_every_formula_is_a_share(tp, fp, fn, tn):
    fractions = [formula(tp, fp, fn, tn) for formula in FORMULAS.values()]
    assert [0 <= top <= bottom for top, bottom in fractions] == [True] * len(FORMULAS)
