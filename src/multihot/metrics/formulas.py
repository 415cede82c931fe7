"""Each formula once, as numerator and denominator of counts; who divides decides what 0/0 is.

Only + - * / and ** on the counts, so one line serves NumPy arrays and Keras tensors alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from math import inf
from typing import Any, TypeAlias

from multihot.errors import DataError

Fraction: TypeAlias = tuple[Any, Any]
Formula: TypeAlias = Callable[[Any, Any, Any, Any], Fraction]

_LEAST_SQUARE = 2.0**-100


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

    (1 + β²)·tp / ((1 + β²)·tp + β²·fn + fp), which is precision for β = 0 and, as the limit,
    recall for infinity.

    Raises:
        DataError: beta is negative or no number.
    """
    beta = checked_beta(beta)
    # the dearer mistakes count 1, so that no beta is too large to be squared
    of_missed, of_extra = (_square(beta), 1.0) if beta <= 1 else (1.0, _square(1 / beta))
    weighted = (of_missed + of_extra) * tp
    return weighted, weighted + of_missed * fn + of_extra * fp


def checked_beta(beta: float) -> float:
    """The beta as a float.

    Raises:
        DataError: it is negative or no number.

    >>> checked_beta(2)
    2.0
    """
    try:
        number = float("nan") if isinstance(beta, str | bytes) else float(beta)
    except (TypeError, ValueError):
        number = float("nan")
    except OverflowError:  # a whole number beyond all floats
        number = inf if beta > 0 else -inf
    if not number >= 0:
        raise DataError(
            f"beta is {beta!r}",
            where="beta",
            remedy="pass a number from 0 (precision) on; 1 is F1, float('inf') recall",
        )
    return number


def _square(share: float) -> float:
    """Of 0 to 1, in a range that float32 has as well: a mistake that counts little counts."""
    return max(share * share, _LEAST_SQUARE) if share else 0.0


def balanced_accuracy(tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
    """Mean of recall and specificity: (tp / (tp + fn) + tn / (tn + fp)) / 2."""
    true, other = 1.0 * (tp + fn), 1.0 * (tn + fp)
    exists = (1 - _is_zero(true)) * (1 - _is_zero(other))
    return exists * (_share(tp, true) + _share(tn, other)) / 2, exists


def matthews(tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
    """Correlation of decisions and targets, -1 to 1.

    (tp·tn - fp·fn) / √((tp + fp)(tp + fn)(tn + fp)(tn + fn)), which is the root of the product of
    precision, recall and theirs of the other cells, less that of what these lack of 1.
    """
    predicted, left = 1.0 * (tp + fp), 1.0 * (tn + fn)
    true, other = 1.0 * (tp + fn), 1.0 * (tn + fp)
    # shares, because products of counts outgrow whole numbers, and those of weights all floats
    right = _share(tp, predicted) * _share(tp, true) * _share(tn, left) * _share(tn, other)
    wrong = _share(fp, predicted) * _share(fn, true) * _share(fn, left) * _share(fp, other)
    exists = 1.0
    for whole in (predicted, left, true, other):
        exists = exists * (1 - _is_zero(whole))
    return exists * (right**0.5 - wrong**0.5), exists


def _share(part: Any, whole: Any) -> Any:
    """part / whole, 0 where both are 0."""
    return part / (whole + _is_zero(whole))


def _is_zero(count: Any) -> Any:
    """1 where it is 0, 0 where it is above: without a comparison, which is no number to tensors."""
    return 0.0**count


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
