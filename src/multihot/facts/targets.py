"""What is known about targets, of arrays or of the code that makes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from multihot.facts.naming import names_of
from multihot.facts.places import NOWHERE, Place

# multi-hot: a row may carry any number of labels. one-hot: exactly one, as a row of 0s and one 1.
# integer: a class number a row, shape (n_rows,). column: one 0/1 value a row, shape (n_rows, 1).
TargetKind: TypeAlias = Literal["multi-hot", "one-hot", "integer", "column"]


@dataclass(frozen=True)
class TargetFacts:
    """What is known about targets; None is what is not known.

    Args:
        kind: what a row is; None where nobody can tell.
        why: how that is known: "made by MultiLabelBinarizer on line 12", "7 of 40 rows have
            several labels".
        n_rows: rows.
        n_labels: columns.
        numbers: what was counted, where the targets themselves are at hand.
        place: where they come from; its `name` is what they are called.
    """

    kind: TargetKind | None = None
    why: str = ""
    n_rows: int | None = None
    n_labels: int | None = None
    numbers: TargetNumbers | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class TargetNumbers:
    """What was counted in targets that are at hand.

    Args:
        dtype: as NumPy names it; `object` for texts and columns of lists; the nullable ones of
            pandas by their names: `Int64`, `boolean`.
        shape: of the array.
        labels: names of the columns, as the user gives them or as the table has them.
        columns: names of the columns that the table itself has.
        positives: (n_labels,) rows that carry each label; None where cells are neither 0 nor 1.
        known: (n_labels,) rows of which each label is known.
        row_sums: how many rows carry 0, 1, 2 ... labels; rows with unknown targets left out.
        first_empty: the first row that carries no label.
        strange: values that are neither 0 nor 1 nor unknown, with how many cells hold each, the
            most frequent first; at most 8.
        n_strange: cells with such a value.
        n_zeros: cells that are 0.
        n_unknown: cells that are NaN.
        equal_labels: pairs of columns that are equal on every row, with 5 ones and 5 zeros or
            more; of several equal ones, each with the first.
        unseen: names that rows carry and that are not among the labels, with their rows.
    """

    dtype: str
    shape: tuple[int, ...]
    labels: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    positives: NDArray[np.int64] | None = None
    known: NDArray[np.int64] | None = None
    row_sums: tuple[int, ...] = ()
    first_empty: Place = NOWHERE
    strange: tuple[tuple[Any, int], ...] = ()
    n_strange: int = 0
    n_zeros: int = 0
    n_unknown: int = 0
    equal_labels: tuple[tuple[int, int], ...] = ()
    unseen: tuple[tuple[str, int], ...] = ()

    @cached_property
    def n_several(self) -> int:
        """Rows that carry two labels or more."""
        return sum(self.row_sums[2:])

    @cached_property
    def n_marked(self) -> int:
        """Cells that are -1 in targets that have a 0 as well: marks of what nobody knows."""
        return dict(self.strange).get(-1, 0) if self.n_zeros else 0

    def named(self, columns: Iterable[int]) -> list[str]:
        """What the columns are called: by their labels, or by their places."""
        return names_of(self.labels, columns)
