"""Exchanges make a split more even, and keep what must be kept."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.arrays import as_targets
from multihot.data.exchanges import Exchanges
from multihot.data.label_balance import LabelBalance
from multihot.data.unit_kinds import UnitKinds


def exchanges_of(targets, groups=None) -> tuple[UnitKinds, Exchanges]:
    """Two halves of which the first has the first units."""
    kinds = UnitKinds.of(as_targets(targets), groups, np.random.default_rng(0))
    n_units = len(kinds.kind_of_unit)
    dealt = np.zeros((len(kinds.sizes), 2), dtype=np.int64)
    np.add.at(dealt, (kinds.kind_of_unit, np.arange(n_units) * 2 // n_units), 1)
    held = (dealt.T @ kinds.amounts).astype(float)
    balance = LabelBalance.of(kinds, np.array([0.5, 0.5]))
    one_way = groups is not None
    return kinds, Exchanges(balance, kinds.amounts, dealt, held, one_way=one_way)


def sorted_rows(n_rows: int, n_labels: int) -> np.ndarray:
    """Rows that have one or two labels of many, or of few."""
    targets = np.random.default_rng(1).random((n_rows, n_labels)) < 1.5 / n_labels
    return targets[np.lexsort(targets.T)].astype(float)


@pytest.mark.parametrize("n_labels", [6, 300])
def test_halves_of_sorted_rows_become_even(n_labels):
    kinds, exchanges = exchanges_of(sorted_rows(200, n_labels))
    before = exchanges.balance.total(exchanges.held)
    exchanges.make_even()
    assert exchanges.dealt.sum(axis=0).tolist() == [100, 100]
    assert exchanges.balance.total(exchanges.held) < before / 10
    assert not exchanges.balance.broken(exchanges.held).any()
    np.testing.assert_array_equal(exchanges.held, exchanges.dealt.T @ kinds.amounts)


def test_groups_of_any_size_may_leave_a_part_with_none_in_return():
    _, exchanges = exchanges_of([[1]] * 6 + [[0]] * 2, groups=tuple("aaabbccd"))
    exchanges.make_even()
    assert exchanges.held.tolist() in ([[3, 5], [3, 3]], [[3, 4], [3, 4]], [[3, 3], [3, 5]])


def test_shaking_keeps_all_units_and_without_groups_the_rows_of_each_part():
    kinds, exchanges = exchanges_of(sorted_rows(50, 4))
    exchanges.shake(np.random.default_rng(0), 20)
    assert exchanges.dealt.sum(axis=0).tolist() == [25, 25]
    assert exchanges.dealt.sum(axis=1).tolist() == kinds.n_units.tolist()
    assert exchanges.dealt.min() >= 0


def test_an_even_split_stays_as_it_is():
    _, exchanges = exchanges_of([[1], [0], [0], [1]])
    exchanges.make_even()
    assert exchanges.held.tolist() == [[1], [1]]
    assert exchanges.dealt.tolist() == [[1, 1], [1, 1]]
