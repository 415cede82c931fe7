"""Sparse rows as svmlight and the Extreme Classification Repository write them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Integers, as_targets
from multihot.data import Dataset, Table, align
from multihot.errors import DataError, either, option
from multihot.io.opening import open_text
from multihot.labels import LabelSpace

_COUNTS = re.compile(r"(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s*")
_LABELS = re.compile(r"\d{1,15}(?:,\d{1,15})*")
_FEATURE = r"\d{1,15}:(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|[nN]a[nN])"
_FEATURES = re.compile(rf"\s*(?:{_FEATURE}(?:\s+|$))*")


@dataclass(frozen=True)
class _Ragged:
    """Whole numbers of all rows, one after the other; those of row i end before `ends[i + 1]`."""

    indices: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q", [0]))

    def add(self, indices: Iterable[str]) -> None:
        """One more row."""
        self.indices.extend(map(int, indices))
        self.ends.append(len(self.indices))

    def row_of(self, place: int) -> int:
        """Row that the index at a place belongs to."""
        return int(np.searchsorted(np.array(self.ends), place, side="right")) - 1


@dataclass
class _Rows:
    """What was read: the line of each row, its labels, its features, and their values."""

    path: Path
    counts: tuple[int, int, int] | None = None  # of rows, features, labels, by the first line
    lines: array[int] = field(default_factory=lambda: array("q"))
    labels: _Ragged = field(default_factory=_Ragged)
    features: _Ragged = field(default_factory=_Ragged)
    values: array[float] = field(default_factory=lambda: array("f"))

    def add(self, number: int, line: str) -> None:
        """Read one row."""
        where = f"{self.path}:{number}"
        content = line.partition("#")[0].rstrip()
        head = content.split(None, 1)[0] if content and not content[0].isspace() else ""
        if ":" in head:  # no blank before the first feature of a row without labels
            head = ""
        features = content[len(head) :]
        if head and not _LABELS.fullmatch(head):
            raise DataError(
                f"labels {head[:40]!r}",
                where=where,
                remedy="write whole numbers with commas between them, or a blank for no label",
            )
        if not _FEATURES.fullmatch(features):
            raise _wrong_feature(features, where)
        words = features.replace(":", " ").split()
        self.lines.append(number)
        self.labels.add(head.split(",") if head else ())
        self.features.add(words[::2])
        self.values.extend(map(float, words[1::2]))

    def place(self, row: int) -> str:
        """Where a row stands: `wiki.txt:17`."""
        return f"{self.path}:{self.lines[row]}"


def read_svmlight(
    path: Path | str,
    *,
    space: LabelSpace | None = None,
    first_index: Literal[0, 1] = 1,
    n_features: int | None = None,
    encoding: str = "utf-8",
) -> Dataset:
    """Read rows such as `1,5 3:0.5 17:1 # comment`: labels, then the features that are not 0.

    A line that begins with a blank is a row without labels; a blank alone is a row without
    features too. A first line `n_rows n_features n_labels`, as the Extreme Classification
    Repository writes it, is checked against the rows; labels are then 0 to n_labels - 1 and
    features are counted from 0, whatever `first_index` says. The inputs are a float32
    `csr_array` whose columns are called by their index in the file; `nan` is a gap.

    Args:
        path: text file, compressed or not.
        space: label space to bring the targets into; by default, the labels that occur, or
            all that the first line counts.
        first_index: index of the first feature in a file whose first line does not count.
        n_features: how many there are, for a file that may not show the last ones, such as a
            test file; by default, what the first line says, or up to the highest index.
        encoding: of the text.

    Raises:
        DataError: a line cannot be read, an index is out of range or twice in a row, the
            first line counts otherwise, or rows have labels that are not in `space`.
    """
    rows = _read(Path(path), encoding)
    if rows.counts is None:
        ids = np.unique(np.array(rows.labels.indices))
    else:
        first_index, n_features = 0, _checked_counts(rows, rows.counts, n_features)
        ids = np.arange(rows.counts[2])
    numbers = _numbers(rows, first_index, n_features)
    names = [str(column + first_index) for column in range(numbers.shape[1])]
    dataset = Dataset(
        Table.of_numbers(numbers, names),
        _targets(rows, ids),
        LabelSpace(tuple(map(str, ids.tolist()))),
        source=str(path),
        lines=np.array(rows.lines, dtype=np.int64),
    )
    return dataset if space is None else align(dataset, space)


def _read(path: Path, encoding: str) -> _Rows:
    rows, empty = _Rows(path), 0
    with open_text(path, encoding=encoding) as text:
        for number, line in enumerate(text, start=1):
            content = line.rstrip("\r\n")
            counts = _COUNTS.fullmatch(content) if number == 1 else None
            if counts:
                rows.counts = (int(counts[1]), int(counts[2]), int(counts[3]))
            elif not content:
                empty = empty or number
            elif not content.startswith("#"):
                _refuse_gap(empty, path)
                rows.add(number, content)
    if not rows.lines:
        raise DataError("no rows", where=str(path), remedy="check how it was written")
    return rows


def _refuse_gap(empty: int, path: Path) -> None:
    if empty:
        raise DataError(
            "an empty line between the rows",
            where=f"{path}:{empty}",
            remedy="take it out; a row without labels and features is a line of one blank",
        )


def _wrong_feature(features: str, where: str) -> DataError:
    wrong = next(word for word in features.split() if not re.fullmatch(_FEATURE, word))
    if wrong.startswith("qid:"):
        return DataError(
            f"a query id {wrong[:40]!r}",
            where=where,
            remedy="take qid: out; rows of queries are ranking, not multi-label data",
        )
    return DataError(
        f"feature {wrong[:40]!r}",
        where=where,
        remedy="write index:number, such as 3:0.5, with blanks between, labels first",
    )


def _checked_counts(rows: _Rows, counts: tuple[int, int, int], n_features: int | None) -> int:
    if counts[0] != len(rows.lines):
        raise DataError(
            f"the first line counts {counts[0]} rows, there are {len(rows.lines)}",
            where=f"{rows.path}:1",
            remedy="fetch the file again if it was cut short, or mend the first line",
        )
    if n_features not in (None, counts[1]):
        raise DataError(
            f"the first line counts {counts[1]} features, n_features is {n_features}",
            where=f"{rows.path}:1",
            remedy="leave n_features out",
        )
    return counts[1]


def _numbers(rows: _Rows, first_index: int, n_features: int | None) -> csr_array:
    indices, values = np.array(rows.features.indices), np.array(rows.values)
    highest = int(indices.max(initial=first_index - 1))
    n_columns = highest - first_index + 1 if n_features is None else n_features
    _refuse_outside(rows, indices, first_index, n_columns)
    if np.isinf(values).any():
        row = rows.features.row_of(int(np.argmax(np.isinf(values))))
        raise DataError(
            "a number too large for float32",
            where=rows.place(row),
            remedy="scale the features; the largest is 3.4e38",
        )
    shape = (len(rows.lines), n_columns)
    matrix = csr_array((values, indices - first_index, np.array(rows.features.ends)), shape=shape)
    matrix.sort_indices()
    if not matrix.has_canonical_format:
        raise _twice(rows, matrix, first_index)
    matrix.eliminate_zeros()
    return matrix


def _refuse_outside(rows: _Rows, indices: Integers, first_index: int, n_features: int) -> None:
    outside = (indices < first_index) | (indices >= first_index + n_features)
    if outside.any():
        first = int(np.argmax(outside))
        where = rows.place(rows.features.row_of(first))
        if indices[first] < first_index:
            problem, remedy = (
                f"the first is {first_index}",
                f"pass {option('first_index', value=0)} if 0 is a feature",
            )
        else:
            problem = f"the last is {first_index + n_features - 1}"
            remedy = "mend the index, or the number of features "
            remedy += either(python="in n_features or the first line", command="in the first line")
        raise DataError(f"feature {indices[first]}, {problem}", where=where, remedy=remedy)


def _twice(rows: _Rows, matrix: csr_array, first_index: int) -> DataError:
    again = np.flatnonzero(np.diff(matrix.indices) == 0)
    row, place = next(
        (row, place)
        for row, place in ((rows.features.row_of(int(place)), place) for place in again)
        if place + 1 < matrix.indptr[row + 1]
    )
    return DataError(
        f"feature {matrix.indices[place] + first_index} twice in a row",
        where=rows.place(row),
        remedy="write each feature at most once",
    )


def _targets(rows: _Rows, ids: Integers) -> csr_array:
    labels = np.array(rows.labels.indices)
    unknown = labels >= len(ids) if rows.counts else np.zeros(len(labels), dtype=bool)
    if unknown.any():
        first = int(np.argmax(unknown))
        raise DataError(
            f"label {labels[first]}, the first line counts labels 0 to {len(ids) - 1}",
            where=rows.place(rows.labels.row_of(first)),
            remedy="mend the label or the first line",
        )
    ones = np.ones(len(labels), dtype=np.float32)
    columns = np.searchsorted(ids, labels)
    shape = (len(rows.lines), len(ids))
    targets = csr_array((ones, columns, np.array(rows.labels.ends)), shape=shape)
    targets.sum_duplicates()
    targets.data[:] = 1  # a label that a row names twice is one label
    return as_targets(targets)
