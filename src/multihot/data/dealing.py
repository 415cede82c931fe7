"""A first split, rarest labels first: each label's units by what the parts still lack of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from multihot.arrays import Floats, Integers
from multihot.data.label_balance import LabelBalance
from multihot.data.unit_kinds import UnitKinds

_TURNS = 16  # of labels about as rare as each other


def deal(kinds: UnitKinds, balance: LabelBalance, rng: np.random.Generator) -> Integers:
    """Units of each kind in each part, (n_kinds, n_parts); without groups, exactly their rows.

    Iterative stratification, many labels at a time: those about as rare as each other take turns.
    """
    n_parts, n_columns = balance.owed.shape
    label, turn = _rarest(kinds, rng)
    units = np.repeat(np.arange(len(label)), kinds.n_units)
    units = units[np.lexsort((rng.random(len(units)), label[units], turn[units]))]
    bounds = np.flatnonzero(np.diff(turn[units], prepend=-1, append=-1))
    # what has no label is dealt by the rows that the parts lack, in one more column
    owed = np.column_stack([balance.owed, balance.rows])
    held = np.zeros((n_parts, n_columns + 1))
    parts = np.empty(len(units), dtype=np.int64)
    for start, end in pairwise(bounds):
        some = units[start:end]
        chosen = _parts(label[some], np.maximum(owed - held, 0), rng)
        parts[start:end] = chosen
        held[:, :-1] += _held(kinds, some, chosen, n_parts)
        held[:, -1] += np.bincount(chosen, kinds.sizes[some], minlength=n_parts)
    if not kinds.grouped:
        _settle(parts, balance.rows)
    cells = np.bincount(units * n_parts + parts, minlength=len(label) * n_parts)
    return cells.reshape(-1, n_parts)


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


def _settle(parts: Integers, rows: Integers) -> None:
    """Take what a part has too much from its last, who have frequent labels, for other parts."""
    excess = np.bincount(parts, minlength=len(rows)) - rows
    over = [np.flatnonzero(parts == part)[-n:] for part, n in enumerate(excess) if n > 0]
    if over:
        parts[np.concatenate(over)] = np.repeat(np.arange(len(rows)), np.maximum(-excess, 0))


def _held(kinds: UnitKinds, units: Integers, parts: Integers, n_parts: int) -> Floats:
    """Rows of each column in each part's units."""
    amounts = kinds.amounts[units]
    owner = np.repeat(parts, np.diff(amounts.indptr))
    n_columns = amounts.shape[1]
    cells = owner * n_columns + amounts.indices
    held = np.bincount(cells, amounts.data, minlength=n_parts * n_columns)
    return held.astype(np.float64).reshape(n_parts, n_columns)
