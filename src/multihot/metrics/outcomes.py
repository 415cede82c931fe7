"""Targets and decisions of the same rows, compared cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import (
    BitRows,
    Decisions,
    Floats,
    Integers,
    as_decisions,
    as_targets,
    as_weights,
    check_aligned,
    match_names,
)
from multihot.metrics.cells import Cells


@dataclass(frozen=True, eq=False)
class Outcomes:
    """Which cells were hit, predicted and true; cells that nobody knows are left out.

    Args:
        targets: (n_rows, n_labels), 1 or NaN where stored, 0 elsewhere.
        decisions: (n_rows, n_labels), as bits or sparse.
        weights: (n_rows,) weight of each row, or None: each counts 1.
    """

    targets: csr_array
    decisions: Decisions
    weights: Floats | None = None

    @classmethod
    def of(cls, targets: object, decisions: object, sample_weight: object = None) -> Outcomes:
        """Compare targets (0, 1, NaN) with decisions (0, 1), both (n_rows, n_labels)."""
        matched = match_names(targets=targets, decisions=decisions, sample_weight=sample_weight)
        targets, decisions, sample_weight = matched.values
        truth, decided = as_targets(targets), as_decisions(decisions)
        check_aligned(targets=truth, decisions=decided)
        return cls(truth, decided, as_weights(sample_weight, truth.shape[0]))

    @property
    def shape(self) -> tuple[int, int]:
        """(n_rows, n_labels)."""
        n_rows, n_labels = self.targets.shape
        return int(n_rows), int(n_labels)

    def rows(self, rows: slice) -> Outcomes:
        """Some of the rows."""
        bits = self.decisions
        decisions = bits.rows(rows) if isinstance(bits, BitRows) else bits[rows]
        weights = None if self.weights is None else self.weights[rows]
        return Outcomes(self.targets[rows], decisions, weights)

    @cached_property
    def positives(self) -> Cells:
        """The true cells."""
        return Cells.of(self.targets, self.targets.data == 1)

    @cached_property
    def hits(self) -> Cells:
        """The true cells that are predicted."""
        return self.positives.where(given_at(self.decisions, self.positives))

    @cached_property
    def unknown(self) -> Cells:
        """The cells that nobody knows."""
        return Cells.of(self.targets, np.isnan(self.targets.data))

    @cached_property
    def unjudged(self) -> Cells:
        """The predicted ones of the cells that nobody knows."""
        return self.unknown.where(given_at(self.decisions, self.unknown))

    @cached_property
    def _given(self) -> Cells:
        return Cells.of(self.decisions)

    def predicted_per_label(self, weights: Floats | None = None) -> NDArray[Any]:
        """Known cells of each label that are predicted, or the sum of their rows' weights."""
        if isinstance(self.decisions, BitRows):
            given = self.decisions.per_label(weights)
        else:
            given = self._given.per_label(weights)
        return given - self.unjudged.per_label(weights)

    @cached_property
    def predicted_per_row(self) -> Integers:
        """Known cells of each row that are predicted."""
        if isinstance(self.decisions, BitRows):
            given = self.decisions.per_row()
        else:
            given = np.diff(self.decisions.indptr).astype(np.int64)
        return given - self.unjudged.per_row()

    def kinds(self, hits: Cells, predicted: Integers) -> NDArray[np.int64]:
        """Hit, predicted, true and known labels of each row, (n_rows, 4), of such decisions."""
        known = self.shape[1] - self.unknown.per_row()
        return np.stack((hits.per_row(), predicted, self.positives.per_row(), known), axis=1)


def given_at(decisions: Decisions, cells: Cells) -> NDArray[np.bool_]:
    """Which of the cells are predicted."""
    if isinstance(decisions, BitRows):
        return decisions.at(cells.rows, cells.columns)
    return Cells.of(decisions).find(cells)[1]
