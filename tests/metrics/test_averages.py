"""From the counts of labels and rows to one number, and what becomes of 0/0 on the way."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multihot.metrics import (
    FORMULAS,
    LINEAR,
    LabelCounts,
    SetCounts,
    average_precision,
    balanced_accuracy,
    ece,
    f1,
    jaccard,
    label_accuracy,
    macro,
    mcc,
    micro,
    ndcg_at_k,
    per_label,
    precision,
    precision_at_k,
    ps_precision_at_k,
    recall,
    recall_at_k,
    roc_auc,
    samples,
    specificity,
    subset_accuracy,
    weighted,
)
from multihot.metrics import formulas as formulas_of

NAN = float("nan")
AVERAGES = {"micro": micro, "macro": macro, "weighted": weighted, "samples": samples}
POLICIES = ("zero", "nan", "drop")
# tp, fp, fn, tn of two labels, no two alike in a label
COUNTS = LabelCounts(np.array([4, 7]), np.array([3, 0]), np.array([2, 1]), np.array([1, 2]))

counts_of_a_label = st.integers(0, 50)


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
        ("balanced_accuracy", [(2 / 3 + 1 / 4) / 2, (7 / 8 + 1) / 2], (11 / 14 + 1 / 2) / 2),
        ("mcc", [-2 / np.sqrt(7 * 6 * 4 * 3), 14 / np.sqrt(7 * 8 * 2 * 3)], 24 / (14 * 6)),
    ],
)
def test_formulas_by_hand(name, of_each, together):
    assert per_label(FORMULAS[name], COUNTS) == pytest.approx(of_each)
    assert micro(FORMULAS[name], COUNTS) == pytest.approx(together)


def test_the_share_of_right_answers_by_hand():
    assert per_label(formulas_of.label_accuracy, COUNTS) == pytest.approx([5 / 10, 9 / 10])


def test_averages_by_hand():
    # recall 2/3 of 6 rows and 7/8 of 8 rows
    of_counts = FORMULAS["recall"]
    assert micro(of_counts, COUNTS) == pytest.approx(11 / 14)
    assert macro(of_counts, COUNTS) == pytest.approx((2 / 3 + 7 / 8) / 2)
    assert weighted(of_counts, COUNTS) == pytest.approx((6 * 2 / 3 + 8 * 7 / 8) / 14)
    # two rows with 1 of 2 found, one with 3 of 4
    rows = SetCounts(np.array([[1, 1, 2, 9], [3, 5, 4, 9]]), np.array([2, 1]), np.array([2, 1]))
    assert samples(of_counts, rows) == pytest.approx((1 / 2 + 1 / 2 + 3 / 4) / 3)


@pytest.mark.parametrize(("undefined", "value"), [("zero", 4 / 9), ("nan", NAN), ("drop", 2 / 3)])
def test_a_label_without_predictions_counts_as_asked(undefined, value):
    # precision 1/3 and 1 of two labels; a third has no prediction
    counts = LabelCounts(np.array([1, 5, 0]), np.array([2, 0, 0]), np.array([4, 6, 7]), np.zeros(3))
    ours = macro(FORMULAS["precision"], counts, undefined=undefined)
    assert ours == pytest.approx(value, nan_ok=True)
    assert ours.n_undefined == 1


@pytest.mark.parametrize("undefined", POLICIES)
def test_where_no_cell_is_known_there_is_no_number_whatever_0_over_0_counts_as(undefined):
    nothing, formula = LabelCounts.zeros(2), FORMULAS["precision"]
    assert np.isnan(per_label(formula, nothing, undefined=undefined)).all()
    numbers = [average(formula, nothing, undefined=undefined) for average in (micro, macro)]
    numbers.append(weighted(formula, nothing, undefined=undefined))
    numbers.append(samples(formula, SetCounts.zeros(), undefined=undefined))
    assert np.isnan(numbers).all()
    assert [number.n_undefined for number in numbers] == [1, 2, 2, 0]


@pytest.mark.parametrize(("undefined", "value"), [("zero", 0), ("nan", NAN), ("drop", NAN)])
def test_where_cells_are_known_and_all_is_0_over_0_it_counts_as_asked(undefined, value):
    # two labels that two rows lack, and are not given
    nothing, formula = (
        LabelCounts(*np.array([[0, 0], [0, 0], [0, 0], [2, 2]])),
        FORMULAS["precision"],
    )
    of_labels = per_label(formula, nothing, undefined=undefined)
    assert np.array_equal(of_labels, [value, value], equal_nan=True)
    numbers = [average(formula, nothing, undefined=undefined) for average in (micro, macro)]
    numbers.append(weighted(formula, nothing, undefined=undefined))
    assert np.array_equal(numbers, [value] * 3, equal_nan=True)
    assert [number.n_undefined for number in numbers] == [1, 2, 2]


@pytest.mark.parametrize(("undefined", "value"), [("zero", 1 / 4), ("nan", NAN), ("drop", 1 / 2)])
def test_rows_that_are_rightly_left_empty_count_as_asked(undefined, value):
    counts = SetCounts.of([[1, 1], [0, 0], [0, 0], [1, 1]], [[1, 1], [0, 0], [0, 0], [0, 0]])
    ours = samples(FORMULAS["jaccard"], counts, undefined=undefined)
    assert ours == pytest.approx(value, nan_ok=True)
    assert ours.n_undefined == 2


# label 0 has both kinds, label 1 is never true nor given, label 2 is always true, label 3 unknown;
# row 2 has no label and is given none of those known, row 3 is unknown
TARGETS = [[1, 0, 1, NAN], [0, 0, 1, NAN], [0, 0, NAN, NAN], [NAN, NAN, NAN, NAN]]
DECISIONS = [[1, 0, 1, 1], [1, 0, 1, 0], [0, 0, 1, 0], [1, 1, 1, 1]]
SCORES = [[0.9, 0.2, 0.7, 0.5], [0.8, 0.1, 0.6, 0.5], [0.3, 0.2, 0.5, 0.5], [0.4, 0.4, 0.4, 0.4]]


@pytest.mark.parametrize("undefined", POLICIES)
@pytest.mark.parametrize(
    ("measure", "data", "n_undefined"),
    [
        (partial(precision, average="macro"), DECISIONS, 2),
        (partial(precision, average="weighted"), DECISIONS, 2),
        (partial(precision, average="micro"), DECISIONS, 0),
        (partial(precision, average="samples"), DECISIONS, 1),
        (partial(recall, average="macro"), DECISIONS, 2),
        (partial(f1, average="samples"), DECISIONS, 1),
        (partial(jaccard, average="macro"), DECISIONS, 2),
        (partial(specificity, average="macro"), DECISIONS, 2),
        (partial(specificity, average="samples"), DECISIONS, 0),
        (partial(balanced_accuracy, average="macro"), DECISIONS, 3),
        (partial(balanced_accuracy, average="samples"), DECISIONS, 1),
        (partial(mcc, average="macro"), DECISIONS, 3),
        (partial(roc_auc, average="macro"), SCORES, 3),
        (partial(roc_auc, average="weighted"), SCORES, 3),
        (partial(roc_auc, average="micro"), SCORES, 0),
        (partial(roc_auc, average="samples"), SCORES, 1),
        (partial(average_precision, average="macro"), SCORES, 2),
        (partial(average_precision, average="samples"), SCORES, 1),
        (partial(precision_at_k, k=2), SCORES, 0),
        (partial(recall_at_k, k=2), SCORES, 1),
        (partial(ndcg_at_k, k=2), SCORES, 1),
        (partial(ps_precision_at_k, k=2), SCORES, 1),
    ],
)
def test_how_many_were_undefined_is_told_by_hand(measure, data, n_undefined, undefined):
    ours = measure(TARGETS, data, undefined=undefined)
    assert ours.n_undefined == n_undefined


def test_how_many_labels_have_no_error_by_bin_is_told():
    assert ece(TARGETS, SCORES).n_undefined == 1
    assert ece(TARGETS, SCORES, average="micro").n_undefined == 0


def test_what_is_known_of_no_row_is_undefined_once():
    unknown = [[NAN, NAN]]
    assert subset_accuracy(unknown, [[1, 0]]).n_undefined == 1
    assert label_accuracy(unknown, [[1, 0]]).n_undefined == 1
    assert roc_auc(unknown, [[0.2, 0.3]], average="micro").n_undefined == 1


@given(counts_of_a_label, counts_of_a_label, counts_of_a_label, counts_of_a_label)
def test_swapping_truth_and_decisions_swaps_precision_and_recall(tp, fp, fn, tn):
    assert FORMULAS["precision"](tp, fp, fn, tn) == FORMULAS["recall"](tp, fn, fp, tn)
    assert FORMULAS["f1"](tp, fp, fn, tn) == FORMULAS["f1"](tp, fn, fp, tn)
    assert FORMULAS["jaccard"](tp, fp, fn, tn) == FORMULAS["jaccard"](tp, fn, fp, tn)
    assert FORMULAS["mcc"](tp, fp, fn, tn) == pytest.approx(FORMULAS["mcc"](tp, fn, fp, tn))


@given(counts_of_a_label, counts_of_a_label, counts_of_a_label, counts_of_a_label)
def test_every_formula_but_a_correlation_is_a_share(tp, fp, fn, tn):
    shares = [formula(tp, fp, fn, tn) for name, formula in FORMULAS.items() if name != "mcc"]
    assert [0 <= top <= bottom for top, bottom in shares] == [True] * 8
    top, bottom = FORMULAS["mcc"](tp, fp, fn, tn)
    assert -1 <= top / bottom * (1 - 1e-12) <= 1 if bottom else top == 0


@given(counts_of_a_label, counts_of_a_label, counts_of_a_label, counts_of_a_label)
def test_linear_formulas_of_a_sum_are_the_sums_of_their_parts(tp, fp, fn, tn):
    for name in LINEAR:
        twice = FORMULAS[name](2 * tp, 2 * fp, 2 * fn, 2 * tn)
        assert twice == tuple(2 * part for part in FORMULAS[name](tp, fp, fn, tn))


def test_undefined_rows_are_counted_as_rows_whatever_they_weigh():
    sets = SetCounts.of([[0, 0], [1, 0], [0, 0]], [[0, 0], [1, 1], [0, 0]], [0.5, 3, 0.25])
    found = samples(FORMULAS["f1"], sets)
    assert found.n_undefined == 2
    assert found == pytest.approx(3 * (2 / 3) / 3.75)
