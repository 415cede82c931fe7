"""Reading delimited text, strictly: no row is bent, skipped or lost."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from multihot.arrays import Integers
from multihot.data import Dataset
from multihot.errors import DataError, listed
from multihot.io.assembling import RawTable, assemble
from multihot.io.columns import InputColumns, LabelColumns, TextColumns
from multihot.io.layout import Layout, Roles, assign
from multihot.io.opening import format_of, open_text
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
        if len(self.delimiter) != 1:
            raise DataError(
                f"the delimiter {self.delimiter!r} is not one character",
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
            remedy='pass text="column", or inputs=TableColumns(...), one of the two',
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
    with open_text(path, encoding=form.encoding) as file, _long_cells():
        records = _Records(path, file, form)
        rows = iter(records)
        first = next(rows, None)
        header = _header(path, first, form)
        roles = assign(layout, header, where=f"{path}:1")
        body = rows if form.header or first is None else chain([first], rows)
        if form.header:
            records.lines.clear()
        while chunk := list(islice(body, rows_at_once)):
            lines = np.array(records.lines, dtype=np.int64)
            records.lines.clear()
            yield _table(path, chunk, header, roles, lines)
        if not records.n_rows:
            raise DataError("there are no rows", where=str(path), remedy="check how it was written")


def _table(
    path: Path, rows: list[list[str]], header: list[str], roles: Roles, lines: Integers
) -> RawTable:
    columns = {name: list(map(itemgetter(header.index(name)), rows)) for name in roles.columns()}
    return RawTable(str(path), columns, lines, roles)


class _Records:
    """The rows of a file; `lines` holds where each begins once they are read."""

    def __init__(self, path: Path, file: TextIO, form: CsvForm) -> None:
        self.path, self.n_rows = path, -1 if form.header else 0
        self.lines: list[int] = []
        self._reader = csv.reader(
            file,
            delimiter=form.delimiter_of(path),
            quoting=csv.QUOTE_MINIMAL if form.quoting else csv.QUOTE_NONE,
            strict=True,
        )

    def __iter__(self) -> Iterator[list[str]]:
        reader, lines, n_cells, end = self._reader, self.lines, 0, 0
        try:
            for row in reader:
                begin, end = end + 1, reader.line_num
                if not row:  # a line without a letter holds no row
                    continue
                n_cells = n_cells or len(row)
                if len(row) != n_cells:
                    raise self._ragged(row, n_cells, begin)
                lines.append(begin)
                self.n_rows += 1
                yield row
        except csv.Error as error:
            raise self._broken(error, end + 1) from error

    def _ragged(self, row: list[str], n_cells: int, line: int) -> DataError:
        return DataError(
            f"the row has {len(row)} cells, the first row has {n_cells}; "
            f"it begins {self._shown(row)}",
            where=f"{self.path}:{line}",
            remedy="quote cells that contain the delimiter, or name the right delimiter; "
            "if quotes are letters in this file, turn quoting off",
        )

    def _broken(self, error: csv.Error, line: int) -> DataError:
        never_closed = "unexpected end of data" in str(error)
        return DataError(
            "a quote is opened in the row that begins here and never closed"
            if never_closed
            else f"the row cannot be read: {error}",
            where=f"{self.path}:{line}",
            remedy='double a quote inside a quoted cell (""), or turn quoting off '
            "if quotes are letters in this file",
        )

    @staticmethod
    def _shown(row: list[str]) -> str:
        return repr(row[0][:40])


def _header(path: Path, first: list[str] | None, form: CsvForm) -> list[str]:
    if first is None:
        raise DataError("there are no rows", where=str(path), remedy="check how it was written")
    if not form.header:
        return [str(place) for place in range(1, len(first) + 1)]
    header = [name.strip() for name in first]
    empty = [place for place, name in enumerate(header, start=1) if not name]
    if empty:
        raise DataError(
            f"column {empty[0]} of the header has no name",
            where=f"{path}:1",
            remedy="name every column, or say that the file has no header",
        )
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise DataError(
            f"the header names {listed(twice)} twice",
            where=f"{path}:1",
            remedy="give every column a name of its own, or say that the file has no header",
        )
    return header


class _long_cells:
    """Cells of any length while reading: the csv module stops at 131,072 letters."""

    def __enter__(self) -> None:
        self.before = csv.field_size_limit(sys.maxsize)

    def __exit__(self, *_: Any) -> None:
        csv.field_size_limit(self.before)
