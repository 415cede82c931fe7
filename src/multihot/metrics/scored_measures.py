"""Measures of scores and of their order, as functions of arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Integral
from typing import Any, Literal, Protocol, get_args, overload

import numpy as np

from multihot.arrays import Floats, Scores, as_scores, as_targets, as_weights, check_aligned
from multihot.errors import DataError, check_choice
from multihot.metrics.areas import AREAS, area_mean
from multihot.metrics.argmax import argmax_agrees
from multihot.metrics.at_k import at_k
from multihot.metrics.averages import Average, Measured, Undefined
from multihot.metrics.calibration import CalibrationSums
from multihot.metrics.catalogue import BY_NAME, MEASURES
from multihot.metrics.cells import Cells
from multihot.metrics.propensity import propensities as propensities_of
from multihot.metrics.propensity import propensity_values
from multihot.metrics.ranking import Within, rank
from multihot.metrics.ranks import Ranks
from multihot.metrics.rows import ORDERS, RankSums

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


@dataclass(frozen=True, eq=False)
class _Batch:
    """Targets and scores that are checked."""

    positives: Cells
    unknown: Cells
    scores: Scores
    weights: Floats | None

    @classmethod
    def of(cls, targets: object, scores: object, sample_weight: object) -> _Batch:
        truth, checked = as_targets(targets), as_scores(scores)
        check_aligned(targets=truth, scores=checked)
        weights = as_weights(sample_weight, truth.shape[0])
        positives = Cells.of(truth, truth.data == 1)
        return cls(positives, Cells.of(truth, np.isnan(truth.data)), checked, weights)

    def ranks(self, within: Within) -> Ranks:
        return rank(within, self.positives, self.unknown, self.scores, self.weights)

    def mean(self, name: str, values: Floats, undefined: Undefined = "zero") -> Measured:
        """Mean over the rows of which a label is known."""
        return self.measures({name: values}, undefined)[name]

    def measures(
        self, values: Mapping[str, Floats], undefined: Undefined = "zero"
    ) -> Mapping[str, Measured]:
        judged = self.unknown.per_row() < self.scores.shape[1]
        return RankSums.of(values, judged, self.weights).measures(undefined)


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
        batch = _checked(_Batch.of(targets, scores, sample_weight), undefined)
        if average is None:
            return of_ranks(batch.ranks("labels"))
        check_choice(average, get_args(Average), name="average")
        if average == "samples":
            key = f"{name}_samples"
            return batch.mean(key, of_ranks(batch.ranks("rows")), undefined)
        if average == "micro":
            value = float(of_ranks(batch.ranks("all"))[0])
            return Measured(value, int(np.isnan(value)))
        ranks = batch.ranks("labels")
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
        batch = _checked(_Batch.of(targets, scores, sample_weight), undefined)
        return batch.mean(f"{name}_at_{k}", at_k(batch.ranks("rows"), k)[name], undefined)

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
        batch = _checked(_Batch.of(targets, scores, sample_weight), undefined)
        n_rows, n_labels = batch.scores.shape
        chances = propensities_of(batch.positives.per_label(), n_rows)
        if propensities is not None:
            chances = as_propensities(propensities, n_labels)
        values = propensity_values(batch.ranks("rows"), chances, (k,))
        return batch.measures(values, undefined)[f"{name}_at_{k}"]

    arguments = """
        k: how many labels of each row are looked at, 1 or more.
        propensities: (n_labels,) chance that a true label is marked, above 0 up to 1; by default
            `propensities(...)` of these targets. Give those of the training rows."""
    full = f"{name}_at_k"
    return _documented(measure, full, MEASURES[full], arguments, _WEIGHT, _UNDEFINED)


def _of_ranking(name: str) -> OfRanking:
    def measure(targets: object, scores: object, *, sample_weight: object = None) -> Measured:
        batch = _Batch.of(targets, scores, sample_weight)
        return batch.mean(name, ORDERS[name](batch.ranks("rows")))

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
    batch = _Batch.of(targets, scores, sample_weight)
    right = argmax_agrees(batch.positives, batch.unknown, batch.scores)
    return batch.mean("argmax_accuracy", right.astype(np.float64))


def log_loss(targets: object, scores: object, *, sample_weight: object = None) -> Measured:
    """Mean of -(y ln p + (1 - y) ln(1 - p)) over the known cells, 0 or more; NaN if none.

    A chance below 1e-7 that was given to what is true counts as 1e-7. scikit-learn's `log_loss`
    leaves out the second term on such targets, so it finds no fault with a model that gives every
    label to every row.

    >>> round(log_loss([[1, 0]], [[0.5, 0.25]]), 6) # (ln 2 + ln 4/3) / 2
    0.490415
    """
    return _calibration("log_loss", targets, scores, sample_weight)


def brier_score(targets: object, scores: object, *, sample_weight: object = None) -> Measured:
    """Mean of (p - y)² over the known cells, 0 to 1; NaN if none.

    scikit-learn's `brier_score_loss` on such targets sums over the labels of a row.

    >>> brier_score([[1, 0]], [[0.5, 0.25]])
    0.15625
    """
    return _calibration("brier_score", targets, scores, sample_weight)


def ece(
    targets: object,
    scores: object,
    *,
    average: Literal["micro", "macro"] = "macro",
    sample_weight: object = None,
) -> Measured:
    """How far scores are from shares: expected calibration error in 15 even bins, 0 to 1.

    Σ over bins |Σ (p - y)| / cells, of all cells together or as the mean of the labels; NaN if no
    cell is known. Source: Naeini et al. 2015; Guo et al. 2017.

    >>> ece([[1, 0], [0, 0]], [[0.75, 0.25], [0.75, 0.25]], average="micro")
    0.25
    """
    check_choice(average, ("micro", "macro"), name="average")
    return _calibration(f"ece_{average}", targets, scores, sample_weight)


def cardinality_true(targets: object, *, sample_weight: object = None) -> Measured:
    """Mean number of labels that a row has, of the rows of which a label is known.

    >>> cardinality_true([[1, 0], [1, 1]])
    1.5
    """
    truth = as_targets(targets)
    weights = as_weights(sample_weight, truth.shape[0])
    positives, unknown = Cells.of(truth, truth.data == 1), Cells.of(truth, np.isnan(truth.data))
    judged = unknown.per_row() < truth.shape[1]
    sizes = positives.per_row().astype(np.float64)
    sums = RankSums.of({"cardinality_true": sizes}, judged, weights)
    return sums.measures()["cardinality_true"]


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


def _calibration(name: str, targets: object, scores: object, sample_weight: object) -> Measured:
    batch = _Batch.of(targets, scores, sample_weight)
    sums = CalibrationSums.of(batch.positives, batch.unknown, batch.scores, batch.weights)
    return sums.measures()[name]


def _checked(batch: _Batch, undefined: Undefined) -> _Batch:
    check_choice(undefined, get_args(Undefined), name="undefined")
    return batch


def _check_k(k: int) -> None:
    if not isinstance(k, Integral) or k < 1:
        raise DataError(f"k is {k}", where="k", remedy="look at 1 label a row or more")
