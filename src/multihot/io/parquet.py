"""Reading Parquet; needs the extra `arrow`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from multihot.data import Dataset
from multihot.errors import DataError, MissingExtra
from multihot.io.assembling import RawTable, assemble
from multihot.io.columns import InputColumns, LabelColumns
from multihot.io.csv import inputs_of
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


def parquet_tables(
    path: Path, layout: Layout, *, rows_at_once: int | None = None
) -> Iterator[RawTable]:
    """The needed columns of a Parquet file, all rows at once or so many at a time."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("reading Parquet", library="pyarrow", extra="arrow") from error
    with open_bytes(path) as file:
        try:
            stored = parquet.ParquetFile(file)
            roles = assign(layout, stored.schema_arrow.names, where=str(path))
            n_rows = stored.metadata.num_rows
            if not n_rows:
                raise DataError("there are no rows", where=str(path), remedy="write it again")
            first = 1
            for batch in stored.iter_batches(rows_at_once or n_rows, columns=list(roles.columns())):
                columns = {name: batch.column(name).to_pylist() for name in roles.columns()}
                lines = np.arange(first, first + batch.num_rows)
                first += batch.num_rows
                yield RawTable(str(path), columns, lines, roles)
        except arrow.ArrowException as error:
            raise DataError(
                f"not a readable Parquet file ({error})", where=str(path), remedy="write it again"
            ) from error
