"""Targets and scores of the same rows, and what is made of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import (
    Floats,
    Scores,
    as_scores,
    as_targets,
    as_weights,
    check_aligned,
    match_names,
    scaled,
)
from multihot.metrics.averages import Measured, Undefined
from multihot.metrics.cells import Cells
from multihot.metrics.ranking import Within, rank
from multihot.metrics.ranks import Ranks
from multihot.metrics.rows import RankSums

TERMS_OF_A_CELL = 64  # a measure of a row is at most so many times its labels


@dataclass(frozen=True, eq=False)
class ScoredRows:
    """Targets and scores that are checked.

    Args:
        targets: (n_rows, n_labels), 1 or NaN where stored, 0 elsewhere.
        scores: (n_rows, n_labels), 0 to 1, dense or sparse.
        weights: (n_rows,) weight of each row, or None: each counts 1.
    """

    targets: csr_array
    scores: Scores
    weights: Floats | None = None

    @classmethod
    def of(
        cls,
        targets: object,
        scores: object,
        sample_weight: object = None,
        *,
        from_logits: bool = False,
    ) -> ScoredRows:
        """Check the arrays.

        Raises:
            ShapeError: they do not have the same rows and labels.
            DataError: targets other than 0, 1, NaN; scores not in [0, 1]; weights below 0; tables
                whose columns or rows have other names.
        """
        matched = match_names(targets=targets, scores=scores, sample_weight=sample_weight)
        targets, scores, sample_weight = matched.values
        truth, checked = as_targets(targets), as_scores(scores, from_logits=from_logits)
        check_aligned(targets=truth, scores=checked)
        return cls(truth, checked, as_weights(sample_weight, truth.shape[0]))

    @cached_property
    def positives(self) -> Cells:
        """The true cells."""
        return Cells.of(self.targets, self.targets.data == 1)

    @cached_property
    def unknown(self) -> Cells:
        """The cells that nobody knows."""
        return Cells.of(self.targets, np.isnan(self.targets.data))

    def ranks(self, within: Within) -> Ranks:
        """Where the true cells stand among those of their row, of their label, or of all."""
        return rank(within, self.positives, self.unknown, self.scores, self.weights)

    def mean(self, name: str, values: Floats, undefined: Undefined = "zero") -> Measured:
        """Mean of (n_rows,) values over the rows of which a label is known."""
        return self.measures({name: values}, undefined)[name]

    def measures(
        self, values: Mapping[str, Floats], undefined: Undefined = "zero"
    ) -> Mapping[str, Measured]:
        """As `mean`, of several values by catalogue name; a ratio where "best " ones are there."""
        judged = self.unknown.per_row() < self.scores.shape[1]
        return RankSums.of(values, judged, self.scaled_weights).measures(undefined)

    @cached_property
    def scaled_weights(self) -> Floats | None:
        """The weights, of a size at which sums over all cells stay in the range of floats."""
        if self.weights is None:
            return None
        return scaled(self.weights, TERMS_OF_A_CELL * prod(self.scores.shape))
