"""Areas from counts in bins are never further from the truth than they say."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.arrays import as_targets
from multihot.metrics import EDGES, Cells, KeptScores, ScoreBins
from multihot.metrics.binned import bin_of

NAN = float("nan")
N_CASES = 1000
AREAS = ("roc_auc", "average_precision")


def draw_scores(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Scores as models give them: even, tied, tiny, near 1, at both ends, in one bin."""
    kinds = (
        lambda: rng.random(shape),
        lambda: rng.random(shape).round(1),
        lambda: rng.random(shape) * 10.0 ** -rng.integers(1, 12),
        lambda: 1 - rng.random(shape) * 10.0 ** -rng.integers(1, 9),
        lambda: rng.beta(0.1, 0.1, shape),
        lambda: rng.beta(0.5, 20, shape),
        lambda: 0.3 + rng.random(shape) * 1e-6,
        lambda: rng.choice(EDGES, shape).astype(float),
    )
    scores = kinds[rng.integers(len(kinds))]()
    return scores.astype(np.float32) if rng.random() < 0.5 else scores


def draw_targets(rng: np.random.Generator, scores: np.ndarray) -> np.ndarray:
    """Targets that are common or rare, by the scores or against them, some labels of one class."""
    places = scores.argsort(axis=0).argsort(axis=0) / len(scores)
    toward = places if rng.random() < 0.7 else 1 - places
    share = rng.choice([0.02, 0.2, 0.5, 0.95])
    targets = (rng.random(scores.shape) < share * (0.2 + 1.6 * toward)).astype(float)
    targets[:, 0] = rng.choice([0, 1, targets[0, 0]])
    targets[0] = 1
    if rng.random() < 0.3:
        targets[rng.random(scores.shape) < 0.1] = NAN
    return targets


def both(targets: np.ndarray, scores: np.ndarray) -> tuple[ScoreBins, KeptScores]:
    truth = as_targets(targets)
    positives, unknown = Cells.of(truth, truth.data == 1), Cells.of(truth, np.isnan(truth.data))
    return ScoreBins.of(positives, unknown, scores), KeptScores((truth,), (scores,), (None,))


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_the_bin_of_a_score_is_how_many_edges_are_not_above_it(kind):
    rng = np.random.default_rng(0)
    edges = EDGES.astype(kind)
    near = [np.nextafter(edges, kind(way)) for way in (0, 1)]
    ends = np.array([0, np.nextafter(kind(0), kind(1)), 1e-30, 1], dtype=kind)
    ends = np.append(ends, np.nextafter(kind(1), kind(0)))
    even, low = rng.random(20_000).astype(kind), (2.0 ** -rng.random(20_000) * 40).astype(kind) / 40
    tiny = (2.0 ** (-40 * rng.random(20_000))).astype(kind)
    scores = np.concatenate((edges, *near, ends, even, low, tiny, 1 - tiny))
    expected = np.searchsorted(EDGES.astype(float), scores.astype(float), side="right")
    assert bin_of(scores).tolist() == expected.tolist()
    table = scores[: len(scores) // 2 * 2].reshape(-1, 2)
    assert bin_of(table).ravel().tolist() == expected[: table.size].tolist()
    assert bin_of(table[::3, 1]).tolist() == bin_of(table)[::3, 1].tolist()


def test_edges_rise_and_are_as_fine_near_1_as_near_0():
    assert (np.diff(EDGES) > 0).all()
    assert np.array_equal(1 - EDGES[::-1], EDGES)


@pytest.mark.parametrize("seed", range(10))
def test_the_true_area_is_within_the_bound_in_a_thousand_of_a_thousand(seed):
    rng = np.random.default_rng(seed)
    outside, n_areas = [], 0
    for case in range(N_CASES // 10):
        scores = draw_scores(rng, (int(rng.integers(1, 120)), int(rng.integers(1, 5))))
        targets = draw_targets(rng, scores)
        bins, kept = both(targets, scores)
        pairs = ((bins.per_label(), kept.per_label()), (bins.together(), kept.together()))
        for binned, exact in pairs:
            for name in AREAS:
                values, errors = binned[name].values, binned[name].errors
                true = exact[name].values
                assert np.array_equal(np.isnan(values), np.isnan(true))
                defined = ~np.isnan(true)
                outside += [case] * int((np.abs(values - true) > errors)[defined].sum())
                n_areas += int(defined.sum())
    assert outside == []
    assert n_areas > 100


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_bound_is_narrow_where_scores_are_spread(dtype):
    rng = np.random.default_rng(1)
    scores = rng.random((5000, 3)).astype(dtype)
    targets = (rng.random(scores.shape) < 0.5 * scores).astype(int)
    bins, _ = both(targets, scores)
    assert bins.per_label()["roc_auc"].errors.max() < 0.01
    assert bins.per_label()["average_precision"].errors.max() < 0.02


def test_scores_of_which_each_is_alone_in_its_bin_have_exact_areas():
    targets, scores = [[1], [0], [1], [0]], np.array([[0.9], [0.5], [0.3], [0.1]])
    bins, kept = both(targets, scores)
    for name in AREAS:
        ours = bins.per_label()[name]
        assert ours.values == pytest.approx(kept.per_label()[name].values, abs=1e-12)
        assert ours.errors.max() < 1e-11


def test_scores_that_are_all_in_one_bin_leave_everything_open():
    targets, scores = [[1], [0], [1], [0]], np.full((4, 1), 0.3)
    ours = both(targets, scores)[0].per_label()
    assert ours["roc_auc"].values.tolist() == [0.5]
    assert ours["roc_auc"].errors == pytest.approx([0.5])
    # tied, half of the four are true; at the best it would be 1, at the least 5/12
    assert ours["average_precision"].values == pytest.approx([1 / 2])
    assert ours["average_precision"].errors == pytest.approx([1 / 2])


def test_counts_by_hand():
    bins, _ = both([[1, 0], [0, NAN], [1, 1]], np.array([[0.75, 0.5], [0, 0.5], [0, 0.5]]))
    at = bin_of(np.array([0.75, 0.5]))
    assert bins.true.toarray()[[0, 1], at].tolist() == [1, 1]
    assert bins.known.toarray()[[0, 1], at].tolist() == [1, 2]
    assert bins.n_true.tolist() == [2, 1]
    assert bins.n_known.tolist() == [3, 2]
    assert bins.true.sum() == 2


def test_no_rows_have_no_areas():
    bins, _ = both(np.zeros((0, 2)), np.zeros((0, 2)))
    for areas in (bins.per_label(), bins.together()):
        for name in AREAS:
            assert np.isnan(areas[name].values).all()


def test_more_labels_than_are_looked_at_at_once():
    rng = np.random.default_rng(2)
    scores, targets = rng.random((6, 1030)), rng.integers(0, 2, (6, 1030))
    bins, kept = both(targets, scores)
    binned, exact = bins.per_label()["roc_auc"], kept.per_label()["roc_auc"]
    apart = np.abs(binned.values - exact.values)
    assert (apart <= binned.errors)[~np.isnan(apart)].all()
