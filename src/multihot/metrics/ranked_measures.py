"""Measures of the order of scores, as functions of arrays."""

from __future__ import annotations

from numbers import Integral
from typing import Any, Protocol, get_args, overload

import numpy as np

from multihot.arrays import Floats
from multihot.errors import DataError, check_choice
from multihot.metrics.areas import AREAS, area_mean
from multihot.metrics.argmax import argmax_agrees
from multihot.metrics.at_k import at_k
from multihot.metrics.averages import Average, Measured, Undefined
from multihot.metrics.catalogue import BY_NAME, MEASURES
from multihot.metrics.propensity import propensities as propensities_of
from multihot.metrics.propensity import propensity_values
from multihot.metrics.rows import ORDERS
from multihot.metrics.scored_rows import ScoredRows

_COMMON = """
        targets: (n_rows, n_labels), 1, 0, or NaN where nobody knows; such cells are left out.
        scores: (n_rows, n_labels), 0 to 1, dense or sparse."""
_WEIGHT = """
        sample_weight: (n_rows,), 0 or more; by default each row counts 1."""
_UNDEFINED = """
        undefined: what 0/0 counts as: "zero", "nan", or "drop" (left out of the mean)."""
_RESULT = """

    Returns:
        A float that knows how many labels or rows were 0/0, as `.n_undefined`.

    Raises:
        ShapeError: the arrays do not have the same rows and labels.
        DataError: targets other than 0, 1, NaN; scores not in [0, 1].
"""


class Area(Protocol):
    """An area under a curve, per label, per row, or of all cells together."""

    @overload
    def __call__(
        self,
        targets: object,
        scores: object,
        *,
        average: Average = "macro",
        sample_weight: object = None,
        undefined: Undefined = "zero",
    ) -> Measured: ...
    @overload
    def __call__(
        self,
        targets: object,
        scores: object,
        *,
        average: None,
        sample_weight: object = None,
        undefined: Undefined = "zero",
    ) -> Floats: ...


class AtK(Protocol):
    """A measure of the k labels of a row that score highest."""

    def __call__(  # noqa: D102 - the class says it
        self,
        targets: object,
        scores: object,
        *,
        k: int,
        sample_weight: object = None,
        undefined: Undefined = "zero",
    ) -> Measured: ...


class PropensityAtK(Protocol):
    """A measure of the k labels of a row that score highest, in which rare labels count more."""

    def __call__(  # noqa: D102 - the class says it
        self,
        targets: object,
        scores: object,
        *,
        k: int,
        propensities: object = None,
        sample_weight: object = None,
        undefined: Undefined = "zero",
    ) -> Measured: ...


class OfRanking(Protocol):
    """A measure of the whole ranking of a row's labels."""

    def __call__(  # noqa: D102 - the class says it
        self, targets: object, scores: object, *, sample_weight: object = None
    ) -> Measured: ...


def _area(name: str) -> Area:
    of_ranks, entry = AREAS[name], MEASURES[name]

    def measure(
        targets: object,
        scores: object,
        *,
        average: Any = "macro",
        sample_weight: object = None,
        undefined: Undefined = "zero",
    ) -> Any:
        scored = _checked(ScoredRows.of(targets, scores, sample_weight), undefined)
        if average is None:
            return of_ranks(scored.ranks("labels"))
        check_choice(average, get_args(Average), name="average")
        if average == "samples":
            key = f"{name}_samples"
            return scored.mean(key, of_ranks(scored.ranks("rows")), undefined)
        if average == "micro":
            value = float(of_ranks(scored.ranks("all"))[0])
            return Measured(value, int(np.isnan(value)))
        ranks = scored.ranks("labels")
        sizes = ranks.n_true if average == "weighted" else np.ones(len(ranks.n_true))
        return area_mean(of_ranks(ranks), sizes, undefined)

    arguments = """
        average: "micro", "macro", "weighted" or "samples"; None for an array (n_labels,), NaN
            where a label has no area."""
    return _documented(measure, name, entry, arguments, _WEIGHT, _UNDEFINED)


