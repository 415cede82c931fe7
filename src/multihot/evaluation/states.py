"""All that an evaluation is made of, as sums that add."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, get_args

import numpy as np

from multihot.arrays import each_block
from multihot.errors import DataError, ShapeError, check_choice, listed, option
from multihot.evaluation.checked_rows import Batch
from multihot.evaluation.evaluations import Evaluation
from multihot.evaluation.packing import packed, unpacked
from multihot.evaluation.summing import label_space, summed_up
from multihot.labels import LabelSpace
from multihot.metrics import (
    CalibrationSums,
    KeptScores,
    LabelCounts,
    Outcomes,
    RankSums,
    ScoreBins,
    SetCounts,
    Undefined,
    argmax_agrees,
    rank,
    row_values,
)
from multihot.metrics.frequencies import LabelFrequencies
from multihot.thresholds import Thresholds

_CELLS_AT_ONCE = 1 << 23
_LEAST_CELLS = 512  # some forty numbers are made of each row, however few labels there are

Areas: TypeAlias = Literal["exact", "bins", "none"]


@dataclass(frozen=True, eq=False)
class EvaluationState:
    """What is known of the rows so far; add two to merge batches, shards or machines.

    Everything but the areas is sums of whole numbers and sums that nothing is rounded in, so any
    order and partition of the rows gives the same numbers to the last bit. (With row weights the
    counts are sums of float64, equal to about 1e-15.) The room it takes does not depend on the
    number of rows, unless scores are kept for exact areas.

    Args:
        thresholds: what decisions were made at.
        n_rows: rows so far.
        labels: counts of each label.
        sets: counts of kinds of rows; None if rows were not looked at.
        rows: sums over rows of the metrics of their ranking, or None.
        calibration: sums of how far the scores are from the truth, or None.
        areas: bins of scores or the scores themselves; None for no areas.
        trained: how often each label was in training, for propensities and baselines, or None.
        usual: counts of kinds of rows if every row were given the most frequent labels, or None.
        names: what the tables call their columns; empty where nothing names them.

    >>> first = EvaluationState.of([[1, 0]], [[0.9, 0.6]])
    >>> second = EvaluationState.of([[0, 1], [1, 1]], [[0.2, 0.7], [0.8, 0.1]])
    >>> (first + second).evaluation()["f1_micro"]
    0.75
    """

    thresholds: Thresholds
    n_rows: int
    labels: LabelCounts
    sets: SetCounts | None = None
    rows: RankSums | None = None
    calibration: CalibrationSums | None = None
    areas: ScoreBins | KeptScores | None = None
    trained: LabelFrequencies | None = None
    usual: SetCounts | None = None
    names: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        targets: object,
        scores: object,
        thresholds: object = 0.5,
        *,
        areas: Areas = "bins",
        trained: LabelFrequencies | None = None,
        sample_weight: object = None,
        from_logits: bool = False,
    ) -> EvaluationState:
        """Look at one batch.

        Args:
            targets: (n_rows, n_labels), 1, 0, or NaN where nobody knows; such cells are left out.
            scores: (n_rows, n_labels), 0 to 1, dense or sparse. Tables are matched by the names of
                columns and rows, as in `evaluate`; states whose columns differ cannot be added.
            thresholds: one number, one for each label (by name: a Series or a mapping), or
                `Thresholds`, 0 to 1; see `evaluate`.
            areas: "bins" counts scores in bins, and tells how far ROC AUC and average precision
                can be off; "exact" keeps the scores; "none" has no areas.
            trained: how often each label was in training; without it there are no propensity
                scored metrics.
            sample_weight: (n_rows,), 0 or more; with areas "exact" or "none".
            from_logits: the scores are logits.

        Raises:
            ShapeError: the arrays do not have the same rows and labels.
            DataError: targets other than 0, 1, NaN; scores not in [0, 1]; weights with bins, or too
                large or small to be added up batch by batch; tables whose columns or rows have
                other names.
        """
        check_choice(areas, get_args(Areas), name="areas")
        batch = Batch.of(targets, scores, thresholds, sample_weight, from_logits=from_logits)
        batch.check_weights()
        return cls.of_batch(batch, areas=areas, trained=trained)

    @classmethod
    def of_counts(cls, counts: LabelCounts, thresholds: object = 0.5) -> EvaluationState:
        """Of counts that were made elsewhere, such as `state()` of a Keras metric.

        Only metrics that counts of labels are enough for can be had of it. As rows count those of
        the label that is known most often.

        >>> counts = LabelCounts.of([[1, 0], [1, 1], [0, 1]], [[1, 1], [0, 1], [0, 1]])
        >>> EvaluationState.of_counts(counts).evaluation()["f1_micro"]
        0.75
        """
        cuts = Thresholds.of(thresholds, n_labels=len(counts.tp))
        n_known = np.sum(counts.fields(), axis=0)
        return cls(cuts, int(n_known.max(initial=0)), counts)

    @classmethod
    def of_batch(
        cls, batch: Batch, *, areas: Areas, trained: LabelFrequencies | None
    ) -> EvaluationState:
        """Look at one batch that is checked."""
        trained = trained and trained.in_order(batch.labels)
        if trained is not None and len(trained.positives) != batch.scores.shape[1]:
            raise ShapeError(
                f"trained has {len(trained.positives)} labels, the targets have "
                f"{batch.scores.shape[1]}",
                remedy="give one number of training rows for each label",
            )
        n_rows, n_labels = batch.scores.shape
        states = each_block(
            lambda rows: cls._of_rows(batch.rows(rows), trained),
            n_rows,
            row_cells=max(n_labels, _LEAST_CELLS),
            at_once=_CELLS_AT_ONCE,
        )
        nothing = cls._of_rows(batch.rows(slice(0, 0)), trained)
        return replace(sum(states, start=nothing), areas=_areas(batch, areas))

    @classmethod
    def _of_rows(cls, batch: Batch, trained: LabelFrequencies | None) -> EvaluationState:
        """All but the areas."""
        outcomes, scores = batch.outcomes, batch.scores
        positives, unknown, weights = outcomes.positives, outcomes.unknown, outcomes.weights
        chances = None if trained is None else trained.propensities()
        values = row_values(rank("rows", positives, unknown, scores, weights), chances)
        right = argmax_agrees(positives, unknown, scores).astype(np.float64)
        judged = unknown.per_row() < scores.shape[1]
        return cls(
            thresholds=batch.thresholds,
            n_rows=scores.shape[0],
            labels=LabelCounts.of_outcomes(outcomes),
            sets=SetCounts.of_outcomes(outcomes),
            rows=RankSums.of({**values, "argmax_accuracy": right}, judged, weights),
            calibration=CalibrationSums.of(positives, unknown, scores, weights),
            trained=trained,
            usual=None if trained is None else _usual(outcomes, trained),
            names=batch.labels,
        )

    def __add__(self, other: EvaluationState) -> EvaluationState:
        self._check_alike(other)
        return EvaluationState(
            thresholds=self.thresholds,
            n_rows=self.n_rows + other.n_rows,
            labels=self.labels + other.labels,
            sets=_sum(self.sets, other.sets),
            rows=_sum(self.rows, other.rows),
            calibration=_sum(self.calibration, other.calibration),
            areas=_sum(self.areas, other.areas),
            trained=self.trained,
            usual=_sum(self.usual, other.usual),
            names=self.names or other.names,
        )

    def evaluation(
        self, labels: LabelSpace | Iterable[str] | None = None, *, undefined: Undefined = "zero"
    ) -> Evaluation:
        """Every number that can be had of these sums.

        Args:
            labels: names of the columns; by default those of the tables, or "0", "1", ...
            undefined: what 0/0 counts as in a mean: "zero", "nan", or "drop".

        Raises:
            DataError: there are no rows, another word for `undefined`, or labels in another order
                than that of the tables.
        """
        check_choice(undefined, get_args(Undefined), name="undefined")
        if not self.n_rows:
            raise DataError(
                "there are no rows to judge", where="targets", remedy="pass one row or more"
            )
        named = labels if labels is not None else self.names or None
        space = label_space(named, len(self.labels.tp))
        self._check_order(space.names)
        return summed_up(self, space, undefined)

    def _check_order(self, names: tuple[str, ...]) -> None:
        known = self.names or self.thresholds.labels
        if names != known and sorted(names) == sorted(known):
            raise DataError(
                f"the sums are of {listed(known)}, in this order, not of {listed(names)}",
                where="labels",
                remedy=f"leave {option('labels')} out, or name the columns in their own order",
            )

    def to_bytes(self) -> bytes:
        """The state in a few kilobytes a label, to send or to keep; `from_bytes` reads it.

        Raises:
            DataError: the state keeps all scores (areas "exact").
        """
        return packed(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> EvaluationState:
        """What `to_bytes` gave.

        Raises:
            DataError: other or damaged bytes, or those of a newer version.
        """
        return cls(**unpacked(data))

    def _check_alike(self, other: EvaluationState) -> None:
        one, two = self.thresholds.values, other.thresholds.values
        trained = self.trained, other.trained
        known = [each for each in trained if each is not None]
        if len(one) != len(two):
            problem = f"one has {len(one)} labels, the other {len(two)}"
        elif not np.array_equal(one, two):
            problem = "decisions were made at other thresholds"
        elif len(known) == 1 or (len(known) > 1 and not known[0].agrees(known[1])):
            problem = "they were told other label frequencies of training"
        elif self.names != other.names and self.names and other.names:
            problem = "their tables have other columns, or in another order"
        elif type(self.areas) is not type(other.areas):
            problem = "one has areas of another kind"
        else:
            return
        raise DataError(
            f"these states cannot be added: {problem}",
            where="EvaluationState",
            remedy="make all states of the same labels, in one order, with the same thresholds, "
            "trained and areas",
        )


def _areas(batch: Batch, areas: Areas) -> ScoreBins | KeptScores | None:
    outcomes = batch.outcomes
    if areas == "none":
        return None
    if areas == "exact":
        return KeptScores((outcomes.targets,), (batch.scores,), (outcomes.weights,))
    if outcomes.weights is not None:
        raise DataError(
            "areas from bins count rows, not weights",
            where="sample_weight",
            remedy=f"choose {option('areas', value='exact')} or {option('areas', value='none')}",
        )
    return ScoreBins.of(outcomes.positives, outcomes.unknown, batch.scores)


def _usual(outcomes: Outcomes, trained: LabelFrequencies) -> SetCounts:
    """Kinds of rows if each were given the most frequent labels."""
    given = np.zeros(outcomes.shape[1], dtype=bool)
    given[trained.usual()] = True
    hits = outcomes.positives.where(given[outcomes.positives.columns])
    unjudged = outcomes.unknown.where(given[outcomes.unknown.columns])
    predicted = given.sum() - unjudged.per_row()
    return SetCounts.of_kinds(outcomes.kinds(hits, predicted), outcomes.weights)


def _sum(one: Any, other: Any) -> Any:
    return None if one is None or other is None else one + other
