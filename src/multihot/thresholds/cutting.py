"""From which score on a label is given to a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, issparse

from multihot.arrays import (
    BitRows,
    Floats,
    all_column_names,
    as_scores,
    named_values,
    names_beside,
    places_of,
)
from multihot.arrays.unwrapping import as_array
from multihot.errors import DataError, ShapeError
from multihot.metrics import NEVER, decide

_REMEDY = (
    "pass one number from 0 to 1, or an array of shape (n_labels,); inf where a label is never "
    "given. They are of scores, also where logits are given: 1 / (1 + exp(-logit))"
)


@dataclass(frozen=True, eq=False)
class Thresholds:
    """The lowest score at which each label is given: decision = score >= threshold.

    Compared in the scores' own precision: float32 scores with the nearest float32 number, so
    that .7 as float32 is at a threshold of .7; see `multihot.metrics.decide`.

    Args:
        values: (n_labels,), 0 to 1; inf, or `NEVER`, where the label is never given: kept as
            `NEVER`, the least float32 above 1, which JSON can hold.
        metric: what they were chosen for; empty if nobody chose.
        labels: names of the labels in this order, by which tables are matched; by default those
            of a Series of pandas or a mapping, or empty: they go by place.

    Raises:
        ShapeError: not one name for each threshold.
        DataError: not one number a label, or one below 0 or above 1.

    >>> Thresholds.constant(0.5, n_labels=2).decide([[0.5, 0.4]]).toarray()
    array([[1, 0]], dtype=int8)
    """

    values: Floats
    metric: str = ""
    labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names, numbers = names_beside(self.values)
        labels = tuple(map(str, self.labels))
        places = places_of(labels, names, name="thresholds")
        values = threshold_values(numbers if places is None else [numbers[i] for i in places])
        if values.ndim != 1:
            raise _no_thresholds(f"an array of shape {values.shape}")
        labels = labels or names
        if labels and len(labels) != len(values):
            raise ShapeError(
                f"{len(values)} thresholds, {len(labels)} names",
                where="thresholds",
                remedy="name each threshold once, in their order, or leave the names out",
            )
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "labels", labels)

    @classmethod
    def constant(cls, value: float, *, n_labels: int, metric: str = "") -> Thresholds:
        """The same threshold for every label."""
        return cls(np.full(n_labels, threshold_values(value)), metric)

    @classmethod
    def of(cls, thresholds: object, *, n_labels: int, labels: Sequence[str] = ()) -> Thresholds:
        """Thresholds as they are, or made of one number or of an array.

        Args:
            thresholds: one number, one for each label, or `Thresholds`; a Series of pandas, a
                mapping, and `Thresholds` that know their labels say by name which label each is
                for.
            n_labels: how many labels there are.
            labels: what they are called, where anything is.

        Raises:
            ShapeError: not one number, nor one for each label.
            DataError: no numbers, or one below 0 or above 1; names that are not those of the
                labels; a Series or a mapping with names where nothing else has names.

        >>> Thresholds.of({"war": 0.5, "love": 0.3}, n_labels=2, labels=["love", "war"]).values
        array([0.3, 0.5])
        """
        if not isinstance(thresholds, Thresholds):
            values = threshold_values(named_values(thresholds, labels, name="thresholds"))
            known = tuple(labels) if names_beside(thresholds)[0] else ()
            thresholds = cls(values if values.ndim else np.full(n_labels, values), labels=known)
        if thresholds.values.shape != (n_labels,):
            raise ShapeError(
                f"{len(thresholds.values)} thresholds for {n_labels} labels",
                remedy="pass one number, or one for each label",
            )
        return thresholds.in_order(labels)

    @classmethod
    def kept(cls, values: NDArray[Any], metric: str, labels: Sequence[str] = ()) -> Thresholds:
        """Thresholds out of a file: where earlier versions wrote any number above 1, never."""
        return cls(np.where(values > 1, np.inf, values), metric, tuple(labels))

    def in_order(self, labels: Sequence[str]) -> Thresholds:
        """The same in the order of these labels; as they are where either has no names.

        Raises:
            DataError: they are of other labels.

        >>> Thresholds({"war": 0.5, "love": 0.25}).in_order(["love", "war"]).values
        array([0.25, 0.5 ])
        """
        places = places_of(labels, self.labels, name="thresholds")
        if places is None:
            return self
        return replace(self, values=self.values[places], labels=tuple(labels))

    def decide(self, scores: object) -> csr_array:
        """Decisions of scores (n_rows, n_labels): int8 `csr_array` of ones.

        The columns are in the order of the scores. Where these are a table and the thresholds know
        their labels, each column is cut by the threshold of its name.

        Raises:
            ShapeError: scores of another number of labels.
            DataError: scores not in [0, 1], or of other labels; sparse scores and a threshold of 0.
        """
        checked = as_scores(scores)
        if checked.shape[1] != len(self.values):
            raise ShapeError(
                f"scores of {checked.shape[1]} labels, thresholds of {len(self.values)}",
                remedy="use the thresholds that were chosen for these labels",
            )
        decisions = decide(checked, self.in_order(all_column_names(scores)).values)
        return decisions.to_csr() if isinstance(decisions, BitRows) else decisions


def threshold_values(given: object) -> Floats:
    """One threshold, or an array of them, as float64; those that are never reached as `NEVER`.

    Raises:
        DataError: no numbers, or one below 0 or above 1.

    >>> threshold_values([0.25, float("inf")]).round(7)
    array([0.25     , 1.0000001])
    """
    if isinstance(given, Thresholds):
        return given.values
    many = isinstance(given, list | tuple) and any(isinstance(each, bool) for each in given)
    if many or isinstance(given, bool):
        raise _no_thresholds("True or False")
    try:
        array = as_array(given, "thresholds")
    except DataError as error:
        what = error.problem.removeprefix("found ").removesuffix(" where numbers belong")
        raise _no_thresholds(what) from error
    if issparse(array) or array.dtype == np.bool_:
        raise _no_thresholds("a sparse array" if issparse(array) else "True or False")
    values = array.astype(np.float64)
    _check_range(values)
    return np.where(values > 1, NEVER, values)


def _check_range(values: Floats) -> None:
    wrong = ~((values >= 0) & ((values <= NEVER) | (values == np.inf)))
    if wrong.any():
        first = int(np.argmax(wrong))
        place = f" for label {first}" if values.ndim else ""
        raise _no_thresholds(f"{values.ravel()[first]:g}{place}")


def _no_thresholds(what: str) -> DataError:
    return DataError(
        f"found {what} where thresholds from 0 to 1 belong", where="thresholds", remedy=_REMEDY
    )
