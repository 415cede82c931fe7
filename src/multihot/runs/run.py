"""Everything that a training leaves behind, as a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from multihot.data import DataFacts, Inputs
from multihot.evaluation import Evaluation, Mistake, evaluate
from multihot.metrics import LabelFrequencies
from multihot.nn import TrainedModel
from multihot.rules import Finding
from multihot.runs.seen_rows import SeenRows
from multihot.thresholds import Thresholds


@dataclass(frozen=True, eq=False)
class Run:
    """A trained model with its decisions, its numbers and how it came about.

    Args:
        model: from inputs to scores.
        thresholds: from scores to decisions; those that know their labels are brought into the
            order of the model's, and others are taken to be in it.
        evaluation: numbers of the test part; None if it was not judged.
        findings: what the audit found in the data.
        facts: sizes and label frequencies of the parts.
        mistakes: rows of the test part that it got wrong.
        story: what was done, (heading, sentence), in order.
        settings: what was asked for, as JSON can hold it; "reading" tells how files are read.
        seen_rows: what tells rows that it was trained on from new ones; None if nobody kept them.
    """

    model: TrainedModel
    thresholds: Thresholds
    evaluation: Evaluation | None = None
    findings: tuple[Finding, ...] = ()
    facts: DataFacts | None = None
    mistakes: tuple[Mistake, ...] = ()
    story: tuple[tuple[str, str], ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    seen_rows: SeenRows | None = None

    def __post_init__(self) -> None:
        names = self.model.labels.names
        if len(self.thresholds.values) == len(names):  # others are refused where they decide
            ordered = replace(self.thresholds.in_order(names), labels=names)
            object.__setattr__(self, "thresholds", ordered)

    def predict(self, inputs: Inputs | Sequence[str]) -> list[tuple[str, ...]]:
        """Label names of each row.

        Args:
            inputs: `Texts`, `Table` or `Signals` as in training, or a list of texts.
        """
        decisions = self.thresholds.decide(self.model.score(inputs))
        return self.model.labels.decode(decisions)

    def evaluate(self, targets: object, scores: object) -> Evaluation:
        """Every number of the model's scores of other rows, decided by the run's thresholds.

        The baseline that always predicts the most frequent labels, and propensities, take their
        frequencies from the rows that were trained on.

        Args:
            targets: (n_rows, n_labels) of 1, 0 and NaN, or lists of label names.
            scores: (n_rows, n_labels), 0 to 1, of the same rows.

        Raises:
            ShapeError: not the same rows and labels.
            DataError: as `mh.evaluate`.
        """
        trained = None
        if self.facts is not None:
            train = self.facts.parts[0]
            trained = LabelFrequencies(np.array(train.positives), train.n_rows)
        labels = self.model.labels
        return evaluate(targets, scores, self.thresholds, labels=labels, trained=trained)
