"""Which columns of a file are inputs, labels, groups and folds, and how their cells are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TypeAlias

from multihot.errors import DataError, did_you_mean, either, listed
from multihot.labels import names_in, written_value

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
        as_written: whether each cell is one label, or each piece of it, even if a whole column
            looks as if labels had been left unsplit, which is refused otherwise.

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
    as_written: bool = False

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
            found = names_in(cell)
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
    """One column whose cells are lists or dicts, written out or real ones.

    A list names the labels: `["war", "drama"]`, `['war', 'drama']`, `['war' 'drama']` as NumPy
    prints it, `[war, drama]`, or tags such as `<war><drama>`. A dict of numbers or booleans has a
    label where the value is not 0; a dict of texts (`{"/m/07s9rl0": "Drama"}`) has the texts as
    labels; with a key, a dict or each dict of a list has the label, or a list of them, under it.

    Args:
        name: the column.
        key: under which the dicts have their labels; empty where the cells are not of that kind.

    >>> LabelLiteral("genres").labels_of("['war', 'drama']")
    ('war', 'drama')
    >>> LabelLiteral("genres").labels_of('{"war": 1, "drama": 0}')
    ('war',)
    >>> LabelLiteral("genres", key="name").labels_of('[{"id": 18, "name": "drama"}]')
    ('drama',)
    """

    name: str
    key: str = ""

    def labels_of(self, cell: object) -> tuple[str, ...]:
        """Labels of one cell.

        Raises:
            DataError: the cell is no list or dict written out, or holds what is no label name.
        """
        if not isinstance(cell, str):
            return names_in(cell, key=self.key)
        if not cell.strip():
            return ()
        try:
            value = written_value(cell)
        except DataError:
            raise
        except ValueError as error:
            raise DataError(
                f"{cell[:60]!r} is neither a JSON nor a Python list or dict",
                remedy='write the cell as ["a", "b"], or give the separator between labels',
            ) from error
        return names_in(value, key=self.key)


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
