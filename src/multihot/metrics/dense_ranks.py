"""Ranks of the true cells in a dense table of scores: sort, then look each true cell up."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Integers, in_blocks
from multihot.metrics.cells import Cells
from multihot.metrics.ranks import Ranks, Trues

_CELLS_AT_ONCE = 1 << 19
_COLUMNS_AT_ONCE = 64
_ROWS_OF_A_TILE = 256
_CELLS_OF_A_PIECE = 10_500_000
_WANTED_AT_ONCE = 1 << 13

Matrix = NDArray[Any]


def ranks_in_rows(positives: Cells, unknown: Cells, scores: Matrix) -> Ranks:
    """Rank each true label among the labels of its row."""
    n_rows, n_labels = scores.shape
    own = scores[positives.rows, positives.columns]
    trues = Trues.of(positives, positives.rows, own, n_rows)
    bounds, gaps = trues.starts(), unknown.starts()

    def work(rows: slice) -> tuple[Integers, Integers]:
        block = scores[rows].copy()
        hidden = slice(gaps[rows.start], gaps[rows.stop])
        block[unknown.rows[hidden] - rows.start, unknown.columns[hidden]] = -1  # below all others
        block.sort(axis=1)
        cells = slice(bounds[rows.start], bounds[rows.stop])
        base = (trues.group[cells] - rows.start) * n_labels
        below, level = _places(block.ravel(), base, trues.own[cells], n_labels)
        return n_labels - below - level, level

    above, level = _joined(in_blocks(work, n_rows, row_cells=n_labels, at_once=_CELLS_AT_ONCE))
    return trues.ranked(above, level, n_labels - unknown.per_row())


def ranks_in_labels(positives: Cells, unknown: Cells, scores: Matrix) -> Ranks:
    """Rank each true row of a label among the rows."""
    n_rows, n_labels = scores.shape
    own = scores[positives.rows, positives.columns]
    trues = Trues.of(positives, positives.columns, own, n_labels)
    n_unknown = unknown.per_label()
    bounds = trues.starts()

    def work(columns: slice) -> tuple[Integers, Integers]:
        places = []
        for place, column in enumerate(_sorted_columns(scores, unknown, columns), columns.start):
            wanted = trues.own[bounds[place] : bounds[place + 1]][::-1]
            below, level = tied(column, wanted)
            places.append(((n_rows - below - level)[::-1], level[::-1]))
        return _joined(places)

    above, level = _joined(in_blocks(work, n_labels, row_cells=1, at_once=_COLUMNS_AT_ONCE))
    return trues.ranked(above, level, n_rows - n_unknown)


def ranks_in_all(positives: Cells, unknown: Cells, scores: Matrix) -> Ranks:
    """Rank each true cell among all cells of the table."""
    n_rows, n_labels = scores.shape
    group = np.zeros(len(positives), dtype=np.int64)
    trues = Trues.of(positives, group, scores[positives.rows, positives.columns], 1)
    wanted = trues.own[::-1]
    gaps = unknown.starts()

    def work(rows: slice) -> tuple[Integers, Integers]:
        piece = scores[rows].copy()
        hidden = slice(gaps[rows.start], gaps[rows.stop])
        piece[unknown.rows[hidden] - rows.start, unknown.columns[hidden]] = -1
        piece = piece.ravel()
        piece.sort()
        below, level = tied(piece, wanted)
        return piece.size - below - level, level

    places = in_blocks(work, n_rows, row_cells=n_labels, at_once=_CELLS_OF_A_PIECE)
    above = np.zeros(len(wanted), dtype=np.int64)
    level = above.copy()
    for higher, same in places:
        above += higher
        level += same
    n_known = np.array([scores.size - len(unknown)])
    return trues.ranked(above[::-1], level[::-1], n_known)


def _sorted_columns(scores: Matrix, unknown: Cells, columns: slice) -> Matrix:
    """The columns as rows, each sorted; unknown cells come first, as -1."""
    n_rows = len(scores)
    turned = np.empty((columns.stop - columns.start, n_rows), dtype=scores.dtype)
    for start in range(0, n_rows, _ROWS_OF_A_TILE):  # a tile at a time stays in the cache
        tile = slice(start, min(start + _ROWS_OF_A_TILE, n_rows))
        turned[:, tile] = scores[tile, columns].T
    if len(unknown):
        hidden = (unknown.columns >= columns.start) & (unknown.columns < columns.stop)
        turned[unknown.columns[hidden] - columns.start, unknown.rows[hidden]] = -1
    turned.sort(axis=1)
    return turned


def tied(rising: Matrix, wanted: Matrix) -> tuple[Integers, Integers]:
    """How many of the rising scores are below each wanted one, and how many equal it.

    The wanted scores rise, too. They are looked up some at a time, in the part of the scores
    between the first and the last of them, which the cache holds.
    """
    below = np.empty(len(wanted), dtype=np.int64)
    for start in range(0, len(wanted), _WANTED_AT_ONCE):
        some = wanted[start : start + _WANTED_AT_ONCE]
        low = np.searchsorted(rising, some[0], side="left")
        high = np.searchsorted(rising, some[-1], side="right")
        below[start : start + len(some)] = low + np.searchsorted(rising[low:high], some)
    return below, _level(rising, wanted, below)


def _level(rising: Matrix, wanted: Matrix, below: Integers) -> Integers:
    level = np.zeros(len(wanted), dtype=np.int64)
    met = np.flatnonzero(_at(rising, below) == wanted)
    level[met] = 1
    more = met[_at(rising, below[met] + 1) == wanted[met]]
    level[more] = np.searchsorted(rising, wanted[more], side="right") - below[more]
    return level


def _at(rising: Matrix, place: Integers) -> Matrix:
    """The scores at the places; infinity beyond the last."""
    found = rising.take(place, mode="clip") if len(rising) else np.zeros(len(place), rising.dtype)
    found[place >= len(rising)] = np.inf
    return found


def _places(flat: Matrix, base: Integers, wanted: Matrix, length: int) -> tuple[Integers, Integers]:
    """As `tied`, of a row each, flat[base : base + length], in which the wanted score is."""
    below = _bisect(flat, base, wanted, length, np.less)
    level = np.ones(len(base), dtype=np.int64)
    following = np.minimum(below + 1, length - 1)
    more = np.flatnonzero((flat[base + following] == wanted) & (below + 1 < length))
    through = _bisect(flat, base[more], wanted[more], length, np.less_equal)
    level[more] = through - below[more]
    return below, level


def _bisect(flat: Matrix, base: Integers, wanted: Matrix, length: int, before: Any) -> Integers:
    """How many of the sorted cells flat[base : base + length] come before each wanted score."""
    place = np.zeros(len(base), dtype=np.int64)
    step = 1 << max(0, length.bit_length() - 1)
    while step:
        further = place + step
        inside = further <= length
        met = before(flat[base + np.where(inside, further, 1) - 1], wanted) & inside
        place = np.where(met, further, place)
        step >>= 1
    return place


def _joined(places: list[tuple[Integers, Integers]]) -> tuple[Integers, Integers]:
    nothing = np.zeros(0, dtype=np.int64)
    above, level = (np.concatenate([nothing, *(part[axis] for part in places)]) for axis in (0, 1))
    return above, level
