"""Targets and scores as files hold them: a table of numbers, perhaps with names of its columns."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray
from scipy.sparse import csr_array, load_npz

from multihot.arrays.unwrapping import as_matrix
from multihot.errors import DataError, ShapeError, did_you_mean, listed
from multihot.io.assembling import RawTable, numbers_of
from multihot.io.columns import TableColumns
from multihot.io.csv import CsvForm, csv_tables
from multihot.io.layout import Layout
from multihot.io.opening import COMPRESSED, format_of, open_bytes, open_text
from multihot.io.parquet import parquet_tables
from multihot.labels import LabelSpace

SUFFIXES = (".npy", ".npz", ".csv", ".tsv", ".parquet")
_ARRAY_IN_NPZ = re.compile(r"(.+\.npz(?:\.(?:gz|bz2|xz|zst))?):(.+)", re.IGNORECASE | re.DOTALL)
_EVERY_COLUMN = Layout(TableColumns(("*", "?*")), labels=None)  # two, for a label may be called *
_ROWS_AT_ONCE = 1 << 14
# zipfile, tokenize, struct, NumPy and SciPy: each raises its own kind on a damaged file
_DAMAGED = Exception


@dataclass(frozen=True, eq=False)
class Matrix:
    """Numbers (n_rows, n_labels) of a file, and the names of its columns if it has any.

    Args:
        values: numbers of any kind; NaN where a cell is empty.
        names: name of each column, or None.
        source: the file; for an array of an archive, `scores.npz:valid`.

    >>> scores = Matrix(np.array([[0.1, 0.9]]), ("war", "love"), "scores.csv")
    >>> scores.in_order(("love", "war")).values
    array([[0.9, 0.1]])
    """

    values: NDArray[Any] | csr_array
    names: tuple[str, ...] | None
    source: str

    def in_order(self, names: Sequence[str]) -> Matrix:
        """The same columns in the order of the names, which are those that they have."""
        place = {name: column for column, name in enumerate(self.names or ())}
        order = [place[name] for name in names]
        return Matrix(self.values[:, order], tuple(names), self.source)


def read_matrix(path: Path | str, *, header: bool = True) -> Matrix:
    """Read a table of numbers, one example a row, one label a column.

    Nothing is ever unpickled. `.npy` files are not read at once but as they are needed.

    Args:
        path: `.npy`; `.npz` of SciPy's `save_npz` or of one array, else `file.npz:name`; `.csv`,
            `.tsv` or `.parquet` whose columns are named by their labels, and where an empty cell
            is NaN; perhaps with `.gz`, `.bz2`, `.xz` or `.zst` after it.
        header: the first row of `.csv` and `.tsv` names the columns.

    Raises:
        DataError: no such file or array, another or a damaged format, a cell that is no number.
        ShapeError: not two-dimensional, or without a row or a column.
        MissingExtra: `.parquet` without pyarrow, `.zst` without zstandard.
    """
    values, names = _read(str(path), header=header)
    return _checked(values, names, str(path))


def read_row(path: Path | str, *, header: bool = True) -> Matrix:
    """Read one number for each label: a matrix of one row, (1, n_labels).

    Args:
        path: as of `read_matrix`, where an array may have one dimension; or `.json`, an object
            of label names and numbers.
        header: the first row of `.csv` and `.tsv` names the columns.

    Raises:
        DataError: as `read_matrix`; other JSON.
        ShapeError: not one row.
    """
    if format_of(Path(path)) == ".json":
        return _read_json(Path(path))
    values, names = _read(str(path), header=header)
    flat = isinstance(values, np.ndarray) and values.ndim == 1
    matrix = _checked(values[None, :] if flat else values, names, str(path))
    if matrix.values.shape[0] != 1:
        raise ShapeError(
            f"{matrix.values.shape[0]:,} rows where one is expected",
            where=matrix.source,
            remedy="give one number for each label: one row, or an array (n_labels,)",
        )
    if isinstance(matrix.values, csr_array):
        return Matrix(matrix.values.toarray(), names, matrix.source)
    return matrix


def _read(path: str, *, header: bool) -> tuple[Any, tuple[str, ...] | None]:
    """The numbers of a file in any shape, and the names of the columns."""
    in_archive = _ARRAY_IN_NPZ.fullmatch(path)
    if in_archive:
        return _read_npz(Path(in_archive[1]), in_archive[2]), None
    file = Path(path)
    match format_of(file):
        case ".npy":
            return _read_npy(file), None
        case ".npz":
            return _read_npz(file, None), None
        case ".csv" | ".tsv":
            tables = csv_tables(
                file, _EVERY_COLUMN, form=CsvForm(header=header), rows_at_once=_ROWS_AT_ONCE
            )
            values, names = _of_tables(tables)
            return values, names if header else None
        case ".parquet":
            return _of_tables(parquet_tables(file, _EVERY_COLUMN, rows_at_once=_ROWS_AT_ONCE))
        case suffix:
            raise DataError(
                f"unknown format {suffix!r}. {did_you_mean(suffix, SUFFIXES)}".rstrip(),
                where=path,
                remedy=f"save it as one of {', '.join(SUFFIXES)}",
            )


def _checked(values: Any, names: tuple[str, ...] | None, source: str) -> Matrix:
    matrix = as_matrix(values, source)
    if 0 in matrix.shape:
        raise ShapeError(
            f"shape {matrix.shape} holds no number",
            where=source,
            remedy="save one row or more, with a column for each label",
        )
    return Matrix(matrix, names, source)


def _of_tables(tables: Iterable[RawTable]) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    parts: list[NDArray[np.float64]] = []
    names: tuple[str, ...] = ()
    for table in tables:
        names = table.roles.inputs
        part = np.empty((len(table.lines), len(names)))
        for column, name in enumerate(names):
            part[:, column] = numbers_of(
                table.columns[name],
                place=partial(table.place, column=name),
                remedy="write a number, or nothing where nobody knows; leave out columns that are "
                "no labels; cells stand between commas in .csv, between tabs in .tsv",
            )
        parts.append(part)
    return np.concatenate(parts), names


def _read_npy(path: Path) -> NDArray[Any]:
    with open_bytes(path) as file:
        packed = path.suffix.lower() in COMPRESSED
        content = io.BytesIO(file.read()) if packed else path
        try:
            array = np.load(content, mmap_mode=None if packed else "r", allow_pickle=False)
        except _DAMAGED as error:
            raise _no_array(str(path), error) from error
    if not isinstance(array, np.ndarray):
        array.close()
        raise DataError(
            "holds an archive of arrays", where=str(path), remedy="call the file .npz, not .npy"
        )
    return array


def _read_npz(path: Path, name: str | None) -> Any:
    with open_bytes(path) as file:
        packed = io.BytesIO(file.read()) if path.suffix.lower() in COMPRESSED else file
        try:
            archive = np.load(packed, allow_pickle=False)
            if not isinstance(archive, NpzFile):
                raise ValueError("one array, not an archive")
        except _DAMAGED as error:
            raise _no_archive(str(path), error) from error
        if name is None and {"format", "shape", "data"} <= set(archive.files):
            packed.seek(0)
            return _read_sparse(packed, str(path))
        name = _only(archive.files, path) if name is None else name
        if name not in archive.files:
            raise DataError(
                f"no array {name!r}. {did_you_mean(name, archive.files)}".rstrip(),
                where=str(path),
                remedy=f"name one of those in the file: {listed(archive.files)}",
            )
        try:
            return np.asarray(archive[name])
        except ValueError as error:
            raise _no_array(f"{path}:{name}", error) from error
        except _DAMAGED as error:
            raise _no_archive(str(path), error) from error


def _only(names: Sequence[str], path: Path) -> str:
    if len(names) == 1:
        return names[0]
    if not names:
        raise _no_archive(str(path), "there is nothing in it")
    raise DataError(
        f"holds {len(names)} arrays: {listed(names)}",
        where=str(path),
        remedy=f"write which after the file, such as {path}:{names[0]}",
    )


def _read_sparse(file: Any, path: str) -> Any:
    try:
        matrix = load_npz(file)
        # places outside the matrix would be read and written by SciPy without a look
        if hasattr(matrix, "check_format"):
            matrix.check_format(full_check=True)
    except _DAMAGED as error:
        raise _no_archive(path, error) from error
    return matrix


def _read_json(path: Path) -> Matrix:
    remedy = 'write one object of names and numbers: {"war": 0.5, "love": 0.3}'
    with open_text(path) as file:
        try:
            # whole numbers too, because thousands of digits are a number to JSON
            found = json.load(file, object_pairs_hook=_named_once, parse_int=float)
        except DataError as error:
            raise error.placed(str(path)) from error
        except (json.JSONDecodeError, RecursionError) as error:
            raise DataError(f"is not JSON ({error})", where=str(path), remedy=remedy) from error
    if not isinstance(found, dict) or not found:
        raise DataError(f"holds {str(found)[:60]}", where=str(path), remedy=remedy)
    for name, value in found.items():
        if not isinstance(value, float):
            raise DataError(
                f"{str(value)[:60]!r} is no number", where=f"{path}: {name!r}", remedy=remedy
            )
    return Matrix(np.array([list(found.values())]), tuple(found), str(path))


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    LabelSpace(tuple(name for name, _ in pairs))  # refuses a name that is there twice
    return dict(pairs)


def _no_array(where: str, error: object) -> DataError:
    return DataError(
        f"holds Python objects, or cannot be read ({error})",
        where=where,
        remedy="save an array of numbers: numpy.save(file, array.astype(float))",
    )


def _no_archive(where: str, error: object) -> DataError:
    return DataError(
        f"not an archive of NumPy or SciPy, or a damaged one ({error})",
        where=where,
        remedy="save it again with numpy.savez or scipy.sparse.save_npz",
    )
