"""Reading JSON lines: one object a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, Any

import msgspec
import numpy as np

from multihot.data import Dataset
from multihot.errors import DataError
from multihot.io.assembling import RawTable, assemble
from multihot.io.columns import InputColumns, LabelColumns
from multihot.io.csv import inputs_of
from multihot.io.layout import Layout, assign
from multihot.io.opening import open_bytes
from multihot.labels import LabelSpace


def read_jsonl(
    path: Path | str,
    *,
    labels: LabelColumns,
    text: str | None = None,
    inputs: InputColumns | None = None,
    group: str | None = None,
    fold: str | None = None,
    space: LabelSpace | None = None,
) -> Dataset:
    """Read JSON lines, one object a line, compressed or not; the keys are the columns.

    A key that a line lacks, or null, is an empty text, a gap, or no label. The other
    arguments are those of `read_csv`.

    Raises:
        DataError: a line is not a JSON object; and as `read_csv`.
    """
    layout = Layout(inputs_of(text, inputs), labels, group, fold)
    return read_jsonl_layout(Path(path), layout, space=space)


def read_jsonl_layout(path: Path, layout: Layout, *, space: LabelSpace | None = None) -> Dataset:
    """As `read_jsonl`, with the columns in one value."""
    (table,) = jsonl_tables(path, layout)
    return assemble(table, layout, space)


def jsonl_tables(
    path: Path, layout: Layout, *, rows_at_once: int | None = None
) -> Iterator[RawTable]:
    """The needed keys of JSON lines, all rows at once or so many at a time."""
    # a batch may lack a key that other lines have, so the keys of all lines are looked up before
    header = None if rows_at_once is None else _keys(path)
    with open_bytes(path) as file:
        numbered = _records(path, file)
        while chunk := list(islice(numbered, rows_at_once)):
            header = header or _keys_of(record for _, record in chunk)
            roles = assign(layout, header, where=str(path))
            columns = {name: [record.get(name) for _, record in chunk] for name in roles.columns()}
            lines = np.array([line for line, _ in chunk], dtype=np.int64)
            yield RawTable(str(path), columns, lines, roles)
    if header is None:
        raise DataError("there are no rows", where=str(path), remedy="check how it was written")


def _keys(path: Path) -> list[str] | None:
    with open_bytes(path) as file:
        return _keys_of(record for _, record in _records(path, file)) or None


def _keys_of(records: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for record in records for key in record))


def _records(path: Path, file: IO[bytes]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    decode = msgspec.json.Decoder().decode
    for number, line in enumerate(file, start=1):
        if line.isspace():
            continue
        try:
            record = decode(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            shown = line[:40].decode("utf-8", errors="replace").rstrip()
            raise DataError(
                f"not JSON: {error}; the line begins {shown!r}",
                where=f"{path}:{number}",
                remedy="write one JSON object a line; UTF-8, no line break inside",
            ) from error
        if not isinstance(record, dict):
            raise DataError(
                f"expected an object, found {type(record).__name__}",
                where=f"{path}:{number}",
                remedy='write each row as {"column": value, ...}',
            )
        yield number, record
