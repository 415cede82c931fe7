"""Names of the columns of tables, by which tables that meet are matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from multihot.errors import DataError, either, listed, option

_LABELS = "labels"


@dataclass(frozen=True, eq=False)
class Matched:
    """Values whose columns mean the same labels in one order.

    Args:
        values: as they were given, in their own library; moved only where names say so.
        labels: what the columns are called; empty where nothing names them.
    """

    values: tuple[Any, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class _Header:
    """What a table calls its columns; `is_default` are numbers that nobody chose."""

    owner: str
    names: tuple[str, ...]
    is_default: bool


def column_names(values: object) -> tuple[str, ...]:
    """Names of the columns of pandas, Polars or Arrow; empty where nobody chose them.

    Numbers from 0 on in their order are what pandas writes where nobody chose, "column_0" what
    Polars does.

    >>> column_names([[1, 0]])
    ()
    """
    header = _header("", values)
    return () if header is None or header.is_default else header.names


def all_column_names(*tables: object) -> tuple[str, ...]:
    """Names of the columns of the first table, also those that nobody chose; empty of arrays.

    >>> all_column_names([[1, 0]])
    ()
    """
    headers = (_header("", values) for values in tables)
    return next((header.names for header in headers if header is not None), ())


def match_columns(*, labels: Iterable[object] | None = None, **tables: object) -> Matched:
    """Bring the columns of tables into one order by their names; what has no names stays.

    The order is that of `labels`, or of the first table that has these names. Nothing is copied
    where nothing moves.

    Raises:
        DataError: other names in one than in another, or names that occur twice in another order.

    >>> match_columns(labels=["war", "love"], scores=[[1, 0]])
    Matched(values=([[1, 0]],), labels=('war', 'love'))
    """
    headers = {name: _header(name, values) for name, values in tables.items()}
    told = [header for header in headers.values() if header is not None]
    if labels is not None:
        names = tuple(map(str, labels))
        told.insert(0, _Header(_LABELS, names, _is_default(names)))
    chosen = next((header for header in told if not header.is_default), None)
    if chosen is None:
        return Matched(tuple(tables.values()), ())
    lead = next(header for header in told if set(header.names) == set(chosen.names))
    moved = (_moved(values, headers[name], lead) for name, values in tables.items())
    is_plain = len(set(lead.names)) == len(lead.names)
    return Matched(tuple(moved), lead.names if is_plain else ())


def named_values(values: Any, labels: Sequence[str], *, name: str) -> object:
    """Numbers that carry the name of a label each, in the order of the labels.

    A Series of pandas with an index of names and a mapping carry names; others stay.

    Raises:
        DataError: names that are not those of the labels, or names where no column has one.
    """
    names, numbers = names_beside(values)
    is_mapping = isinstance(values, Mapping)
    if not names or (not is_mapping and _is_default(names) and set(names) != set(labels)):
        return values
    if not labels or (_is_default(labels) and set(names) != set(labels)):
        raise DataError(
            f"the names {listed(names)}, and no table and no labels with names",
            where=name,
            remedy=f"name the columns by {option('labels')}, or leave the names out",
        )
    places = places_of(labels, names, name=name)
    return numbers if places is None else [numbers[place] for place in places]


def names_beside(values: Any) -> tuple[tuple[str, ...], Any]:
    """The names that a mapping or a Series of pandas gives to its numbers, and the numbers.

    >>> names_beside({"war": 0.5})
    (('war',), [0.5])
    """
    if isinstance(values, Mapping):
        return tuple(map(str, values)), list(values.values())
    if _is_series(values):
        return tuple(map(str, values.index)), list(values)
    return (), values


def places_of(labels: Sequence[str], names: Sequence[str], *, name: str) -> list[int] | None:
    """Where each label stands among the names; None where they are in one order already.

    Numbers from 0 on are no names beside other names: then the order is that of the places.

    Raises:
        DataError: names that are not those of the labels, or that occur twice in another order.

    >>> places_of(["love", "war"], ["war", "love"], name="thresholds")
    [1, 0]
    """
    if not names or not labels or tuple(names) == tuple(labels):
        return None
    if set(names) != set(labels) and (_is_default(names) or _is_default(labels)):
        return None
    lead = _Header(_LABELS, tuple(labels), is_default=False)
    return _places(_Header(name, tuple(names), is_default=False), lead)


def _is_series(values: Any) -> bool:
    return _home(values) == "pandas" and hasattr(values, "index") and values.ndim == 1


def _moved(values: Any, header: _Header | None, lead: _Header) -> Any:
    if header is None or header.names == lead.names:
        return values
    if header.is_default and set(header.names) != set(lead.names):
        return values
    places = _places(header, lead)
    if _home(values) == "pandas":
        return values.iloc[:, places]
    if _home(values) == "polars":
        return values.select([values.columns[place] for place in places])
    return values.select(places)


def _places(header: _Header, lead: _Header) -> list[int]:
    """Where each name of the lead stands."""
    _check_same(lead, header)
    place = {name: place for place, name in enumerate(header.names)}
    return [place[name] for name in lead.names]


def _check_same(lead: _Header, header: _Header) -> None:
    where = f"{lead.owner} and {header.owner}"
    sides = ((lead, header), (header, lead))
    alone = [
        (listed([name for name in one.names if name not in set(two.names)]), one.owner)
        for one, two in sides
    ]
    told = "; ".join(f"{names} only in {owner}" for names, owner in alone if names)
    if told:
        raise DataError(
            f"the column names differ: {told}",
            where=where,
            remedy="call the same label by the same name in both, in any order; where the columns "
            "are in one order already, pass the numbers without names"
            + either(python=": `.to_numpy()` of a table, `.values` of thresholds", command=""),
        )
    for each in (lead, header):
        twice = [name for name, count in Counter(each.names).items() if count > 1]
        if twice:
            raise DataError(
                f"columns are to be matched by name, and {listed(twice)} occurs twice",
                where=each.owner,
                remedy="give each column a name of its own",
            )


def _header(owner: str, values: Any) -> _Header | None:
    home = _home(values)
    if home == "pandas" and getattr(values, "ndim", 0) == 2:  # noqa: PLR2004 - rows and columns
        names = tuple(map(str, values.columns))
        return _Header(owner, names, _is_default(names))
    if home == "polars" and hasattr(values, "get_columns"):
        names = tuple(values.columns)
        first = 1 if names[:1] == ("column_1",) else 0  # read_csv counts from 1
        plain = tuple(f"column_{number}" for number in range(first, first + len(names)))
        return _Header(owner, names, names == plain or _is_default(names))
    if home == "pyarrow" and hasattr(values, "column_names"):
        names = tuple(values.column_names)
        return _Header(owner, names, _is_default(names))
    return None


def _is_default(names: Sequence[str]) -> bool:
    return all(name == str(place) for place, name in enumerate(names))


def _home(values: object) -> str:
    """The library that a value is of; a subclass may be at home elsewhere."""
    for base in type(values).__mro__:
        library = base.__module__.partition(".")[0]
        if library in ("numpy", "pandas", "polars", "pyarrow"):
            return library
    return ""
