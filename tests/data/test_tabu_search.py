"""Splits within bounds that no single exchange comes nearer to, and none where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot.data.integer_program import is_impossible
from multihot.data.label_balance import LabelBalance
from multihot.data.split_repair import repairs
from multihot.data.tabu_search import Bounds, TabuSearch
from multihot.data.unit_kinds import UnitKinds

PAIRS = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 1], [0, 0, 1]])
SIZES = np.array([2, 2])


def kinds_of(targets: np.ndarray, groups: tuple[str, ...] | None = None) -> UnitKinds:
    return UnitKinds.of(csr_array(targets.astype(float)), groups, np.random.default_rng(0))


def bounds_of(low: list[list[int]], high: list[list[int]]) -> Bounds:
    return Bounds(np.array(low, dtype=float), np.array(high, dtype=float))


def first_two(kinds: UnitKinds) -> np.ndarray:
    first = (np.arange(len(kinds.sizes)) < 2).astype(int)
    return np.stack([first, 1 - first], axis=1)


def test_each_label_of_a_chain_is_brought_within_its_bounds():
    kinds = kinds_of(PAIRS)
    bounds = bounds_of([[1, 1, 1], [1, 1, 1]], [[1, 1, 1], [1, 1, 1]])
    search = TabuSearch(kinds, bounds, np.random.default_rng(0), 1e6)
    dealt = search.nearest(first_two(kinds), 50)
    assert (dealt.T @ kinds.amounts).tolist() == [[1, 1, 1], [1, 1, 1]]
    assert dealt.sum(axis=0).tolist() == [2, 2]


def test_groups_may_go_one_way():
    kinds = kinds_of(np.ones((4, 1)), ("a", "b", "c", "d"))
    bounds = bounds_of([[3, 1], [1, 1]], [[3, 4], [1, 4]])
    dealt = np.array([[1, 3]])
    search = TabuSearch(kinds, bounds, np.random.default_rng(0), 1e6)
    assert search.nearest(dealt, 50).tolist() == [[3, 1]]
    assert dealt.tolist() == [[1, 3]]


def test_no_more_is_computed_than_allowed():
    kinds = kinds_of(PAIRS)
    bounds = bounds_of([[2, 2, 2], [2, 2, 2]], [[2, 2, 2], [2, 2, 2]])
    search = TabuSearch(kinds, bounds, np.random.default_rng(0), 100.0)
    search.nearest(first_two(kinds), 10**9)
    assert 100 < search.work < 200


@pytest.mark.parametrize(("least", "impossible"), [(1, False), (2, True)])
def test_bounds_that_no_split_keeps_are_proven_impossible(least, impossible):
    bounds = bounds_of([[least] * 3, [1, 1, 1]], [[2, 2, 2], [2, 2, 2]])
    assert is_impossible(kinds_of(PAIRS), bounds, SIZES) == impossible


def test_nothing_is_proven_of_a_large_table():
    targets = np.random.default_rng(0).random((600, 60)) < 0.9
    bounds = bounds_of([[600] * 60] * 2, [[600] * 60] * 2)
    assert not is_impossible(kinds_of(targets), bounds, np.array([300, 300]))


def test_a_table_of_very_many_cells_is_not_searched():
    kinds = kinds_of(np.eye(600))
    balance = LabelBalance.of(kinds, np.array([0.5, 0.5]))
    dealt = np.stack([np.ones(600, dtype=int), np.zeros(600, dtype=int)], axis=1)
    assert list(repairs(kinds, balance, dealt, np.random.default_rng(0))) == []
