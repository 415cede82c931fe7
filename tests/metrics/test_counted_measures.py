"""Measures of decisions are what scikit-learn says they are, to the last bit; 0/0 included."""

from __future__ import annotations

import warnings
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import csr_array
from sklearn.exceptions import UndefinedMetricWarning
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    confusion_matrix,
    fbeta_score,
    jaccard_score,
    matthews_corrcoef,
    precision_recall_fscore_support,
    precision_score,
    recall_score,
)
from sklearn.metrics import f1_score as sklearn_f1
from sklearn.metrics import hamming_loss as sklearn_hamming_loss

from judged_cases import Case, adds_exactly, cases
from multihot.arrays import BitRows
from multihot.metrics import (
    balanced_accuracy,
    cardinality_predicted,
    cardinality_true,
    empty_share,
    f05,
    f1,
    f2,
    f_beta,
    hamming_loss,
    jaccard,
    label_accuracy,
    mcc,
    precision,
    recall,
    specificity,
    subset_accuracy,
)

NAN = float("nan")
AVERAGES = ("micro", "macro", "weighted", "samples")
OURS = {
    "precision": precision,
    "recall": recall,
    "f1": f1,
    "f2": f2,
    "f05": f05,
    "jaccard": jaccard,
}
THEIRS = {
    "precision": precision_score,
    "recall": recall_score,
    "f1": sklearn_f1,
    "f2": partial(fbeta_score, beta=2),
    "f05": partial(fbeta_score, beta=0.5),
    "jaccard": jaccard_score,
}
EVERY = OURS | {"specificity": specificity, "balanced_accuracy": balanced_accuracy, "mcc": mcc}
SETS = (subset_accuracy, label_accuracy, hamming_loss, cardinality_predicted, empty_share)
every_measure = pytest.mark.parametrize("name", OURS)


def multilabel(case: Case, name: str, average: str | None, zero_division: float):
    """What scikit-learn says of the table."""
    alone = case.truth.shape[1] == 1
    options = {"sample_weight": case.weights, "zero_division": zero_division}
    score = THEIRS[name](
        as_indicator(case.truth),
        as_indicator(case.decisions),
        average=None if alone and average == "macro" else average,
        **options,
    )
    return score[:1] if alone and average in {None, "macro"} else score


def as_indicator(table):
    """scikit-learn refuses tables of one label: a second, which nobody has, is put beside it."""
    return np.pad(table, ((0, 0), (0, 1))) if table.shape[1] == 1 else table


def same(ours, theirs, *, exact: bool) -> bool:
    tolerance = {"rtol": 0, "atol": 0} if exact else {"rtol": 1e-12, "atol": 1e-15}
    return np.allclose(ours, theirs, equal_nan=True, **tolerance)


@every_measure
@settings(max_examples=50)
@given(case=cases())
def test_every_average_is_that_of_scikit_learn_where_undefined_is_zero(name, case):
    exact = adds_exactly(case.weights)
    for average in (None, *AVERAGES):
        ours = OURS[name](case.targets, case.decisions, average=average, sample_weight=case.weights)
        theirs = multilabel(case, name, average, 0)
        # scikit-learn adds rows in their order; ours come out the same in any
        assert same(ours, theirs, exact=exact and average != "samples")


@pytest.mark.parametrize("name", sorted(OURS.keys() - {"jaccard"}))  # theirs knows no NaN
@settings(max_examples=40)
@given(case=cases())
def test_every_average_is_that_of_scikit_learn_where_undefined_is_dropped(name, case):
    exact = adds_exactly(case.weights)
    of_label = OURS[name](
        case.targets, case.decisions, average=None, undefined="drop", sample_weight=case.weights
    )
    support = case.row_weights @ case.truth
    for average in (None, *AVERAGES):
        options = {"average": average, "sample_weight": case.weights, "undefined": "drop"}
        ours = OURS[name](case.targets, case.decisions, **options)
        theirs = multilabel(case, name, average, np.nan)
        if average == "weighted" and not support[~np.isnan(of_label)].any():
            # the weights of all that is left are 0: scikit-learn then weighs all alike
            assert np.isnan(ours)
            assert np.isnan(of_label).all() or theirs == np.nanmean(of_label)
            continue
        assert same(ours, theirs, exact=exact and average != "samples")


