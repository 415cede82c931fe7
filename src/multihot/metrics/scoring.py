"""Metrics of scores rather than decisions, each with how many labels had none."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Floats
from multihot.metrics.areas import Curve, average_precision, roc_auc
from multihot.metrics.averages import Measured, Undefined
from multihot.metrics.ranking import label_ranking_precision

AREAS = {"roc_auc": roc_auc, "average_precision": average_precision}


def areas_per_label(
    targets: csr_array, scores: Floats, weights: Floats | None = None
) -> Mapping[str, Floats]:
    """ROC AUC and average precision of each label, (n_labels,); NaN where undefined."""
    by_label = targets.tocsc()
    result = {name: np.full(targets.shape[1], np.nan) for name in AREAS}
    for column in range(targets.shape[1]):
        stored = slice(by_label.indptr[column], by_label.indptr[column + 1])
        truth = np.zeros(targets.shape[0])
        truth[by_label.indices[stored]] = by_label.data[stored]
        curve = _curve(truth, scores[:, column], weights)
        for name, area in AREAS.items():
            result[name][column] = area(curve)
    return result


def area_averages(
    targets: csr_array,
    scores: Floats,
    of_label: Mapping[str, Floats],
    *,
    weights: Floats | None = None,
    undefined: Undefined = "zero",
) -> dict[str, Measured]:
    """Micro, macro and weighted means of the areas.

    A label whose area does not exist has no value to put in a mean: it is left out and
    counted under "zero" and "drop"; "nan" makes the mean NaN.
    """
    dense = targets.toarray()
    cells = None if weights is None else np.repeat(weights, dense.shape[1])
    whole = _curve(dense.ravel(), scores.ravel(), cells)
    sizes = (dense == 1).T @ (np.ones(len(dense)) if weights is None else weights)
    measured = {}
    for name, area in AREAS.items():
        values = of_label[name]
        measured[f"{name}_micro"] = _whole(area(whole))
        measured[f"{name}_macro"] = _mean(values, np.ones(len(values)), undefined)
        measured[f"{name}_weighted"] = _mean(values, sizes, undefined)
    return measured


def log_loss(targets: csr_array, scores: Floats) -> float:
    """Mean of -(y log p + (1 - y) log(1 - p)) over the known cells, 0 or more; NaN if none.

    Scores are kept off 0 and 1 by 1e-7. scikit-learn's `log_loss` leaves out the second term on
    such targets, so it finds no fault with a model that gives every label to every row.

    >>> log_loss(csr_array(np.array([[1.0, 0.0]])), np.array([[0.5, 0.25]])) # (ln 2 + ln 4/3) / 2
    0.4904146265058631
    """
    safe = np.clip(scores, 1e-7, 1 - 1e-7)
    negative, known = -np.log1p(-safe), np.ones(scores.shape, dtype=bool)
    rows = np.repeat(np.arange(targets.shape[0]), np.diff(targets.indptr))
    positive = targets.data == 1
    cells = rows[positive], targets.indices[positive]
    negative[cells] = -np.log(safe[cells])
    known[rows[~positive], targets.indices[~positive]] = False
    return float(negative[known].mean()) if known.any() else float("nan")


def lrap(targets: csr_array, scores: Floats, weights: Floats | None = None) -> Measured:
    """Mean label ranking precision of the rows; see `label_ranking_precision`.

    Rows of which no label is known are left out; NaN if none is left.
    """
    of_row = label_ranking_precision(targets, scores)
    unknown = csr_array((np.isnan(targets.data), targets.indices, targets.indptr), targets.shape)
    judged = unknown.sum(axis=1) < targets.shape[1]
    used = judged.astype(np.float64) if weights is None else judged * weights
    if not used.sum() > 0:
        return Measured(float("nan"), 1)
    return Measured(float(np.average(of_row, weights=used)))


def _curve(truth: Floats, scores: Floats, weights: Floats | None) -> Curve:
    known = ~np.isnan(truth)
    if known.all():
        return Curve.of(truth == 1, scores, weights)
    return Curve.of(truth[known] == 1, scores[known], None if weights is None else weights[known])


def _whole(value: float) -> Measured:
    return Measured(value, int(np.isnan(value)))


def _mean(values: Floats, weights: Floats, undefined: Undefined) -> Measured:
    lost = np.isnan(values)
    if undefined != "nan":
        values, weights = values[~lost], weights[~lost]
    if not weights.sum() > 0:
        return Measured(float("nan"), int(lost.sum()))
    return Measured(float(np.average(values, weights=weights)), int(lost.sum()))
