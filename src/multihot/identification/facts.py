"""What all definitions are computed from: arrays that are checked, and counts that are shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import as_matrix, match_names
from multihot.errors import DataError, check_whole_number
from multihot.evaluation import Evaluation, EvaluationState
from multihot.evaluation.checked_rows import Batch
from multihot.evaluation.summing import label_space
from multihot.identification.deciding import Way, ways_of
from multihot.labels import LabelSpace
from multihot.metrics import LabelFrequencies

BATCH_SIZES = (8, 16, 32, 64, 128, 256, 512)


@dataclass(frozen=True, eq=False)
class Facts:
    """The user's rows.

    Args:
        batch: targets, scores and thresholds, checked.
        logits: (n_rows, n_labels) what the scores were made of, or None.
        labels: names of the columns.
        batch_sizes: sizes of batches of which means are looked at.
        size_is_known: the user said how large the batches were.
        merged: ways to decide that decide alike are one.
    """

    batch: Batch
    logits: NDArray[Any] | None
    labels: LabelSpace
    batch_sizes: tuple[int, ...] = BATCH_SIZES
    size_is_known: bool = False
    merged: bool = True

    @classmethod
    def of(
        cls,
        targets: object,
        scores: object,
        thresholds: object = 0.5,
        *,
        labels: LabelSpace | Iterable[str] | None = None,
        from_logits: bool = False,
        batch_size: int | None = None,
    ) -> Facts:
        """Check the arrays.

        Raises:
            ShapeError: the arrays do not have the same rows and labels.
            DataError: values that are no targets or scores, no row or label at all, no such
                batch size.
        """
        space = None if labels is None else LabelSpace.named(labels)
        matched = match_names(
            labels=None if space is None else space.names, targets=targets, scores=scores
        )
        if space is None and matched.labels:
            space = LabelSpace(matched.labels)
        targets, scores = matched.values
        batch = Batch.of(targets, scores, thresholds, None, from_logits=from_logits, labels=space)
        if not all(batch.scores.shape):
            raise DataError(
                "there are no rows or no labels to compute numbers of",
                where="targets",
                remedy="pass one row and one label or more",
            )
        if batch_size is not None:
            check_whole_number(batch_size, name="batch_size")
        return cls(
            batch,
            np.asarray(as_matrix(scores, "scores")) if from_logits else None,
            label_space(space, batch.scores.shape[1]),
            BATCH_SIZES if batch_size is None else (batch_size,),
            size_is_known=batch_size is not None,
        )

    @property
    def shape(self) -> tuple[int, int]:
        """(n_rows, n_labels)."""
        return self.batch.outcomes.shape

    @property
    def targets(self) -> csr_array:
        """(n_rows, n_labels), 1 or NaN where stored."""
        return self.batch.outcomes.targets

    @cached_property
    def scores(self) -> NDArray[Any]:
        """(n_rows, n_labels), 0 to 1, dense."""
        scores = self.batch.scores
        return scores.toarray() if isinstance(scores, csr_array) else scores

    @cached_property
    def truth(self) -> NDArray[np.bool_]:
        """(n_rows, n_labels): known to be true."""
        positives, truth = self.batch.outcomes.positives, np.zeros(self.shape, dtype=bool)
        truth[positives.rows, positives.columns] = True
        return truth

    @property
    def n_unknown(self) -> int:
        """Cells that nobody knows."""
        return len(self.batch.outcomes.unknown)

    @cached_property
    def first_true(self) -> NDArray[np.int64]:
        """(n_rows,) argmax of the targets: the first true label, 0 where there is none."""
        return self.truth.argmax(axis=1)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Every way to decide."""
        return ways_of(
            self.targets,
            self.scores,
            self.batch.thresholds.values,
            self.logits,
            merged=self.merged,
        )

    @cached_property
    def state(self) -> EvaluationState:
        """Sums of the rows' rankings, of the losses, and all that areas need."""
        positives = self.batch.outcomes.positives.per_label()
        trained = LabelFrequencies(positives, float(self.shape[0]))
        return EvaluationState.of_batch(self.batch, areas="exact", trained=trained)

    @cached_property
    def evaluation(self) -> Evaluation:
        """Every number of the catalogue."""
        return self.state.evaluation(self.labels)

    def part(self, rows: slice, columns: slice) -> Facts:
        """The same of some rows and labels alone, with every way to decide told apart."""
        whole = self.batch
        part = Batch.of(
            whole.outcomes.targets[rows, columns],
            whole.scores[rows, columns],
            whole.thresholds.values[columns],
            None,
            from_logits=False,
        )
        logits = None if self.logits is None else self.logits[rows, columns]
        labels = LabelSpace(self.labels.names[columns])
        return Facts(part, logits, labels, self.batch_sizes, self.size_is_known, merged=False)
