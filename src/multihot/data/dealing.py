"""A first split, rarest labels first: each label's units by what the parts still lack of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from multihot.arrays import Floats, Integers
from multihot.data.label_balance import LabelBalance
from multihot.data.unit_kinds import UnitKinds

_TURNS = 16  # for labels about as rare as each other


def deal(kinds: UnitKinds, balance: LabelBalance, rng: np.random.Generator) -> Integers:
    """Units of each kind in each part, (n_kinds, n_parts); near the rows of each, not exact.

    Iterative stratification, many labels at a time: those about as rare as each other take turns.
    """
    n_parts, n_columns = balance.owed.shape
    label, turn = _rarest(kinds, rng)
    order = np.lexsort((rng.random(len(turn)), label, turn))
    units = np.repeat(order, kinds.n_units[order])
    units = _shuffled_within(units, label[units], rng)
    bounds = np.flatnonzero(np.diff(turn[units], prepend=-1, append=np.inf))
    held = np.zeros((n_parts, n_columns + 1))
    owed = np.column_stack([balance.owed, balance.rows])
    dealt = np.zeros((len(label), n_parts), dtype=np.int64)
    for start, end in pairwise(bounds):
        some = units[start:end]
        parts = _parts(label[some], np.maximum(owed - held, 0), rng)
        np.add.at(dealt, (some, parts), 1)
        held[:, -1] += np.bincount(parts, kinds.sizes[some], minlength=n_parts)
        held[:, :-1] += _held(kinds, some, parts, n_parts)
    return dealt


def _rarest(kinds: UnitKinds, rng: np.random.Generator) -> tuple[Integers, Integers]:
    """The rarest label of each kind, past the last if it has none, and when it has its turn."""
    totals = kinds.totals()
    turns = np.frexp(totals)[1] * _TURNS + rng.integers(_TURNS, size=len(totals))
    rank = np.empty(len(totals), dtype=np.int64)
    by_turn = np.lexsort((rng.random(len(totals)), turns))
    rank[by_turn] = np.arange(len(totals))
    rarest = np.full(len(kinds.sizes), len(totals))
    owner = np.repeat(np.arange(len(rarest)), np.diff(kinds.amounts.indptr))
    np.minimum.at(rarest, owner, rank[kinds.amounts.indices])
    label = np.append(by_turn, len(totals))[rarest]
    return label, np.append(turns, turns.max(initial=0) + 1)[label]


def _shuffled_within(units: Integers, label: Integers, rng: np.random.Generator) -> Integers:
    first = np.flatnonzero(np.diff(label, prepend=-1))
    run = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(units))))
    return units[np.lexsort((rng.random(len(units)), run))]


def _parts(label: Integers, lacking: Floats, rng: np.random.Generator) -> Integers:
    """A part for each unit, by what the parts lack of its label; like labels are in a row."""
    first = np.flatnonzero(np.diff(label, prepend=-1))
    n_units = np.diff(np.append(first, len(label)))
    run = np.repeat(np.arange(len(first)), n_units)
    # evenly spaced over the labels, so that those with one unit are shared out as rows are
    offset = (rng.permutation(len(first)) + rng.random()) / len(first)
    place = (np.arange(len(label)) - first[run] + offset[run]) / n_units[run]
    until = np.cumsum(lacking[:, label[first]], axis=0)
    until /= np.where(until[-1] > 0, until[-1], 1)
    return (place >= until[:-1, run]).sum(axis=0)


def _held(kinds: UnitKinds, units: Integers, parts: Integers, n_parts: int) -> Floats:
    """Rows of each column in each part's units."""
    amounts = kinds.amounts[units]
    owner = np.repeat(parts, np.diff(amounts.indptr))
    n_columns = amounts.shape[1]
    cells = owner * n_columns + amounts.indices
    return np.bincount(cells, amounts.data, minlength=n_parts * n_columns).reshape(n_parts, -1)
