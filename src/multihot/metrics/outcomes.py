"""Targets and decisions of the same rows, compared cell by cell and kept sparse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import Floats, Integers, as_decisions, as_targets, as_weights, check_aligned


@dataclass(frozen=True, eq=False)
class Outcomes:
    """Which cells were hit, predicted and true; cells that nobody knows are left out.

    Args:
        hits: (n_rows, n_labels), 1 where predicted and true.
        predicted: 1 where predicted, among the known cells.
        positives: 1 where true.
        unknown: 1 where the target is NaN.
        weights: (n_rows,) weight of each row, or None: each counts 1.
    """

    hits: csr_array
    predicted: csr_array
    positives: csr_array
    unknown: csr_array
    weights: Floats | None = None

    @classmethod
    def of(cls, targets: object, decisions: object, sample_weight: object = None) -> Outcomes:
        """Compare targets (0, 1, NaN) with decisions (0, 1), both (n_rows, n_labels)."""
        truth = as_targets(targets)
        decided = as_decisions(decisions)
        check_aligned(targets=truth, decisions=decided)

        positives, unknown = _where(truth, truth.data == 1), _where(truth, np.isnan(truth.data))
        predicted = _where(decided, decided.data == 1)
        if unknown.nnz:
            predicted = predicted - predicted.multiply(unknown)
            predicted.eliminate_zeros()
        hits = csr_array(predicted.multiply(positives))
        weights = as_weights(sample_weight, truth.shape[0])
        return cls(hits, csr_array(predicted), positives, unknown, weights)

    @property
    def shape(self) -> tuple[int, int]:
        """(n_rows, n_labels)."""
        n_rows, n_labels = self.hits.shape
        return int(n_rows), int(n_labels)

    def per_label(self, cells: csr_array, weights: Floats | None = None) -> NDArray[Any]:
        """Sum of the cells of each label: int64, or float64 where rows have weights."""
        weights = self.weights if weights is None else weights
        of_cell = None if weights is None else np.repeat(weights, np.diff(cells.indptr))
        return np.bincount(cells.indices, weights=of_cell, minlength=cells.shape[1])

    @staticmethod
    def per_row(cells: csr_array) -> Integers:
        """Number of cells of each row."""
        return np.diff(cells.indptr).astype(np.int64)


def _where(cells: csr_array, chosen: NDArray[np.bool_]) -> csr_array:
    """The chosen ones of the stored cells, as int64 ones."""
    before = np.concatenate(([0], np.cumsum(chosen)))
    indices = cells.indices[chosen]
    ones = np.ones(len(indices), dtype=np.int64)
    return csr_array((ones, indices, before[cells.indptr]), shape=cells.shape)
