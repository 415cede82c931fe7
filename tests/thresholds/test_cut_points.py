"""Scores are cut where it holds in float32 and in float64."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.metrics import NEVER
from multihot.thresholds.cut_points import cut_near, cuts_between

AT = np.float32(0.7)
BELOW, ABOVE = np.nextafter(AT, np.float32([0, 1]))


def test_scores_are_cut_midway():
    assert cuts_between(np.array([0.75, 0.25, 0.0])) == pytest.approx([0.875, 0.5, 0.125, 0])


def test_a_cut_is_a_float32_number_wherever_one_lies_between():
    cuts = cuts_between(np.array([0.9, 0.7, 0.3, 0.1]))
    assert (cuts.astype(np.float32) == cuts).all()


def test_between_neighbouring_float32_numbers_the_upper_one_is_the_cut():
    assert cuts_between(np.array([AT, BELOW], dtype=np.float64))[1] == AT


def test_between_float64_scores_that_are_rounded_apart_the_cut_is_rounded_with_the_upper():
    # the upper is rounded up to ABOVE, the lower down to AT: no float32 number lies between
    low, high = float(AT) + 1e-8, float(ABOVE) - 1e-8
    cut = cuts_between(np.array([high, low]))[1]
    assert low < cut <= high
    assert np.float32(low) < np.float32(cut) <= np.float32(high)


def test_between_float64_scores_that_are_one_float32_number_the_cut_is_right_in_float64():
    low, high = float(AT) + 1e-9, float(AT) + 2e-9
    assert low < cuts_between(np.array([high, low]))[1] <= high


def test_above_a_score_of_1_is_never():
    assert cuts_between(np.array([1.0]))[0] == NEVER


def test_without_scores_the_cut_is_in_the_middle():
    assert cuts_between(np.zeros(0)) == pytest.approx([0.5])


def test_a_wanted_cut_is_rounded_to_float32():
    assert cut_near(0.3, np.array([0.75, 0.25])) == np.float32(0.3)


@pytest.mark.parametrize("wanted", [0.7 - 1e-9, 0.7, float(AT), float(AT) + 1e-10])
def test_a_wanted_cut_never_passes_a_score(wanted):
    scores = np.array([ABOVE, 0.7, AT, BELOW], dtype=np.float64)
    cut = cut_near(wanted, scores)
    assert (scores >= cut).tolist() == (scores >= wanted).tolist()