@settings(max_examples=200)
@given(case=cases())
def test_subset_accuracy_and_hamming_loss_are_those_of_scikit_learn(case):
    truth, decided = as_indicator(case.truth), as_indicator(case.decisions)
    given = {"sample_weight": case.weights}
    theirs = accuracy_score(truth, decided, **given)
    exact, whole = adds_exactly(case.weights), case.weights is None
    assert same(subset_accuracy(case.targets, case.decisions, **given), theirs, exact=exact)
    loss = hamming_loss(case.targets, case.decisions, **given)
    share = truth.shape[1] / case.truth.shape[1]  # 2 where a second label is put beside one
    assert same(loss, share * sklearn_hamming_loss(truth, decided, **given), exact=whole)
    right = label_accuracy(case.targets, case.decisions, **given)
    assert right == pytest.approx(1 - loss, abs=1e-15)


def binary(theirs, case: Case, column: int, **options) -> float:
    """What scikit-learn says of one label; that it has one class is no surprise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UndefinedMetricWarning)
        warnings.filterwarnings("ignore", "y_pred contains classes not in y_true")
        warnings.filterwarnings("ignore", "A single label was found")
        return theirs(
            case.truth[:, column],
            case.decisions[:, column],
            sample_weight=case.weights,
            **options,
        )


@settings(max_examples=60)
@given(case=cases(max_labels=3))
def test_what_scikit_learn_has_for_one_label_is_the_same_of_each_label(case):
    given = {"average": None, "sample_weight": case.weights, "undefined": "nan"}
    balanced = balanced_accuracy(case.targets, case.decisions, **given)
    correlation = mcc(case.targets, case.decisions, **given)
    alone = specificity(case.targets, case.decisions, **given)
    used = case.row_weights > 0
    for column in range(case.truth.shape[1]):
        theirs = binary(recall_score, case, column, pos_label=0, zero_division=np.nan)
        assert same(alone[column], theirs, exact=False)
        of_class = [used[case.truth[:, column] == each].any() for each in (0, 1)]
        given_class = [used[case.decisions[:, column] == each].any() for each in (0, 1)]
        if all(of_class):
            theirs = binary(balanced_accuracy_score, case, column)
            assert same(balanced[column], theirs, exact=False)
        else:  # scikit-learn takes the recall of the class that there is
            assert np.isnan(balanced[column])
        if all(of_class) and all(given_class):
            theirs = binary(matthews_corrcoef, case, column)
            assert correlation[column] == pytest.approx(theirs, abs=1e-12)
        else:  # scikit-learn says 0
            assert np.isnan(correlation[column])


@settings(max_examples=20)
@given(case=cases(unknown=True))
@pytest.mark.parametrize("name", EVERY)
def test_where_targets_are_unknown_each_label_is_that_of_its_known_rows(name, case):
    ours = EVERY[name]
    given = {"average": None, "undefined": "nan"}
    of_labels = ours(case.targets, case.decisions, sample_weight=case.weights, **given)
    for column, known in enumerate(case.known.T):
        weights = None if case.weights is None else case.weights[known]
        cells = case.targets[known, column, None], case.decisions[known, column, None]
        alone = ours(*cells, sample_weight=weights, **given)
        assert same(of_labels[column], alone[0], exact=False)
        counting = case.row_weights[known].sum() > 0  # scikit-learn wants some weight
        if name in THEIRS and name != "jaccard" and counting:
            theirs = THEIRS[name](
                *(each[:, 0].astype(int) for each in cells),
                sample_weight=weights,
                zero_division=np.nan,
            )
            assert same(of_labels[column], theirs, exact=False)


@settings(max_examples=20)
@given(case=cases(unknown=True))
@every_measure
def test_where_targets_are_unknown_rows_and_cells_are_scikit_learns_of_what_is_known(name, case):
    theirs = partial(THEIRS[name], zero_division=0)
    weights, known = case.row_weights, case.known
    of_rows = [
        theirs(truth[row_known].astype(int), decided[row_known]) if row_known.any() else NAN
        for truth, decided, row_known in zip(case.targets, case.decisions, known, strict=True)
    ]
    judged = known.any(axis=1)
    ours = partial(OURS[name], case.targets, case.decisions, sample_weight=case.weights)
    expected = NAN
    if weights[judged].sum() > 0:
        expected = np.average(np.array(of_rows)[judged], weights=weights[judged])
    assert ours(average="samples") == pytest.approx(expected, abs=1e-12, nan_ok=True)
    cells = np.broadcast_to(weights[:, None], known.shape)[known]
    together = NAN
    if cells.sum() > 0:
        together = theirs(
            case.targets[known].astype(int), case.decisions[known], sample_weight=cells
        )
    assert ours(average="micro") == pytest.approx(together, abs=1e-12, nan_ok=True)


@settings(max_examples=100)
@given(case=cases(unknown=True))
def test_sets_are_those_of_the_known_labels_of_the_rows_that_have_any(case):
    known, weights = case.known, case.row_weights
    judged = known.any(axis=1)
    right = (case.truth == case.decisions) | ~known
    decided = np.where(known, case.decisions, 0).sum(axis=1)
    of_rows = {
        subset_accuracy: right.all(axis=1),
        cardinality_predicted: decided,
        empty_share: decided == 0,
    }
    there = weights[judged].sum() > 0
    for measure, values in of_rows.items():
        expected = np.average(values[judged], weights=weights[judged]) if there else NAN
        ours = measure(case.targets, case.decisions, sample_weight=case.weights)
        assert ours == pytest.approx(expected, abs=1e-12, nan_ok=True)
    sizes = case.truth.sum(axis=1)
    expected = np.average(sizes[judged], weights=weights[judged]) if there else NAN
    ours = cardinality_true(case.targets, sample_weight=case.weights)
    assert ours == pytest.approx(expected, abs=1e-12, nan_ok=True)
    cells = known * weights[:, None]
    agreement = (right * cells).sum() / cells.sum() if there else NAN
    ours = label_accuracy(case.targets, case.decisions, sample_weight=case.weights)
    assert ours == pytest.approx(agreement, abs=1e-12, nan_ok=True)


@settings(max_examples=20)
@given(case=cases(unknown=True))
def test_decisions_as_bits_or_sparse_are_the_same_decisions(case):
    forms = BitRows.of(case.decisions), csr_array(case.decisions), case.decisions.astype(bool)
    for measure in EVERY.values():
        for average in AVERAGES:
            options = {"average": average, "sample_weight": case.weights}
            expected = measure(case.targets, case.decisions, **options)
            for form in forms:
                ours = measure(case.targets, form, **options)
                assert same(ours, expected, exact=adds_exactly(case.weights))
                assert ours.n_undefined == expected.n_undefined
    for measure in SETS:
        expected = measure(case.targets, case.decisions, sample_weight=case.weights)
        for form in forms:
            ours = measure(case.targets, form, sample_weight=case.weights)
            assert same(ours, expected, exact=adds_exactly(case.weights))


def test_a_thousand_rows_and_labels_are_those_of_scikit_learn():
    rng = np.random.default_rng(0)
    targets, decisions = (rng.random((2, 1100, 301)) < 0.1).astype(int)
    theirs = precision_recall_fscore_support(targets, decisions, average=None, zero_division=0)
    assert precision(targets, decisions, average=None).tolist() == theirs[0].tolist()
    assert recall(targets, decisions, average=None).tolist() == theirs[1].tolist()
    assert f1(targets, decisions, average=None).tolist() == theirs[2].tolist()
    assert f1(targets, decisions, average="macro") == sklearn_f1(
        targets, decisions, average="macro"
    )
    assert subset_accuracy(targets, decisions) == accuracy_score(targets, decisions)
    tn, fp, fn, tp = confusion_matrix(targets[:, 7], decisions[:, 7]).ravel()
    assert specificity(targets, decisions, average=None)[7] == tn / (tn + fp)
    assert jaccard(targets, decisions, average=None)[7] == tp / (tp + fp + fn)


@pytest.mark.parametrize("beta", [0.3, 1.7, 10])
def test_any_beta_is_that_of_scikit_learn(beta):
    rng = np.random.default_rng(1)
    targets, decisions = (rng.random((2, 40, 5)) < 0.4).astype(int)
    for average in AVERAGES:
        theirs = fbeta_score(targets, decisions, beta=beta, average=average)
        assert f_beta(targets, decisions, beta=beta, average=average) == pytest.approx(theirs)
