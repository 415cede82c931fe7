"""From which score on a label is given to a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import BitRows, Floats, as_scores, named_values
from multihot.errors import DataError, ShapeError
from multihot.metrics import decide


@dataclass(frozen=True, eq=False)
class Thresholds:
    """The lowest score at which each label is given: decision = score >= threshold.

    Args:
        values: (n_labels,), 0 to 1; above 1 the label is never given.
        metric: what they were chosen for; empty if nobody chose.

    >>> Thresholds.constant(0.5, n_labels=2).decide([[0.5, 0.4]]).toarray()
    array([[1, 0]], dtype=int8)
    """

    values: Floats
    metric: str = ""

    def __post_init__(self) -> None:
        if self.values.ndim != 1 or not np.isfinite(self.values).all():
            raise DataError(
                "thresholds must be finite numbers, one a label",
                where="thresholds",
                remedy="pass one number, or an array of shape (n_labels,)",
            )

    @classmethod
    def constant(cls, value: float, *, n_labels: int, metric: str = "") -> Thresholds:
        """The same threshold for every label."""
        return cls(np.full(n_labels, float(value)), metric)

    @classmethod
    def of(cls, thresholds: object, *, n_labels: int, labels: Sequence[str] = ()) -> Thresholds:
        """Thresholds as they are, or made of one number or of an array.

        Args:
            thresholds: one number, one for each label, or `Thresholds`; a Series of pandas or a
                mapping says by its names which label each is for.
            n_labels: how many labels there are.
            labels: what they are called, where anything is.

        Raises:
            ShapeError: not one number, nor one for each label.
            DataError: names that are not those of the labels.

        >>> Thresholds.of({"war": 0.5, "love": 0.3}, n_labels=2, labels=["love", "war"]).values
        array([0.3, 0.5])
        """
        if not isinstance(thresholds, Thresholds):
            named = named_values(thresholds, labels, name="thresholds")
            values = np.asarray(named, dtype=np.float64)
            if values.ndim == 0:
                return cls.constant(float(values), n_labels=n_labels)
            thresholds = cls(values)
        if thresholds.values.shape != (n_labels,):
            raise ShapeError(
                f"{len(thresholds.values)} thresholds for {n_labels} labels",
                remedy="pass one number, or one for each label",
            )
        return thresholds

    def decide(self, scores: object) -> csr_array:
        """Decisions of scores (n_rows, n_labels): int8 `csr_array` of ones."""
        checked = as_scores(scores)
        if checked.shape[1] != len(self.values):
            raise ShapeError(
                f"scores of {checked.shape[1]} labels, thresholds of {len(self.values)}",
                remedy="use the thresholds that were chosen for these labels",
            )
        decisions = decide(checked, self.values)
        return decisions.to_csr() if isinstance(decisions, BitRows) else decisions
