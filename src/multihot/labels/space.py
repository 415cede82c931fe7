"""The names that a row can carry, in the order of the target columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from multihot.errors import DataError, did_you_mean, listed
from multihot.labels.label_sets import of_row


@dataclass(frozen=True)
class LabelSpace:
    """The labels that exist and the column of each.

    Make it once, of the training data, and pass it on: column 3 then means the
    same label in targets, scores, thresholds and reports.

    >>> space = LabelSpace.of_all([["war", "drama"], [], ["love"]])
    >>> space.names
    ('drama', 'love', 'war')
    >>> space.encode([["love", "war"]]).toarray()
    array([[0., 1., 1.]], dtype=float32)
    """

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        twice = [name for name, count in Counter(self.names).items() if count > 1]
        if twice:
            raise DataError(
                f"{len(twice)} labels occur twice: {listed(twice)}",
                where="labels",
                remedy="give each label one column and a name of its own",
            )

    @classmethod
    def of_all(cls, label_sets: Iterable[Iterable[str]]) -> LabelSpace:
        """The labels that occur, sorted; numbers by value, other names by letters.

        Raises:
            DataError: a row is one string, not a collection of labels.
        """
        seen = {label for labels in label_sets for label in of_row(labels)}
        names = sorted(seen)  # first by letters, so that "1" and "01" keep one order
        whole_numbers = all(name.isdecimal() for name in names)
        return cls(tuple(sorted(names, key=int) if whole_numbers else names))

    @classmethod
    def named(cls, labels: LabelSpace | Iterable[str]) -> LabelSpace:
        """The space itself, or one of these names in this order."""
        return labels if isinstance(labels, LabelSpace) else cls(tuple(labels))

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Column of each label."""
        return {name: column for column, name in enumerate(self.names)}

    def column(self, name: str) -> int:
        """Column of one label.

        Raises:
            DataError: there is no such label.
        """
        if name not in self.columns:
            raise DataError(
                f"unknown label {name!r}. {did_you_mean(name, self.names)}".rstrip(),
                remedy=f"use one of the {len(self)} labels: {listed(self.names)}",
            )
        return self.columns[name]

    def encode(self, label_sets: Sequence[Iterable[str]]) -> csr_array:
        """Targets of rows given as label names: (n_rows, n_labels), float32, 0 and 1.

        Raises:
            DataError: a label is not in the space, or a row is one string.
        """
        columns = self.columns
        pointers, indices = np.zeros(len(label_sets) + 1, dtype=np.int64), []
        for row, labels in enumerate(label_sets):
            try:
                indices.extend(sorted({columns[label] for label in of_row(labels)}))
            except KeyError as missing:
                self.column(missing.args[0])
            pointers[row + 1] = len(indices)
        ones = np.ones(len(indices), dtype=np.float32)
        shape = (len(label_sets), len(self))
        return csr_array((ones, np.array(indices, dtype=np.int32), pointers), shape=shape)

    def decode(self, decisions: csr_array) -> list[tuple[str, ...]]:
        """Label names of each row of decisions (n_rows, n_labels)."""
        pointers, indices = decisions.indptr, decisions.indices
        return [
            tuple(self.names[column] for column in indices[start:stop])
            for start, stop in pairwise(pointers)
        ]
