"""Reading delimited text, strictly: no row is bent, skipped or lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from multihot.arrays import Integers
from multihot.data import Dataset
from multihot.errors import DataError, either, listed
from multihot.io.assembling import RawTable, assemble
from multihot.io.blocks import AnyRows, Blocks
from multihot.io.columns import InputColumns, LabelColumns, TextColumns
from multihot.io.layout import Layout, Roles, assign
from multihot.io.opening import format_of, open_text
from multihot.io.repeated import Column
from multihot.labels import LabelSpace


@dataclass(frozen=True)
class CsvForm:
    """How a delimited file is written.

    Args:
        delimiter: one character between cells; None: a tab in .tsv and .tab, else a comma.
        quoting: a cell may stand in quotes; without, a quote is a letter like any other.
        header: the first row names the columns; without, they are called 1, 2, 3, ...
        encoding: how letters are written as bytes.
    """

    delimiter: str | None = None
    quoting: bool = True
    header: bool = True
    encoding: str = "utf-8"

    def delimiter_of(self, path: Path) -> str:
        """The delimiter of a file."""
        if self.delimiter is None:
            return "\t" if format_of(path) in (".tsv", ".tab") else ","
        if len(self.delimiter) != 1 or self.delimiter in '\r\n"':
            raise DataError(
                f"the delimiter {self.delimiter!r} is not one character that may stand between "
                "cells",
                where=str(path),
                remedy="give one character, such as ; or a tab",
            )
        return self.delimiter


def read_csv(
    path: Path | str,
    *,
    labels: LabelColumns,
    text: str | None = None,
    inputs: InputColumns | None = None,
    group: str | None = None,
    fold: str | None = None,
    space: LabelSpace | None = None,
    form: CsvForm = CsvForm(),
) -> Dataset:
    """Read a delimited file, one row a record, compressed or not.

    Args:
        path: the file; `.gz`, `.bz2`, `.xz` and `.zst` are decompressed.
        labels: where the labels are: `LabelColumn`, `LabelLiteral` or `IndicatorColumns`.
        text: the column that holds the text; short for `inputs=TextColumns((text,))`.
        inputs: `TextColumns`, `TableColumns` or `SignalColumns`.
        group: column of groups that a split keeps together.
        fold: column that names the part of each row.
        space: label space to encode into; by default, of the labels that occur.
        form: delimiter, quoting, header and encoding.

    Raises:
        DataError: a column is missing or named twice, a row is too long or too short, a quote is
            never closed, a cell is not what its column is for, or a label is not in `space`;
            with file and line.
    """
    layout = Layout(inputs_of(text, inputs), labels, group, fold)
    return read_csv_layout(Path(path), layout, form=form, space=space)


def inputs_of(text: str | None, inputs: InputColumns | None) -> InputColumns:
    """The inputs that a reader was given in one of its two ways."""
    if (text is None) == (inputs is None):
        raise DataError(
            "the inputs are given twice" if text is not None else "no inputs are given",
            where="text, inputs",
            remedy=either(
                python='pass text="column", or inputs=TableColumns(...), one of the two',
                command="give --text or --features",
            ),
        )
    return TextColumns((text,)) if text is not None else inputs  # type: ignore[return-value]


def read_csv_layout(
    path: Path, layout: Layout, *, form: CsvForm = CsvForm(), space: LabelSpace | None = None
) -> Dataset:
    """As `read_csv`, with the columns in one value."""
    (table,) = csv_tables(path, layout, form=form)
    return assemble(table, layout, space)


def csv_tables(
    path: Path, layout: Layout, *, form: CsvForm = CsvForm(), rows_at_once: int | None = None
) -> Iterator[RawTable]:
    """The needed columns of a delimited file, all rows at once or so many at a time."""
    with open_text(path, encoding=form.encoding) as file:
        blocks = iter(Blocks(path, file, form.delimiter_of(path), form.quoting))
        begin = next(blocks, None)
        if begin is None:
            raise _no_rows(str(path))
        first, where = begin.first_row(), f"{path}:{begin.lines[0]}"
        header = _header(where, first) if form.header else _places(first)
        part = _Part(str(path), header, assign(layout, header, where=where))
        following = chain((begin.rows(int(form.header)),), blocks)
        yield from _tables(following, part, rows_at_once)


def _tables(blocks: Iterable[AnyRows], part: _Part, rows_at_once: int | None) -> Iterator[RawTable]:
    n_rows = 0
    for block in blocks:
        while len(block.lines):
            if part.n_rows == rows_at_once:
                yield part.table()
                part = part.empty()
            wanted = None if rows_at_once is None else rows_at_once - part.n_rows
            taken = block.rows(0, wanted)
            part.add(taken)
            n_rows += len(taken.lines)
            block = block.rows(len(taken.lines))
    if not n_rows:
        raise _no_rows(part.source)
    yield part.table()


class _Part:
    """The needed columns of some rows."""

    def __init__(self, source: str, header: list[str], roles: Roles) -> None:
        self.source, self.n_rows = source, 0
        self._header, self._roles = header, roles
        self._columns = {name: Column() for name in roles.columns()}
        self._places = [header.index(name) for name in self._columns]
        self._lines: list[Integers] = []

    def empty(self) -> _Part:
        """The same columns of no rows yet."""
        return _Part(self.source, self._header, self._roles)

    def add(self, rows: AnyRows) -> None:
        """Some more rows."""
        self.n_rows += len(rows.lines)
        self._lines.append(np.asarray(rows.lines, dtype=np.int64))
        for column, place in zip(self._columns.values(), self._places, strict=True):
            column.add(rows.repeated(place) or rows.cells(place))

    def table(self) -> RawTable:
        """All of them."""
        columns = {name: column.cells() for name, column in self._columns.items()}
        return RawTable(self.source, columns, np.concatenate(self._lines), self._roles)


def _no_rows(source: str) -> DataError:
    return DataError("there are no rows", where=source, remedy="check how it was written")


def _places(first: list[str]) -> list[str]:
    return [str(place) for place in range(1, len(first) + 1)]


def _header(where: str, first: list[str]) -> list[str]:
    header = [name.strip() for name in first]
    empty = [place for place, name in enumerate(header, start=1) if not name]
    if empty:
        raise DataError(
            f"column {empty[0]} of the header has no name",
            where=where,
            remedy="name every column, or say that the file has no header",
        )
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise DataError(
            f"the header names {listed(twice)} twice",
            where=where,
            remedy="give every column a name of its own, or say that the file has no header",
        )
    return header
