"""Numbers are scaled by powers of 2 where sums of them would leave the range of floats."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.arrays import exponent_of, scaled, shift_of


@pytest.mark.parametrize(
    ("numbers", "exponent"),
    [([1.0], 1), ([0.75, 0.1], 0), ([5e-324, 0], -1073), ([1.7e308], 1024), ([0.0], 0), ([], 0)],
)
def test_the_exponent_is_that_of_the_greatest(numbers, exponent):
    assert exponent_of(np.array(numbers)) == exponent


@pytest.mark.parametrize("exponent", [-959, 0, 997])
def test_usual_numbers_are_not_scaled(exponent):
    assert shift_of(exponent, 1 << 20) == 0


def test_sums_of_scaled_numbers_are_finite_and_exactly_in_proportion():
    large = np.array([1.5e308, 0.5e308, 1e300])
    assert np.isfinite(scaled(large, 1000).sum() * 1000)
    assert (scaled(large, 1000) / scaled(large, 1000)[0]).tolist() == (large / large[0]).tolist()
    assert scaled(np.array([5e-324, 1.5e-323]), 2).tolist() == [0.25, 0.75]


def test_numbers_of_usual_size_are_not_copied():
    weights = np.array([0.5, 2.0])
    assert scaled(weights, 2) is weights
