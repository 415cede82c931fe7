"""Every number of a model's decisions and scores, computed together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Floats, as_scores, as_targets, as_weights, check_aligned
from multihot.errors import DataError, ShapeError, check_choice
from multihot.evaluation.deciding import decision_metrics
from multihot.evaluation.evaluations import Baseline, Evaluation
from multihot.labels import LabelSpace
from multihot.metrics import (
    FORMULAS,
    LabelCounts,
    Measured,
    Outcomes,
    Undefined,
    area_averages,
    areas_per_label,
    lrap,
    per_label,
)
from multihot.metrics.formulas import label_accuracy
from multihot.thresholds import Thresholds


def evaluate(
    targets: object,
    scores: object,
    thresholds: object = 0.5,
    *,
    labels: LabelSpace | Iterable[str] | None = None,
    sample_weight: object = None,
    undefined: Undefined = "zero",
    label_shares: Floats | None = None,
) -> Evaluation:
    """Every number of the catalogue, with what predicting nothing would have given.

    Args:
        targets: (n_rows, n_labels), 1, 0, or NaN where nobody knows; such cells are left out.
        scores: (n_rows, n_labels), 0 to 1.
        thresholds: one number, one for each label, or `Thresholds`; decision = score >= threshold.
        labels: names of the columns; by default "0", "1", ...
        sample_weight: (n_rows,), 0 or more; by default each row counts 1.
        undefined: what 0/0 counts as in a mean: "zero" as scikit-learn does, "nan", or "drop".
        label_shares: (n_labels,) how frequent each label was in training, for the baseline that
            always predicts the most frequent ones; by default as in these targets.

    Raises:
        ShapeError: the arrays do not have the same rows and labels.
        DataError: targets other than 0, 1, NaN; scores not in [0, 1]; no row at all; another
            word for `undefined`.

    >>> evaluation = evaluate([[1, 0, 0], [0, 1, 1], [1, 0, 1]], [[1, 0, 1], [0, 1, 1], [0, 0, 1]])
    >>> round(evaluation["label_accuracy"], 4), round(evaluation["subset_accuracy"], 4)
    (0.7778, 0.3333)
    """
    check_choice(undefined, get_args(Undefined), name="undefined")
    truth, checked = as_targets(targets), as_scores(scores)
    check_aligned(targets=truth, scores=checked)
    if not truth.shape[0]:
        raise DataError(
            "there are no rows to judge", where="targets", remedy="pass one row or more"
        )
    space = _label_space(labels, truth.shape[1])
    cuts = Thresholds.of(thresholds, n_labels=len(space))
    weights = as_weights(sample_weight, truth.shape[0])

    outcomes = Outcomes.of(truth, cuts.decide(checked), weights)
    measured, of_labels = _measure(truth, checked, outcomes, undefined)
    return Evaluation(
        numbers={name: each.value for name, each in measured.items()},
        per_label=of_labels,
        labels=space.names,
        thresholds=tuple(cuts.values.tolist()),
        threshold_metric=cuts.metric,
        n_rows=truth.shape[0],
        undefined={name: each.n_undefined for name, each in measured.items() if each.n_undefined},
        undefined_policy=undefined,
        baselines=_baselines(truth, weights, undefined, label_shares),
        outcomes=outcomes,
    )


def _measure(
    truth: csr_array, scores: Floats, outcomes: Outcomes, undefined: Undefined
) -> tuple[dict[str, Measured], dict[str, Floats]]:
    measured = decision_metrics(outcomes, undefined)
    measured["lrap"] = lrap(truth, scores, outcomes.weights)
    areas = areas_per_label(truth, scores, outcomes.weights)
    measured |= area_averages(truth, scores, areas, weights=outcomes.weights, undefined=undefined)

    counts = LabelCounts.of_outcomes(outcomes)
    of_labels = {
        "support": counts.tp + counts.fn,
        "predicted": counts.tp + counts.fp,
        **{
            name: per_label(formula, counts, undefined=undefined)
            for name, formula in FORMULAS.items()
        },
        "label_accuracy": per_label(label_accuracy, counts, undefined=undefined),
        **areas,
    }
    return measured, of_labels


def _baselines(
    truth: csr_array, weights: Floats | None, undefined: Undefined, label_shares: Floats | None
) -> tuple[Baseline, ...]:
    positives = LabelCounts.of_outcomes(Outcomes.of(truth, csr_array(truth.shape), weights)).fn
    shares = positives if label_shares is None else np.asarray(label_shares, dtype=np.float64)
    n_rows, n_labels = truth.shape
    if shares.shape != (n_labels,):
        raise ShapeError(
            f"label_shares has shape {shares.shape}, there are {n_labels} labels",
            remedy="give one share for each label",
        )
    total = n_rows if weights is None else weights.sum()
    expected = positives.sum() / (total or 1) if label_shares is None else shares.sum()
    k = int(min(max(1, np.rint(expected)), n_labels))
    frequent = np.zeros(n_labels)
    frequent[np.argsort(-shares, kind="stable")[:k]] = 1
    always = csr_array(np.tile(frequent.astype(np.int8), (n_rows, 1)))
    what = "the most frequent label" if k == 1 else f"the {k} most frequent labels"
    return tuple(
        Baseline(name, {m: each.value for m, each in decision_metrics(outcomes, undefined).items()})
        for name, outcomes in (
            ("predict nothing", Outcomes.of(truth, csr_array(truth.shape), weights)),
            (f"predict {what}", Outcomes.of(truth, always, weights)),
        )
    )


def _label_space(labels: LabelSpace | Iterable[str] | None, n_labels: int) -> LabelSpace:
    if isinstance(labels, LabelSpace):
        space = labels
    else:
        names = map(str, range(n_labels)) if labels is None else labels
        space = LabelSpace(tuple(names))
    if len(space) != n_labels:
        raise ShapeError(
            f"{len(space)} label names for {n_labels} columns", remedy="give each column one name"
        )
    return space
