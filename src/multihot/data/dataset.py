"""Rows with inputs and targets: a data set, its parts, and what a split is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, vstack

from multihot.arrays import Floats, Integers
from multihot.data.inputs import Inputs, join_inputs
from multihot.errors import DataError, ShapeError, counted, either, option
from multihot.labels import LabelSpace, written_otherwise


@dataclass(frozen=True, eq=False)
class Dataset:
    """Inputs and targets of the same rows, and the labels that the columns mean.

    Args:
        inputs: `Texts`, `Table` or `Signals`, n_rows long.
        targets: (n_rows, n_labels), float32 `csr_array`; 1, 0, or NaN where nobody knows.
        labels: name of each column of the targets.
        source: file or package that the rows came from.
        lines: (n_rows,) line or record of the source at which each row begins, from 1.
        groups: (n_rows,) rows of one group stay in one part, or None.
        folds: (n_rows,) name of the part that the source puts each row in, or None.
        as_written: whether the reader was told that label names which look like several labels
            are one each.
    """

    inputs: Inputs
    targets: csr_array
    labels: LabelSpace
    source: str = ""
    lines: Integers | None = None
    groups: tuple[str, ...] | None = None
    folds: tuple[str, ...] | None = None
    as_written: bool = False

    def __post_init__(self) -> None:
        if self.targets.shape != (len(self.inputs), len(self.labels)):
            raise ShapeError(
                f"targets have shape {self.targets.shape}, there are {len(self.inputs)} rows of "
                f"inputs and {len(self.labels)} labels",
                where=self.source,
                remedy="give one row of targets for each input and one column for each label",
            )
        for name in ("lines", "groups", "folds"):
            each = getattr(self, name)
            if each is not None and len(each) != len(self.inputs):
                raise ShapeError(
                    f"{len(each)} {name} for {len(self.inputs)} rows",
                    where=self.source,
                    remedy=f"give one of {name} for each row, or None",
                )

    def __len__(self) -> int:
        return len(self.inputs)

    def take(self, rows: Integers) -> Dataset:
        """The given rows, in that order."""

        def of(values: tuple[str, ...] | None) -> tuple[str, ...] | None:
            return None if values is None else tuple(values[row] for row in rows)

        return replace(
            self,
            inputs=self.inputs.take(rows),
            targets=self.targets[rows],
            lines=None if self.lines is None else self.lines[rows],
            groups=of(self.groups),
            folds=of(self.folds),
        )

    def positives_per_label(self) -> Integers:
        """How many rows are known to have each label, (n_labels,)."""
        known = self.targets.data == 1
        return np.bincount(self.targets.indices[known], minlength=len(self.labels))

    def known_per_label(self) -> Integers:
        """Of how many rows each label is known, (n_labels,)."""
        unknown = np.isnan(self.targets.data)
        n_unknown = np.bincount(self.targets.indices[unknown], minlength=len(self.labels))
        return len(self) - n_unknown

    def label_shares(self) -> Floats:
        """Share of each label's known targets that are 1, (n_labels,); 0 if none is known."""
        return self.positives_per_label() / np.maximum(self.known_per_label(), 1)

    def place(self, row: int) -> str:
        """Where a row came from: `films.csv:17`."""
        return f"{self.source}:{row + 1 if self.lines is None else self.lines[row]}"


@dataclass(frozen=True, eq=False)
class Splits:
    """The parts of the data: to train on, to choose on and, where it is there, to judge by."""

    train: Dataset
    validation: Dataset
    test: Dataset | None = None

    def __post_init__(self) -> None:
        for name, part in self.parts():
            if len(part) == 0:
                raise DataError(
                    f"the {name} part has no rows",
                    where=part.source,
                    remedy="give more rows, or a larger share for that part",
                )
            if part.labels != self.train.labels:
                raise DataError(
                    f"the {name} part has other labels than the train part",
                    where=part.source,
                    remedy="bring it into the labels of train"
                    + either(python=": multihot.align(part, train.labels)", command=""),
                )

    def parts(self) -> Iterator[tuple[str, Dataset]]:
        """Name and part, train first."""
        yield "train", self.train
        yield from self.held_out()

    def positives_per_label(self) -> Integers:
        """How many rows of all parts are known to have each label, (n_labels,)."""
        counts = [part.positives_per_label() for _, part in self.parts()]
        return np.sum(counts, axis=0, dtype=np.int64)

    def held_out(self) -> Iterator[tuple[str, Dataset]]:
        """Name and part of those that are not trained on."""
        yield "validation", self.validation
        if self.test is not None:
            yield "test", self.test


def join(first: Dataset, second: Dataset) -> Dataset:
    """The rows of two parts with the same labels, the first's first.

    Raises:
        DataError: the labels differ.
        ShapeError: the inputs are of two kinds, or have other columns.
    """
    if first.labels != second.labels:
        raise DataError(
            "the second part has other labels than the first",
            where=second.source,
            remedy="bring it into the labels of the first"
            + either(python=": multihot.align(second, first.labels)", command=""),
        )

    def both(a: tuple[str, ...] | None, b: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return None if a is None or b is None else a + b

    lines = None
    if first.lines is not None and second.lines is not None:
        lines = np.concatenate((first.lines, second.lines))
    return Dataset(
        inputs=join_inputs(first.inputs, second.inputs),
        targets=csr_array(vstack((first.targets, second.targets), format="csr")),
        labels=first.labels,
        source=first.source,
        lines=lines,
        groups=both(first.groups, second.groups),
        folds=both(first.folds, second.folds),
        as_written=first.as_written and second.as_written,
    )


def align(dataset: Dataset, labels: LabelSpace, *, drop_unseen: bool = False) -> Dataset:
    """The same rows with their targets in the columns of another label space.

    Labels that the rows have and the space lacks are refused, or left out where
    `drop_unseen` says so; `unseen_labels` counts them.

    Raises:
        DataError: rows have labels that the space lacks, each listed with its count.

    >>> from multihot.data.inputs import Texts
    >>> space = LabelSpace(("a", "b"))
    >>> old = Dataset(Texts(("x",)), space.encode([["b"]]), space)
    >>> align(old, LabelSpace(("b", "c"))).targets.toarray()
    array([[1., 0.]], dtype=float32)
    """
    unseen = unseen_labels(dataset, labels)
    if unseen and not drop_unseen:
        told, otherwise = counted(unseen), written_otherwise(unseen, labels.names)
        raise DataError(
            f"{len(unseen)} labels were never seen in training: {told}",
            where=dataset.source,
            remedy=otherwise
            or f"leave them out ({option('drop_unseen', value=True, command='--unseen drop')})"
            + either(python=", or use the labels of both parts", command=""),
        )
    columns = np.array(
        [labels.columns.get(name, -1) for name in dataset.labels.names], dtype=np.int64
    )
    coo = dataset.targets.tocoo()
    moved = columns[coo.col] if len(columns) else np.zeros(0, dtype=np.int64)
    kept = moved >= 0
    targets = csr_array(
        (coo.data[kept], (coo.row[kept], moved[kept])), shape=(len(dataset), len(labels))
    )
    return replace(dataset, targets=targets, labels=labels)


def unseen_labels(dataset: Dataset, labels: LabelSpace) -> dict[str, int]:
    """Labels that rows have and the space lacks, with the number of rows of each."""
    counts = dataset.positives_per_label()
    return {
        name: int(count)
        for name, count in zip(dataset.labels.names, counts, strict=True)
        if count and name not in labels.columns
    }
