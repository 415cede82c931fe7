"""Areas under curves are exact: ties, weights and labels of one kind included."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from sklearn.metrics import average_precision_score, roc_auc_score

from multihot.arrays import as_targets
from multihot.metrics import Curve, area_averages, areas_per_label, average_precision, roc_auc

NAN = float("nan")
WEIGHTS = np.arange(1, 41) / 8

ranked = st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=1, max_size=15)


def curve(truth: list[int], scores: list[float], weights: list[float] | None = None) -> Curve:
    given = None if weights is None else np.array(weights)
    return Curve.of(np.array(truth, dtype=bool), np.array(scores, dtype=float), given)


def table(seed: int, decimals: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    targets = (rng.random((40, 4)) < [0.5, 0.3, 0.2, 0.9]).astype(int)
    targets[0], targets[1] = 0, 1  # no label is of one kind
    return targets, rng.random((40, 4)).round(decimals)


def test_the_curve_goes_down_through_the_distinct_scores():
    walked = curve([1, 0, 1, 0, 0], [0.9, 0.5, 0.5, 0.5, 0.1])
    assert walked.tp.tolist() == [1, 2, 2]
    assert walked.fp.tolist() == [0, 2, 3]


def test_the_curve_adds_weights():
    walked = curve([1, 0, 1], [0.9, 0.5, 0.5], [0.25, 3, 5])
    assert walked.tp.tolist() == [0.25, 5.25]
    assert walked.fp.tolist() == [0, 3]


def test_areas_by_hand():
    # of 2 x 3 pairs 3 are right and 2 are tied
    walked = curve([1, 0, 1, 0, 0], [0.9, 0.5, 0.5, 0.5, 0.95])
    assert roc_auc(walked) == pytest.approx((2 + 2 / 2) / 6)
    assert average_precision(walked) == pytest.approx(1 / 2 * 1 / 2 + 1 / 2 * 2 / 5)


@pytest.mark.parametrize("weights", [None, WEIGHTS], ids=["rows", "weights"])
@pytest.mark.parametrize("decimals", [8, 1])
@pytest.mark.parametrize("seed", range(3))
def test_labels_agree_with_scikit_learn(seed, decimals, weights):
    targets, scores = table(seed, decimals)
    ours = areas_per_label(csr_array(targets), scores, weights)
    options = {"average": None, "sample_weight": weights}
    assert ours["roc_auc"] == pytest.approx(roc_auc_score(targets, scores, **options))
    assert ours["average_precision"] == pytest.approx(
        average_precision_score(targets, scores, **options)
    )


@pytest.mark.parametrize("weights", [None, WEIGHTS], ids=["rows", "weights"])
@pytest.mark.parametrize("average", ["micro", "macro", "weighted"])
@pytest.mark.parametrize("seed", range(3))
def test_averages_agree_with_scikit_learn(seed, average, weights):
    targets, scores = table(seed, 1)
    of_label = areas_per_label(csr_array(targets), scores, weights)
    ours = area_averages(csr_array(targets), scores, of_label, weights=weights)
    options = {"average": average, "sample_weight": weights}
    assert ours[f"roc_auc_{average}"].value == pytest.approx(
        roc_auc_score(targets, scores, **options)
    )
    assert ours[f"average_precision_{average}"].value == pytest.approx(
        average_precision_score(targets, scores, **options)
    )


@pytest.mark.parametrize("weights", [None, WEIGHTS], ids=["rows", "weights"])
@pytest.mark.parametrize("seed", range(3))
def test_with_unknown_targets_areas_agree_with_scikit_learn_on_the_known_cells(seed, weights):
    targets, scores = table(seed, 1)
    known = np.random.default_rng(seed).random(targets.shape) < 0.7
    known[:2] = True
    gapped = as_targets(np.where(known, targets, NAN))
    of_label = areas_per_label(gapped, scores, weights)
    cells = np.repeat(np.ones(40) if weights is None else weights, 4).reshape(40, 4)
    assert of_label["roc_auc"] == pytest.approx(
        [
            roc_auc_score(t[k], s[k], sample_weight=w[k])
            for t, s, k, w in zip(targets.T, scores.T, known.T, cells.T, strict=True)
        ]
    )
    together = area_averages(gapped, scores, of_label, weights=weights)["average_precision_micro"]
    assert together.value == pytest.approx(
        average_precision_score(targets[known], scores[known], sample_weight=cells[known])
    )


def test_a_label_of_one_kind_has_no_roc_auc_and_one_without_rows_no_average_precision():
    targets = csr_array(np.array([[1, 0, 1], [1, 0, 0]]))
    ours = areas_per_label(targets, np.array([[0.4, 0.6, 0.7], [0.3, 0.2, 0.8]]))
    assert ours["roc_auc"].tolist() == pytest.approx([NAN, NAN, 0], nan_ok=True)
    assert ours["average_precision"].tolist() == pytest.approx([1, NAN, 0.5], nan_ok=True)


def test_no_rows_have_no_area():
    assert np.isnan(roc_auc(curve([], [])))
    assert np.isnan(average_precision(curve([], [])))


@pytest.mark.parametrize(
    ("undefined", "roc", "precision"), [("zero", 0, 0.75), ("drop", 0, 0.75), ("nan", NAN, NAN)]
)
def test_labels_without_an_area_are_left_out_of_means_and_told(undefined, roc, precision):
    targets = csr_array(np.array([[1, 0, 1], [1, 0, 0]]))
    scores = np.array([[0.4, 0.6, 0.7], [0.3, 0.2, 0.8]])
    of_label = areas_per_label(targets, scores)
    ours = area_averages(targets, scores, of_label, undefined=undefined)
    assert ours["roc_auc_macro"].value == pytest.approx(roc, nan_ok=True)
    assert ours["roc_auc_macro"].n_undefined == 2
    assert ours["average_precision_macro"].value == pytest.approx(precision, nan_ok=True)
    assert ours["average_precision_macro"].n_undefined == 1


def test_where_no_label_has_an_area_there_is_none():
    targets, scores = csr_array(np.zeros((2, 2))), np.array([[0.4, 0.6], [0.3, 0.2]])
    ours = area_averages(targets, scores, areas_per_label(targets, scores))
    assert [(name, each.n_undefined) for name, each in sorted(ours.items())] == [
        ("average_precision_macro", 2),
        ("average_precision_micro", 1),
        ("average_precision_weighted", 2),
        ("roc_auc_macro", 2),
        ("roc_auc_micro", 1),
        ("roc_auc_weighted", 2),
    ]
    assert np.isnan([each.value for each in ours.values()]).all()


@given(ranked)
def test_only_the_order_of_the_scores_matters(rows):
    truth, scores = zip(*rows, strict=True)
    plain, stretched = curve(truth, scores), curve(truth, [3**score for score in scores])
    assert roc_auc(stretched) == pytest.approx(roc_auc(plain), nan_ok=True)
    assert average_precision(stretched) == pytest.approx(average_precision(plain), nan_ok=True)


@given(ranked)
def test_turning_the_scores_round_turns_the_roc_auc_round(rows):
    truth, scores = zip(*rows, strict=True)
    turned = curve(truth, [-score for score in scores])
    assert roc_auc(turned) == pytest.approx(1 - roc_auc(curve(truth, scores)), nan_ok=True)


@given(ranked, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows, random):
    truth, scores = zip(*rows, strict=True)
    random.shuffle(rows)
    other_truth, other_scores = zip(*rows, strict=True)
    first, second = curve(truth, scores), curve(other_truth, other_scores)
    assert (first.tp.tolist(), first.fp.tolist()) == (second.tp.tolist(), second.fp.tolist())
