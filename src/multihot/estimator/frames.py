"""Tables of named columns, of which some hold categories."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from multihot.arrays import as_matrix
from multihot.arrays.kinds import is_missing
from multihot.data import Table
from multihot.errors import DataError, listed

_WORDS = (nw.String, nw.Categorical, nw.Enum, nw.Object)
# of so many rows, more than every second value a new one: no categories
_ENOUGH_ROWS, _MOST_DISTINCT = 20, 0.5


def table_with_categories(X: Any) -> Table | None:
    """A table of pandas, Polars or Arrow as numbers and categories; None if all are numbers.

    Raises:
        DataError: a column of dates or lists, of mixed values, or of texts instead of categories.
    """
    frame = nw.from_native(X, eager_only=True, pass_through=True)
    if not isinstance(frame, nw.DataFrame):
        return None
    kinds = frame.schema
    numbers = [name for name in kinds if kinds[name].is_numeric() or kinds[name] == nw.Boolean]
    words = [name for name in kinds if kinds[name] in _WORDS]
    strange = [name for name in frame.columns if name not in (*numbers, *words)]
    if strange:
        raise DataError(
            f"the columns {listed(strange)} hold {kinds[strange[0]]}",
            where="X",
            remedy="turn them into numbers or texts",
        )
    if not words:
        return None
    values = [_categories(frame[name].to_list(), name) for name in words]
    return Table(
        as_matrix(frame.select(numbers).to_native(), "X"),
        tuple(numbers),
        np.stack(values, axis=1),
        tuple(words),
    )


def _categories(values: list[Any], name: str) -> NDArray[np.object_]:
    column = np.array([None if is_missing(each) else each for each in values], dtype=object)
    strange = [each for each in column if not isinstance(each, str | None)]
    if strange:
        raise DataError(
            f"found {strange[0]!r} among texts",
            where=f"X, column {name!r}",
            remedy="make the column one of numbers, or one of texts",
        )
    n_distinct = len(set(column.tolist()))
    if len(column) >= _ENOUGH_ROWS and n_distinct > _MOST_DISTINCT * len(column):
        raise DataError(
            f"{n_distinct:,} different texts in {len(column):,} rows are no categories",
            where=f"X, column {name!r}",
            remedy=f"pass the texts alone, X[{name!r}], or leave the column out",
        )
    return column
