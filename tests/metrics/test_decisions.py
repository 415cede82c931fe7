"""A score at its threshold is given the label, in the precision of the scores."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from judged_cases import cases, stored
from multihot.arrays import BitRows
from multihot.errors import DataError
from multihot.metrics import NEVER, cuts_in, decide


def as_table(decisions) -> list[list[int]]:
    table = decisions.to_csr() if isinstance(decisions, BitRows) else decisions
    return table.toarray().tolist()


def exactly(scores, thresholds) -> list[list[int]]:
    """In real numbers, the threshold rounded to the scores' kind."""
    kind = scores.dtype.type
    return [
        [
            int(Fraction(float(s)) >= Fraction(float(kind(t))))
            for s, t in zip(row, thresholds, strict=True)
        ]
        for row in scores
    ]


def test_by_hand():
    scores, thresholds = np.array([[0.5, 0.4], [0.25, 0.6]]), np.array([0.5, 0.6])
    assert as_table(decide(scores, thresholds)) == [[1, 0], [0, 1]]
    assert as_table(decide(csr_array(scores), thresholds)) == [[1, 0], [0, 1]]


def test_a_float32_score_is_compared_with_the_nearest_float32_number():
    at = np.float32(0.7)  # 0.69999998..., below 0.7
    below, above = np.nextafter(at, np.float32([0, 1]))
    scores = np.array([[below, at, above]], dtype=np.float32)
    thresholds = np.full(3, 0.7)
    assert as_table(decide(scores, thresholds)) == [[0, 1, 1]]
    assert as_table(decide(csr_array(scores), thresholds)) == [[0, 1, 1]]
    assert as_table(decide(scores.astype(np.float64), thresholds)) == [[0, 0, 1]]
    assert cuts_in(scores.dtype, thresholds).tolist() == [at] * 3


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_the_least_and_the_highest_thresholds_divide_rightly(kind):
    tiny = np.nextafter(kind(0), kind(1))
    scores = np.array([[0, tiny, 1, np.nextafter(kind(1), kind(0))]], dtype=kind)
    for threshold in (0, 5e-324, 1e-46, float(tiny), 1 - 2.0**-53, 1.0):
        thresholds = np.full(4, threshold)
        assert as_table(decide(scores, thresholds)) == exactly(scores, thresholds)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("never", [np.nextafter(1, 2), NEVER, np.inf])
def test_no_score_is_at_a_threshold_above_1(kind, never):
    assert as_table(decide(np.ones((1, 2), dtype=kind), np.full(2, never))) == [[0, 0]]


@pytest.mark.parametrize(("kind", "threshold"), [(np.float64, 0.0), (np.float32, 1e-50)])
def test_a_threshold_that_is_0_in_the_precision_of_sparse_scores_is_refused(kind, threshold):
    scores = csr_array(np.array([[0, 0.5]], dtype=kind))
    with pytest.raises(DataError, match=r"gives a label to every row.*\n.*above 0 with sparse"):
        decide(scores, np.array([0.5, threshold]))


@settings(max_examples=150)
@given(case=cases(max_labels=12), data=st.data())
def test_decisions_are_those_of_the_nearest_numbers(case, data):
    n_labels = case.scores.shape[1]
    near = st.sampled_from(sorted({float(s) for s in case.scores.ravel()} - {0.0}) or [0.5])
    step = st.sampled_from([-1, 0, 1])
    moved = st.builds(lambda t, s: float(np.nextafter(t, t + s)) if s else t, near, step)
    drawn = st.one_of(moved, st.floats(5e-324, 1))
    thresholds = np.array(data.draw(st.lists(drawn, min_size=n_labels, max_size=n_labels)))
    expected = exactly(case.scores, np.where(thresholds > 1, NEVER, thresholds))
    for scores in (case.scores, csr_array(case.scores), stored(case.scores)):
        if isinstance(scores, np.ndarray) or cuts_in(scores.dtype, thresholds).all():
            assert as_table(decide(scores, thresholds)) == expected


@pytest.mark.parametrize("shape", [(0, 3), (1, 1), (300, 9), (3, 8), (2, 0), (5000, 100)])
def test_tables_of_every_size_are_decided(shape):
    rng = np.random.default_rng(0)
    scores, thresholds = rng.random(shape).round(1), rng.random(shape[1]).round(1) + 0.1
    decided = decide(scores, thresholds)
    assert decided.shape == shape
    assert as_table(decided) == (scores >= thresholds).astype(int).tolist()
    assert decided.per_label().tolist() == (scores >= thresholds).sum(axis=0).tolist()


@pytest.mark.parametrize("shape", [(0, 3), (4, 0), (2001, 20), (3, 20_000)])
def test_many_short_rows_are_decided_like_one(shape):
    rng = np.random.default_rng(0)
    scores, thresholds = rng.random(shape).round(1), rng.random(shape[1]).round(1)
    assert as_table(decide(scores, thresholds)) == (scores >= thresholds).astype(int).tolist()
    turned = np.asfortranarray(scores)
    assert as_table(decide(turned, thresholds)) == as_table(decide(scores, thresholds))
