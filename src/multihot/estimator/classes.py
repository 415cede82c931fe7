"""A y of one value a row: whether the row has a single label."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.utils.multiclass import type_of_target

from multihot.errors import DataError, listed


def one_value_a_row(y: Any) -> NDArray[Any] | None:
    """The values of a y that has one a row, (n_rows,); None for columns and for label names.

    >>> one_value_a_row(["yes", "no"])
    array(['yes', 'no'], dtype='<U3')
    >>> one_value_a_row([["war"], ["war", "peace"]]) is None
    True
    """
    if isinstance(y, list | tuple):
        return np.asarray(y) if len(y) and _is_value(y[0]) else None
    if not hasattr(y, "__array__") or len(getattr(y, "shape", (0,))) != 1:
        return None
    values = np.asarray(y)
    return values if values.ndim == 1 and (not len(values) or _is_value(values[0])) else None


def two_classes(values: NDArray[Any]) -> NDArray[Any]:
    """The two values that occur, sorted: without the label, with it.

    Raises:
        DataError: one value alone, more than two, or numbers that are no classes.
    """
    strange = values[~np.isfinite(values)] if values.dtype.kind == "f" else values[:0]
    if len(strange):
        raise DataError(
            f"found {strange[0]} among the values of the rows",
            where="y",
            remedy="leave a row out if nobody knows its value; a column of 0 and 1 may hold NaN",
        )
    kind = type_of_target(values, input_name="y", raise_unknown=True)
    classes = np.unique(values)
    if kind != "binary":
        raise DataError(
            f"Only binary classification is supported. The type of the target is {kind}: one value "
            f"a row, {listed(classes.tolist(), most=4)}",
            where="y",
            remedy="give a column of 0 and 1 for each label that a row can have; where a row is of "
            "exactly one class, take a classifier for that",
        )
    if len(classes) <= 1:
        raise DataError(
            f"holds 1 class, {listed(classes.tolist())}, so there is nothing to learn",
            where="y",
            remedy="give rows of both classes",
        )
    return classes


def _is_value(value: object) -> bool:
    return isinstance(value, str | bytes) or (np.isscalar(value) and np.ndim(value) == 0)
