"""Every number of a model's decisions and scores, computed together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import in_blocks
from multihot.evaluation.checked_rows import Batch
from multihot.evaluation.evaluations import Evaluation
from multihot.evaluation.states import EvaluationState
from multihot.labels import LabelSpace
from multihot.metrics import LabelFrequencies, Undefined


def evaluate(
    targets: object,
    scores: object,
    thresholds: object = 0.5,
    *,
    labels: LabelSpace | Iterable[str] | None = None,
    sample_weight: object = None,
    undefined: Undefined = "zero",
    trained: LabelFrequencies | None = None,
    from_logits: bool = False,
) -> Evaluation:
    """Every number of the catalogue, with what predicting nothing would have given.

    Args:
        targets: (n_rows, n_labels), 1, 0, or NaN where nobody knows; such cells are left out. Or
            a list of lists of label names, if `labels` are given.
        scores: (n_rows, n_labels), 0 to 1, dense or sparse: what is not stored is 0.
        thresholds: one number, one for each label, or `Thresholds`, 0 to 1; inf: the label is never
            given. A Series of pandas, a mapping and `Thresholds` that know their labels go by name;
            names where no column has one are refused, but for `Thresholds`, which then go by place.
            decision = score >= threshold, in the scores' own precision: float32 scores are
            compared with the nearest float32 number, as Keras does.
        labels: names of the columns, in the order that they are wanted in; by default those of
            the tables, or "0", "1", ...
        sample_weight: (n_rows,), 0 or more, of any size; by default each row counts 1.
        undefined: what 0/0 counts as in a mean: "zero" as scikit-learn does, "nan", or "drop".
            Where no cell is known, or all weights are 0, every number is NaN.
        trained: how often each label was in training, for the baseline that always predicts the
            most frequent ones, and for propensities; by default as in these targets.
        from_logits: the scores are logits: 1 / (1 + exp(-logit)) is taken, in float32 of float32
            logits. Never guessed.

    Tables of pandas, Polars and Arrow are matched by name. Columns of the same names in another
    order are brought into one; numbers from 0 on are no names. An index of pandas names rows, if
    it doesn't just count from 0 on: the same rows in another order are matched, too.

    Raises:
        ShapeError: the arrays do not have the same rows and labels.
        DataError: targets other than 0, 1, NaN; scores or thresholds not in [0, 1]; no row at all;
            weights that are negative, infinite, or add up to that; another word for `undefined`;
            tables whose columns or rows have other names.

    >>> evaluation = evaluate([[1, 0, 0], [0, 1, 1], [1, 0, 1]], [[1, 0, 1], [0, 1, 1], [0, 0, 1]])
    >>> round(evaluation["label_accuracy"], 4), round(evaluation["subset_accuracy"], 4)
    (0.7778, 0.3333)
    """
    space = None if labels is None else LabelSpace.named(labels)
    batch = Batch.of(
        targets, scores, thresholds, sample_weight, from_logits=from_logits, labels=space
    )
    if trained is None:
        trained = _frequencies(batch)
    shift = batch.shift
    batch = batch.scaled(shift)
    state = EvaluationState.of_batch(batch, areas="exact", trained=trained)
    evaluation = state.evaluation(space, undefined=undefined)
    return replace(
        evaluation,
        per_label=_unscaled(evaluation.per_label, shift),
        outcomes=batch.outcomes,
    )


def _unscaled(per_label: Mapping[str, NDArray[Any]], shift: int) -> Mapping[str, NDArray[Any]]:
    """Sums of weights as the weights were given."""
    if not shift:
        return per_label
    sums = {name: np.ldexp(per_label[name], -shift) for name in ("support", "predicted")}
    return {**per_label, **sums}


def _frequencies(batch: Batch) -> LabelFrequencies:
    n_rows, n_labels = batch.scores.shape
    weights = batch.outcomes.weights

    def positives(rows: slice) -> NDArray[Any]:
        some = batch.outcomes.rows(rows)
        return some.positives.per_label(some.weights)

    total = sum(in_blocks(positives, n_rows, row_cells=n_labels), start=np.zeros(n_labels))
    return LabelFrequencies(total, float(n_rows if weights is None else weights.sum()))
