"""Reading Parquet; needs the extra `arrow`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from multihot.data import Dataset
from multihot.errors import DataError, MissingExtra, MultihotError, listed
from multihot.io.assembling import RawTable, assemble
from multihot.io.columns import InputColumns, LabelColumns
from multihot.io.csv import inputs_of
from multihot.io.glimpse import MOST_ROWS, Glimpse
from multihot.io.layout import Layout, assign
from multihot.io.opening import open_bytes
from multihot.labels import LabelSpace


def read_parquet(
    path: Path | str,
    *,
    labels: LabelColumns,
    text: str | None = None,
    inputs: InputColumns | None = None,
    group: str | None = None,
    fold: str | None = None,
    space: LabelSpace | None = None,
) -> Dataset:
    """Read the needed columns of a Parquet file; places in errors count its rows from 1.

    The arguments are those of `read_csv`.

    Raises:
        MissingExtra: pyarrow is not installed.
        DataError: not a Parquet file; and as `read_csv`.
    """
    layout = Layout(inputs_of(text, inputs), labels, group, fold)
    return read_parquet_layout(Path(path), layout, space=space)


def read_parquet_layout(path: Path, layout: Layout, *, space: LabelSpace | None = None) -> Dataset:
    """As `read_parquet`, with the columns in one value."""
    (table,) = parquet_tables(path, layout)
    return assemble(table, layout, space)


def glimpse_of_parquet(path: Path) -> Glimpse:
    """The first rows of a Parquet file.

    Raises:
        MissingExtra: pyarrow is not installed.
        DataError: the file is not there, cannot be read, or is no Parquet file.
    """
    with _opened(path) as stored:
        names = stored.schema_arrow.names
        batch = next(stored.iter_batches(MOST_ROWS), None)
        columns = {name: [] if batch is None else batch.column(name).to_pylist() for name in names}
        return Glimpse(columns, str(path))


def parquet_tables(
    path: Path, layout: Layout, *, rows_at_once: int | None = None
) -> Iterator[RawTable]:
    """The needed columns of a Parquet file, all rows at once or so many at a time."""
    with _opened(path) as stored:
        yield from _tables(path, stored, layout, rows_at_once)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file; what pyarrow says against it is told with its name."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("reading Parquet", library="pyarrow", extra="arrow") from error
    with open_bytes(path) as file:
        try:
            yield parquet.ParquetFile(file)
        except MultihotError:
            raise
        # pyarrow raises whatever a damaged file leads to
        except (arrow.ArrowException, OSError, ValueError, LookupError, OverflowError) as error:
            raise DataError(
                f"not a readable Parquet file ({error})", where=str(path), remedy="write it again"
            ) from error


def _tables(
    path: Path, stored: Any, layout: Layout, rows_at_once: int | None
) -> Iterator[RawTable]:
    header = stored.schema_arrow.names
    roles = assign(layout, header, where=str(path))
    names = roles.columns()
    twice = [name for name in names if header.count(name) > 1]
    if twice:
        raise DataError(
            f"{len(twice)} columns occur twice: {listed(twice)}",
            where=str(path),
            remedy="give every column a name of its own",
        )
    if not stored.metadata.num_rows:
        raise DataError("there are no rows", where=str(path), remedy="write it again")
    if rows_at_once is None:
        batches = [stored.read(columns=list(names))]
    else:
        batches = stored.iter_batches(rows_at_once, columns=list(names))
    first = 1
    for batch in batches:
        columns = {name: batch.column(name).to_pylist() for name in names}
        lines = np.arange(first, first + batch.num_rows)
        first += batch.num_rows
        yield RawTable(str(path), columns, lines, roles)
