"""Areas under curves are exact: ties, weights, gaps and labels of one kind included."""

from __future__ import annotations

import warnings
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.exceptions import UndefinedMetricWarning
from sklearn.metrics import average_precision_score, roc_auc_score

from judged_cases import Case, cases
from multihot.arrays import as_targets
from multihot.metrics import KeptScores, average_precision, roc_auc

NAN = float("nan")
AREAS = {"roc_auc": roc_auc, "average_precision": average_precision}
SCIKIT_LEARN = {"roc_auc": roc_auc_score, "average_precision": average_precision_score}
every_area = pytest.mark.parametrize("name", AREAS)


def theirs(name, truth, scores, weights=None) -> float:
    """What scikit-learn says of some cells; NaN where there is no area, of which it warns."""
    weights = np.ones(len(truth)) if weights is None else weights
    counted = weights > 0
    truth, scores, weights = truth[counted], scores[counted], weights[counted]
    if not len(truth):
        return NAN
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UndefinedMetricWarning)
        warnings.filterwarnings("ignore", "No positive class found in y_true")
        area = SCIKIT_LEARN[name](truth, scores, sample_weight=weights)
    if name == "average_precision" and not truth.any():
        assert area == 0  # where there is nothing to be found, scikit-learn finds nothing
        return NAN
    return area


def of_labels(name, case: Case) -> np.ndarray:
    return np.array(
        [
            theirs(name, truth[known], scores[known], case.row_weights[known])
            for truth, scores, known in zip(case.truth.T, case.scores.T, case.known.T, strict=True)
        ]
    )


def of_rows(name, case: Case) -> np.ndarray:
    rows = zip(case.truth, case.scores, case.known, strict=True)
    return np.array([theirs(name, truth[known], scores[known]) for truth, scores, known in rows])


def mean_of_the_defined(areas, weights) -> float:
    defined = ~np.isnan(areas)
    if not weights[defined].sum() > 0:
        return NAN
    return float(np.average(areas[defined], weights=weights[defined]))


def close(ours, expected) -> bool:
    return np.allclose(ours, expected, rtol=0, atol=1e-12, equal_nan=True)


def test_areas_by_hand():
    # label 0: of 2 x 3 pairs 3 are right and 2 are tied; label 1: 3 of 4 right
    targets = [[1, 0], [0, 1], [1, 1], [0, 0], [0, NAN]]
    scores = [[0.9, 0.1], [0.5, 0.7], [0.5, 0.4], [0.5, 0.6], [0.95, 0.9]]
    by_hand = [(2 + 2 / 2) / 6, 3 / 4]
    assert roc_auc(targets, scores, average=None) == pytest.approx(by_hand)
    assert roc_auc(targets, scores) == pytest.approx((1 / 2 + 3 / 4) / 2)
    by_hand = [(1 / 2 + 2 / 5) / 2, (1 / 1 + 2 / 3) / 2]
    assert average_precision(targets, scores, average=None) == pytest.approx(by_hand)


def test_averages_by_hand():
    # true scores .9 .3 of label 0, .8 of label 1; others .5 of label 0, .3 and .1 of label 1
    targets, scores = [[1, 0], [1, 1], [0, 0]], [[0.9, 0.3], [0.3, 0.8], [0.5, 0.1]]
    assert roc_auc(targets, scores) == pytest.approx((1 / 2 + 1) / 2)
    assert roc_auc(targets, scores, average="weighted") == pytest.approx((2 * 1 / 2 + 1) / 3)
    assert roc_auc(targets, scores, average="micro") == pytest.approx((3 + 3 + 1 + 1 / 2) / 9)
    ours = roc_auc(targets, scores, average="samples")
    assert (ours, ours.n_undefined) == (1, 2)


@every_area
@settings(max_examples=80)
@given(case=cases())
def test_every_label_is_that_of_scikit_learn(name, case):
    ours = AREAS[name](case.targets, case.scores, average=None, sample_weight=case.weights)
    assert close(ours, of_labels(name, case))


@every_area
@settings(max_examples=50)
@given(case=cases(min_rows=2, min_labels=2))
def test_averages_are_those_of_scikit_learn_where_every_area_is_defined(name, case):
    case.targets[0], case.targets[1] = 0, 1
    case.targets[:, 0] = np.arange(len(case.targets)) % 2
    case.targets[:, 1] = 1 - case.targets[:, 0]
    options = {"sample_weight": None if case.weights is None else case.weights + 0.5}
    for average in ("micro", "macro", "weighted", "samples"):
        ours = AREAS[name](case.targets, case.scores, average=average, **options)
        expected = SCIKIT_LEARN[name](case.truth, case.scores, average=average, **options)
        assert close(ours, expected)


@every_area
@settings(max_examples=60)
@given(case=cases(unknown=True))
def test_averages_are_means_of_the_areas_that_exist(name, case):
    ours = partial(AREAS[name], case.targets, case.scores, sample_weight=case.weights)
    labels, rows = of_labels(name, case), of_rows(name, case)
    assert close(ours(average=None), labels)
    assert close(ours(average="macro"), mean_of_the_defined(labels, np.ones(len(labels))))
    support = case.row_weights @ case.truth
    assert close(ours(average="weighted"), mean_of_the_defined(labels, support))
    assert close(ours(average="samples"), mean_of_the_defined(rows, case.row_weights))
    cells = np.broadcast_to(case.row_weights[:, None], case.known.shape)[case.known]
    together = theirs(name, case.truth[case.known], case.scores[case.known], cells)
    assert close(ours(average="micro"), together)
    judged = case.known.any(axis=1)
    assert ours(average="macro").n_undefined == np.isnan(labels).sum()
    assert ours(average="samples").n_undefined == np.isnan(rows[judged]).sum() or not (
        case.row_weights[judged].sum() > 0
    )
    assert ours(average="micro").n_undefined == np.isnan(together)


