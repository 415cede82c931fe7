"""Areas of all cells of a dense table together, in a fraction of the room that the table takes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import Floats, in_blocks
from multihot.metrics.areas import AREAS
from multihot.metrics.cells import Cells
from multihot.metrics.dense_ranks import tied
from multihot.metrics.ranks import Ranks

_CELLS_OF_A_PIECE = 1 << 23
_TRUES_AT_ONCE = 1 << 15
_ROOM = 0.38  # as a share of the table
_MOST_PARTS = 16  # of the table, one sorted at a time: every true cell is looked up in each

Matrix = NDArray[Any]


def areas_in_all(targets: csr_array, scores: Matrix) -> NDArray[np.float64]:
    """Each of `AREAS` of all cells, (n_areas, 1).

    Args:
        targets: (n_rows, n_labels), 1 or NaN where stored.
        scores: (n_rows, n_labels), dense.
    """
    own = _true_scores(targets, scores)
    places = _places(own, targets, scores)
    n_unknown = int(np.isnan(targets.data).sum())

    def sums(some: slice) -> list[Floats]:
        falling = slice(None, None, -1)  # as ranks are
        below, level = places[:, some][:, falling].astype(np.int64)
        true_below, true_level = (each[falling] for each in tied(own, own[some]))
        nothing = np.zeros(len(below), dtype=np.int64)
        ranks = Ranks(
            group=nothing,
            label=nothing,  # no area looks at it
            above=scores.size - below - level,
            level=level,
            true_above=len(own) - true_below - true_level,
            true_level=true_level,
            n_true=np.array([len(own)]),
            n_known=np.array([scores.size - n_unknown]),
        )
        return [area(ranks) for area in AREAS.values()]  # both are sums over the true cells

    none = sums(slice(0, 0))
    parts = in_blocks(sums, len(own), row_cells=1, at_once=_TRUES_AT_ONCE)
    total: NDArray[np.float64] = np.add.reduce([none, *parts], axis=0).clip(0, 1)
    return total


def _true_scores(targets: csr_array, scores: Matrix) -> Matrix:
    """Scores of the true cells; they rise."""
    own = np.empty(targets.nnz, dtype=scores.dtype)

    def look_up(rows: slice) -> None:
        stored = Cells.of(targets[rows])
        place = slice(targets.indptr[rows.start], targets.indptr[rows.stop])
        own[place] = scores[rows][stored.rows, stored.columns]

    in_blocks(look_up, scores.shape[0], row_cells=scores.shape[1])
    true = targets.data == 1
    if not true.all():
        own = own[true]
    own.sort()
    return own


def _places(own: Matrix, targets: csr_array, scores: Matrix) -> Matrix:
    """How many cells score below each true one, unknown ones included, and how many the same."""
    n_rows = scores.shape[0]
    places = np.zeros((2, len(own)), dtype=np.min_scalar_type(-scores.size))
    step = _rows_at_once(len(own), scores.shape)
    for start in range(0, n_rows, step):
        _add_places(places, own, _sorted(targets, scores, slice(start, min(start + step, n_rows))))
    return places


def _rows_at_once(n_true: int, shape: tuple[int, ...]) -> int:
    """How many rows to sort: what the true cells, three numbers each, leave of the room."""
    n_rows, n_labels = shape
    n_cells = n_rows * n_labels
    sorted_at_once = max(_ROOM * n_cells - 3 * n_true, n_cells / _MOST_PARTS)
    return max(1, int(sorted_at_once) // max(1, n_labels))


def _add_places(places: Matrix, own: Matrix, pieces: list[Matrix]) -> None:
    def add(some: slice) -> None:
        for piece in pieces:
            places[:, some] += np.stack(tied(piece, own[some])).astype(places.dtype)

    in_blocks(add, len(own), row_cells=1, at_once=_TRUES_AT_ONCE)


def _sorted(targets: csr_array, scores: Matrix, part: slice) -> list[Matrix]:
    """The part's scores in some pieces, each rising; unknown cells come first, as -1."""
    cells, some = np.array(scores[part], order="C"), targets[part]
    unknown = Cells.of(some, np.isnan(some.data))
    cells[unknown.rows, unknown.columns] = -1
    flat = cells.ravel()

    def sort(piece: slice) -> Matrix:
        flat[piece].sort()
        return flat[piece]

    return in_blocks(sort, flat.size, row_cells=1, at_once=_CELLS_OF_A_PIECE)
