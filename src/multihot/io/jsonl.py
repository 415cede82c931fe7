"""Reading JSON lines: one object a row."""

from __future__ import annotations

from collections.abc import Iterator
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
from multihot.io.json_keys import KeySets, refuse_twice
from multihot.io.layout import Layout, MissingLabels, assign
from multihot.io.opening import open_bytes
from multihot.labels import LabelSpace

# Few enough objects at once that the garbage collector does not walk them again and again.
_BLOCK = 256
_NOT_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def read_jsonl(
    path: Path | str,
    *,
    labels: LabelColumns,
    text: str | None = None,
    inputs: InputColumns | None = None,
    group: str | None = None,
    fold: str | None = None,
    space: LabelSpace | None = None,
    missing_labels: MissingLabels = "error",
) -> Dataset:
    """Read JSON lines, one object a line, compressed or not; the keys are the columns.

    null, or a key of inputs that a line lacks, is an empty text, a gap, or no label.

    Args:
        missing_labels: what a line without the key of the labels means: a mistake ("error"), or
            no label ("none"). The other arguments are those of `read_csv`.

    Raises:
        DataError: a line is not a JSON object, an object has a key twice, a line lacks the key
            of the labels, or it lacks another one and has one that looks alike; and as `read_csv`.
    """
    layout = Layout(inputs_of(text, inputs), labels, group, fold, missing_labels=missing_labels)
    return read_jsonl_layout(Path(path), layout, space=space)


def read_jsonl_layout(path: Path, layout: Layout, *, space: LabelSpace | None = None) -> Dataset:
    """As `read_jsonl`, with the columns in one value."""
    (table,) = jsonl_tables(path, layout)
    return assemble(table, layout, space)


def jsonl_tables(
    path: Path, layout: Layout, *, rows_at_once: int | None = None
) -> Iterator[RawTable]:
    """The needed keys of JSON lines, all rows at once or so many at a time."""
    if rows_at_once is None:
        yield _whole(path, layout)
        return
    # a batch may lack a key that other lines have, so the keys of all lines are looked up before
    keys = KeySets()
    for numbers, records in _blocks(path, _BLOCK):
        keys.add(numbers, records)
    roles = assign(layout, keys.header(), where=str(path))
    keys.check(layout, roles, source=str(path))
    for lines, records in _blocks(path, rows_at_once):
        columns = {name: [record.get(name) for record in records] for name in roles.columns()}
        yield RawTable(str(path), columns, np.array(lines, dtype=np.int64), roles)


def _whole(path: Path, layout: Layout) -> RawTable:
    keys = KeySets()
    columns: dict[str, list[Any]] = {}
    lines: list[int] = []
    for numbers, records in _blocks(path, _BLOCK):
        keys.add(numbers, records)
        for key in dict.fromkeys(key for record in records for key in record):
            if key not in columns and layout.needs(key):
                columns[key] = [layout.lacking(key)] * len(lines)
        for name, column in columns.items():
            lacking = layout.lacking(name)
            column.extend([record.get(name, lacking) for record in records])
        lines.extend(numbers)
    roles = assign(layout, keys.header(), where=str(path))
    keys.check(layout, roles, source=str(path))
    needed = {name: columns[name] for name in roles.columns()}
    return RawTable(str(path), needed, np.array(lines, dtype=np.int64), roles)


def _blocks(path: Path, n_rows: int) -> Iterator[tuple[tuple[int, ...], list[dict[str, Any]]]]:
    """Numbers and objects of so many lines at a time."""
    decode = msgspec.json.Decoder().decode
    last = 0
    with open_bytes(path) as file:
        numbered = _lines(file)
        while chunk := list(islice(numbered, n_rows)):
            numbers, lines = zip(*chunk, strict=True)
            try:
                records = list(map(decode, lines))
            except _NOT_JSON:
                records = [None]
            if set(map(type, records)) != {dict}:
                raise _refusal(path, chunk)
            refuse_twice(str(path), chunk, records)
            yield numbers, records
            last = numbers[-1]
    if not last:
        raise DataError("there are no rows", where=str(path), remedy="check how it was written")


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(file, start=1):
        if not line.isspace():
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def _refusal(path: Path, chunk: list[tuple[int, bytes]]) -> DataError:
    for number, line in chunk:
        where = f"{path}:{number}"
        try:
            record = msgspec.json.decode(line)
        except _NOT_JSON as error:
            shown = line[:40].decode("utf-8", errors="replace").rstrip()
            return DataError(
                f"not JSON: {error}; the line begins {shown!r}",
                where=where,
                remedy="write one JSON object a line; UTF-8, no line break inside",
            )
        if not isinstance(record, dict):
            break
    return DataError(
        f"expected an object, found {type(record).__name__}",
        where=where,
        remedy='write each row as {"column": value, ...}',
    )
