"""Each formula once, as numerator and denominator of counts; who divides decides what 0/0 is.

Only + - * and ** on the counts, so one line serves NumPy arrays and Keras tensors alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

Fraction: TypeAlias = tuple[Any, Any]
Formula: TypeAlias = Callable[[Any, Any, Any, Any], Fraction]


def precision(tp: Any, fp: Any, _fn: Any, _tn: Any) -> Fraction:
    """Share of the predictions that are right: tp / (tp + fp)."""
    return tp, tp + fp


def recall(tp: Any, _fp: Any, fn: Any, _tn: Any) -> Fraction:
    """Share of the label's rows that are found: tp / (tp + fn)."""
    return tp, tp + fn


def specificity(_tp: Any, fp: Any, _fn: Any, tn: Any) -> Fraction:
    """Share of the rows without the label that are left alone: tn / (tn + fp)."""
    return tn, tn + fp


def jaccard(tp: Any, fp: Any, fn: Any, _tn: Any) -> Fraction:
    """Overlap of what is predicted and what is true: tp / (tp + fp + fn)."""
    return tp, tp + fp + fn


def label_accuracy(tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
    """Share of the yes-or-no answers that are right: (tp + tn) / (tp + fp + fn + tn)."""
    return tp + tn, tp + fp + fn + tn


def label_disagreement(tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
    """Share of the yes-or-no answers that are wrong: (fp + fn) / (tp + fp + fn + tn)."""
    return fp + fn, tp + fp + fn + tn


def f_beta(tp: Any, fp: Any, fn: Any, _tn: Any, *, beta: float = 1.0) -> Fraction:
    """Precision and recall in one, recall β times as dear.

    (1 + β²)·tp / ((1 + β²)·tp + β²·fn + fp)
    """
    weighted = (1 + beta**2) * tp
    return weighted, weighted + beta**2 * fn + fp


def balanced_accuracy(tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
    """Mean of recall and specificity: (tp / (tp + fn) + tn / (tn + fp)) / 2."""
    true, other = 1.0 * (tp + fn), 1.0 * (tn + fp)  # their product outgrows whole numbers
    return tp * other + tn * true, 2.0 * true * other


def matthews(tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
    """Correlation of decisions and targets, -1 to 1.

    (tp·tn - fp·fn) / √((tp + fp)(tp + fn)(tn + fp)(tn + fn))
    """
    predicted, left = (1.0 * (tp + fp)) ** 0.5, (1.0 * (tn + fn)) ** 0.5
    true, other = (1.0 * (tp + fn)) ** 0.5, (1.0 * (tn + fp)) ** 0.5
    return (1.0 * tp) * tn - (1.0 * fp) * fn, predicted * left * true * other


FORMULAS: Mapping[str, Formula] = {
    "precision": precision,
    "recall": recall,
    "f1": f_beta,
    "f2": partial(f_beta, beta=2.0),
    "f05": partial(f_beta, beta=0.5),
    "jaccard": jaccard,
    "specificity": specificity,
    "balanced_accuracy": balanced_accuracy,
    "mcc": matthews,
}

# sums of both parts over labels make the micro average of these, so thresholds can be weighed
LINEAR = ("precision", "recall", "f1", "f2", "f05", "jaccard", "specificity")
