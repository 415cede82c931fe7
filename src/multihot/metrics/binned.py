"""Areas under curves from counts in bins of the score, with a bound on their error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import digamma

from multihot.arrays import Floats, Integers, Scores, check_same_labels, in_blocks
from multihot.metrics.cells import Cells
from multihot.metrics.sparse_ranks import scores_at

_STEPS = 32  # bins from one power of 2 to the next
_LOW = np.array(
    [2.0**-power * (1 + step / _STEPS) for power in range(19, 1, -1) for step in range(_STEPS)],
    dtype=np.float32,
)
# fine near 0 and near 1 alike, where scores of rare and of sure labels lie; exact as float32
EDGES = np.concatenate((_LOW, np.array([0.5], dtype=np.float32), (1 - _LOW)[::-1]))
N_BINS = len(EDGES) + 1

_SLACK = 1e-12  # what float64 may lose in the sums


@dataclass(frozen=True, eq=False)
class Bounded:
    """Numbers, and how far each can be from the number of the scores themselves.

    Args:
        values: NaN where undefined.
        errors: the true number is within value - error and value + error.
    """

    values: Floats
    errors: Floats


@dataclass(frozen=True, eq=False)
class ScoreBins:
    """How many true and how many known cells of each label score in each bin; add to merge.

    The lowest bin is not stored: it is what is left of all. So room goes by what is scored.

    Args:
        true: (n_labels, n_bins) int64, true cells; the first column is empty.
        known: (n_labels, n_bins) int64, known cells; the first column is empty.
        n_true: (n_labels,) true cells.
        n_known: (n_labels,) known cells.
    """

    true: csr_array
    known: csr_array
    n_true: Integers
    n_known: Integers

    @classmethod
    def of(cls, positives: Cells, unknown: Cells, scores: Scores) -> ScoreBins:
        """Count one batch: its true cells, those that nobody knows, and its scores."""
        n_rows = scores.shape[0]
        binned = _count_sparse if isinstance(scores, csr_array) else _count_dense
        known = binned(scores) - _count(unknown, _values(scores, unknown))
        true = _count(positives, _values(scores, positives))
        n_known = n_rows - unknown.per_label()
        return cls(true, csr_array(known), positives.per_label(), n_known)

    @classmethod
    def of_counts(cls, *, true: NDArray[Any], other: NDArray[Any]) -> ScoreBins:
        """Of counts by label and bin, (n_labels, n_bins), from the lowest bin to the highest."""
        known = true + other
        above = np.arange(N_BINS) > 0
        return cls(
            csr_array(np.where(above, true, 0)),
            csr_array(np.where(above, known, 0)),
            true.sum(axis=1),
            known.sum(axis=1),
        )

    def __add__(self, other: ScoreBins) -> ScoreBins:
        check_same_labels("ScoreBins", len(self.n_true), len(other.n_true))
        return ScoreBins(
            csr_array(self.true + other.true),
            csr_array(self.known + other.known),
            self.n_true + other.n_true,
            self.n_known + other.n_known,
        )

    def per_label(self) -> Mapping[str, Bounded]:
        """ROC AUC and average precision of each label, (n_labels,).

        The cells of a bin count as tied.
        """
        return {
            "roc_auc": _bounded(self, _roc_auc),
            "average_precision": _bounded(self, _average_precision),
        }

    def together(self) -> Mapping[str, Bounded]:
        """ROC AUC and average precision of all cells together, (1,)."""
        whole = ScoreBins(
            csr_array(self.true.sum(axis=0)[None, :]),
            csr_array(self.known.sum(axis=0)[None, :]),
            self.n_true.sum(keepdims=True),
            self.n_known.sum(keepdims=True),
        )
        return whole.per_label()


def bin_of(scores: NDArray[Any]) -> NDArray[np.int64]:
    """Which bin each score is in: how many edges are not above it.

    As `np.searchsorted(EDGES, scores, side="right")`, from the bits of the floats.
    """
    upper = scores >= scores.dtype.type(0.5)
    low = np.where(upper, 1 - scores, scores)  # exact, because the score is 1/2 or more
    kind, dropped = (np.uint32, 18) if scores.dtype == np.float32 else (np.uint64, 47)
    bits: NDArray[Any] = low.view(kind)
    step = (bits >> kind(dropped)).astype(np.int64)
    first = int(EDGES[:1].astype(scores.dtype).view(kind)[0]) >> dropped
    place = np.clip(step - first + 1, 0, len(_LOW) + 1)
    on_edge = ((bits & kind((1 << dropped) - 1)) == 0) & (step >= first)
    return np.where(upper, len(EDGES) - place + on_edge, place)


def _bounded(bins: ScoreBins, area: Any) -> Bounded:
    parts = [area(*_falling(bins, rows)) for rows in _label_blocks(bins.true.shape[0])]
    values, errors = (np.concatenate([part[axis] for part in parts]) for axis in (0, 1))
    return Bounded(values, errors)


def _label_blocks(n_labels: int) -> list[slice]:
    return [slice(start, min(start + 1024, n_labels)) for start in range(0, n_labels, 1024)] or [
        slice(0, 0)
    ]


def _falling(bins: ScoreBins, labels: slice) -> tuple[Floats, Floats]:
    """True and other cells of each bin, (n_labels, n_bins), from the highest bin to the lowest."""
    true, known = bins.true[labels].toarray(), bins.known[labels].toarray()
    true[:, 0] = bins.n_true[labels] - true.sum(axis=1)
    known[:, 0] = bins.n_known[labels] - known.sum(axis=1)
    return true[:, ::-1].astype(np.float64), (known - true)[:, ::-1].astype(np.float64)


def _roc_auc(true: Floats, other: Floats) -> tuple[Floats, Floats]:
    pairs = true.sum(axis=1) * other.sum(axis=1)
    below = other.sum(axis=1, keepdims=True) - np.cumsum(other, axis=1)
    ties = (true * other).sum(axis=1)
    won = (true * below).sum(axis=1) + ties / 2
    nothing = np.full(len(pairs), np.nan)
    value = np.divide(won, pairs, out=nothing.copy(), where=pairs > 0)
    # at the least all pairs of a bin are lost, at the most all are won
    error = np.divide(ties / 2, pairs, out=nothing, where=pairs > 0)
    return value, error + _SLACK


def _average_precision(true: Floats, other: Floats) -> tuple[Floats, Floats]:
    n_true = true.sum(axis=1)
    before, wrong_before = np.cumsum(true, axis=1) - true, np.cumsum(other, axis=1) - other
    through, wrong = before + true, wrong_before + other
    tied = true * _share(through, through + wrong)
    # at the most, the true cells of a bin are level, before its others
    most = true * _share(through, through + wrong_before)
    # at the least, they come one by one after them: Σ (t + j) / (t + j + f) for each, the j-th
    start = before + wrong + 1
    least = np.maximum(true - wrong * (digamma(start + true) - digamma(start)), 0)
    value, high, low = (
        np.divide(part.sum(axis=1), n_true, out=np.full(len(n_true), np.nan), where=n_true > 0)
        for part in (tied, most, least)
    )
    return value, np.maximum(high - value, value - low) + _SLACK


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _values(scores: Scores, cells: Cells) -> NDArray[Any]:
    if isinstance(scores, csr_array):
        return scores_at(scores, cells)
    found: NDArray[Any] = scores[cells.rows, cells.columns]
    return found


def _count_sparse(scores: csr_array) -> csr_array:
    return _count(Cells.of(scores), scores.data)


def _count(cells: Cells, scores: NDArray[Any]) -> csr_array:
    key, times = np.unique(cells.columns * N_BINS + bin_of(scores), return_counts=True)
    return _table(key, times, cells.shape[1])


def _count_dense(scores: NDArray[Any]) -> csr_array:
    n_rows, n_labels = scores.shape
    first = np.arange(n_labels) * N_BINS

    def work(rows: slice) -> Integers:
        return np.bincount((bin_of(scores[rows]) + first).ravel(), minlength=n_labels * N_BINS)

    # few large blocks, because each counts into a table of all labels and bins
    rows_at_once = max(1, n_rows // 64) * max(1, n_labels)
    blocks = in_blocks(work, n_rows, row_cells=n_labels, at_once=max(rows_at_once, 1 << 18))
    times = np.add.reduce(blocks, axis=0, initial=0, dtype=np.int64)
    if not len(blocks):
        times = np.zeros(n_labels * N_BINS, dtype=np.int64)
    key = np.flatnonzero(times)
    return _table(key, times[key], n_labels)


def _table(key: Integers, times: Integers, n_labels: int) -> csr_array:
    label, place = np.divmod(key, N_BINS)
    stored = place > 0
    starts = np.concatenate(([0], np.cumsum(np.bincount(label[stored], minlength=n_labels))))
    return csr_array((times[stored], place[stored], starts), shape=(n_labels, N_BINS))
