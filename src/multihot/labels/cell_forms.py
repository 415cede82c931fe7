"""Whether the cells of a column hold several labels each, and the option that reads them so.

A cell such as `Action|Drama` may be two labels or the name of one, as in `Smith, John`. One cell
does not tell, a whole column does. Where cells hold several labels, the same few labels come back
in many combinations; each stands first in some cells and last in others (a cell with one label
counts as both); and cells have different numbers of them. The parts of names do none of that: a
first name never stands first in `Smith, John`, a state never in `New York, NY`, and every date has
three parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from multihot.errors import DataError
from multihot.labels.named import label_key, names_in
from multihot.labels.written_values import written_value

Option: TypeAlias = Literal["separator", "literal", "literal_key"]
Cells: TypeAlias = Mapping[str, int]

_EXPLAINED = 0.95  # share of the cells that an option must read
_FEWEST_SPLIT = 0.05  # share of the cells that it must split
_FEWEST_COMBINATIONS = 3
_MOST_REPEATING = 0.15  # share of the split cells with a label twice
_ONE_LENGTH = 0.97  # share of the cells with as many parts: a date, a pair
_MOST_CONNECTORS = 0.3  # share of the split cells with a word such as `v` or `of`
_MOST_OF_FEW = 0.6  # share of the labels that must be in other cells, where cells are few
_OPENING = frozenset("[({<\"'")
_QUOTES = ("'", '"')


@dataclass(frozen=True)
class _Demands:
    """What the parts of a column must show to be labels, so that one separator stands between.

    Args:
        most_labels: labels per distinct cell: names have as many parts as there are names.
        freedom: share of the labels in several cells that stand first and last somewhere.
        recurring: share of the given labels that other rows have, too.
        few: where too few labels move for `freedom`, the share of all that recur in other
            combinations that must stand first and last; above 1: few prove nothing.
    """

    most_labels: float
    freedom: float
    recurring: float
    few: float = 2.0


_SURE = _Demands(most_labels=1.0, freedom=0.5, recurring=0.8, few=0.6)
_STRONG = _Demands(most_labels=1.0, freedom=0.5, recurring=0.8, few=0.95)
_COMMA = _Demands(most_labels=0.85, freedom=0.6, recurring=0.85, few=0.95)
_WEAK = _Demands(most_labels=0.6, freedom=0.7, recurring=0.9)
_DEMANDS_OF = {
    **dict.fromkeys(("\n", "\t", "||", "|", ";;"), _SURE),
    **dict.fromkeys((";", "::"), _STRONG),
    ",": _COMMA,
    **dict.fromkeys(("/", "&", "+", " and ", " "), _WEAK),
}
_SUSPICIONS = {
    **dict.fromkeys(("\n", "\t", "||", "|", ";;", ";", "::"), _Demands(1.2, 0.3, 0.6, 0.5)),
    ",": _Demands(most_labels=1.0, freedom=0.4, recurring=0.7, few=0.8),
}
_SUSPECTED = 0.5  # share of the cells that are lists, where other cells are not


@dataclass(frozen=True)
class CellForm:
    """How the cells of a column can be read as several labels each.

    Args:
        option: what reads them: a separator, a literal, or a literal with a key.
        value: the separator or the key; empty for a plain literal.
        example: a cell that holds several, or one that is written as a list.
        n_labels: different labels when it is read so.
        n_given: labels of all rows together when it is read so.
        n_cells: different cells, which are the labels as they are written.
    """

    option: Option
    value: str
    example: str
    n_labels: int
    n_given: int
    n_cells: int


def form_of_cells(cells: Cells) -> CellForm | None:
    """The option that reads the cells as several labels each; None if they may be one each.

    Args:
        cells: each different cell, without blanks around it, and how many rows have it.

    >>> cells = {"war": 4, "love": 3, "war|love": 2, "drama|war": 2, "drama": 2, "love|drama": 3}
    >>> form = form_of_cells(cells)
    >>> form.option, form.value, form.n_labels, form.n_cells
    ('separator', '|', 3, 6)
    >>> form_of_cells({"Smith, John": 4, "Jones, Mary": 3, "Smith, Mary": 2}) is None
    True
    """
    return written_form(cells) or _separated(cells, _DEMANDS_OF)


def written_form(cells: Cells) -> CellForm | None:
    """As `form_of_cells`, of lists, dicts and tags alone: where the separator is known."""
    return _literal(cells, explained=_EXPLAINED)


def suspected_form(cells: Cells) -> CellForm | None:
    """As `form_of_cells`, on weaker signs: what is worth a look, and no ground to refuse."""
    return _literal(cells, explained=_SUSPECTED) or _separated(cells, _SUSPICIONS)


@dataclass(frozen=True, eq=False)
class _Split:
    """The labels of each different cell, as one option reads them, and what they show."""

    cells: Cells
    labels: Mapping[str, tuple[str, ...]]

    @cached_property
    def rows_of(self) -> Counter[str]:
        """How many rows have each label."""
        rows: Counter[str] = Counter()
        for cell, labels in self.labels.items():
            for label in set(labels):
                rows[label] += self.cells[cell]
        return rows

    @property
    def explained(self) -> float:
        """Share of the rows whose cell can be read."""
        return self._share(sum(self.cells[cell] for cell in self.labels))

    @property
    def split(self) -> float:
        """Share of the rows whose cell has several labels."""
        return self._share(sum(self.cells[cell] for cell in self._several))

    @cached_property
    def _several(self) -> list[str]:
        return [cell for cell, labels in self.labels.items() if len(labels) > 1]

    @property
    def recurring(self) -> float:
        """Share of the given labels that more rows than one have."""
        given = self.rows_of.total()
        return sum(rows for rows in self.rows_of.values() if rows > 1) / max(given, 1)

    @property
    def one_length(self) -> bool:
        """Whether nearly all cells have the same number of parts, and that is not one."""
        rows: Counter[int] = Counter()
        for cell, labels in self.labels.items():
            rows[len(labels)] += self.cells[cell]
        length, most = rows.most_common(1)[0]
        return length > 1 and most > _ONE_LENGTH * rows.total()

    @property
    def repeats(self) -> float:
        """Share of the split cells that have a label twice."""
        twice = [
            cell for cell in self._several if len(set(self.labels[cell])) < len(self.labels[cell])
        ]
        return len(twice) / max(len(self._several), 1)

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, int, int, int]]:
        """In how many different cells a label is, is first, is last, and is between others."""
        cells: Counter[str] = Counter()
        first: Counter[str] = Counter()
        last: Counter[str] = Counter()
        between: Counter[str] = Counter()
        for labels in self.labels.values():
            cells.update(set(labels))
            first.update(labels[:1])
            last.update(labels[-1:])
            between.update(labels[1:-1])
        return {
            label: (count, first[label], last[label], between[label])
            for label, count in cells.items()
        }

    def is_free(self, demands: _Demands) -> bool:
        """Whether enough labels that are not always first are first somewhere; and so of last."""
        shared = [place for place in self._places.values() if place[0] > 1]
        later = [first > 0 for cells, first, _, _ in shared if first < cells]
        earlier = [last > 0 for cells, _, last, _ in shared if last < cells]
        if len(self._several) >= _FEWEST_COMBINATIONS and min(len(later), len(earlier)) > 1:
            return min(sum(later) / len(later), sum(earlier) / len(earlier)) >= demands.freedom
        free = [first > 0 and last > 0 for _, first, last, _ in shared]
        return (
            len(shared) >= _MOST_OF_FEW * len(self._places)
            and sum(free) >= demands.few * len(free) > 0
        )

    @property
    def has_connector(self) -> bool:
        """Whether many cells have a word that stands between others alone: `v`, `of`."""
        most = max(
            (between for _, first, last, between in self._places.values() if not first + last),
            default=0,
        )
        return most > _MOST_CONNECTORS * len(self._several)

    def meets(self, demands: _Demands) -> bool:
        """Whether the parts behave as labels do, and not as the parts of names."""
        return (
            self.split >= _FEWEST_SPLIT
            and len(self.rows_of) <= demands.most_labels * len(self.cells)
            and self.recurring >= demands.recurring
            and self.repeats <= _MOST_REPEATING
            and not self.one_length
            and not self.has_connector
            and self.is_free(demands)
        )

    def form(self, option: Option, value: str = "") -> CellForm:
        """As a value to tell of."""
        cells = self._several or list(self.labels)
        return CellForm(
            option=option,
            value=value,
            example=min(cells, key=len),
            n_labels=len(self.rows_of),
            n_given=self.rows_of.total(),
            n_cells=len(self.cells),
        )

    def _share(self, rows: int) -> float:
        return rows / sum(self.cells.values())


def _literal(cells: Cells, *, explained: float) -> CellForm | None:
    """Lists, dicts and tags: by how they are written, or where that is weak, by their labels."""
    values = _written(cells, explained)
    keys = Counter(key for key in map(label_key, values.values()) if key)
    key = keys.most_common(1)[0][0] if keys else ""
    read = {}
    for cell, value in values.items():
        try:
            read[cell] = names_in(value, key=key)
        except DataError:
            continue
    split = _Split(cells, read)
    if not read or split.explained < explained:
        return None
    marked = bool(key) or all(_is_quoted(cell) for cell, labels in read.items() if labels)
    sure = split.recurring > 1 - _EXPLAINED if marked else split.meets(_STRONG)
    return split.form("literal_key" if key else "literal", key) if sure else None


def _written(cells: Cells, explained: float) -> dict[str, object]:
    """What the cells hold written out; nothing where too few look like that."""
    opened = [cell for cell in cells if cell[:1] in _OPENING]
    if sum(cells[cell] for cell in opened) < explained * sum(cells.values()):
        return {}
    values = {}
    for cell in opened:
        try:
            values[cell] = written_value(cell)
        except ValueError:
            continue
    return values


def _is_quoted(cell: str) -> bool:
    return any(mark in _QUOTES for mark in cell[:2])


def _separated(cells: Cells, demands_of: Mapping[str, _Demands]) -> CellForm | None:
    for separator, demands in demands_of.items():
        holding = sum(rows for cell, rows in cells.items() if separator in cell)
        if holding < max(_FEWEST_SPLIT * sum(cells.values()), 1):
            continue
        read = {cell: tuple(filter(None, map(str.strip, cell.split(separator)))) for cell in cells}
        split = _Split(cells, read)
        if split.meets(demands):
            return split.form("separator", separator)
    return None
