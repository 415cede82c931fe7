"""The first rows of a data file: enough to see what its columns are, whatever its length."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import msgspec

from multihot.io.csv import CsvForm
from multihot.io.opening import open_bytes, open_text

MOST_ROWS = 200


@dataclass(frozen=True, eq=False)
class Glimpse:
    """Some rows from the start of a file.

    Args:
        columns: cells of each column, as the file holds them.
        place: of the header.
        has_all_columns: no later row has another column.
    """

    columns: dict[str, list[Any]]
    place: str
    has_all_columns: bool = True

    @property
    def header(self) -> list[str]:
        """Names of the columns."""
        return list(self.columns)


def glimpse_of_csv(path: Path, form: CsvForm) -> Glimpse:
    """The first rows of delimited text; a row that is too long or too short is cut or filled.

    Raises:
        DataError: the file is not there, cannot be read or decoded.
    """
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if form.quoting else csv.QUOTE_NONE
    delimiter = form.delimiter_of(path)
    with open_text(path, encoding=form.encoding) as file:
        reader = csv.reader(file, delimiter=delimiter, quoting=quoting)
        rows = [row for row in _until_broken(islice(reader, MOST_ROWS)) if row]
    first = rows[0] if rows else []
    header = first if form.header else [str(place + 1) for place in range(len(first))]
    body = rows[int(form.header) :]
    columns = {
        name: [row[place] if place < len(row) else "" for row in body]
        for place, name in enumerate(header)
    }
    return Glimpse(columns, place=f"{path}:1")


def glimpse_of_jsonl(path: Path) -> Glimpse:
    """The first objects of JSON lines; what is no object is left to the reader.

    Raises:
        DataError: the file is not there or cannot be read.
    """
    with open_bytes(path) as file:
        lines = list(islice(file, MOST_ROWS + 1))
    records = [record for line in lines if isinstance(record := _decoded(line), dict)]
    names = dict.fromkeys(name for record in records for name in record)
    columns = {name: [record.get(name) for record in records] for name in names}
    return Glimpse(columns, str(path), has_all_columns=len(lines) <= MOST_ROWS)


def _until_broken(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:  # the reader will say where
        return


def _decoded(line: bytes) -> Any:
    try:
        return msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
