"""Sums of floats that are the same in any order are the sums of real numbers, rounded once."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multihot.metrics import ExactSums

floats = st.lists(st.floats(-1e300, 1e300), max_size=20)
shares = st.lists(st.floats(0, 1), max_size=40)


def total(*parts: list[float]) -> float:
    sums = ExactSums.zeros()
    for part in parts:
        sums += ExactSums.of(np.array(part, dtype=float))
    return float(sums.rounded()[0])


def test_by_hand():
    assert total([1e16, 1.0, 1.0, -1e16]) == 2
    assert total([0.1] * 10) == 1
    assert sum([0.1] * 10) != 1


@pytest.mark.parametrize(
    "numbers",
    [
        [1e308, 5e-324, -1e308],
        [5e-324, 5e-324, 5e-324],
        [2.0**-1022, -(2.0**-1074), 2.0**-1060],
        [1.5 * 2.0**1000, 2.0**-1000, -1.5 * 2.0**1000, 0.3],
        [2.0**62, 1, -(2.0**62)],
        [2.0**63, 0.5, -(2.0**63)],
        [-1.0, 2.0**-1074, 1.0],
        [1 - 2.0**-53, 2.0**-54, 2.0**-55],
        [-0.0],
        [],
    ],
)
def test_numbers_far_apart_lose_nothing(numbers):
    assert total(numbers) == math.fsum(numbers)
    assert total(*([number] for number in numbers)) == math.fsum(numbers)


@settings(max_examples=300)
@given(floats)
def test_the_sum_of_any_floats_is_that_of_fsum(numbers):
    assert total(numbers) == math.fsum(numbers)


@settings(max_examples=200)
@given(shares)
def test_the_sum_of_shares_is_that_of_fsum(numbers):
    assert total(numbers) == math.fsum(numbers)


@settings(max_examples=100)
@given(floats, st.integers(0, 20), st.randoms(use_true_random=False))
def test_any_order_and_partition_gives_the_same_whole_number(numbers, cut, order):
    whole = ExactSums.of(np.array(numbers, dtype=float))
    order.shuffle(numbers)
    parts = ExactSums.of(np.array(numbers[cut:], dtype=float)) + ExactSums.of(
        np.array(numbers[:cut], dtype=float)
    )
    assert parts.wholes.tolist() == whole.wholes.tolist()
    exact = sum(map(Fraction, numbers), start=Fraction(0))
    assert Fraction(int(whole.wholes[0]), 1 << 1074) == exact


def test_columns_are_summed_apart():
    sums = ExactSums.of(np.array([0.5, 0.25]), np.array([3.0]), np.array([]))
    assert sums.rounded().tolist() == [0.75, 3, 0]
    assert (sums + sums).rounded().tolist() == [1.5, 6, 0]
    assert (sums + ExactSums.zeros(3)).wholes.tolist() == sums.wholes.tolist()


def test_a_million_numbers_are_those_of_fsum():
    numbers = np.random.default_rng(7).random(1_000_000)
    assert total(numbers.tolist()) == math.fsum(numbers)
    whole = np.random.default_rng(8).integers(-1000, 1000, 100_000).astype(float)
    assert total(whole.tolist(), numbers.tolist()) == math.fsum([*whole, *numbers])
