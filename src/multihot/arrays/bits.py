"""A table of 0 and 1 in little room: one bit a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays.blocks import in_blocks
from multihot.arrays.kinds import Floats, Integers

_MOST_IN_A_BYTE = 255


@dataclass(frozen=True, eq=False)
class BitRows:
    """Decisions (n_rows, n_labels), eight labels in a byte.

    Args:
        bits: (n_rows, ceil(n_labels / 8)) uint8, the first label in the highest bit.
        n_labels: how many of the bits of a row are labels; the rest are 0.

    >>> rows = BitRows.of(np.array([[True, False, True], [False, False, True]]))
    >>> rows.per_label().tolist(), rows.per_row().tolist()
    ([1, 0, 2], [2, 1])
    """

    bits: NDArray[np.uint8]
    n_labels: int

    @classmethod
    def of(cls, decided: NDArray[Any]) -> BitRows:
        """Pack an array of bool, or of 0 and 1."""
        return cls(np.packbits(decided, axis=1), decided.shape[1])

    @property
    def shape(self) -> tuple[int, int]:
        """(n_rows, n_labels)."""
        return len(self.bits), self.n_labels

    def per_label(self, weights: Floats | None = None) -> NDArray[Any]:
        """Rows that are given each label, int64; or the sum of their weights, float64."""
        sums = in_blocks(
            lambda rows: self._sum(rows, weights), len(self.bits), row_cells=self.n_labels
        )
        kind = np.int64 if weights is None else np.float64
        nothing = np.zeros(self.bits.shape[1] * 8, dtype=kind)
        return np.add.reduce([nothing, *sums], axis=0)[: self.n_labels]

    def per_row(self) -> Integers:
        """Labels that each row is given."""
        return np.bitwise_count(self.bits).sum(axis=1, dtype=np.int64)

    def at(self, rows: Integers, columns: Integers) -> NDArray[np.bool_]:
        """Decisions of single cells."""
        byte = self.bits[rows, columns >> 3]
        return (byte << (columns & 7).astype(np.uint8)).astype(np.uint8) > 127  # noqa: PLR2004 - the highest bit

    def to_csr(self) -> csr_array:
        """The same decisions as int8 `csr_array` of ones."""
        dense = np.unpackbits(self.bits, axis=1, count=self.n_labels).view(np.int8)
        return csr_array(dense)

    def _sum(self, rows: slice, weights: Floats | None) -> NDArray[Any]:
        if weights is not None:
            return weights[rows] @ np.unpackbits(self.bits[rows], axis=1).astype(np.float64)
        total = np.zeros(self.bits.shape[1] * 8, dtype=np.int64)
        for start in range(rows.start, rows.stop, _MOST_IN_A_BYTE):
            stop = min(start + _MOST_IN_A_BYTE, rows.stop)
            cells = np.unpackbits(self.bits[start:stop], axis=1)
            # at most 255 ones fit a byte, and sums of bytes are many at a time
            total += np.add.reduce(cells, axis=0, dtype=np.uint8)
        return total
