"""What a scikit-learn user calls y, as targets of named labels and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import Floats, as_targets, column_names, match_columns
from multihot.errors import DataError, ShapeError, listed
from multihot.estimator.classes import one_value_a_row, two_classes
from multihot.labels import LabelSpace, as_label_sets


@dataclass(frozen=True, eq=False)
class Coding:
    """What the y that was fitted means, and in which form decisions are given back.

    Args:
        labels: name of each column of the targets.
        classes: scikit-learn's `classes_`: what each column means; of a y of one value a row, the
            value without the label and the one with it.
        one_value: whether y has one value a row.
    """

    labels: LabelSpace
    classes: NDArray[Any]
    one_value: bool = False

    def targets(self, y: Any) -> csr_array:
        """Targets (n_rows, n_labels) of a y in the form that was fitted.

        Raises:
            DataError: another form, a label that was not fitted, other values than 0, 1, NaN.
            ShapeError: another number of columns than labels.
        """
        values = one_value_a_row(y)
        if values is not None or self.one_value:
            return self._of_values(values)
        rows = as_label_sets(y, name="y")
        if rows is not None:
            return self.labels.encode(rows)
        (y,) = match_columns(labels=self.labels.names, y=y).values
        targets = as_targets(y, name="y")
        if targets.shape[1] != len(self.labels):
            raise ShapeError(
                f"{targets.shape[1]} columns, and {len(self.labels)} labels were fitted",
                where="y",
                remedy="give a column for each label that was fitted, in their order",
            )
        return targets

    def decoded(self, decisions: csr_array) -> NDArray[Any]:
        """Decisions as y had them: 0 and 1 for each label, or one value a row."""
        dense = np.asarray(decisions.toarray(), dtype=np.int64)
        return self.classes[dense[:, 0]] if self.one_value else dense

    def probabilities(self, scores: Floats) -> Floats:
        """Scores as they are, or, of one value a row, of both values."""
        return np.hstack((1 - scores, scores)) if self.one_value else scores

    def _of_values(self, values: NDArray[Any] | None) -> csr_array:
        known = self.classes.tolist() if self.one_value else []
        strange = [] if values is None else [each for each in values.tolist() if each not in known]
        if values is None or strange:
            fitted = f"one value a row, {listed(known)}," if known else "a column for each label"
            raise DataError(
                f"found {listed(strange[:1]) or 'columns'}, and {fitted} was fitted",
                where="y",
                remedy="give y in the form that it had in fit",
            )
        return csr_array((values == self.classes[1]).reshape(-1, 1).astype(np.float32))


def coding_of(y: Any) -> Coding:
    """What y means.

    Args:
        y: 1, 0 and, where nobody knows, NaN: (n_rows, n_labels), dense, sparse or a table, whose
            columns name the labels; rows of label names; or one of two values a row.

    Raises:
        DataError: no y, more than two values, a label of which nothing is known.
    """
    if y is None:
        raise DataError(
            "MultiLabelClassifier requires y to be passed, but the target y is None",
            remedy="pass rows of 0 and 1, a column for each label",
        )
    values = one_value_a_row(y)
    if values is not None:
        classes = two_classes(values)
        return Coding(LabelSpace((str(classes[1]),)), classes, one_value=True)
    rows = as_label_sets(y, name="y")
    if rows is not None:
        return _named(LabelSpace.of_all(rows))
    names = column_names(y)
    if names:
        return _named(LabelSpace(names))
    n_labels = as_targets(y, name="y").shape[1]
    return Coding(LabelSpace(tuple(map(str, range(n_labels)))), np.arange(n_labels))


def _named(labels: LabelSpace) -> Coding:
    return Coding(labels, np.array(labels.names, dtype=object))
