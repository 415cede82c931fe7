"""How far the scores are from the truth, cell by cell: sums that add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import Floats, Scores, check_same_labels, each_block
from multihot.metrics.averages import Measured
from multihot.metrics.cells import Cells
from multihot.metrics.exact import ExactSums

N_BINS = 15
LEAST = 1e-7
_DIGITS = 32
_UNIT = 2.0**_DIGITS
_SMALL = 2.0**-20
_CELLS_AT_ONCE = 1 << 17  # fewer would be quicker on one core, and get in each other's way on two


@dataclass(frozen=True, eq=False)
class CalibrationSums:
    """Log loss, squared error and signed error by bin of all known cells; add two to merge them.

    Args:
        losses: Σ -(y ln p + (1 - y) ln(1 - p)), and Σ (p - y)².
        gaps: (2, n_labels, 15): Σ (p - y) of each label's cells with p in [i/15, (i+1)/15), as
            wholes and as units of 2^-32 below 1: int64, because whole numbers add alike in any
            order. Where rows have weights: float64 sums, and zeros.
        n_known: (n_labels,) known cells, or the sum of their rows' weights.
    """

    losses: ExactSums
    gaps: NDArray[Any]
    n_known: NDArray[Any]

    @classmethod
    def of(
        cls, positives: Cells, unknown: Cells, scores: Scores, weights: Floats | None = None
    ) -> CalibrationSums:
        """Sum one batch: its true cells, those that nobody knows, and its scores."""
        measure = _of_sparse if isinstance(scores, csr_array) else _of_dense
        per_row, gaps = measure(positives, unknown, scores, weights)
        if weights is not None:
            per_row = per_row * weights[:, None]
        if weights is None:
            gaps = _carried(np.stack((np.zeros_like(gaps), gaps)))
        else:
            gaps = np.stack((gaps, np.zeros_like(gaps)))
        return cls(ExactSums.of(*per_row.T), gaps, _known(unknown, weights))

    def __add__(self, other: CalibrationSums) -> CalibrationSums:
        check_same_labels("CalibrationSums", len(self.n_known), len(other.n_known))
        return CalibrationSums(
            self.losses + other.losses,
            _carried(self.gaps + other.gaps),
            self.n_known + other.n_known,
        )

    def measures(self) -> dict[str, Measured]:
        """log_loss, brier_score, ece_micro and ece_macro; NaN where no cell is known."""
        loss, brier = self.losses.rounded()
        total = self.n_known.sum()
        together = np.abs(_joined(self.gaps.sum(axis=1))).sum()
        of_label = self.error_per_label()
        lost = np.isnan(of_label)
        mean = of_label[~lost].mean() if not lost.all() else np.nan
        return {
            "log_loss": _share(loss, total),
            "brier_score": _share(brier, total),
            "ece_micro": _share(together, total),
            "ece_macro": Measured(float(mean), int(lost.sum())),
        }

    def error_per_label(self) -> Floats:
        """Expected calibration error of each label, (n_labels,); NaN where no cell is known."""
        gaps = np.abs(_joined(self.gaps)).sum(axis=1)
        out = np.full(len(gaps), np.nan)
        return np.divide(gaps, self.n_known, out=out, where=self.n_known > 0)


def _carried(gaps: NDArray[Any]) -> NDArray[Any]:
    """What the units below 1 have come to, added to the wholes."""
    if gaps.dtype.kind == "f":
        return gaps
    wholes, units = gaps
    return np.stack((wholes + (units >> _DIGITS), units & ((1 << _DIGITS) - 1)))


def _joined(gaps: NDArray[Any]) -> Floats:
    total: Floats = gaps[0] + gaps[1] / _UNIT
    return total


def _known(unknown: Cells, weights: Floats | None) -> NDArray[Any]:
    """Known cells of each label, or the sum of their rows' weights."""
    if weights is None:
        return unknown.shape[0] - unknown.per_label()
    used = weights > 0
    there = np.count_nonzero(used) - unknown.per_label(used.astype(np.float64))
    total = weights.sum()
    known = np.where(there > 0, (total - unknown.per_label(weights)).clip(0), 0.0)
    # of a small difference of sums few digits are right
    for label in np.flatnonzero((known < _SMALL * total) & (there > 0)).tolist():
        left = weights.copy()
        left[unknown.rows[unknown.columns == label]] = 0
        known[label] = left.sum()
    return known


def _share(total: float, n_cells: float) -> Measured:
    return Measured(float(total / n_cells)) if n_cells else Measured(float("nan"), 1)


