"""A score at its threshold is given the label, in the arithmetic of real numbers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from judged_cases import cases, stored
from multihot.arrays import BitRows
from multihot.metrics import decide


def as_table(decisions) -> list[list[int]]:
    table = decisions.to_csr() if isinstance(decisions, BitRows) else decisions
    return table.toarray().tolist()


def exactly(scores, thresholds) -> list[list[int]]:
    return [
        [
            int(Fraction(float(s)) >= Fraction(float(t)))
            for s, t in zip(row, thresholds, strict=True)
        ]
        for row in scores
    ]


def test_by_hand():
    scores, thresholds = np.array([[0.5, 0.4], [0.25, 0.6]]), np.array([0.5, 0.6])
    assert as_table(decide(scores, thresholds)) == [[1, 0], [0, 1]]
    assert as_table(decide(csr_array(scores), thresholds)) == [[1, 0], [0, 1]]


def test_float32_scores_are_not_rounded_up_to_a_float64_threshold():
    below = np.float32(0.7)
    above = np.nextafter(below, np.float32(1))
    scores = np.array([[below, above]], dtype=np.float32)
    between = (float(below) + float(above)) / 2
    for threshold, expected in (
        (float(below), [1, 1]),
        (np.nextafter(float(below), 1), [0, 1]),
        (between, [0, 1]),
        (np.nextafter(float(above), 0), [0, 1]),
        (float(above), [0, 1]),
        (np.nextafter(float(above), 1), [0, 0]),
    ):
        thresholds = np.array([threshold, threshold])
        assert as_table(decide(scores, thresholds)) == [expected]
        assert as_table(decide(csr_array(scores), thresholds)) == [expected]


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_the_least_and_the_highest_thresholds_divide_rightly(kind):
    tiny = np.nextafter(kind(0), kind(1))
    scores = np.array([[0, tiny, 1, np.nextafter(kind(1), kind(0))]], dtype=kind)
    for threshold in (0, 5e-324, 1e-46, float(tiny), 1 - 2.0**-53, 1.0, np.nextafter(1, 2), np.inf):
        thresholds = np.full(4, threshold)
        expected = exactly(scores, thresholds) if np.isfinite(threshold) else [[0, 0, 0, 0]]
        assert as_table(decide(scores, thresholds)) == expected


@settings(max_examples=150)
@given(case=cases(max_labels=12), data=st.data())
def test_decisions_are_those_of_real_numbers(case, data):
    n_labels = case.scores.shape[1]
    near = st.sampled_from(sorted({float(s) for s in case.scores.ravel()} - {0.0}) or [0.5])
    step = st.sampled_from([-1, 0, 1])
    moved = st.builds(lambda t, s: float(np.nextafter(t, t + s)) if s else t, near, step)
    drawn = st.one_of(moved, st.floats(5e-324, 1))
    thresholds = np.array(data.draw(st.lists(drawn, min_size=n_labels, max_size=n_labels)))
    expected = exactly(case.scores, thresholds)
    for scores in (case.scores, csr_array(case.scores), stored(case.scores)):
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
