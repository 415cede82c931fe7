"""Which columns of a file are inputs, labels, groups and folds, and how their cells are read."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from math import isnan
from typing import Any, TypeAlias

from multihot.errors import DataError, did_you_mean, either, listed

_LONGEST_POSITION = 18
_DELIMITER = either(python="pass the delimiter", command="give --delimiter")
GAPS = frozenset(("", "NA", "N/A", "NaN", "nan", "null", "None", "?"))


@dataclass(frozen=True)
class TextColumns:
    """One text column, or several that are joined with a line break between them.

    Args:
        names: the columns, in the order in which they are joined.
        html: the cells hold HTML: tags are dropped, entities become letters.
    """

    names: tuple[str, ...]
    html: bool = False


@dataclass(frozen=True)
class TableColumns:
    """Columns of numbers and columns of categories; `*` and `?` stand for any letters.

    Args:
        numbers: columns whose cells are numbers; an empty cell is a gap.
        categories: columns whose cells are names; taken out of `numbers` if both match.
    """

    numbers: tuple[str, ...] = ("*",)
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignalColumns:
    """Columns of numbers that are the steps of one signal, in the order of the file."""

    names: tuple[str, ...] = ("*",)


@dataclass(frozen=True)
class LabelColumn:
    """One column that holds all labels of a row.

    Args:
        name: the column.
        separator: what stands between two labels; None where the cell is a real list,
            or exactly one label. Blanks around a label do not count, an empty cell is no label.
        names: where given, the cell holds positions in these names, from 0.

    >>> LabelColumn("genres", separator="|").labels_of("war | drama")
    ('war', 'drama')
    >>> LabelColumn("genres").labels_of(["war", "drama"])
    ('war', 'drama')
    >>> LabelColumn("genres", separator=",", names=("war", "drama", "love")).labels_of("2,0")
    ('love', 'war')
    """

    name: str
    separator: str | None = None
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.separator == "":
            raise DataError(
                "the separator is empty",
                where=f"column {self.name!r}",
                remedy="give what stands between two labels, or none where a cell is one label",
            )

    def labels_of(self, cell: object) -> tuple[str, ...]:
        """Labels of one cell.

        Raises:
            DataError: a position outside the names.
        """
        if isinstance(cell, str):
            parts = cell.split(self.separator) if self.separator is not None else [cell]
            found = tuple(filter(None, map(str.strip, parts)))
        else:
            found = _names_in(cell)
        return tuple(self._named(position) for position in found) if self.names else found

    def _named(self, position: str) -> str:
        # a longer one is no position, and int() refuses thousands of digits
        short = position.isdecimal() and len(position) <= _LONGEST_POSITION
        if not short or int(position) >= len(self.names):
            raise DataError(
                f"{position!r} is no position in the {len(self.names)} label names",
                remedy=f"write whole numbers from 0 to {len(self.names) - 1}",
            )
        return self.names[int(position)]


@dataclass(frozen=True)
class LabelLiteral:
    """One column whose cells are lists or dicts written out, as JSON or as Python.

    A list names the labels; a dict of numbers or booleans has a label where the value is
    not 0; a dict of texts (`{"/m/07s9rl0": "Drama"}`) has the texts as labels.

    >>> LabelLiteral("genres").labels_of("['war', 'drama']")
    ('war', 'drama')
    >>> LabelLiteral("genres").labels_of('{"war": 1, "drama": 0}')
    ('war',)
    """

    name: str

    def labels_of(self, cell: object) -> tuple[str, ...]:
        """Labels of one cell.

        Raises:
            DataError: the cell is neither JSON nor a Python literal.
        """
        if not isinstance(cell, str):
            return _names_in(cell)
        if not cell.strip():
            return ()
        try:
            value = json.loads(cell)
        except (ValueError, RecursionError):
            try:
                value = ast.literal_eval(cell.strip())
            except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
                raise DataError(
                    f"{cell[:60]!r} is neither a JSON nor a Python list or dict",
                    remedy='write the cell as ["a", "b"], or give the separator between labels',
                ) from error
        return _names_in(value)


@dataclass(frozen=True)
class IndicatorColumns:
    """One column of 0 and 1 for each label; an empty cell means that nobody knows.

    Args:
        names: the columns; `*` and `?` stand for any letters.
    """

    names: tuple[str, ...]


InputColumns: TypeAlias = TextColumns | TableColumns | SignalColumns
LabelColumns: TypeAlias = LabelColumn | LabelLiteral | IndicatorColumns


def matching(patterns: Iterable[str], header: Sequence[str], *, where: str) -> tuple[str, ...]:
    """Columns of the header that the patterns name, in the order of the header.

    Raises:
        DataError: a pattern matches no column; the nearest name is offered.
    """
    found: set[str] = set()
    for pattern in patterns:
        hits = named_by(pattern, header)
        if not hits:
            raise no_column(pattern, header, where=where)
        found.update(hits)
    return tuple(name for name in header if name in found)


def named_by(pattern: str, header: Sequence[str]) -> list[str]:
    """Columns of the header that a name or a pattern names; none if there is no such column."""
    if pattern in header:  # a column may really be called `Class*`
        return [pattern]
    # [ is no sign of a pattern here: columns are called `temperature [C]`
    return [name for name in header if fnmatchcase(name, pattern.replace("[", "[[]"))]


def no_column(name: str, header: Sequence[str], *, where: str) -> DataError:
    """The error for a column that is not there."""
    hint = did_you_mean(name, header)
    one = header[0] if len(header) == 1 else ""
    split_wrong = any(mark in one for mark in ";\t|,")
    return DataError(
        f"no column {name!r}; the header has {listed(header)}" + (f". {hint}" if hint else ""),
        where=where,
        remedy="name an existing column"
        + (f", or {_DELIMITER}: the header was not split" if split_wrong else ""),
    )


def _names_in(value: object) -> tuple[str, ...]:
    if type(value) is list and set(map(type, value)) == {str}:  # the usual case, twice as fast
        return tuple(name for name in map(str.strip, value) if name)
    match value:
        case None:
            return ()
        case Mapping():
            named = _present(value)
        case str() | bytes() | bool() | int() | float():
            named = (value,)
        case Iterable():
            named = value
        case _:
            named = (value,)
    return tuple(name for name in map(_name, named) if name)


def _present(value: Mapping[Any, Any]) -> Iterable[Any]:
    if value and all(isinstance(each, str) for each in value.values()):
        return value.values()
    return [key for key, present in value.items() if present]


def _name(value: object) -> str:
    if type(value) is str:
        return value.strip()
    if isinstance(value, (list, tuple, dict, set, bytes)):
        raise DataError(
            f"a label is a {type(value).__name__}: {str(value)[:60]}",
            remedy="give each row one flat list of label names",
        )
    if value is None:
        return ""
    if isinstance(value, float):
        if isnan(value):  # what pandas writes for an empty cell
            return ""
        return str(int(value)) if value.is_integer() else str(value)
    return str(value).strip()
