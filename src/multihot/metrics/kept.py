"""Areas under curves from the scores themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from multihot.arrays import Floats, Scores, check_same_labels, in_blocks
from multihot.metrics.areas import AREAS
from multihot.metrics.binned import Bounded
from multihot.metrics.cells import Cells
from multihot.metrics.ranking import Within, rank
from multihot.metrics.whole_areas import areas_in_all

_CELLS_AT_ONCE = 1 << 20


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
        check_same_labels("KeptScores", self.scores[0].shape[1], other.scores[0].shape[1])
        return KeptScores(
            self.targets + other.targets, self.scores + other.scores, self.weights + other.weights
        )

    def per_label(self) -> Mapping[str, Bounded]:
        """ROC AUC and average precision of each label, (n_labels,)."""
        targets, scores, weights = self._joined
        n_rows, n_labels = scores.shape
        if isinstance(scores, csr_array):
            return _exact(_areas("labels", *_known(targets), scores, weights))
        turned = csr_array(targets.T)

        def areas(labels: slice) -> list[Floats]:
            positives, unknown = (cells.turned() for cells in _known(turned[labels]))
            return _areas("labels", positives, unknown, scores[:, labels], weights)

        none = [np.zeros(0)] * len(AREAS)
        parts = in_blocks(areas, n_labels, row_cells=n_rows, at_once=_CELLS_AT_ONCE)
        return _exact(np.concatenate([none, *parts], axis=1))

    def together(self) -> Mapping[str, Bounded]:
        """ROC AUC and average precision of all cells together, (1,)."""
        targets, scores, weights = self._joined
        if weights is None and not isinstance(scores, csr_array):
            return _exact(areas_in_all(targets, scores))
        return _exact(_areas("all", *_known(targets), scores, weights))

    @cached_property
    def _joined(self) -> tuple[csr_array, Scores, Floats | None]:
        if len(self.targets) == 1:
            return self.targets[0], self.scores[0], self.weights[0]
        targets, scores = csr_array(vstack(self.targets, format="csr")), _stacked(self.scores)
        if all(each is None for each in self.weights):
            return targets, scores, None
        weights = [
            np.ones(part.shape[0]) if each is None else each
            for part, each in zip(self.targets, self.weights, strict=True)
        ]
        return targets, scores, np.concatenate(weights)


def _known(targets: csr_array) -> tuple[Cells, Cells]:
    """The true cells, and those that nobody knows."""
    return Cells.of(targets, targets.data == 1), Cells.of(targets, np.isnan(targets.data))


def _areas(
    within: Within, positives: Cells, unknown: Cells, scores: Scores, weights: Floats | None
) -> list[Floats]:
    ranks = rank(within, positives, unknown, scores, weights)
    return [area(ranks) for area in AREAS.values()]


def _exact(areas: Sequence[Floats] | NDArray[np.float64]) -> Mapping[str, Bounded]:
    values = dict(zip(AREAS, areas, strict=True))
    return {name: Bounded(each, np.zeros(len(each))) for name, each in values.items()}


def _stacked(parts: tuple[Scores, ...]) -> Scores:
    if any(isinstance(part, csr_array) for part in parts):
        return csr_array(vstack([csr_array(part) for part in parts], format="csr"))
    return np.concatenate(parts)
