"""Single cells of a table, by row and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import Floats, Integers


@dataclass(frozen=True, eq=False)
class Cells:
    """Some cells of a table, sorted by row, then by column.

    Args:
        rows: (n_cells,) int64.
        columns: (n_cells,) int64.
        shape: (n_rows, n_labels) of the table.
    """

    rows: Integers
    columns: Integers
    shape: tuple[int, int]

    @classmethod
    def of(cls, table: csr_array, chosen: NDArray[np.bool_] | None = None) -> Cells:
        """The stored cells of a canonical table, or the chosen ones of them."""
        rows = np.repeat(np.arange(table.shape[0], dtype=np.int64), np.diff(table.indptr))
        columns = table.indices.astype(np.int64)
        if chosen is not None and not chosen.all():
            rows, columns = rows[chosen], columns[chosen]
        return cls(rows, columns, table.shape)

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, chosen: NDArray[np.bool_]) -> Cells:
        """The chosen ones."""
        return Cells(self.rows[chosen], self.columns[chosen], self.shape)

    def turned(self) -> Cells:
        """The same cells of the turned table, whose rows are columns of this; sorted as these."""
        return Cells(self.columns, self.rows, self.shape[::-1])

    def per_label(self, weights: Floats | None = None) -> NDArray[Any]:
        """Cells of each column, int64; or the sum of their rows' weights, float64."""
        of_cell = None if weights is None else weights[self.rows]
        return np.bincount(self.columns, weights=of_cell, minlength=self.shape[1])

    def per_row(self) -> Integers:
        """Cells of each row."""
        return np.bincount(self.rows, minlength=self.shape[0])

    def starts(self) -> Integers:
        """Where the cells of each row start, and where the last row ends: (n_rows + 1,)."""
        return np.searchsorted(self.rows, np.arange(self.shape[0] + 1))

    def find(self, wanted: Cells) -> tuple[Integers, NDArray[np.bool_]]:
        """Where each wanted cell is among these, and whether it is there at all."""
        if not len(self):
            return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
        n_labels = self.shape[1]
        key = self.rows * n_labels + self.columns
        sought = wanted.rows * n_labels + wanted.columns
        place = np.minimum(np.searchsorted(key, sought), len(key) - 1)
        return place, key[place] == sought
