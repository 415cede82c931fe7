"""How well the scores of a row rank its labels: ties, gaps, empty and full rows included."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array
from sklearn.metrics import label_ranking_average_precision_score

from multihot.arrays import as_targets
from multihot.metrics import Measured, label_ranking_precision, lrap

NAN = float("nan")

tables = st.tuples(st.integers(1, 8), st.integers(2, 5)).flatmap(
    lambda shape: st.tuples(
        arrays(float, shape, elements=st.sampled_from([0, 1])),
        arrays(float, shape, elements=st.sampled_from([0, 0.25, 0.5, 0.75, 1])),
        arrays(float, shape[:1], elements=st.integers(1, 5)),
    )
)


def test_by_hand():
    # true are the 2nd of 5 and the 4th; with the tie the 3rd of 5 and the 5th
    targets = as_targets([[0, 1, 0, 1, 0], [0, 1, 0, 1, 0]])
    scores = np.array([[0.9, 0.8, 0.7, 0.6, 0.5], [0.9, 0.8, 0.8, 0.5, 0.5]])
    assert label_ranking_precision(targets, scores) == pytest.approx(
        [(1 / 2 + 2 / 4) / 2, (1 / 3 + 2 / 5) / 2]
    )


def test_rows_without_labels_and_rows_with_all_are_ranked_rightly():
    targets = as_targets([[0, 0, 0], [1, 1, 1]])
    assert label_ranking_precision(targets, np.array([[0.3, 0.2, 0.1]] * 2)).tolist() == [1, 1]


@given(tables)
def test_agrees_with_scikit_learn_with_ties_and_empty_and_full_rows(table):
    targets, scores, _ = table
    expected = label_ranking_average_precision_score(targets, scores)
    assert lrap(csr_array(targets), scores).value == pytest.approx(expected)


@given(tables)
def test_agrees_with_scikit_learn_with_weights(table):
    targets, scores, weights = table
    expected = label_ranking_average_precision_score(targets, scores, sample_weight=weights)
    assert lrap(csr_array(targets), scores, weights).value == pytest.approx(expected)


def test_more_rows_than_are_ranked_at_once_agree_with_scikit_learn():
    rng = np.random.default_rng(0)
    targets, scores = rng.integers(0, 2, (4099, 3)), rng.random((4099, 3)).round(1)
    expected = label_ranking_average_precision_score(targets, scores)
    assert lrap(csr_array(targets), scores).value == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(3))
def test_with_unknown_targets_rows_agree_with_scikit_learn_on_the_known_cells(seed):
    rng = np.random.default_rng(seed)
    targets, scores = rng.integers(0, 2, (20, 6)), rng.random((20, 6)).round(1)
    known = rng.random((20, 6)) < 0.7
    known[:, :2] = True
    ours = label_ranking_precision(as_targets(np.where(known, targets, NAN)), scores)
    assert ours == pytest.approx(
        [
            label_ranking_average_precision_score(t[k][None], s[k][None])
            for t, s, k in zip(targets, scores, known, strict=True)
        ]
    )


def test_scores_are_not_changed_where_targets_are_unknown():
    scores = np.array([[0.3, 0.2]])
    label_ranking_precision(as_targets([[NAN, 1]]), scores)
    assert scores.tolist() == [[0.3, 0.2]]


def test_rows_of_which_no_label_is_known_are_left_out_of_the_mean():
    targets = as_targets([[NAN, NAN], [1, 0]])
    scores = np.array([[0.4, 0.2], [0.1, 0.9]])
    assert lrap(targets, scores) == Measured(0.5, 0)
    assert lrap(targets, scores, np.array([3.0, 2.0])) == Measured(0.5, 0)


@pytest.mark.parametrize(
    ("targets", "weights"), [([[NAN, NAN]], None), ([[1, 0]], np.array([0.0]))]
)
def test_without_a_row_that_counts_there_is_no_mean(targets, weights):
    ours = lrap(as_targets(targets), np.array([[0.4, 0.2]]), weights)
    assert ours == Measured(pytest.approx(NAN, nan_ok=True), 1)
