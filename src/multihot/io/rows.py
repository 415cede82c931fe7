"""The rows of delimited text in blocks, each row with the line at which it begins."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import TextIO

from multihot.errors import DataError

# Few enough lists at once that the garbage collector does not walk them again and again.
BLOCK = 256
_LIMIT = Lock()


@dataclass(frozen=True)
class RowList:
    """Rows of equally many cells, and the line at which each begins."""

    found: list[list[str]]
    lines: list[int]

    def first_row(self) -> list[str]:
        """All cells of the first row."""
        return self.found[0]

    def rows(self, first: int, last: int | None = None) -> RowList:
        """Some of the rows."""
        return RowList(self.found[first:last], self.lines[first:last])

    def cells(self, column: int) -> list[str]:
        """The cells of one column."""
        return list(map(itemgetter(column), self.found))

    def repeated(self, column: int) -> None:
        """None: the cells are there already."""


class Rows:
    """The rows of a file, each of as many cells as the first.

    Args:
        path: named in errors.
        file: the text, its line ends as they are.
        delimiter: one character between cells.
        quoting: whether a cell may stand in quotes.
        n_cells: cells of each row; 0: as many as the first has.
        line: how many lines stand before in the file.
    """

    def __init__(
        self,
        path: Path,
        file: TextIO,
        *,
        delimiter: str,
        quoting: bool,
        n_cells: int = 0,
        line: int = 0,
    ) -> None:
        self.ended = False
        self._path, self._n_cells, self._line, self._before = path, n_cells, line, line
        self._reader = csv.reader(
            file,
            delimiter=delimiter,
            quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
            strict=True,
        )

    def block(self, at_most: int = BLOCK) -> RowList:
        """The next rows, at most so many; `ended` tells the end.

        Raises:
            DataError: a row is too long or too short, or a quote is never closed.
        """
        rows: list[list[str]] = []
        n_rows, broken = min(at_most, BLOCK), None
        try:
            with _cells_of_any_length():
                rows.extend(islice(self._reader, n_rows))  # keeps those before a broken one
        except csv.Error as error:
            broken = error
        self.ended = len(rows) < n_rows
        lines = self._lines_of(rows)
        self._n_cells = self._n_cells or next((len(row) for row in rows if row), 0)
        if set(map(len, rows)) - {self._n_cells or None}:
            lines = [line for row, line in zip(rows, lines, strict=True) if row]
            rows = [row for row in rows if row]  # a line without a letter holds no row
            self._refuse_ragged(rows, lines)
        if broken is not None:
            raise self._broken(broken) from broken
        return RowList(rows, lines)

    def _lines_of(self, rows: list[list[str]]) -> list[int]:
        first = self._line + 1
        last = self._before + self._reader.line_num
        if last - self._line == len(rows):  # no line break inside a cell
            self._line = last
            return list(range(first, first + len(rows)))
        lines = []
        for row in rows:
            lines.append(self._line + 1)
            self._line += 1 + _line_breaks(row)
        return lines

    def _refuse_ragged(self, rows: list[list[str]], lines: list[int]) -> None:
        for row, line in zip(rows, lines, strict=True):
            if len(row) != self._n_cells:
                raise DataError(
                    f"the row has {len(row)} cells, the first row has {self._n_cells}; "
                    f"it begins {row[0][:40]!r}",
                    where=f"{self._path}:{line}",
                    remedy="quote cells that contain the delimiter, or name the right delimiter; "
                    "if quotes are letters in this file, turn quoting off",
                )

    def _broken(self, error: csv.Error) -> DataError:
        never_closed = "unexpected end of data" in str(error)
        return DataError(
            "a quote is opened in the row that begins here and never closed"
            if never_closed
            else f"the row cannot be read: {error}",
            where=f"{self._path}:{self._line + 1}",
            remedy='double a quote inside a quoted cell (""), or turn quoting off '
            "if quotes are letters in this file",
        )


def _line_breaks(row: list[str]) -> int:
    text = ",".join(row)
    return text.count("\n") + text.count("\r") - text.count("\r\n")


@contextmanager
def _cells_of_any_length() -> Iterator[None]:
    """The csv module stops at 131,072 letters a cell, by a limit that all its readers share."""
    with _LIMIT:
        before = csv.field_size_limit(sys.maxsize)
        try:
            yield
        finally:
            csv.field_size_limit(before)
