"""Splits to try where exchanges end with a label out of its bounds, or with none in train."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.arrays import Integers
from multihot.data.dealing import deal
from multihot.data.integer_program import is_impossible
from multihot.data.label_balance import LabelBalance
from multihot.data.tabu_search import Bounds, TabuSearch
from multihot.data.unit_kinds import UnitKinds

_FEW_TURNS = (250,)
_MANY_TURNS = (500, 1000, 2000, 4000)
_MOST_WORK = 3e8  # cells computed with, some seconds


def repairs(
    kinds: UnitKinds, balance: LabelBalance, dealt: Integers, rng: np.random.Generator
) -> Iterator[Integers]:
    """Splits near to all that is promised, then to less of it: train's labels come first of all.

    None if the table is too large to be searched, or if only the parts' sizes are amiss.
    """
    n_labels = balance.owed.shape[1] - kinds.grouped
    held = np.asarray(dealt.T @ kinds.amounts)
    if not (TabuSearch.is_for(kinds) and balance.broken(held)[:, :n_labels].any()):
        return
    no_more = np.full(balance.high.shape, float(len(kinds.unit_of_row)))
    needed = (balance.needed > 0).astype(np.float64)
    all_of_it = Bounds(np.maximum(balance.low, needed), balance.high.copy())
    tried = [dealt]
    if kinds.grouped:
        tried.append(_nearest(kinds, balance, all_of_it, dealt, rng)[0])
        yield tried[-1]
        all_of_it.low[:, -1], all_of_it.high[:, -1] = 1, no_more[:, -1]
    tried.append(_sought(kinds, balance, all_of_it, dealt, rng))
    yield tried[-1]
    trained = [np.asarray(each[:, 0] @ kinds.amounts) for each in tried]
    if all((rows < needed[0]).any() for rows in trained):
        yield _sought(kinds, balance, Bounds(needed, no_more), dealt, rng)


def _sought(
    kinds: UnitKinds,
    balance: LabelBalance,
    bounds: Bounds,
    dealt: Integers,
    rng: np.random.Generator,
) -> Integers:
    """A split within the bounds if a long search finds one, or else the nearest of a short one."""
    # of its own, so that what is drawn next doesn't depend on how long was looked
    far_rng = np.random.default_rng(rng.integers(2**63))
    near, within = _nearest(kinds, balance, bounds, dealt, rng)
    if within or is_impossible(kinds, bounds, balance.rows):
        return near
    # the nearest of a long search would depend on whether a proof was found in time
    far, within = _nearest(kinds, balance, bounds, dealt, far_rng, _MANY_TURNS)
    return far if within else near


def _nearest(
    kinds: UnitKinds,
    balance: LabelBalance,
    bounds: Bounds,
    dealt: Integers,
    rng: np.random.Generator,
    turns: tuple[int, ...] = _FEW_TURNS,
) -> tuple[Integers, bool]:
    """The nearest split of several searches, and whether it is within the bounds."""
    search = TabuSearch(kinds, bounds, rng, _MOST_WORK)
    best, fewest = dealt, np.inf
    for n_turns in turns:
        found = search.nearest(dealt, n_turns)
        n_outside = bounds.outside(np.asarray(found.T @ kinds.amounts)).sum()
        if n_outside < fewest:
            best, fewest = found, n_outside
        if not fewest:
            break
        dealt = deal(kinds, balance, rng)
    return best, not fewest
