"""Targets as a user has them: what library's, of what kind, with what names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, issparse

from multihot.arrays import as_matrix, column_names, match_columns
from multihot.arrays.unwrapping import as_array
from multihot.errors import DataError, ShapeError
from multihot.labels import LabelSpace, as_label_sets


@dataclass(frozen=True, eq=False)
class Held:
    """What a user calls targets, opened.

    Args:
        numbers: as NumPy or SciPy has them; None where they are no numbers.
        objects: what they are instead, one after another.
        dtype: as NumPy names it, before it was made numbers.
        shape: of what the user has.
        labels: names of the columns.
        columns: names that the table itself has.
        unseen: names that rows carry and that are not among the labels, with their rows.
    """

    numbers: NDArray[Any] | csr_array | None
    shape: tuple[int, ...]
    dtype: str
    objects: Sequence[object] = ()
    labels: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    unseen: tuple[tuple[str, int], ...] = ()


def hold(values: Any, labels: LabelSpace | Iterable[str] | None, name: str) -> Held:
    """Open an array, a table, or rows of label names.

    Raises:
        ShapeError: a single value; names that are not as many as the columns.
        DataError: labels that are not those of a table.
    """
    names = () if labels is None else labels.names if isinstance(labels, LabelSpace) else labels
    given = tuple(names)
    rows = _label_sets(values)
    if rows is not None:
        return _of_label_sets(rows, given)
    columns = column_names(values)
    (values,) = match_columns(labels=given or None, **{name: values}).values
    try:
        numbers = _numbers(values, name)
    except DataError:
        return _of_objects(values, given or columns, columns, name)
    _check_rows(numbers, name)
    if given and numbers.ndim > 1 and len(given) != numbers.shape[-1]:
        raise ShapeError(
            f"{len(given)} labels for {numbers.shape[-1]} columns",
            where=name,
            remedy="name each column once, in their order",
        )
    return Held(
        numbers, numbers.shape, _dtype(values, numbers), labels=given or columns, columns=columns
    )


def _label_sets(values: Any) -> tuple[tuple[str, ...], ...] | None:
    try:
        return as_label_sets(values)
    except DataError:
        return None


def _of_label_sets(rows: tuple[tuple[str, ...], ...], labels: tuple[str, ...]) -> Held:
    space = LabelSpace(labels) if labels else LabelSpace.of_all(rows)
    unseen = Counter(each for row in rows for each in set(row) if each not in space.columns)
    encoded = space.encode([[each for each in row if each in space.columns] for row in rows])
    return Held(
        encoded,
        encoded.shape,
        encoded.dtype.name,
        labels=space.names,
        unseen=tuple(unseen.most_common()),
    )


def _numbers(values: Any, name: str) -> NDArray[Any] | csr_array:
    if issparse(values):
        return as_matrix(values, name)
    array = as_array(values, name)
    return array if isinstance(array, np.ndarray) else as_matrix(values, name)


def _check_rows(array: Any, name: str) -> None:
    if array.ndim == 0:
        raise ShapeError(f"{name} is a single value", remedy="pass a row of 0 and 1 an example")


def _of_objects(values: Any, labels: tuple[str, ...], columns: tuple[str, ...], name: str) -> Held:
    """Texts, or arrays in an array: these become numbers where all are of one length."""
    cells = np.asarray(values, dtype=object)
    _check_rows(cells, name)
    try:
        numbers = as_matrix(np.stack(list(cells)), name)
    except (ValueError, TypeError):  # MultihotErrors of arrays are ValueErrors
        numbers = None
    fits = numbers is not None and len(labels) in (0, numbers.shape[1])
    return Held(
        numbers,
        cells.shape,
        "object",
        objects=() if numbers is not None else list(cells.flat),
        labels=labels if fits else (),
        columns=columns,
    )


def _dtype(values: Any, numbers: NDArray[Any] | csr_array) -> str:
    if hasattr(values, "iloc"):
        return _of_pandas(values)
    dtype = getattr(values, "dtype", None)
    return dtype.name if isinstance(dtype, np.dtype) else numbers.dtype.name


def _of_pandas(values: Any) -> str:
    """What Keras sees of all columns: a nullable one is of a kind that NumPy does not have."""
    dtypes = [values.dtype] if values.ndim == 1 else list(values.dtypes)
    lacks = ((each.name, getattr(each, "na_value", None)) for each in dtypes)
    nullable = [name for name, value in lacks if type(value).__name__ == "NAType"]
    return nullable[0] if nullable else values.iloc[:0].to_numpy().dtype.name
