"""All splits of a few units are tried."""

from __future__ import annotations

import numpy as np

from multihot.arrays import as_targets
from multihot.data.exhaustive_search import best_of_all
from multihot.data.label_balance import LabelBalance
from multihot.data.unit_kinds import UnitKinds


def searched(targets, shares, groups=None) -> tuple[UnitKinds, np.ndarray | None]:
    kinds = UnitKinds.of(as_targets(targets), groups, np.random.default_rng(0))
    return kinds, best_of_all(kinds, LabelBalance.of(kinds, np.array(shares)))


def test_the_only_row_that_has_all_labels_is_trained_on():
    pairs = [[1, 1, 1, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    kinds, best = searched(pairs, (0.2, 0.8))
    assert best is not None
    assert (best.T @ kinds.amounts).tolist() == [[1, 1, 1, 1], [1, 1, 1, 1]]


def test_groups_are_split_so_that_labels_and_sizes_are_even():
    kinds, best = searched([[1], [1], [0], [0], [1], [1]], (0.5, 0.5), groups=tuple("aabccd"))
    assert best is not None
    assert (best.T @ kinds.amounts).tolist() in ([[2, 3], [2, 3]],)


def test_too_many_units_are_not_tried():
    _, best = searched(np.eye(30), (0.6, 0.2, 0.2))
    assert best is None


def test_too_many_labels_are_not_tried():
    _, best = searched(np.ones((9, 12_000)), (0.6, 0.2, 0.2))
    assert best is None
