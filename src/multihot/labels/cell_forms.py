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
from typing import Any, Literal, TypeAlias

from multihot.errors import DataError
from multihot.labels.named import label_key, names_in
from multihot.labels.split_cells import Demands, SplitCells
from multihot.labels.written_values import written_value

Option: TypeAlias = Literal["separator", "literal", "literal_key"]
Cells: TypeAlias = Mapping[str, int]

_EXPLAINED = 0.95  # share of the cells that an option must read
_SUSPECTED = 0.5  # the same, to be worth a look
_FEWEST_SPLIT = 0.05  # share of the cells that a separator must be in
_OPENING = frozenset("[({<\"'")
_QUOTES = ("'", '"')
_NOTHING = frozenset(("", "nan", "NaN", "NA", "N/A", "None", "null", "NULL"))
_MARKS = (-1, 0, 1)
_SURE = Demands(1.0, 0.5, 0.8, few=0.6, most_in_pairs=1.0, most_of_one_length=0.6)
_STRONG = Demands(1.0, 0.5, 0.8, few=0.95, most_in_pairs=1.0, most_of_one_length=0.3)
_COMMA = Demands(0.85, 0.6, 0.85, few=0.95, most_in_pairs=0.67, most_of_one_length=0.2)
_WEAK = Demands(0.5, 0.7, 0.9)
_DEMANDS_OF = {
    **dict.fromkeys(("\n", "\t", "<br>", "||", "|", ";;", ";#"), _SURE),
    **dict.fromkeys((";", "::", "、", "，", "；", "•", "·"), _STRONG),  # noqa: RUF001 - of other scripts
    ",": _COMMA,
    **dict.fromkeys(("/", "&", "+", " and ", " ", "#", "~", "^", "$", "\\"), _WEAK),
}
_SUSPICIONS = {
    **dict.fromkeys(
        ("\n", "\t", "||", "|", ";;", ";", "::"),
        Demands(1.2, 0.3, 0.6, few=0.5, most_in_pairs=1.2, most_of_one_length=0.8),
    ),
    ",": Demands(1.0, 0.4, 0.7, few=0.8, most_in_pairs=0.7, most_of_one_length=0.3),
}


@dataclass(frozen=True)
class CellForm:
    """How the cells of a column can be read as several labels each.

    Args:
        option: what reads them: a separator, a literal, or a literal with a key.
        value: the separator or the key; empty for a plain literal.
        example: a cell that holds several labels.
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
    return written_form(cells) or _separated(_with_labels(cells), _DEMANDS_OF)


def written_form(cells: Cells) -> CellForm | None:
    """As `form_of_cells`, of lists, dicts and tags alone: where the separator is known."""
    return _literal(_with_labels(cells), explained=_EXPLAINED)


def suspected_form(cells: Cells) -> CellForm | None:
    """As `form_of_cells`, on weaker signs: what is worth a look, and no ground to refuse."""
    cells = _with_labels(cells)
    return _literal(cells, explained=_SUSPECTED) or _separated(cells, _SUSPICIONS)


def number_of_marks(cells: Cells) -> int:
    """How long the lists of the cells are, if they hold a 0 or 1 for each label; else 0.

    >>> number_of_marks({"[0, 1, 0]": 3, "[1 1 0]": 2}), number_of_marks({"[3, 5]": 4})
    (3, 0)
    """
    values = _written(_with_labels(cells), 1.0).values()
    lengths = {len(value) if _are_marks(value) else 0 for value in values}
    return lengths.pop() if len(lengths) == 1 else 0


def _are_marks(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(each in _MARKS for each in value)


def _with_labels(cells: Cells) -> Cells:
    return {cell: count for cell, count in cells.items() if cell not in _NOTHING}


def _literal(cells: Cells, *, explained: float) -> CellForm | None:
    """Lists, dicts and tags: by how they are written, or where that is weak, by their labels."""
    values = _written(cells, explained)
    plain = _read(cells, values)
    if plain is not None and plain.explained >= explained:
        return _form(plain, "literal") if _is_sure(plain) else None
    keys = Counter(key for key in map(label_key, values.values()) if key)
    key = keys.most_common(1)[0][0] if keys else ""
    keyed = _read(cells, values, key) if key else None
    if keyed is None or keyed.explained < explained or keyed.recurring <= 1 - _EXPLAINED:
        return None
    return _form(keyed, "literal_key", key)


def _is_sure(split: SplitCells) -> bool:
    """Quotes and colons are in no name; brackets may be, so that their labels must tell."""
    written = all(
        any(mark in _QUOTES for mark in cell[:2]) or (cell[:1] == "{" and ":" in cell)
        for cell, labels in split.labels.items()
        if labels
    )
    if written:
        return bool(split.several) and split.recurring > 1 - _EXPLAINED
    return split.meets(_SURE)


def _read(cells: Cells, values: Mapping[str, Any], key: str = "") -> SplitCells | None:
    read = {}
    for cell, value in values.items():
        try:
            read[cell] = names_in(value, key=key)
        except DataError:
            continue
    return SplitCells(cells, read) if read else None


def _written(cells: Cells, explained: float) -> dict[str, Any]:
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


def _separated(cells: Cells, demands_of: Mapping[str, Demands]) -> CellForm | None:
    for separator, demands in demands_of.items():
        holding = sum(rows for cell, rows in cells.items() if separator in cell)
        if holding < max(_FEWEST_SPLIT * sum(cells.values()), 1):
            continue
        read = {cell: tuple(filter(None, map(str.strip, cell.split(separator)))) for cell in cells}
        split = SplitCells(cells, read)
        if split.meets(demands):
            return _form(split, "separator", separator)
    return None


def _form(split: SplitCells, option: Option, value: str = "") -> CellForm:
    return CellForm(
        option=option,
        value=value,
        example=min(split.several or split.labels, key=len),
        n_labels=len(split.rows_of),
        n_given=split.rows_of.total(),
        n_cells=len(split.rows),
    )
