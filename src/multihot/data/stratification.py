"""Sharing rows out so that every part has its share of every label."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Integers
from multihot.data.exchanges import Exchanges
from multihot.data.exhaustive_search import best_of_all
from multihot.data.label_balance import LabelBalance
from multihot.data.unit_kinds import UnitKinds

_MANY_KINDS = 40_000
_LEAST_KINDS_OF_A_LABEL = 100
_MOST_WORK = 5e7
_PATIENCE = 20


def stratify(
    targets: csr_array,
    *,
    shares: Sequence[float],
    rng: np.random.Generator,
    groups: Sequence[str] | None = None,
) -> list[Integers]:
    """Rows of each part, ascending, so that every label is shared out like the rows are.

    Rows whose targets are unknown (NaN) are shared out by what is known of them.
    """
    kinds = UnitKinds.of(targets, groups, rng)
    wanted = np.array(shares, dtype=np.float64)
    balance = LabelBalance.of(kinds, wanted / wanted.sum())
    dealt = _make_even(kinds, balance, _deal(kinds, balance.rows, rng))
    if balance.is_broken(_held(kinds, dealt)):
        best = best_of_all(kinds, balance)
        dealt = _mended(kinds, balance, dealt, rng) if best is None else best
    return _rows_of_parts(kinds, dealt, rng)


def _deal(kinds: UnitKinds, rows: Integers, rng: np.random.Generator) -> Integers:
    """Units one after the other to the parts in turn, (n_kinds, n_parts).

    Those with the same rarest label follow each other, so that it is shared out evenly.
    """
    n_kinds, n_parts = len(kinds.sizes), len(rows)
    order = np.argsort(_rarest(kinds, rng), kind="stable")
    units = np.repeat(order, kinds.n_units[order])
    sizes = kinds.sizes[units]
    middles = np.cumsum(sizes) - (sizes + 1) // 2
    places = units * n_parts + _turns(rows, rng)[middles]
    return np.bincount(places, minlength=n_kinds * n_parts).reshape(n_kinds, n_parts)


def _rarest(kinds: UnitKinds, rng: np.random.Generator) -> Integers:
    """Rank of each kind's rarest label; past the last if it has none."""
    totals = kinds.totals()
    rank = np.empty(len(totals), dtype=np.int64)
    rank[np.lexsort((rng.random(len(totals)), totals))] = np.arange(len(totals))
    rarest = np.full(len(kinds.sizes), len(totals))
    owner = np.repeat(np.arange(len(rarest)), np.diff(kinds.amounts.indptr))
    np.minimum.at(rarest, owner, rank[kinds.amounts.indices])
    return rarest


def _turns(rows: Integers, rng: np.random.Generator) -> Integers:
    """Which part gets each row: every part as often as it has rows, evenly spaced."""
    times = [(np.arange(n) + rng.random()) / max(1, n) for n in rows]
    parts = np.repeat(np.arange(len(rows)), rows)
    return parts[np.argsort(np.concatenate(times), kind="stable")]


def _make_even(kinds: UnitKinds, balance: LabelBalance, dealt: Integers) -> Integers:
    """Exchange units; of very many kinds, some of each label suffice to make it even."""
    some = _some_of_each_label(kinds.amounts)
    of_some, held = dealt[some], _held(kinds, dealt)
    amounts = csr_array(kinds.amounts[some])
    Exchanges(balance, amounts, of_some, held, one_way=kinds.grouped).make_even()
    evened = dealt.copy()
    evened[some] = of_some
    return evened


def _mended(
    kinds: UnitKinds, balance: LabelBalance, dealt: Integers, rng: np.random.Generator
) -> Integers:
    """Shake the split and make it even again, until nothing is broken or nothing helps."""
    best, cost = dealt, balance.total(_held(kinds, dealt))
    work, idle = 0.0, 0
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
            if not balance.is_broken(exchanges.held):
                break
    return best


def _held(kinds: UnitKinds, dealt: Integers) -> np.ndarray:
    return np.asarray(dealt.T @ kinds.amounts, dtype=np.float64)


def _some_of_each_label(amounts: csr_array) -> Integers:
    n_kinds, n_columns = amounts.shape
    if n_kinds <= _MANY_KINDS:
        return np.arange(n_kinds)
    n_each = max(_LEAST_KINDS_OF_A_LABEL, _MANY_KINDS // n_columns)
    by_label = amounts.tocsc()
    place = np.arange(by_label.nnz) - np.repeat(by_label.indptr[:-1], np.diff(by_label.indptr))
    return np.unique(by_label.indices[place < n_each])


def _rows_of_parts(kinds: UnitKinds, dealt: Integers, rng: np.random.Generator) -> list[Integers]:
    """Which units of a kind a part gets is drawn."""
    n_kinds, n_parts = dealt.shape
    units = rng.permutation(len(kinds.kind_of_unit))
    units = units[np.argsort(kinds.kind_of_unit[units], kind="stable")]
    part_of_unit = np.empty(len(units), dtype=np.int64)
    part_of_unit[units] = np.repeat(np.tile(np.arange(n_parts), n_kinds), dealt.ravel())
    part_of_row = part_of_unit[kinds.unit_of_row]
    return [np.flatnonzero(part_of_row == part) for part in range(n_parts)]
