"""Whether the highest score of a row is on its first true label: accuracy of one label a row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import Integers, Scores, in_blocks
from multihot.metrics.cells import Cells
from multihot.metrics.ranks import falling


def argmax_agrees(positives: Cells, unknown: Cells, scores: Scores) -> NDArray[np.bool_]:
    """Rows whose highest score is on their first true label, (n_rows,).

    The first of tied scores counts as the highest. A row without labels stands for the first
    known column, as in Keras's CategoricalAccuracy, where the argmax of zeros is 0.
    """
    first_known = _first_known(unknown)
    highest = _highest_sparse if isinstance(scores, csr_array) else _highest
    first_true = first_known.copy()
    rows, place = np.unique(positives.rows, return_index=True)
    first_true[rows] = positives.columns[place]
    return first_true == highest(scores, unknown, first_known)


def _first_known(unknown: Cells) -> Integers:
    """The first column of each row that is known: how many of the first are not."""
    within = np.arange(len(unknown)) - unknown.starts()[unknown.rows]
    return unknown.where(unknown.columns == within).per_row()


def _highest(scores: NDArray[np.floating], unknown: Cells, first_known: Integers) -> Integers:
    gaps = unknown.starts()

    def work(rows: slice) -> Integers:
        hidden = slice(gaps[rows.start], gaps[rows.stop])
        block = scores[rows]
        if hidden.start < hidden.stop:
            block = block.copy()
            block[unknown.rows[hidden] - rows.start, unknown.columns[hidden]] = -1
        return block.argmax(axis=1) if block.shape[1] else first_known[rows]

    parts = in_blocks(work, scores.shape[0], row_cells=scores.shape[1])
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _highest_sparse(scores: csr_array, unknown: Cells, first_known: Integers) -> Integers:
    stored, values = Cells.of(scores), scores.data
    if len(unknown):
        kept = ~unknown.find(stored)[1]
        stored, values = stored.where(kept), values[kept]
    order = falling(stored.rows, values)  # stable: the first of tied columns comes first
    rows, place = np.unique(stored.rows[order], return_index=True)
    highest = first_known.copy()
    highest[rows] = stored.columns[order][place]
    return highest