def _of_dense(
    positives: Cells, unknown: Cells, scores: NDArray[Any], weights: Floats | None
) -> tuple[Floats, NDArray[Any]]:
    n_rows, n_labels = scores.shape
    trues, gaps = positives.starts(), unknown.starts()
    first_bin = np.arange(n_labels) * N_BINS
    columns = np.tile(first_bin, max(1, _CELLS_AT_ONCE // max(1, n_labels)))
    own = scores[positives.rows, positives.columns].astype(np.float64)

    per_row = np.empty((n_rows, 2))

    def work(rows: slice) -> NDArray[Any]:
        block = np.ascontiguousarray(scores[rows])  # sums of a row go by the layout
        gap = slice(gaps[rows.start], gaps[rows.stop])
        if gap.start < gap.stop:
            block = block.copy()
            block[unknown.rows[gap] - rows.start, unknown.columns[gap]] = 0  # right for sure
        score = block.astype(np.float64)
        true = slice(trues[rows.start], trues[rows.stop])
        right = 1 - score
        right[positives.rows[true] - rows.start, positives.columns[true]] = own[true]
        of_row = None if weights is None else weights[rows, None]
        per_row[rows, 0], per_row[rows, 1] = _log_loss(right), np.vecdot(score, score)
        return _by_bin(block, columns[: block.size], of_row, n_labels)

    of_cell = None if weights is None else weights[positives.rows]
    bins = _bin(own) + first_bin[positives.columns]
    sums = _in_units(bins, np.full(len(own), -1.0), of_cell, n_labels)
    for of_block in each_block(work, n_rows, row_cells=n_labels, at_once=_CELLS_AT_ONCE):
        sums += of_block
    # (1 - p)² instead of p² for the true cells, and p - 1 instead of p
    per_row[:, 1] += np.bincount(positives.rows, weights=1 - 2 * own, minlength=n_rows)
    return per_row, sums


def _of_sparse(
    positives: Cells, unknown: Cells, scores: csr_array, weights: Floats | None
) -> tuple[Floats, NDArray[Any]]:
    """Cells that are neither scored nor true are right for sure."""
    n_rows, n_labels = scores.shape
    stored = Cells.of(scores)
    score = scores.data.astype(np.float64)
    if len(unknown):
        kept = ~unknown.find(stored)[1]
        stored, score = stored.where(kept), score[kept]
    true = positives.find(stored)[1]
    missed = positives.where(~stored.find(positives)[1])
    signed = score - true
    right = np.maximum(np.where(true, score, 1 - score), LEAST)
    loss = np.bincount(stored.rows, weights=-np.log(right), minlength=n_rows)
    loss = loss + missed.per_row() * -np.log(LEAST)  # not +=: of nothing, bincount makes integers
    square = np.bincount(stored.rows, weights=signed**2, minlength=n_rows) + missed.per_row()
    units = np.concatenate((signed, np.full(len(missed), -1.0)))
    of_cell = None if weights is None else weights[np.concatenate((stored.rows, missed.rows))]
    bins = np.concatenate((stored.columns * N_BINS + _bin(score), missed.columns * N_BINS))
    return np.stack((loss, square), axis=1), _in_units(bins, units, of_cell, n_labels)


def _bin(score: Floats) -> NDArray[np.int64]:
    # a score of 1 falls in the last bin, whose upper edge it is; 0.2 in that which it begins
    return np.minimum((score * N_BINS).astype(np.int64), N_BINS - 1)


def _by_bin(
    score: NDArray[Any], first_bin: NDArray[np.int64], weights: Floats | None, n_labels: int
) -> NDArray[Any]:
    """Sums of a block's scores, (n_labels, 15): the lowest bin is what the others leave.

    Most scores are in it, and sums of columns are many times faster than counting into bins.
    """
    units = _units(score, weights)
    upper = np.flatnonzero(score >= score.dtype.type(1 / (N_BINS + 1)))
    bins = _bin(score.ravel()[upper].astype(np.float64))
    bins += first_bin[upper]
    sums = _counted(bins, units.ravel()[upper], n_labels)
    sums[:, 0] = units.sum(axis=0, dtype=np.float64) - sums[:, 1:].sum(axis=1)
    return sums if weights is not None else sums.astype(np.int64)


def _in_units(
    bins: NDArray[np.int64], signed: Floats, weights: Floats | None, n_labels: int
) -> NDArray[Any]:
    sums = _counted(bins, _units(signed, weights), n_labels)
    return sums if weights is not None else sums.astype(np.int64)


def _units(signed: NDArray[Any], weights: Floats | None) -> NDArray[Any]:
    # whole numbers below 2^53 add exactly as float64; to make them so, float32 is enough
    units = signed * signed.dtype.type(_UNIT)
    np.rint(units, out=units)
    # by weights not in units: 2^32 times the greatest of them would be no float
    return units if weights is None else units / _UNIT * weights


def _counted(bins: NDArray[np.int64], units: NDArray[Any], n_labels: int) -> Floats:
    sums = np.bincount(bins, weights=units, minlength=n_labels * N_BINS)
    return sums.astype(np.float64, copy=False).reshape(n_labels, N_BINS)


def _log_loss(right: Floats) -> Floats:
    """-Σ ln of each row: of products of a few, because a logarithm is dear."""
    product = np.maximum(right, LEAST) if right.min(initial=1.0) < LEAST else right
    for _ in range(4):  # some twenty factors of 1e-7 or more: far from underflow
        half, odd = divmod(product.shape[1], 2)
        if not half:
            break
        pairs = product[:, :half] * product[:, half : 2 * half]
        if odd:
            pairs[:, 0] *= product[:, -1]
        product = pairs
    return -np.log(product).sum(axis=1)
