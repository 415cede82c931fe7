"""Names of the rows of tables: the index of pandas, by which tables that meet are matched."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.errors import DataError, listed


def match_rows(**tables: object) -> tuple[Any, ...]:
    """Bring the rows of pandas' tables and series into one order by their index.

    An index is names where somebody chose it: one that counts from 0 on says nothing, and such
    rows are taken by their place, as are those of arrays. Rows of the same names in another order
    are moved to the order of the first table that has names, as pandas itself would before it
    subtracts them. Nothing is copied where nothing moves.

    Raises:
        DataError: rows of other names than those of another table; names that occur twice in
            another order; or rows numbered in another order beside rows that count from 0 on,
            where nobody can tell whether these numbers are names.

    >>> match_rows(targets=[[1, 0]], scores=[[0.5, 0.2]])
    ([[1, 0]], [[0.5, 0.2]])
    """
    indexes = {name: _index(values) for name, values in tables.items()}
    chosen = (name for name, index in indexes.items() if index is not None and not _counts(index))
    lead = next(chosen, None)
    if lead is None:
        return tuple(tables.values())
    return tuple(
        _moved(values, name, indexes[name], lead, indexes[lead]) for name, values in tables.items()
    )


def _moved(values: Any, name: str, index: Any, lead: str, order: Any) -> Any:
    if index is None or index is order or len(index) != len(order) or index.equals(order):
        return values
    where = f"{lead} and {name}"
    places = _places(index, order)
    if _counts(index):
        if places is None or (places < 0).any():
            return values
        raise DataError(
            f"the rows of {lead} are numbered in another order than those of {name}, which count "
            "from 0 on: they may be named by these numbers, or be in one order already",
            where=where,
            remedy=f"rows of one order: drop the index of both by `.reset_index(drop=True)`; rows "
            f"that the numbers name: `{name} = {name}.loc[{lead}.index].to_numpy()`",
        )
    if places is None:
        _refuse_twice(index, order, where)
        return values
    if (places < 0).any():
        strange = order[places < 0]
        raise DataError(
            f"the rows have other names: {listed(strange[:3].tolist())} in {lead} and not in "
            f"{name}, {int((places < 0).sum()):,} of {len(order):,} rows in all",
            where=where,
            remedy="pass the same rows, in any order; where they are in one order already, drop "
            "the index: `.reset_index(drop=True)`",
        )
    return values.iloc[places]


def _places(index: Any, order: Any) -> NDArray[np.intp] | None:
    """Where each name of the order stands, -1 where it doesn't; None if a name occurs twice."""
    if not (index.is_unique and order.is_unique):
        return None
    if index.nlevels != order.nlevels:
        return np.full(len(order), -1)
    try:
        return np.asarray(index.get_indexer(order))
    except (TypeError, ValueError):  # dates beside texts
        return np.full(len(order), -1)


def _refuse_twice(index: Any, order: Any, where: str) -> None:
    """Refuse the same names in another order: which of two rows is which, nobody can tell."""
    one, two = index.value_counts(), order.value_counts()
    if len(one) == len(two) and one.reindex(two.index).equals(two):
        twice = listed(one.index[one > 1][:3].tolist())
        raise DataError(
            f"rows are to be matched by name, and {twice} occurs twice",
            where=where,
            remedy="give each row a name of its own; where the rows are in one order already, "
            "drop the index: `.reset_index(drop=True)`",
        )


def _index(values: Any) -> Any:
    """The index of pandas; None where there is none."""
    if not hasattr(values, "iloc"):
        return None
    return getattr(values, "index", None)


def _counts(index: Any) -> bool:
    """Whether the index counts from 0 on, as where nobody chose it."""
    if index.nlevels > 1 or getattr(index, "dtype", np.dtype(object)).kind not in "iu":
        return False
    return bool((index.to_numpy() == np.arange(len(index))).all())