def _at_k(name: str) -> AtK:
    def measure(
        targets: object,
        scores: object,
        *,
        k: int,
        sample_weight: object = None,
        undefined: Undefined = "zero",
    ) -> Measured:
        _check_k(k)
        scored = _checked(ScoredRows.of(targets, scores, sample_weight), undefined)
        return scored.mean(f"{name}_at_{k}", at_k(scored.ranks("rows"), k)[name], undefined)

    arguments = """
        k: how many labels of each row are looked at, 1 or more."""
    full = f"{name}_at_k"
    return _documented(measure, full, MEASURES[full], arguments, _WEIGHT, _UNDEFINED)


def _ps_at_k(name: str) -> PropensityAtK:
    def measure(
        targets: object,
        scores: object,
        *,
        k: int,
        propensities: object = None,
        sample_weight: object = None,
        undefined: Undefined = "zero",
    ) -> Measured:
        _check_k(k)
        scored = _checked(ScoredRows.of(targets, scores, sample_weight), undefined)
        n_rows, n_labels = scored.scores.shape
        chances = propensities_of(scored.positives.per_label(), n_rows)
        if propensities is not None:
            chances = as_propensities(propensities, n_labels)
        values = propensity_values(scored.ranks("rows"), chances, (k,))
        return scored.measures(values, undefined)[f"{name}_at_{k}"]

    arguments = """
        k: how many labels of each row are looked at, 1 or more.
        propensities: (n_labels,) chance that a true label is marked, above 0 up to 1; by default
            `propensities(...)` of these targets. Give those of the training rows."""
    full = f"{name}_at_k"
    return _documented(measure, full, MEASURES[full], arguments, _WEIGHT, _UNDEFINED)


def _of_ranking(name: str) -> OfRanking:
    def measure(targets: object, scores: object, *, sample_weight: object = None) -> Measured:
        scored = ScoredRows.of(targets, scores, sample_weight)
        return scored.mean(name, ORDERS[name](scored.ranks("rows")))

    return _documented(measure, name, BY_NAME[name], _WEIGHT)


def _documented(measure: Any, name: str, entry: Any, *arguments: str) -> Any:
    words = getattr(entry, "words", None) or entry.definition
    measure.__name__ = measure.__qualname__ = name
    measure.__doc__ = (
        f"{words[0].upper()}{words[1:]}.\n\n    {entry.formula}\n\n    Args:{_COMMON}"
        f"{''.join(arguments)}{_RESULT}\n    Source: {entry.source}.\n"
    )
    return measure


roc_auc = _area("roc_auc")
average_precision = _area("average_precision")
precision_at_k = _at_k("precision")
recall_at_k = _at_k("recall")
r_precision_at_k = _at_k("r_precision")
ndcg_at_k = _at_k("ndcg")
ps_precision_at_k = _ps_at_k("ps_precision")
ps_ndcg_at_k = _ps_at_k("ps_ndcg")
one_error = _of_ranking("one_error")
coverage_error = _of_ranking("coverage_error")
ranking_loss = _of_ranking("ranking_loss")
lrap = _of_ranking("lrap")


def argmax_accuracy(targets: object, scores: object, *, sample_weight: object = None) -> Measured:
    """Share of the rows whose highest score is on their first true label.

    What 'accuracy' means in Keras on multi-hot targets since TensorFlow 2.2: it sees one label
    a row. A row without labels stands for the first column. NaN if no label is known.

    >>> argmax_accuracy([[1, 1, 0], [0, 1, 0]], [[0.2, 0.9, 0.1], [0.1, 0.8, 0.3]])
    0.5
    """
    scored = ScoredRows.of(targets, scores, sample_weight)
    right = argmax_agrees(scored.positives, scored.unknown, scored.scores)
    return scored.mean("argmax_accuracy", right.astype(np.float64))


def as_propensities(values: object, n_labels: int) -> Floats:
    """Chance that a true label is marked, (n_labels,), above 0 up to 1."""
    try:
        chances = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        chances = np.zeros(0)
    if chances.shape != (n_labels,) or not ((chances > 0) & (chances <= 1)).all():
        raise DataError(
            f"expected {n_labels} numbers above 0 up to 1, one a label",
            where="propensities",
            remedy="compute them with multihot.metrics.propensities(positives, n_rows)",
        )
    return chances


def _checked(scored: ScoredRows, undefined: Undefined) -> ScoredRows:
    check_choice(undefined, get_args(Undefined), name="undefined")
    return scored


def _check_k(k: int) -> None:
    if not isinstance(k, Integral) or k < 1:
        raise DataError(f"k is {k}", where="k", remedy="look at 1 label a row or more")
