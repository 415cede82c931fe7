"""Areas under curves of one label: how well its scores rank the rows, whatever the threshold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats


@dataclass(frozen=True, eq=False)
class Curve:
    """True and false positives when the cut goes down through the distinct scores.

    Args:
        tp: (n_cuts,) weight of the positives at or above each cut, ascending.
        fp: (n_cuts,) weight of the negatives at or above each cut, ascending.
    """

    tp: Floats
    fp: Floats

    @classmethod
    def of(cls, positive: NDArray[np.bool_], scores: Floats, weights: Floats | None) -> Curve:
        """Curve of one label: which rows have it, their scores and weights, each (n_rows,)."""
        order = np.argsort(-scores, kind="stable")
        descending, hit = scores[order], positive[order]
        last_of_tie = (
            np.flatnonzero(np.append(np.diff(descending) != 0, True)) if len(order) else order
        )
        share: NDArray[Any] = np.ones(len(order)) if weights is None else weights[order]
        tp = np.cumsum(np.where(hit, share, 0.0))[last_of_tie]
        fp = np.cumsum(np.where(hit, 0.0, share))[last_of_tie]
        return cls(tp, fp)


def roc_auc(curve: Curve) -> float:
    """Chance that a row with the label scores above a row without it, ties counting half.

    Area under recall over fall-out by trapezes, 0 to 1; NaN if the rows are all of one kind.
    Source: Hanley & McNeil 1982; `sklearn.metrics.roc_auc_score`.

    >>> roc_auc(Curve.of(np.array([True, False, False]), np.array([0.6, 0.7, 0.2]), None))
    0.5
    """
    if not len(curve.tp) or curve.tp[-1] == 0 or curve.fp[-1] == 0:
        return float("nan")
    tp, fp = np.append(0.0, curve.tp), np.append(0.0, curve.fp)
    return float(np.trapezoid(tp, fp) / (tp[-1] * fp[-1]))


def average_precision(curve: Curve) -> float:
    """Precision averaged over the cuts, each weighted by the recall it adds, 0 to 1.

    Σ (recall_k - recall_{k-1}) · precision_k; NaN if no row has the label, where
    scikit-learn says 0. Source: `sklearn.metrics.average_precision_score`.

    >>> average_precision(Curve.of(np.array([True, False, False]), np.array([0.6, 0.7, 0.2]), None))
    0.5
    """
    if not len(curve.tp) or curve.tp[-1] == 0:
        return float("nan")
    gained = np.diff(curve.tp, prepend=0.0)
    shown = curve.tp + curve.fp
    precision = np.divide(curve.tp, shown, out=np.zeros_like(shown), where=shown > 0)
    return float(np.dot(gained, precision) / curve.tp[-1])
