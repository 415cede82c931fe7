"""Columns whose cells are often alike: each different cell is kept and read once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from multihot.arrays import Integers


@dataclass(frozen=True, eq=False)
class Repeated(Sequence[str]):
    """Cells of a column.

    Args:
        distinct: the different cells, in the order in which they first occur.
        codes: which of them each row has.

    >>> list(Repeated(["war", "love"], np.array([0, 1, 1])))
    ['war', 'love', 'love']
    """

    distinct: list[str]
    codes: Integers

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[str]:
        return map(self.distinct.__getitem__, self.codes.tolist())

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> Repeated: ...
    def __getitem__(self, row: int | slice) -> str | Repeated:
        if isinstance(row, slice):
            return Repeated(self.distinct, self.codes[row])
        return self.distinct[self.codes[row]]

    def first_row(self, code: int) -> int:
        """The first row that has a cell."""
        return int(np.argmax(self.codes == code))


class Column:
    """The cells of a column, block after block."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._codes: list[Integers] = []
        self._cells: list[str] = []

    def add(self, cells: Sequence[str]) -> None:
        """Some more cells."""
        if isinstance(cells, Repeated) and not self._cells:
            known = self._known
            codes = [known.setdefault(cell, len(known)) for cell in cells.distinct]
            self._codes.append(np.array(codes, dtype=np.int64)[cells.codes])
            return
        if self._codes:
            self._cells.extend(self.cells())
            self._codes.clear()
        self._cells.extend(cells)

    def cells(self) -> Sequence[str]:
        """All of them."""
        if self._codes:
            return Repeated(list(self._known), np.concatenate(self._codes))
        return self._cells
