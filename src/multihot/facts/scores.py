"""What is known about scores beside their targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from multihot.facts.naming import names_of
from multihot.facts.places import NOWHERE, Place

if TYPE_CHECKING:
    from multihot.evaluation import Evaluation


@dataclass(frozen=True, eq=False)
class ScoreFacts:
    """Predictions with their truth.

    Args:
        targets: (n_rows, n_labels) of 0, 1 and NaN where unknown, as the user gave them: dense,
            or a `csr_array`.
        scores: (n_rows, n_labels) as the user gave them, dense or a `csr_array`; probabilities,
            logits or decisions.
        thresholds: one, or one a label.
        labels: names of the columns.
        target_labels: names of the columns that the table of targets itself has.
        score_labels: names of the columns that the table of scores itself has.
        place: its `name` is what they are called.
    """

    targets: NDArray[Any]
    scores: NDArray[Any]
    thresholds: Any = 0.5
    labels: tuple[str, ...] = ()
    target_labels: tuple[str, ...] = ()
    score_labels: tuple[str, ...] = ()
    place: Place = NOWHERE

    @cached_property
    def evaluation(self) -> Evaluation | None:
        """Every number of them; None where the scores are no probabilities."""
        from multihot.errors import MultihotError
        from multihot.evaluation import evaluate

        try:
            return evaluate(self.targets, self.scores, self.thresholds, labels=self.labels or None)
        except MultihotError:
            return None

    def named(self, columns: Iterable[int]) -> list[str]:
        """What the columns are called: by their labels, or by their places."""
        return names_of(self.labels, columns)
