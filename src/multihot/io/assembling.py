"""From the raw cells of a file to a data set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from multihot.arrays import Floats, Integers
from multihot.data import Dataset, Inputs, Signals, Table, Texts, align
from multihot.errors import DataError
from multihot.io.columns import (
    GAPS,
    IndicatorColumns,
    LabelColumn,
    LabelLiteral,
    SignalColumns,
    TextColumns,
)
from multihot.io.html import text_of
from multihot.io.layout import Layout, Roles
from multihot.io.repeated import Repeated
from multihot.io.unsplit_cells import refuse_marks, refuse_unsplit
from multihot.labels import LabelSpace

_SAMPLE = 800
_WHOLE = re.compile(r"-?\d+\.0")  # as pandas writes whole numbers beside a gap


@dataclass(frozen=True, eq=False)
class RawTable:
    """Cells as a file holds them, by column.

    Args:
        source: the file.
        columns: cells of each needed column, all of one length.
        lines: line or record at which each row begins, from 1.
        roles: what each column is for.
    """

    source: str
    columns: Mapping[str, Sequence[Any]]
    lines: Integers
    roles: Roles

    def place(self, row: int, column: str) -> str:
        """Where a cell is: `films.csv:17, column 'genres'`."""
        return f"{self.source}:{self.lines[row]}, column {column!r}"


def assemble(raw: RawTable, layout: Layout, space: LabelSpace | None) -> Dataset:
    """Inputs and targets of the cells.

    Raises:
        DataError: a cell is not what its column is for, or no row has any label.
    """
    targets, labels = _targets(raw, layout)
    if not (targets.data == 1).any():
        raise DataError(
            "no row has any label", where=raw.source, remedy="check which column holds the labels"
        )
    dataset = Dataset(
        inputs=inputs_in(raw, layout),
        targets=targets,
        labels=labels,
        source=raw.source,
        lines=raw.lines,
        groups=_names(raw, raw.roles.group),
        folds=_names(raw, raw.roles.fold),
        as_written=isinstance(layout.labels, LabelColumn) and layout.labels.as_written,
    )
    return dataset if space is None else align(dataset, space)


def inputs_in(raw: RawTable, layout: Layout) -> Inputs:
    """What the model sees of the cells.

    Raises:
        DataError: a cell of a column of numbers is neither a number nor a gap.
    """
    roles = raw.roles
    if isinstance(layout.inputs, TextColumns):
        return _texts(raw, roles.inputs, html=layout.inputs.html)
    numbers = np.empty((len(raw.lines), len(roles.inputs)))
    for column, name in enumerate(roles.inputs):
        numbers[:, column] = numbers_of(
            raw.columns[name],
            place=partial(raw.place, column=name),
            remedy="name it among the categories, leave the column out, or mend the cell "
            "(an empty cell is a gap)",
        )
    if isinstance(layout.inputs, SignalColumns):
        return Signals(numbers, roles.inputs)
    return Table(numbers, roles.inputs, _categories(raw, roles.categories), roles.categories)


def numbers_of(
    cells: Sequence[Any], *, place: Callable[[int], str], remedy: str
) -> NDArray[np.float64]:
    """Cells as float64; gaps become NaN.

    Raises:
        DataError: a cell is neither a number nor a gap.
    """
    if isinstance(cells, Repeated):
        first_row = cells.first_row
        distinct = numbers_of(
            cells.distinct, place=lambda code: place(first_row(code)), remedy=remedy
        )
        return distinct[cells.codes]
    if set(map(type, cells)) == {str}:
        numbers = _of_texts(cells, place, remedy)
    else:
        numbers = _of_values(cells, place, remedy)
    if np.isinf(numbers).any():
        row = int(np.argmax(np.isinf(numbers)))
        raise DataError(
            "an infinite number", where=place(row), remedy="write a finite one, or a gap"
        )
    return numbers


def _of_texts(cells: Sequence[str], place: Callable[[int], str], remedy: str) -> Floats:
    many_kinds = len(set(cells[:_SAMPLE])) > _SAMPLE / 8  # a matter of speed alone
    if many_kinds and "_" not in "".join(cells):  # NumPy takes 1_000 for a number
        try:
            return np.array(cells, dtype=np.float64)
        except ValueError:
            pass  # there are gaps, or something to refuse
    known = {
        cell: _number(cell, partial(_first_place, cells, cell, place), remedy)
        for cell in dict.fromkeys(cells)
    }
    return np.fromiter(map(known.__getitem__, cells), dtype=np.float64, count=len(cells))


def _of_values(cells: Sequence[Any], place: Callable[[int], str], remedy: str) -> Floats:
    if not set(map(type, cells)) & {str, list}:
        try:
            return np.array(cells, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            pass  # there is something to refuse
    numbers = (_number(cell, partial(place, row), remedy) for row, cell in enumerate(cells))
    return np.fromiter(numbers, dtype=np.float64, count=len(cells))


def _first_place(cells: Sequence[str], cell: str, place: Callable[[int], str]) -> str:
    return place(cells.index(cell))


def _number(cell: Any, where: Callable[[], str], remedy: str) -> float:
    if cell is None or (isinstance(cell, str) and cell.strip() in GAPS):
        return np.nan
    try:
        if isinstance(cell, str) and "_" in cell:
            raise ValueError
        return float(cell)
    except (TypeError, ValueError, OverflowError) as error:
        shown = repr(cell)[:60]
        raise DataError(f"{shown} is not a number", where=where(), remedy=remedy) from error


def _texts(raw: RawTable, names: Sequence[str], *, html: bool) -> Texts:
    columns = [_texts_of(raw, name) for name in names]
    if html:
        columns = [[text_of(cell) for cell in column] for column in columns]
    if len(columns) == 1:
        return Texts(tuple(columns[0]))
    return Texts(tuple("\n".join(cells) for cells in zip(*columns, strict=True)))


def _texts_of(raw: RawTable, name: str) -> Sequence[str]:
    cells = raw.columns[name]
    kinds = set(map(type, cells))
    if kinds <= {str}:
        return cells
    for row, cell in enumerate(cells):
        if isinstance(cell, (list, dict, bytes)):
            raise DataError(
                f"a {type(cell).__name__} is not a text",
                where=raw.place(row, name),
                remedy="write one text a row, or name another column",
            )
    return ["" if cell is None else str(cell) for cell in cells]


def _categories(raw: RawTable, names: Sequence[str]) -> NDArray[np.object_]:
    categories = np.empty((len(raw.lines), len(names)), dtype=object)
    for column, name in enumerate(names):
        texts = ["" if cell is None else str(cell).strip() for cell in raw.columns[name]]
        known = {text: _category(text) for text in set(texts)}
        categories[:, column] = [known[text] for text in texts]
    return categories


def _category(name: str) -> str | None:
    """A category by its name; a whole number that is written as 3.0 is 3, as elsewhere."""
    if name in GAPS:
        return None
    return name.removesuffix(".0") if _WHOLE.fullmatch(name) else name


def _names(raw: RawTable, column: str | None) -> tuple[str, ...] | None:
    return None if column is None else tuple(_texts_of(raw, column))


def _targets(raw: RawTable, layout: Layout) -> tuple[csr_array, LabelSpace]:
    if layout.labels is None:
        raise DataError("no column of labels is named", where=raw.source, remedy="name it")
    if isinstance(layout.labels, IndicatorColumns):
        return _indicators(raw, raw.roles.labels), LabelSpace(raw.roles.labels)
    labels = layout.labels
    distinct, rows = _label_sets(raw, labels)
    names = labels.names if isinstance(labels, LabelColumn) else ()
    space = LabelSpace(names) if names else LabelSpace.of_all(distinct)
    return space.encode(distinct)[rows], space


def _label_sets(
    raw: RawTable, labels: LabelColumn | LabelLiteral
) -> tuple[list[tuple[str, ...]], Integers]:
    """Label sets, most of which occur again and again, and which of them each row has."""
    cells = raw.columns[labels.name]
    if isinstance(cells, Repeated):
        return _of_distinct(raw, labels, cells.distinct, cells.codes)
    if set(map(type, cells)) == {str}:
        known = {cell: number for number, cell in enumerate(dict.fromkeys(cells))}
        codes = np.fromiter(map(known.__getitem__, cells), dtype=np.int64, count=len(cells))
        return _of_distinct(raw, labels, list(known), codes)
    texts = Counter(cell for cell in cells if isinstance(cell, str))
    _sets_of_texts(raw, labels, texts, cells.index)
    of_rows = [_labels_of(raw, labels, cell, partial(int, row)) for row, cell in enumerate(cells)]
    numbers = {found: number for number, found in enumerate(dict.fromkeys(of_rows))}
    rows = np.fromiter(map(numbers.__getitem__, of_rows), dtype=np.int64, count=len(of_rows))
    return list(numbers), rows


def _of_distinct(
    raw: RawTable, labels: LabelColumn | LabelLiteral, cells: list[str], codes: Integers
) -> tuple[list[tuple[str, ...]], Integers]:
    def first_row(cell: str) -> int:
        return int(np.argmax(codes == cells.index(cell)))

    counts = np.bincount(codes, minlength=len(cells))
    rows = {cell: int(count) for cell, count in zip(cells, counts, strict=True)}
    return _sets_of_texts(raw, labels, rows, first_row), codes


def _sets_of_texts(
    raw: RawTable,
    labels: LabelColumn | LabelLiteral,
    rows: Mapping[str, int],
    first_row: Callable[[str], int],
) -> list[tuple[str, ...]]:
    """Label sets of the different texts, which are refused where they were not split."""

    def place(cell: str) -> str:
        return raw.place(first_row(cell), labels.name)

    refuse_marks(rows, place=place)
    sets = [_labels_of(raw, labels, cell, partial(first_row, cell)) for cell in rows]
    if isinstance(labels, LabelColumn) and not labels.as_written:
        refuse_unsplit(rows, sets, place=place)
    return sets


def _labels_of(
    raw: RawTable, labels: LabelColumn | LabelLiteral, cell: Any, row: Callable[[], int]
) -> tuple[str, ...]:
    try:
        return labels.labels_of(cell)
    except DataError as error:
        raise error.placed(raw.place(row(), labels.name)) from error


def _indicators(raw: RawTable, names: Sequence[str]) -> csr_array:
    rows, columns, values = [], [], []
    for column, name in enumerate(names):
        of_label = _zero_or_one(raw, name)
        stored = np.flatnonzero(of_label)  # NaN is not 0, so unknown cells are stored too
        rows.append(stored)
        columns.append(np.full(len(stored), column))
        values.append(of_label[stored].astype(np.float32))
    cells = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return csr_array(coo_array(cells, shape=(len(raw.lines), len(names))))


def _zero_or_one(raw: RawTable, name: str) -> Floats:
    remedy = "write 1 or 0 in a label's column, or leave the cell empty where nobody knows"
    values = numbers_of(raw.columns[name], place=partial(raw.place, column=name), remedy=remedy)
    strange = ~((values == 0) | (values == 1) | np.isnan(values))
    if strange.any():
        row = int(np.argmax(strange))
        raise DataError(f"{values[row]:g} is not 0 or 1", where=raw.place(row, name), remedy=remedy)
    return values