@every_area
@settings(max_examples=30)
@given(case=cases(unknown=True))
def test_an_undefined_area_makes_the_mean_undefined_where_that_is_asked(name, case):
    options = {"sample_weight": case.weights}
    for average in ("macro", "samples"):
        zero, nan, drop = (
            AREAS[name](case.targets, case.scores, average=average, undefined=each, **options)
            for each in ("zero", "nan", "drop")
        )
        assert close(zero, drop)  # an area that does not exist is not 0
        assert np.isnan(nan) if nan.n_undefined else close(nan, zero)
        assert zero.n_undefined == nan.n_undefined == drop.n_undefined


@every_area
@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("weighted", [False, True])
def test_more_rows_and_labels_than_are_ranked_at_once_are_those_of_scikit_learn(
    name, kind, weighted, monkeypatch
):
    for limit in ("_CELLS_AT_ONCE", "_CELLS_OF_A_PIECE"):
        monkeypatch.setattr(f"multihot.metrics.dense_ranks.{limit}", 20_000)
    rng = np.random.default_rng(5)
    scores = rng.random((1100, 130)).round(3).astype(kind)
    targets = (rng.random(scores.shape) < 0.2 + 0.3 * scores).astype(int)
    options = {"sample_weight": rng.random(1100) if weighted else None}
    for average in (None, "micro", "samples"):
        ours = AREAS[name](targets, scores, average=average, **options)
        assert close(ours, SCIKIT_LEARN[name](targets, scores, average=average, **options))


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_kept_scores_in_many_pieces_are_those_of_scikit_learn(kind, monkeypatch):
    monkeypatch.setattr("multihot.metrics.kept._CELLS_AT_ONCE", 2000)
    monkeypatch.setattr("multihot.metrics.whole_areas._CELLS_OF_A_PIECE", 500)
    monkeypatch.setattr("multihot.metrics.whole_areas._TRUES_AT_ONCE", 100)
    rng = np.random.default_rng(5)
    scores = rng.random((601, 13)).round(3).astype(kind)
    targets = (rng.random(scores.shape) < 0.2 + 0.3 * scores).astype(float)
    targets[rng.random(scores.shape) < 0.1] = np.nan
    known = ~np.isnan(targets)
    kept = KeptScores((as_targets(targets),), (scores,), (None,))
    for name, together in kept.together().items():
        expected = SCIKIT_LEARN[name](targets[known], scores[known])
        assert together.values.tolist() == pytest.approx([expected], abs=1e-12)
        columns = zip(targets.T, scores.T, known.T, strict=True)
        assert kept.per_label()[name].values.tolist() == pytest.approx(
            [SCIKIT_LEARN[name](truth[there], own[there]) for truth, own, there in columns],
            abs=1e-12,
        )


def test_a_label_of_one_kind_has_no_area_whatever_the_weights():
    # 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1: a difference of the sums would leave others over
    options = {"sample_weight": [0.1, 0.2, 0.3, 0.7], "average": None}
    scores = [[0.1], [0.4], [0.2], [0.3]]
    assert np.isnan(roc_auc([[1], [1], [1], [1]], scores, **options)).all()
    assert np.isnan(roc_auc([[0], [0], [0], [0]], scores, **options)).all()
    assert average_precision([[1], [1], [1], [1]], scores, **options).tolist() == [1]


@settings(max_examples=100)
@given(case=cases())
def test_areas_are_shares(case):
    for area in AREAS.values():
        ours = area(case.targets, case.scores, average=None, sample_weight=case.weights)
        ours = ours[~np.isnan(ours)]
        assert ((ours >= 0) & (ours <= 1)).all()


@settings(max_examples=50)
@given(case=cases(unknown=True))
def test_only_the_order_of_the_scores_matters(case):
    for area in AREAS.values():
        for average in (None, "micro", "samples"):
            plain = area(case.targets, case.scores, average=average)
            squared = area(case.targets, case.scores.astype(float) ** 2, average=average)
            assert close(squared, plain)


@settings(max_examples=50)
@given(case=cases(unknown=True))
def test_turning_the_scores_round_turns_the_roc_auc_round(case):
    scores = case.scores.astype(float).round(2)
    turned = roc_auc(case.targets, (1 - scores).round(2), average=None)
    assert close(turned, 1 - roc_auc(case.targets, scores, average=None))


@settings(max_examples=50)
@given(case=cases(unknown=True), order=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(case, order):
    places = list(range(len(case.targets)))
    order.shuffle(places)
    for area in AREAS.values():
        for average in (None, "micro", "samples"):
            plain = area(case.targets, case.scores, average=average)
            mixed = area(case.targets[places], case.scores[places], average=average)
            assert np.array_equal(mixed, plain, equal_nan=True)
