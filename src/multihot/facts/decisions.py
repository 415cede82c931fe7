"""What is known about decisions beside their targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from multihot.facts.naming import names_of
from multihot.facts.places import NOWHERE, Place
from multihot.facts.undecided import Undecided

if TYPE_CHECKING:
    from multihot.metrics import LabelCounts, Outcomes


@dataclass(frozen=True, eq=False)
class DecisionFacts:
    """What was decided, or is said to be, with the truth.

    Args:
        targets: (n_rows, n_labels) of 0, 1 and NaN where unknown, as the user gave them: dense,
            or a `csr_array`.
        decisions: (n_rows, n_labels) as the user gave them, dense or a `csr_array`.
        labels: names of the columns.
        target_labels: names of the columns that the table of targets itself has.
        decision_labels: names of the columns that the table of decisions itself has.
        place: its `name` is what they are called.
    """

    targets: NDArray[Any]
    decisions: NDArray[Any]
    labels: tuple[str, ...] = ()
    target_labels: tuple[str, ...] = ()
    decision_labels: tuple[str, ...] = ()
    place: Place = NOWHERE

    @cached_property
    def undecided(self) -> Undecided | None:
        """Cells that are neither 0 nor 1; None where there are none."""
        return Undecided.of(self.decisions)

    @cached_property
    def outcomes(self) -> Outcomes | None:
        """Targets and decisions, compared; None where either are something else."""
        from multihot.errors import DataError
        from multihot.metrics import Outcomes

        if self.undecided is not None:
            return None
        try:
            return Outcomes.of(self.targets, self.decisions)
        except DataError:
            return None

    @cached_property
    def counts(self) -> LabelCounts | None:
        """How often each label was hit, wrongly predicted, missed, rightly left out."""
        from multihot.metrics import LabelCounts

        return None if self.outcomes is None else LabelCounts.of_outcomes(self.outcomes)

    @cached_property
    def numbers(self) -> Mapping[str, float]:
        """Every metric of decisions by its catalogue name; none where they are no decisions."""
        from multihot.evaluation.deciding import label_metrics, row_metrics
        from multihot.metrics import SetCounts

        if self.outcomes is None or self.counts is None:
            return {}
        sets = SetCounts.of_outcomes(self.outcomes)
        return label_metrics(self.counts, "zero") | row_metrics(sets, "zero")

    def named(self, columns: Iterable[int]) -> list[str]:
        """What the columns are called: by their labels, or by their places."""
        return names_of(self.labels, columns)
