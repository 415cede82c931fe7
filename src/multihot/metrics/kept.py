"""Areas under curves from the scores themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array, vstack

from multihot.arrays import Floats, Scores
from multihot.metrics.areas import AREAS
from multihot.metrics.binned import Bounded
from multihot.metrics.cells import Cells
from multihot.metrics.ranking import Within, rank


@dataclass(frozen=True, eq=False)
class KeptScores:
    """Targets and scores of all batches so far, for areas without an error; add two to merge them.

    Args:
        targets: of each batch, (n_rows, n_labels), 1 or NaN where stored.
        scores: of each batch, (n_rows, n_labels).
        weights: of each batch, (n_rows,) or None.
    """

    targets: tuple[csr_array, ...]
    scores: tuple[Scores, ...]
    weights: tuple[Floats | None, ...]

    def __add__(self, other: KeptScores) -> KeptScores:
        return KeptScores(
            self.targets + other.targets, self.scores + other.scores, self.weights + other.weights
        )

    def per_label(self) -> Mapping[str, Bounded]:
        """ROC AUC and average precision of each label, (n_labels,)."""
        return self._areas("labels")

    def together(self) -> Mapping[str, Bounded]:
        """ROC AUC and average precision of all cells together, (1,)."""
        return self._areas("all")

    def _areas(self, within: Within) -> Mapping[str, Bounded]:
        positives, unknown, scores, weights = self._joined
        ranks = rank(within, positives, unknown, scores, weights)
        values = {name: area(ranks) for name, area in AREAS.items()}
        return {name: Bounded(each, np.zeros(len(each))) for name, each in values.items()}

    @cached_property
    def _joined(self) -> tuple[Cells, Cells, Scores, Floats | None]:
        truth, scores, weights = self.targets[0], self.scores[0], self.weights[0]
        if len(self.targets) > 1:
            truth = csr_array(vstack(self.targets, format="csr"))
            scores = _stacked(self.scores)
            if any(each is not None for each in self.weights):
                weights = np.concatenate(
                    [
                        np.ones(part.shape[0]) if each is None else each
                        for part, each in zip(self.targets, self.weights, strict=True)
                    ]
                )
        positives = Cells.of(truth, truth.data == 1)
        return positives, Cells.of(truth, np.isnan(truth.data)), scores, weights


def _stacked(parts: tuple[Scores, ...]) -> Scores:
    if any(isinstance(part, csr_array) for part in parts):
        return csr_array(vstack([csr_array(part) for part in parts], format="csr"))
    return np.concatenate(parts)
