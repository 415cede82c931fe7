"""Targets, scores and thresholds of the same rows and labels, and what is decided at them."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.sparse import csr_array

from multihot.arrays import Scores, match_names
from multihot.errors import DataError
from multihot.labels import LabelSpace, as_label_sets
from multihot.metrics import Outcomes, decide
from multihot.metrics.scored_rows import ScoredRows
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
        known = names or matched.labels
        cuts = Thresholds.of(thresholds, n_labels=scored.scores.shape[1], labels=known)
        if isinstance(scored.scores, csr_array) and not (cuts.values > 0).all():
            raise DataError(
                "a threshold of 0 gives a label to every row, stored or not",
                where="thresholds",
                remedy="use thresholds above 0 with sparse scores",
            )
        decisions = decide(scored.scores, cuts.values)
        outcomes = Outcomes(scored.targets, decisions, scored.weights)
        return cls(cuts, scored.scores, outcomes, matched.labels)

    def rows(self, rows: slice) -> Batch:
        """Some of the rows."""
        part = self.outcomes.rows(rows)
        return Batch(self.thresholds, self.scores[rows], part, self.labels)


def named(targets: object, labels: LabelSpace | None) -> object:
    """Targets as an array, also if they were given as rows of label names."""
    rows = None if labels is None else as_label_sets(targets)
    return targets if rows is None or labels is None else labels.encode(rows)
