"""Rows that are given as label names, one collection of names a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from multihot.arrays.kinds import is_missing
from multihot.errors import DataError

_COLLECTIONS = (list, tuple, set, frozenset, np.ndarray)
_ARROW_COLUMNS = {"ChunkedArray", "ListArray", "LargeListArray", "StringArray"}


def as_label_sets(values: object, *, name: str = "targets") -> tuple[tuple[str, ...], ...] | None:
    """Rows given as label names, one collection of them a row; None if the values are others.

    Takes a list, a tuple, an object array, or a Series of pandas, Polars or Arrow, whose rows
    are lists, tuples, sets or arrays of names. Rows that are all empty are rows without
    labels, so ask only where label names may be: `[[], []]` could be numbers of no label.

    Raises:
        DataError: a row is one string or missing, or a name is no text.

    >>> as_label_sets([["war"], [], ("war", "peace")])
    (('war',), (), ('war', 'peace'))
    >>> as_label_sets([[0, 1], [1, 0]]) is None
    True
    """
    rows = _rows(values)
    if rows is None or not _hold_names(rows):
        return None
    return tuple(_names(row, f"{name}, row {place}") for place, row in enumerate(rows))


def _rows(values: Any) -> Sequence[Any] | None:
    if isinstance(values, list | tuple):
        return values
    if isinstance(values, np.ndarray):
        return values.tolist() if values.dtype.kind in "OUT" and values.ndim else None
    kind = type(values).__name__  # by name, because these libraries may not be there
    if kind == "Series":
        return values.to_list()
    return values.to_pylist() if kind in _ARROW_COLUMNS else None


def _hold_names(rows: Sequence[Any]) -> bool:
    """The first value that is there decides: a name or not; without any, the empty rows do."""
    for row in rows:
        for value in row if isinstance(row, _COLLECTIONS) else [row]:
            if not is_missing(value):
                return isinstance(value, str)
    return all(isinstance(row, _COLLECTIONS) and len(row) == 0 for row in rows)


def _names(row: Any, where: str) -> tuple[str, ...]:
    if not isinstance(row, (str, *_COLLECTIONS)):
        raise DataError(
            f"found {row!r} where the labels of a row are expected",
            where=where,
            remedy="pass [] for a row without labels; leave a row out if nobody knows its labels",
        )
    names = tuple(row.tolist() if isinstance(row, np.ndarray) else of_row(row, where))
    for label in names:
        if not isinstance(label, str):
            raise DataError(
                f"the label {label!r} is no text",
                where=where,
                remedy="pass names as text, and leave out what is missing",
            )
    return names


def of_row(labels: Iterable[str], where: str = "labels") -> Iterable[str]:
    """The labels of a row, which is no string: its letters would be taken for labels."""
    if isinstance(labels, str):
        raise DataError(
            f"the string {labels!r} where the labels of a row are expected",
            where=where,
            remedy=f"pass a list of names: [{labels!r}]",
        )
    return labels
