"""What a part may hold of a label, and what it costs to hold more or less."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.arrays import as_targets
from multihot.data.label_balance import LabelBalance
from multihot.data.unit_kinds import UnitKinds


def balance_of(targets, shares, groups=None) -> LabelBalance:
    kinds = UnitKinds.of(as_targets(targets), groups, np.random.default_rng(0))
    return LabelBalance.of(kinds, np.array(shares))


def stairs(*n_rows: int, out_of: int) -> np.ndarray:
    """Labels that the first so many rows have."""
    return (np.arange(out_of)[:, None] < n_rows).astype(float)


def test_a_part_may_hold_a_row_or_a_tenth_more_or_less_than_its_share():
    balance = balance_of(stairs(100, 8, out_of=100), (0.6, 0.4))
    assert balance.low.tolist() == [[54, 4], [36, 3]]  # of 60, 4.8, 40 and 3.2
    assert balance.high.tolist() == [[66, 5], [44, 4]]


def test_parts_have_whole_rows():
    assert balance_of(stairs(3, out_of=7), (0.6, 0.2, 0.2)).rows.tolist() == [4, 2, 1]


@pytest.mark.parametrize(
    ("held", "broken"),
    [
        ([[54.0], [46.0]], [[False], [True]]),
        ([[56.0], [44.0]], [[False], [False]]),
        ([[67.0], [33.0]], [[True], [True]]),
    ],
)
def test_what_is_out_of_its_bounds_is_broken(held, broken):
    balance = balance_of(stairs(100, out_of=100), (0.6, 0.4))
    assert balance.broken(np.array(held)).tolist() == broken


def test_train_needs_a_label_that_two_rows_have_and_no_other_part_does():
    balance = balance_of(stairs(2, 1, out_of=4), (0.5, 0.5))
    assert balance.broken(np.array([[0.0, 0.0], [2.0, 1.0]])).tolist() == [
        [True, False],
        [False, False],
    ]
    assert not balance.broken(np.array([[2.0, 1.0], [0.0, 0.0]])).any()


def test_every_part_needs_a_row_where_there_are_groups():
    balance = balance_of(stairs(1, out_of=4), (0.5, 0.5), groups=("a", "b", "c", "d"))
    assert balance.broken(np.array([[1.0, 4.0], [0.0, 0.0]])).tolist() == [
        [False, True],
        [False, True],
    ]


def test_a_label_that_train_lacks_costs_more_than_all_labels_beyond_their_bounds():
    balance = balance_of(stairs(60, 2, out_of=100), (0.5, 0.5))
    lacking, uneven = np.array([[30.0, 0.0], [30.0, 2.0]]), np.array([[0.0, 1.0], [60.0, 1.0]])
    trained = np.array([[1.0, 1.0], [59.0, 1.0]])
    assert balance.total(trained) < balance.total(lacking)
    assert balance.total(trained) < balance.total(uneven)


def test_a_row_of_a_rare_label_costs_more_than_one_of_a_frequent_label():
    balance = balance_of(stairs(100, 10, out_of=100), (0.5, 0.5))
    frequent, rare = balance.cost(0, np.array([51.0, 6.0]))
    assert (frequent, rare) == pytest.approx((1.21, 1.3))


def test_each_further_row_costs_as_much_or_more():
    balance = balance_of(stairs(100, 10, 2, out_of=100), (0.5, 0.5))
    costs = np.array([balance.cost(0, np.full(3, float(rows))) for rows in range(101)])
    assert (np.diff(costs, n=2, axis=0) >= -1e-6).all()
