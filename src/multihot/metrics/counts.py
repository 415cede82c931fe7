"""How often each label was hit, wrongly predicted, missed, and rightly left out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import (
    BitRows,
    Floats,
    as_decisions,
    as_matrix,
    check_aligned,
    check_same_labels,
    match_names,
)
from multihot.metrics.dense_counts import dense_sums
from multihot.metrics.outcomes import Outcomes
from multihot.metrics.small_counts import counted_apart

Counts = NDArray[Any]


@dataclass(frozen=True, eq=False)
class LabelCounts:
    """True and false positives and negatives of each label; add two to merge them.

    Each field has shape (n_labels,), in rows: int64, or float64 sums of row weights.

    >>> counts = LabelCounts.of([[1, 0], [1, 1], [0, 1]], [[1, 1], [0, 1], [0, 1]])
    >>> counts.tp.tolist(), counts.fp.tolist(), counts.fn.tolist(), counts.tn.tolist()
    ([1, 2], [0, 1], [1, 0], [1, 0])
    """

    tp: Counts
    fp: Counts
    fn: Counts
    tn: Counts

    @classmethod
    def of(cls, targets: object, decisions: object, sample_weight: object = None) -> LabelCounts:
        """Count one batch: targets (0, 1, NaN) and decisions (0, 1), both (n_rows, n_labels)."""
        matched = match_names(targets=targets, decisions=decisions, sample_weight=sample_weight)
        targets, decisions, sample_weight = matched.values
        truth, decided = as_matrix(targets, "targets"), as_decisions(decisions)
        check_aligned(targets=truth, decisions=decided)
        if sample_weight is None and isinstance(truth, np.ndarray) and isinstance(decided, BitRows):
            sums = dense_sums(truth, decided)
            if sums is not None:
                tp, true, given = sums
                return cls.of_sums(tp, true, given, len(truth))
        return cls.of_outcomes(Outcomes.of(truth, decided, sample_weight))

    @classmethod
    def of_sums(cls, tp: Counts, true: Counts, predicted: Counts, n_known: Any) -> LabelCounts:
        """Of hit, true, predicted and known rows of each label."""
        return cls(tp, predicted - tp, true - tp, n_known - true - predicted + tp)

    @classmethod
    def of_outcomes(cls, outcomes: Outcomes, weights: Floats | None = None) -> LabelCounts:
        """Count outcomes; `weights` of rows, where given, stand in for those of the outcomes."""
        used = outcomes.weights if weights is None else weights
        tp, positives = outcomes.hits.per_label(used), outcomes.positives.per_label(used)
        predicted, unknown = outcomes.predicted_per_label(used), outcomes.unknown.per_label(used)
        total = outcomes.shape[0] if used is None else used.sum()
        counts = cls.of_sums(tp, positives, predicted, total - unknown)
        if used is None or (used == np.rint(used)).all():
            return counts
        rows = cls.of_outcomes(outcomes, (used > 0).astype(np.float64))
        return cls(*counted_apart(outcomes, used, counts.fields(), rows.fields()))

    @classmethod
    def zeros(cls, n_labels: int) -> LabelCounts:
        """Nothing counted yet; adding it changes nothing."""
        nothing = np.zeros(n_labels, dtype=np.int64)
        return cls(nothing, nothing, nothing, nothing)

    def __add__(self, other: LabelCounts) -> LabelCounts:
        check_same_labels("LabelCounts", len(self.tp), len(other.tp))
        return LabelCounts(
            self.tp + other.tp, self.fp + other.fp, self.fn + other.fn, self.tn + other.tn
        )

    def total(self) -> LabelCounts:
        """The sums over all labels, what micro averages are made of; fields of shape (1,)."""
        return LabelCounts(*(field.sum(keepdims=True) for field in self.fields()))

    def fields(self) -> tuple[Counts, Counts, Counts, Counts]:
        """tp, fp, fn, tn."""
        return self.tp, self.fp, self.fn, self.tn


@dataclass(frozen=True, eq=False)
class SetCounts:
    """How many rows had how many labels hit, predicted, true and known; add two to merge them.

    Every metric that looks at a row's set of labels is a sum over this histogram, so it
    comes out the same in any order and partition of the rows.

    Args:
        kinds: (n_kinds, 4), int64: tp, predicted, true and known labels of a kind of row.
        rows: (n_kinds,) number, or sum of weights, of the rows of that kind.
        n_rows: (n_kinds,) int64, number of the rows of that kind.

    >>> counts = SetCounts.of([[1, 0], [1, 0], [0, 0]], [[1, 1], [1, 1], [0, 1]])
    >>> counts.kinds.tolist(), counts.rows.tolist()
    ([[0, 1, 0, 2], [1, 2, 1, 2]], [1, 2])
    """

    kinds: NDArray[np.int64]
    rows: Counts
    n_rows: NDArray[np.int64]

    @classmethod
    def of(cls, targets: object, decisions: object, sample_weight: object = None) -> SetCounts:
        """Count one batch: targets (0, 1, NaN) and decisions (0, 1), both (n_rows, n_labels)."""
        return cls.of_outcomes(Outcomes.of(targets, decisions, sample_weight))

    @classmethod
    def of_outcomes(cls, outcomes: Outcomes) -> SetCounts:
        """Count outcomes; rows of which no label is known are left out."""
        return cls.of_kinds(
            outcomes.kinds(outcomes.hits, outcomes.predicted_per_row), outcomes.weights
        )

    @staticmethod
    def kinds_of(outcomes: Outcomes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The distinct kinds of rows, and which of them each row is of; also rows of no kind."""
        return _distinct(outcomes.kinds(outcomes.hits, outcomes.predicted_per_row))

    def judged(self) -> SetCounts:
        """Without rows of which no label is known."""
        some = self.kinds[:, 3] > 0
        return SetCounts(self.kinds[some], self.rows[some], self.n_rows[some])

    @classmethod
    def of_kinds(cls, kinds: NDArray[np.int64], weights: Floats | None = None) -> SetCounts:
        """Count rows by their tp, predicted, true and known labels, (n_rows, 4)."""
        judged = kinds[:, 3] > 0
        n_rows = judged[judged].astype(np.int64)
        return _merged(kinds[judged], n_rows if weights is None else weights[judged], n_rows)

    @classmethod
    def zeros(cls) -> SetCounts:
        """Nothing counted yet; adding it changes nothing."""
        nothing = np.zeros(0, dtype=np.int64)
        return cls(np.zeros((0, 4), dtype=np.int64), nothing, nothing)

    def __add__(self, other: SetCounts) -> SetCounts:
        kinds = np.concatenate((self.kinds, other.kinds))
        rows = np.concatenate((self.rows, other.rows))
        return _merged(kinds, rows, np.concatenate((self.n_rows, other.n_rows)))

    def if_given_none(self) -> SetCounts:
        """What the same rows would be if none were given any label."""
        kinds = self.kinds.copy()
        kinds[:, :2] = 0
        return _merged(kinds, self.rows, self.n_rows)

    def as_counts(self) -> LabelCounts:
        """Each kind of row as if it were a label: tp, fp, fn, tn of shape (n_kinds,)."""
        tp, predicted, true, known = self.kinds.T
        fp, fn = predicted - tp, true - tp
        return LabelCounts(tp, fp, fn, known - tp - fp - fn)


def _merged(kinds: NDArray[np.int64], rows: Counts, n_rows: NDArray[np.int64]) -> SetCounts:
    unique, place = _distinct(kinds)
    sums = []
    for each in (rows, n_rows):
        total = np.zeros(len(unique), dtype=each.dtype)
        np.add.at(total, place, each)
        sums.append(total)
    return SetCounts(unique, *sums)


def _distinct(kinds: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct kinds in order, and which of them each row is of."""
    radix = [int(top) + 1 for top in kinds.max(axis=0, initial=0)]
    if math.prod(radix) >= 1 << 62:
        unique, place = np.unique(kinds, axis=0, return_inverse=True)
        return unique, place.ravel()
    # one number a kind sorts many times faster than four, and few need no sorting at all
    key = np.zeros(len(kinds), dtype=np.int64)
    for column, base in enumerate(radix):
        key = key * base + kinds[:, column]
    if math.prod(radix) <= max(len(kinds), 1 << 16):
        there = np.bincount(key, minlength=math.prod(radix)) > 0
        unique = np.stack(np.unravel_index(np.flatnonzero(there), radix), axis=1)
        return unique, (np.cumsum(there) - 1)[key]
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    return kinds[first], place
