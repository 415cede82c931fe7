"""Measures of decisions, as functions of arrays."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal, Protocol, get_args, overload

from multihot.arrays import Floats
from multihot.errors import check_choice
from multihot.metrics.averages import (
    Average,
    Measured,
    Undefined,
    macro,
    micro,
    per_label,
    samples,
    weighted,
)
from multihot.metrics.catalogue import MEASURES
from multihot.metrics.counts import LabelCounts, SetCounts
from multihot.metrics.formulas import FORMULAS, Formula, checked_beta, label_disagreement
from multihot.metrics.formulas import f_beta as _f_beta
from multihot.metrics.formulas import label_accuracy as _agreement
from multihot.metrics.outcomes import Outcomes
from multihot.metrics.sets import set_metrics

_AVERAGES = {"micro": micro, "macro": macro, "weighted": weighted}
_ARGUMENTS = """
    Args:
        targets: (n_rows, n_labels), 1, 0, or NaN where nobody knows; such cells are left out.
        decisions: (n_rows, n_labels), 1 given, 0 not: `scores >= thresholds`.
        average: "micro", "macro", "weighted" or "samples"; None for an array (n_labels,).
        sample_weight: (n_rows,), 0 or more; by default each row counts 1.
        undefined: what 0/0 counts as: "zero", "nan", or "drop" (left out of the mean).

    Returns:
        A float that knows how many labels or rows were 0/0, as `.n_undefined`.

    Raises:
        ShapeError: the arrays do not have the same rows and labels.
        DataError: values other than 0, 1 (and NaN in targets), or no such average or policy.
"""


class Averaged(Protocol):
    """A measure of decisions that is taken per label, per row, or of all cells together."""

    @overload
    def __call__(
        self,
        targets: object,
        decisions: object,
        *,
        average: Average = "macro",
        sample_weight: object = None,
        undefined: Undefined = "zero",
    ) -> Measured: ...
    @overload
    def __call__(
        self,
        targets: object,
        decisions: object,
        *,
        average: None,
        sample_weight: object = None,
        undefined: Undefined = "zero",
    ) -> Floats: ...


def f_beta(
    targets: object,
    decisions: object,
    *,
    beta: float,
    average: Average = "macro",
    sample_weight: object = None,
    undefined: Undefined = "zero",
) -> Measured:
    """Harmonic mean of precision and recall, recall β times as dear.

    (1 + β²) tp / ((1 + β²) tp + β² fn + fp), 0 to 1; precision for β = 0, recall for infinity.
    Other arguments as those of `f1`.

    Args:
        beta: 0 or more.

    Raises:
        DataError: beta is negative or no number.

    >>> round(f_beta([[1, 0], [1, 1], [0, 1]], [[1, 1], [0, 1], [0, 1]], beta=2), 3)
    0.732
    """
    formula = partial(_f_beta, beta=checked_beta(beta))
    return _averaged(formula, targets, decisions, average, sample_weight, undefined)


def _measure(name: str) -> Averaged:
    formula, entry = FORMULAS[name], MEASURES[name]

    def measure(
        targets: object,
        decisions: object,
        *,
        average: Any = "macro",
        sample_weight: object = None,
        undefined: Undefined = "zero",
    ) -> Any:
        return _averaged(formula, targets, decisions, average, sample_weight, undefined)

    measure.__name__ = measure.__qualname__ = name
    measure.__doc__ = (
        f"{entry.words[0].upper()}{entry.words[1:]}: {entry.formula}.\n{_ARGUMENTS}\n"
        f"    Source: {entry.source}.\n"
    )
    return measure


precision = _measure("precision")
recall = _measure("recall")
f1 = _measure("f1")
f2 = _measure("f2")
f05 = _measure("f05")
jaccard = _measure("jaccard")
specificity = _measure("specificity")
balanced_accuracy = _measure("balanced_accuracy")
mcc = _measure("mcc")


def subset_accuracy(
    targets: object, decisions: object, *, sample_weight: object = None
) -> Measured:
    """Share of the rows whose every label is decided rightly; NaN if no label is known.

    What scikit-learn's `accuracy_score` says of such targets; arguments as those of `f1`.

    >>> subset_accuracy([[1, 0], [1, 1]], [[1, 0], [0, 1]])
    0.5
    """
    return _of_sets("subset_accuracy", targets, decisions, sample_weight)


def label_accuracy(targets: object, decisions: object, *, sample_weight: object = None) -> Measured:
    """Share of the yes-or-no answers that are right: (tp + tn) / (tp + fp + fn + tn).

    High for giving nothing wherever labels are rare; arguments as those of `f1`. NaN if no cell is
    known. What Keras calls BinaryAccuracy.

    >>> label_accuracy([[1, 0], [1, 1]], [[1, 0], [0, 1]])
    0.75
    """
    counts = LabelCounts.of(targets, decisions, sample_weight)
    return micro(_agreement, counts, undefined="nan")


def hamming_loss(targets: object, decisions: object, *, sample_weight: object = None) -> Measured:
    """Share of the yes-or-no answers that are wrong: (fp + fn) / (tp + fp + fn + tn).

    >>> hamming_loss([[1, 0], [1, 1]], [[1, 0], [0, 1]])
    0.25
    """
    counts = LabelCounts.of(targets, decisions, sample_weight)
    return micro(label_disagreement, counts, undefined="nan")


def cardinality_predicted(
    targets: object, decisions: object, *, sample_weight: object = None
) -> Measured:
    """Mean number of labels that a row is given, among those that are known of it.

    >>> cardinality_predicted([[1, 0], [1, 1]], [[1, 0], [0, 1]])
    1.0
    """
    return _of_sets("cardinality_predicted", targets, decisions, sample_weight)


def empty_share(targets: object, decisions: object, *, sample_weight: object = None) -> Measured:
    """Share of the rows that are given no label at all, among those that are known of them.

    >>> empty_share([[1, 0], [1, 1]], [[1, 0], [0, 0]])
    0.5
    """
    return _of_sets("empty_share", targets, decisions, sample_weight)


def _averaged(
    formula: Formula,
    targets: object,
    decisions: object,
    average: Average | None,
    sample_weight: object,
    undefined: Undefined,
) -> Any:
    check_choice(undefined, get_args(Undefined), name="undefined")
    outcomes = Outcomes.of(targets, decisions, sample_weight)
    if average is None:
        return per_label(formula, LabelCounts.of_outcomes(outcomes), undefined=undefined)
    check_choice(average, get_args(Average), name="average")
    if average == "samples":
        return samples(formula, SetCounts.of_outcomes(outcomes), undefined=undefined)
    return _AVERAGES[average](formula, LabelCounts.of_outcomes(outcomes), undefined=undefined)


def _of_sets(
    name: Literal["subset_accuracy", "cardinality_predicted", "empty_share"],
    targets: object,
    decisions: object,
    sample_weight: object,
) -> Measured:
    return set_metrics(SetCounts.of(targets, decisions, sample_weight))[name]
