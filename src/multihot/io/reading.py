"""Reading any data file by its suffix, whole or in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Integers
from multihot.data import Dataset, Inputs, Signals, Table
from multihot.errors import DataError, check_whole_number, did_you_mean
from multihot.io.arff import MekaLabels, MulanLabels, names_in_xml, read_arff
from multihot.io.assembling import RawTable, inputs_in
from multihot.io.columns import (
    IndicatorColumns,
    InputColumns,
    LabelColumn,
    LabelColumns,
    LabelLiteral,
    SignalColumns,
    TableColumns,
    TextColumns,
)
from multihot.io.csv import CsvForm, csv_tables, read_csv_layout
from multihot.io.glimpse import Glimpse, glimpse_of_csv, glimpse_of_jsonl
from multihot.io.jsonl import jsonl_tables, read_jsonl_layout
from multihot.io.layout import Layout, MissingLabels
from multihot.io.npz import read_npz
from multihot.io.opening import format_of, open_bytes
from multihot.io.parquet import glimpse_of_parquet, parquet_tables, read_parquet_layout
from multihot.io.svmlight import read_svmlight
from multihot.labels import LabelSpace

AnyLabels: TypeAlias = LabelColumns | MulanLabels | MekaLabels

_CSV = (".csv", ".tsv", ".tab", ".txt")
JSON_LINES = (".jsonl", ".ndjson")
_PARQUET = (".parquet", ".pq")
_SVMLIGHT = (".svm", ".svmlight", ".libsvm", ".xmc")
SUFFIXES = (*_CSV, *JSON_LINES, *_PARQUET, ".arff", *_SVMLIGHT, ".npz")

_NAMED = (
    TextColumns,
    TableColumns,
    SignalColumns,
    LabelColumn,
    LabelLiteral,
    IndicatorColumns,
    MekaLabels,
)


@dataclass(frozen=True)
class Reading:
    """How a file is read, kept with a run so that other files are read the same way.

    Args:
        inputs: what the model sees; None where the format itself says (ARFF, svmlight).
        labels: where the labels are; None where the format itself says (svmlight).
        group: column of groups that a split keeps together.
        fold: column that names the part of each row.
        form: how delimited text is written.
        format: suffix that stands in for the file's own, as `.svm` for files called `.txt`.
        first_index: number of the first column of svmlight files without a header.
        n_features: how many columns svmlight files without a header have, where one of them does
            not show the last.
        label_names: array of label names, for .npz.
        packed_bits: whether the features of .npz are bits in bytes.
        missing_labels: what a row of JSON lines without the key of the labels means.
    """

    inputs: InputColumns | None = None
    labels: AnyLabels | None = None
    group: str | None = None
    fold: str | None = None
    form: CsvForm = CsvForm()
    format: str | None = None
    first_index: Literal[0, 1] = 1
    n_features: int | None = None
    label_names: str | None = None
    packed_bits: bool = False
    missing_labels: MissingLabels = "error"

    def to_dict(self) -> dict[str, Any]:
        """As JSON can hold it."""
        plain = {name: value for name, value in vars(self).items() if name not in _VALUES}
        labels: Any = self.labels
        if isinstance(labels, MulanLabels):  # its names, because the list may be gone by then
            labels = IndicatorColumns(names_in_xml(Path(labels.path)))
        return plain | {
            "inputs": _tagged(self.inputs),
            "labels": _tagged(labels),
            "form": asdict(self.form),
        }

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Reading:
        """What `to_dict` gave."""
        plain = {name: each for name, each in value.items() if name not in _VALUES}
        return cls(
            inputs=_untagged(value["inputs"]),
            labels=_untagged(value["labels"]),
            form=CsvForm(**value["form"]),
            **plain,
        )


_VALUES = ("inputs", "labels", "form")


@dataclass(frozen=True, eq=False)
class Batch:
    """Some rows of a file: what the model sees, and the line of each."""

    inputs: Inputs
    lines: Integers


def read(path: Path | str, reading: Reading, *, space: LabelSpace | None = None) -> Dataset:
    """Read a data file; its suffix tells the format, `.gz`, `.bz2`, `.xz`, `.zst` are unpacked.

    Raises:
        DataError: an unknown suffix, and whatever is wrong with the file, with its place.
    """
    path = Path(path)
    match _format(path, reading):
        case suffix if suffix in _CSV:
            return read_csv_layout(path, _layout(reading, path), form=reading.form, space=space)
        case suffix if suffix in JSON_LINES:
            return read_jsonl_layout(path, _layout(reading, path), space=space)
        case suffix if suffix in _PARQUET:
            return read_parquet_layout(path, _layout(reading, path), space=space)
        case ".arff":
            return _shaped(_read_arff(path, reading, space), reading)
        case suffix if suffix in _SVMLIGHT:
            return read_svmlight(
                path,
                space=space,
                first_index=reading.first_index,
                n_features=reading.n_features,
                encoding=reading.form.encoding,
            )
        case ".npz":
            return _shaped(_read_npz(path, reading, space), reading)
        case suffix:
            raise DataError(
                f"unknown format {suffix!r}. {did_you_mean(suffix, SUFFIXES)}".rstrip(),
                where=str(path),
                remedy=f"name the file with one of {', '.join(SUFFIXES)}",
            )


def read_batches(
    path: Path | str, reading: Reading, *, rows_at_once: int = 4096
) -> Iterator[Batch]:
    """The inputs of a file, so many rows at a time; its labels, if it has any, are not read.

    Delimited text, JSON lines and Parquet are streamed; other formats are read whole.

    Raises:
        DataError: `rows_at_once` is no number of rows; and as `read`.
    """
    path = Path(path)
    check_whole_number(rows_at_once, name="rows_at_once", command="--batch-size")
    tables = _streamed(_format(path, reading))
    if tables is None:
        whole = read(path, reading)
        for start in range(0, len(whole), rows_at_once):
            part = whole.take(np.arange(start, min(start + rows_at_once, len(whole))))
            yield Batch(part.inputs, np.arange(len(part)) if part.lines is None else part.lines)
        return
    layout = _layout(reading, path).without_labels()
    for raw in tables(path, layout, reading.form, rows_at_once):
        yield Batch(inputs_in(raw, layout), raw.lines)


def first_rows(path: Path, reading: Reading) -> Glimpse | None:
    """The start of a file whose columns have names; None of other formats.

    Raises:
        DataError: the file cannot be read.
    """
    match _format(path, reading):
        case suffix if suffix in _CSV:
            return glimpse_of_csv(path, reading.form)
        case suffix if suffix in JSON_LINES:
            return glimpse_of_jsonl(path)
        case suffix if suffix in _PARQUET:
            return glimpse_of_parquet(path)
    with open_bytes(path):
        return None


def _format(path: Path, reading: Reading) -> str:
    return reading.format or format_of(path)


def _streamed(suffix: str) -> Callable[[Path, Layout, CsvForm, int], Iterator[RawTable]] | None:
    if suffix in _CSV:
        return lambda path, layout, form, n: csv_tables(path, layout, form=form, rows_at_once=n)
    if suffix in JSON_LINES:
        return lambda path, layout, _, n: jsonl_tables(path, layout, rows_at_once=n)
    if suffix in _PARQUET:
        return lambda path, layout, _, n: parquet_tables(path, layout, rows_at_once=n)
    return None


def _layout(reading: Reading, path: Path) -> Layout:
    if reading.inputs is None:
        raise DataError(
            "no inputs are named",
            where=str(path),
            remedy="name text columns, features, or the columns of a signal",
        )
    if isinstance(reading.labels, (MulanLabels, MekaLabels)):
        raise DataError(
            "label lists of MULAN and MEKA belong to ARFF files",
            where=str(path),
            remedy="name the column, or the columns, that hold the labels",
        )
    return Layout(
        reading.inputs,
        reading.labels,
        reading.group,
        reading.fold,
        missing_labels=reading.missing_labels,
    )


def _read_arff(path: Path, reading: Reading, space: LabelSpace | None) -> Dataset:
    labels = reading.labels
    if isinstance(labels, LabelColumn):  # one attribute is one label here
        labels = IndicatorColumns((labels.name,))
    if labels is not None and not isinstance(labels, (MulanLabels, MekaLabels, IndicatorColumns)):
        raise DataError(
            "an ARFF file has one attribute a label",
            where=str(path),
            remedy="name the attributes, or the .xml file that lists them",
        )
    return read_arff(
        path, labels=labels or MekaLabels(), space=space, encoding=reading.form.encoding
    )


def _read_npz(path: Path, reading: Reading, space: LabelSpace | None) -> Dataset:
    inputs, labels = reading.inputs, reading.labels
    array = inputs.numbers if isinstance(inputs, TableColumns) else getattr(inputs, "names", ())
    target = labels.name if isinstance(labels, LabelColumn) else ""
    if len(array) != 1 or array == ("*",) or not target:
        raise DataError(
            "an .npz file needs the name of the array of features and of that of targets",
            where=str(path),
            remedy="name one array as features and one as labels",
        )
    return read_npz(
        path,
        features=array[0],
        labels=target,
        label_names=reading.label_names,
        packed_bits=reading.packed_bits,
        space=space,
    )


def _shaped(dataset: Dataset, reading: Reading) -> Dataset:
    inputs = dataset.inputs
    if not isinstance(reading.inputs, SignalColumns) or not isinstance(inputs, Table):
        return dataset
    numbers = inputs.numbers
    dense = numbers.toarray() if isinstance(numbers, csr_array) else numbers
    return replace(
        dataset, inputs=Signals(np.asarray(dense, dtype=np.float64), inputs.number_names)
    )


def _tagged(value: Any) -> dict[str, Any] | None:
    return None if value is None else {"type": type(value).__name__, **asdict(value)}


def _untagged(value: Mapping[str, Any] | None) -> Any:
    if value is None:
        return None
    fields: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each
        for name, each in value.items()
        if name != "type"
    }
    kinds: dict[str, Any] = {kind.__name__: kind for kind in _NAMED}
    return kinds[value["type"]](**fields)
