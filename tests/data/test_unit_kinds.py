"""Rows with the same labels are of one kind; groups are units."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.arrays import as_targets
from multihot.data.unit_kinds import UnitKinds

TARGETS = [[1, 0], [0, 1], [1, 0], [1, 1], [1, 0]]


def kinds_of(targets, groups=None, seed=0) -> UnitKinds:
    return UnitKinds.of(as_targets(targets), groups, np.random.default_rng(seed))


def test_rows_with_the_same_labels_are_of_one_kind():
    kinds = kinds_of(TARGETS)
    assert sorted(kinds.n_units.tolist()) == [1, 1, 3]
    of_first = kinds.kind_of_unit[0]
    assert np.flatnonzero(kinds.kind_of_unit == of_first).tolist() == [0, 2, 4]
    assert kinds.amounts.toarray()[of_first].tolist() == [1, 0]


def test_an_unknown_label_is_none():
    kinds = kinds_of([[1, np.nan], [1, 0], [np.nan, np.nan]])
    assert sorted(kinds.n_units.tolist()) == [1, 2]
    assert kinds.totals().tolist() == [2, 0]


def test_the_targets_stay_as_they_are():
    targets = as_targets([[1, np.nan], [np.nan, 0]])
    UnitKinds.of(targets, None, np.random.default_rng(0))
    np.testing.assert_array_equal(targets.toarray(), [[1, np.nan], [np.nan, 0]])


def test_a_group_has_the_rows_of_its_labels_and_in_the_last_column_all_of_its_rows():
    kinds = kinds_of(TARGETS, groups=("a", "b", "b", "a", "a"))
    of_a, of_b = (kinds.amounts.toarray()[kinds.kind_of_unit[unit]].tolist() for unit in (0, 1))
    assert of_a == [3, 1, 3]
    assert of_b == [1, 1, 2]
    assert kinds.totals().tolist() == [4, 2, 5]
    assert kinds.units_per_label().tolist() == [2, 2, 2]


def test_groups_with_the_same_labels_and_other_sizes_are_of_other_kinds():
    kinds = kinds_of([[1], [0], [1]], groups=("a", "a", "b"))
    assert sorted(kinds.sizes.tolist()) == [1, 2]


def test_units_per_label_are_rows_without_groups():
    assert kinds_of(TARGETS).units_per_label().tolist() == [4, 2]


@pytest.mark.parametrize("seed", range(3))
def test_each_unit_has_the_rows_of_its_kind(seed):
    targets = (np.random.default_rng(seed).random((200, 5)) < 0.4).astype(float)
    kinds = kinds_of(targets, seed=seed)
    np.testing.assert_array_equal(kinds.amounts.toarray()[kinds.kind_of_unit], targets)
