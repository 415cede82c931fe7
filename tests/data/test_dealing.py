"""The first split has exactly its rows, and rare labels where they are lacking."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.arrays import as_targets
from multihot.data.dealing import deal
from multihot.data.label_balance import LabelBalance
from multihot.data.unit_kinds import UnitKinds


def dealt_of(targets, shares, groups=None) -> tuple[UnitKinds, np.ndarray]:
    rng = np.random.default_rng(0)
    kinds = UnitKinds.of(as_targets(targets), groups, rng)
    return kinds, deal(kinds, LabelBalance.of(kinds, np.array(shares)), rng)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 1.0])
def test_parts_have_exactly_their_rows(share):
    targets = (np.random.default_rng(0).random((500, 30)) < share).astype(float)
    kinds, dealt = dealt_of(targets, (0.6, 0.3, 0.1))
    assert dealt.sum(axis=0).tolist() == [300, 150, 50]
    assert dealt.sum(axis=1).tolist() == kinds.n_units.tolist()


def test_labels_that_one_row_has_are_shared_out_as_rows_are():
    _, dealt = dealt_of(np.eye(100), (0.6, 0.2, 0.2))
    assert dealt.sum(axis=0).tolist() == [60, 20, 20]


def test_disjoint_labels_are_within_a_row_of_their_shares():
    targets = np.eye(4)[np.repeat(np.arange(4), [10, 20, 30, 40])]
    kinds, dealt = dealt_of(targets, (0.5, 0.5))
    held = dealt.T @ kinds.amounts
    assert np.abs(held - np.array([5, 10, 15, 20])).max() <= 1


def test_groups_are_dealt_whole():
    kinds, dealt = dealt_of(np.ones((12, 1)), (0.5, 0.5), groups=tuple("aaabbbcccddd"))
    assert (dealt.T @ kinds.amounts).tolist() == [[6, 6], [6, 6]]
