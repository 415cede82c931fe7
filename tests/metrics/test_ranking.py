"""How well the scores of a row rank its labels: ties, gaps, empty and full rows included."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from sklearn.metrics import coverage_error as sklearn_coverage_error
from sklearn.metrics import label_ranking_average_precision_score, label_ranking_loss

from judged_cases import cases
from multihot.metrics import coverage_error, lrap, one_error, ranking_loss, ranks_within

NAN = float("nan")
PAIRS = {
    "lrap": (lrap, label_ranking_average_precision_score),
    "coverage_error": (coverage_error, sklearn_coverage_error),
    "ranking_loss": (ranking_loss, label_ranking_loss),
}
every_measure = pytest.mark.parametrize("name", PAIRS)


def of_rows(theirs, case) -> np.ndarray:
    """What scikit-learn says of the known labels of each row; of one label, it says nothing."""
    values = np.full(len(case.targets), NAN)
    for row, known in enumerate(case.known):
        if known.any():
            # a label that nobody has, below all others, changes only how many labels there are
            truth = np.append(case.truth[row, known], 0)[None]
            scores = np.append(case.scores[row, known].astype(float), -1)[None]
            values[row] = theirs(truth, scores)
            pairs = known.sum() - truth.sum()
            if theirs is label_ranking_loss:
                values[row] *= (pairs + 1) / pairs if pairs else 0
            if theirs is label_ranking_average_precision_score and not pairs:
                assert values[row] == pytest.approx(1)
    return values


def test_by_hand():
    # true are the 2nd of 5 and the 4th; with the tie the 3rd of 5 and the 5th
    targets = [[0, 1, 0, 1, 0], [0, 1, 0, 1, 0]]
    scores = [[0.9, 0.8, 0.7, 0.6, 0.5], [0.9, 0.8, 0.8, 0.5, 0.5]]
    assert lrap(targets, scores) == pytest.approx(((1 / 2 + 2 / 4) / 2 + (1 / 3 + 2 / 5) / 2) / 2)
    assert coverage_error(targets, scores) == (4 + 5) / 2
    # of 2 x 3 pairs, 1 + 2 are wrong; with the ties 2 + 3
    assert ranking_loss(targets, scores) == pytest.approx((3 / 6 + 5 / 6) / 2)
    assert one_error(targets, scores) == 1
    assert one_error([[0, 1, 1], [1, 0, 0]], [[0.3, 0.8, 0.1], [0.7, 0.7, 0.2]]) == 1 / 4


def test_rows_without_labels_and_rows_with_all_are_ranked_rightly():
    targets, scores = [[0, 0, 0], [1, 1, 1]], [[0.3, 0.2, 0.1]] * 2
    assert lrap(targets, scores) == 1
    assert ranking_loss(targets, scores) == 0
    assert coverage_error(targets, scores) == (0 + 3) / 2
    assert one_error(targets, scores) == (1 + 0) / 2


@every_measure
@settings(max_examples=150)
@given(case=cases(min_labels=2))
def test_every_measure_is_that_of_scikit_learn(name, case):
    ours, theirs = PAIRS[name]
    expected = theirs(case.truth, case.scores, sample_weight=case.weights)
    actual = ours(case.targets, case.scores, sample_weight=case.weights)
    assert actual == pytest.approx(expected, abs=1e-12)


@every_measure
@settings(max_examples=40)
@given(case=cases(unknown=True))
def test_where_targets_are_unknown_it_is_that_of_the_known_labels_of_each_row(name, case):
    ours, theirs = PAIRS[name]
    values = of_rows(theirs, case)
    judged = case.known.any(axis=1)
    there = case.row_weights[judged].sum() > 0
    expected = np.average(values[judged], weights=case.row_weights[judged]) if there else NAN
    actual = ours(case.targets, case.scores, sample_weight=case.weights)
    assert actual == pytest.approx(expected, abs=1e-12, nan_ok=True)


@settings(max_examples=100)
@given(case=cases(unknown=True))
def test_the_one_error_is_the_chance_that_the_highest_label_is_wrong(case):
    values = []
    for truth, scores, known in zip(case.truth, case.scores, case.known, strict=True):
        highest = [place for place in known.nonzero()[0] if scores[place] == scores[known].max()]
        values.append(1 - np.mean([truth[place] for place in highest]) if highest else NAN)
    judged = case.known.any(axis=1)
    there = case.row_weights[judged].sum() > 0
    weights = case.row_weights[judged]
    expected = np.average(np.array(values)[judged], weights=weights) if there else NAN
    ours = one_error(case.targets, case.scores, sample_weight=case.weights)
    assert ours == pytest.approx(expected, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_more_rows_than_are_ranked_at_once_agree_with_scikit_learn(kind, monkeypatch):
    monkeypatch.setattr("multihot.metrics.dense_ranks._CELLS_AT_ONCE", 10_000)
    rng = np.random.default_rng(0)
    targets = rng.integers(0, 2, (1099, 101))
    scores = rng.random(targets.shape).round(2).astype(kind)
    for ours, theirs in PAIRS.values():
        assert ours(targets, scores) == pytest.approx(theirs(targets, scores), abs=1e-12)


@settings(max_examples=60)
@given(case=cases(unknown=True))
def test_places_are_those_that_counting_gives(case):
    groups = {
        "rows": [(case.targets[row], case.scores[row]) for row in range(len(case.targets))],
        "labels": list(zip(case.targets.T, case.scores.T, strict=True)),
        "all": [(case.targets.ravel(), case.scores.ravel())],
    }
    for within, tables in groups.items():
        ranks = ranks_within(within, case.targets, case.scores)
        expected = []
        for group, (targets, scores) in enumerate(tables):
            known = ~np.isnan(targets)
            for own in sorted(scores[targets == 1], reverse=True):
                above, level = known & (scores > own), known & (scores == own)
                true = targets == 1
                cells = above.sum(), level.sum(), (above & true).sum(), (level & true).sum()
                expected.append((group, *map(int, cells)))
            assert ranks.n_true[group] == (targets == 1).sum()
            assert ranks.n_known[group] == known.sum()
        columns = ranks.group, ranks.above, ranks.level, ranks.true_above, ranks.true_level
        assert list(zip(*(column.tolist() for column in columns), strict=True)) == expected


@pytest.mark.parametrize("within", ["rows", "labels", "all"])
def test_places_in_many_blocks_are_those_in_one(within, monkeypatch):
    rng = np.random.default_rng(1)
    scores = rng.random((60, 70)).round(2)
    targets = np.where(rng.random(scores.shape) < 0.2, NAN, rng.integers(0, 2, scores.shape))
    whole = ranks_within(within, targets, scores)
    for limit, most in (("CELLS_AT_ONCE", 500), ("CELLS_OF_A_PIECE", 500), ("COLUMNS_AT_ONCE", 3)):
        monkeypatch.setattr(f"multihot.metrics.dense_ranks._{limit}", most)
    for name, field in vars(ranks_within(within, targets, scores)).items():
        assert np.array_equal(field, getattr(whole, name))


def test_scores_are_not_changed_where_targets_are_unknown():
    scores = np.array([[0.3, 0.2]])
    for within in ("rows", "labels", "all"):
        ranks_within(within, [[NAN, 1]], scores)
        ranks_within(within, [[NAN, 1]], scores, [0.5])
    assert scores.tolist() == [[0.3, 0.2]]


def test_rows_of_which_no_label_is_known_are_left_out_of_the_mean():
    targets, scores = [[NAN, NAN], [1, 0]], [[0.4, 0.2], [0.1, 0.9]]
    assert lrap(targets, scores) == 0.5
    assert lrap(targets, scores).n_undefined == 0
    assert lrap(targets, scores, sample_weight=[3, 2]) == 0.5


@pytest.mark.parametrize(("targets", "weights"), [([[NAN, NAN]], None), ([[1, 0]], [0])])
def test_without_a_row_that_counts_there_is_no_mean(targets, weights):
    for measure in (lrap, coverage_error, ranking_loss, one_error):
        ours = measure(targets, [[0.4, 0.2]], sample_weight=weights)
        assert (np.isnan(ours), ours.n_undefined) == (True, 1)
