"""Tables that meet are matched by the names of their rows and columns, before they are arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from multihot.arrays.headers import Matched, match_columns
from multihot.arrays.row_names import match_rows

_OF_ROWS = ("sample_weight",)  # a number a row: its column is no label


def match_names(*, labels: Iterable[object] | None = None, **tables: Any) -> Matched:
    """Bring tables into one order of rows and columns, as `match_rows` and `match_columns`.

    Args:
        labels: names of the columns, in the order that they are wanted in.
        tables: what is to be matched, by what it is called; arrays and None stay as they are.

    Raises:
        DataError: as `match_rows` and `match_columns`.

    >>> match_names(targets=[[1, 0]], scores=[[0.5, 0.2]]).values
    ([[1, 0]], [[0.5, 0.2]])
    """
    rows = dict(zip(tables, match_rows(**tables), strict=True))
    whole = {name: values for name, values in rows.items() if name not in _OF_ROWS}
    matched = match_columns(labels=labels, **whole)
    rows |= dict(zip(whole, matched.values, strict=True))
    return Matched(tuple(rows.values()), matched.labels)
