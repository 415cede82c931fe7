"""Targets, scores and weights of some rows that are checked, with what was decided on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod

import numpy as np

from multihot.arrays import Scores, all_column_names, exponent_of, match_names, shift_of
from multihot.errors import DataError
from multihot.labels import LabelSpace, as_label_sets
from multihot.metrics import Outcomes, decide
from multihot.metrics.scored_rows import TERMS_OF_A_CELL, ScoredRows
from multihot.thresholds import Thresholds


@dataclass(frozen=True, eq=False)
class Batch:
    """Rows that are checked, with what was decided on them."""

    thresholds: Thresholds
    scores: Scores
    outcomes: Outcomes
    labels: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        targets: object,
        scores: object,
        thresholds: object,
        sample_weight: object,
        *,
        from_logits: bool,
        labels: LabelSpace | None = None,
    ) -> Batch:
        """Match tables by name, check the arrays, and decide.

        Args:
            targets: as of `evaluate`, also rows of label names where there are labels.
            scores: as of `evaluate`.
            thresholds: as of `evaluate`.
            sample_weight: as of `evaluate`.
            from_logits: the scores are logits.
            labels: what the columns are called, in the order that they are wanted in.
        """
        names = None if labels is None else labels.names
        matched = match_names(
            labels=names, targets=targets, scores=scores, sample_weight=sample_weight
        )
        targets, scores, weights = matched.values
        scored = ScoredRows.of(named(targets, labels), scores, weights, from_logits=from_logits)
        known = matched.labels or names or all_column_names(targets, scores)
        cuts = Thresholds.of(thresholds, n_labels=scored.scores.shape[1], labels=known)
        decisions = decide(scored.scores, cuts.values)
        outcomes = Outcomes(scored.targets, decisions, scored.weights)
        return cls(cuts, scored.scores, outcomes, matched.labels)

    @property
    def shift(self) -> int:
        """By which power of 2 the weights have to be scaled so that all sums stay in range."""
        weights = self.outcomes.weights
        n_terms = TERMS_OF_A_CELL * prod(self.outcomes.shape)
        return 0 if weights is None else shift_of(exponent_of(weights), n_terms)

    def scaled(self, shift: int) -> Batch:
        """The same with weights times 2^shift: no mean and no share changes."""
        weights = self.outcomes.weights
        if not shift or weights is None:
            return self
        return replace(self, outcomes=replace(self.outcomes, weights=np.ldexp(weights, shift)))

    def check_weights(self) -> None:
        """Refuse weights that cannot be added up batch by batch."""
        weights = self.outcomes.weights
        if weights is not None and self.shift:
            raise DataError(
                f"weights up to {weights.max():.3g} cannot be added up batch by batch: numbers "
                "made of them would be none that a float64 can hold",
                where="sample_weight",
                remedy="divide the weights of every batch by the same number, such as the "
                "greatest of all",
            )

    def rows(self, rows: slice) -> Batch:
        """Some of the rows."""
        part = self.outcomes.rows(rows)
        return Batch(self.thresholds, self.scores[rows], part, self.labels)


def named(targets: object, labels: LabelSpace | None) -> object:
    """Targets as an array, also if they were given as rows of label names."""
    rows = None if labels is None else as_label_sets(targets)
    return targets if rows is None or labels is None else labels.encode(rows)
