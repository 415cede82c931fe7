"""Sharing rows out so that every part has its share of every label."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Floats, Integers
from multihot.data.dealing import deal
from multihot.data.exchanges import Exchanges
from multihot.data.exhaustive_search import best_of_all
from multihot.data.label_balance import LabelBalance
from multihot.data.split_repair import repairs
from multihot.data.unit_kinds import UnitKinds

_MANY_KINDS = 40_000
_KINDS_OF_A_LABEL = 30
_MOST_WORK = 2e7  # cells computed with, a second or so
_PATIENCE = 20


def stratify(
    targets: csr_array,
    *,
    shares: Sequence[float],
    rng: np.random.Generator,
    groups: Sequence[str] | None = None,
) -> list[Integers]:
    """Rows of each part, ascending, so that every label is shared out like the rows are.

    Labels are dealt rarest first, then rows are exchanged as long as that makes the parts more
    even. Rows whose targets are unknown (NaN) are shared out by what is known of them.

    >>> targets = csr_array([[1.0, 0.0]] * 5 + [[0.0, 1.0]] * 5)
    >>> parts = stratify(targets, shares=(0.6, 0.4), rng=np.random.default_rng(0))
    >>> [targets[rows].sum(axis=0).tolist() for rows in parts]
    [[3.0, 3.0], [2.0, 2.0]]
    """
    if not targets.shape[0]:
        return [np.arange(0) for _ in shares]
    kinds = UnitKinds.of(targets, groups, rng)
    wanted = np.array(shares, dtype=np.float64)
    balance = LabelBalance.of(kinds, wanted / wanted.sum())
    dealt = _make_even(kinds, balance, deal(kinds, balance, rng))
    if balance.broken(_held(kinds, dealt)).any():
        best = best_of_all(kinds, balance)
        dealt = _repaired(kinds, balance, dealt, rng) if best is None else best
    return _rows_of_parts(kinds, dealt, rng)


def _make_even(kinds: UnitKinds, balance: LabelBalance, dealt: Integers) -> Integers:
    """Exchange units; of very many kinds, some of each label suffice to make it even."""
    some = _some_of_each_label(kinds.amounts)
    of_some, held = dealt[some], _held(kinds, dealt)
    amounts = csr_array(kinds.amounts[some])
    Exchanges(balance, amounts, of_some, held, one_way=kinds.grouped).make_even()
    evened = dealt.copy()
    evened[some] = of_some
    return evened


def _repaired(
    kinds: UnitKinds, balance: LabelBalance, dealt: Integers, rng: np.random.Generator
) -> Integers:
    """The best of what shaking and a search find, made even."""
    # of its own, so that which rows have equal parts is drawn alike however long was looked
    search_rng = np.random.default_rng(rng.integers(2**63))
    best = _mended(kinds, balance, dealt, rng)
    for found in repairs(kinds, balance, best, search_rng):
        evened = _make_even(kinds, balance, found)
        best = min(best, evened, key=lambda each: balance.total(_held(kinds, each)))
        if not balance.broken(_held(kinds, best)).any():
            break
    return best


def _mended(
    kinds: UnitKinds, balance: LabelBalance, dealt: Integers, rng: np.random.Generator
) -> Integers:
    """Shake the split and make it even again, until nothing is broken or nothing helps."""
    best, cost = dealt, balance.total(_held(kinds, dealt))
    work, idle = 0.0, 0 if len(dealt) <= _MANY_KINDS else _PATIENCE
    while work < _MOST_WORK and idle < _PATIENCE:
        tried = best.copy()
        exchanges = Exchanges(
            balance, kinds.amounts, tried, _held(kinds, tried), one_way=kinds.grouped
        )
        exchanges.shake(rng, int(rng.integers(2, 6)))
        exchanges.make_even()
        work += exchanges.work
        idle += 1
        if balance.total(exchanges.held) < cost:
            best, cost, idle = tried, balance.total(exchanges.held), 0
            if not balance.broken(exchanges.held).any():
                break
    return best


def _held(kinds: UnitKinds, dealt: Integers) -> Floats:
    return np.asarray(dealt.T @ kinds.amounts, dtype=np.float64)


def _some_of_each_label(amounts: csr_array) -> Integers:
    n_kinds = amounts.shape[0]
    if n_kinds <= _MANY_KINDS:
        return np.arange(n_kinds)
    by_label = amounts.tocsc()
    place = np.arange(by_label.nnz) - np.repeat(by_label.indptr[:-1], np.diff(by_label.indptr))
    rare = by_label.indices[place < _KINDS_OF_A_LABEL]
    return np.union1d(np.arange(_MANY_KINDS), rare)


def _rows_of_parts(kinds: UnitKinds, dealt: Integers, rng: np.random.Generator) -> list[Integers]:
    """Which units of a kind a part gets is drawn."""
    n_kinds, n_parts = dealt.shape
    units = rng.permutation(len(kinds.kind_of_unit))
    units = units[np.argsort(kinds.kind_of_unit[units], kind="stable")]
    part_of_unit = np.empty(len(units), dtype=np.int64)
    part_of_unit[units] = np.repeat(np.tile(np.arange(n_parts), n_kinds), dealt.ravel())
    part_of_row = part_of_unit[kinds.unit_of_row]
    return [np.flatnonzero(part_of_row == part) for part in range(n_parts)]
