"""A table of 0 and 1 in little room: one bit a cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays.blocks import in_blocks
from multihot.arrays.columns import column_sums
from multihot.arrays.kinds import Floats, Integers

_BYTE = 8


@dataclass(frozen=True, eq=False)
class BitRows:
    """Decisions (n_rows, n_labels), eight cells in a byte.

    Args:
        bits: (ceil(n_rows * n_labels / 8),) uint8: row after row without a gap, the first cell in
            the highest bit; what is left of the last byte is 0.
        shape: (n_rows, n_labels).

    >>> rows = BitRows.of(np.array([[True, False, True], [False, False, True]]))
    >>> rows.per_label().tolist(), rows.per_row().tolist()
    ([1, 0, 2], [2, 1])
    """

    bits: NDArray[np.uint8]
    shape: tuple[int, int]

    @classmethod
    def of(cls, decided: NDArray[Any]) -> BitRows:
        """Pack an array of bool, or of 0 and 1."""
        n_rows, n_labels = decided.shape
        return cls.of_blocks(lambda rows: decided[rows] != 0, (n_rows, n_labels))

    @classmethod
    def of_blocks(
        cls, decide: Callable[[slice], NDArray[np.bool_]], shape: tuple[int, int]
    ) -> BitRows:
        """Pack what is decided on each block of rows."""
        n_rows, n_labels = shape

        def pack(eights: slice) -> NDArray[np.uint8]:  # so that a block ends where a byte does
            rows = slice(eights.start * _BYTE, min(eights.stop * _BYTE, n_rows))
            return np.packbits(decide(rows))

        packed = in_blocks(pack, -(-n_rows // _BYTE), row_cells=_BYTE * n_labels)
        return cls(np.concatenate([np.zeros(0, dtype=np.uint8), *packed]), shape)

    def rows(self, rows: slice) -> BitRows:
        """Some of the rows."""
        return BitRows.of(self.unpacked(rows))

    def unpacked(self, rows: slice) -> NDArray[np.uint8]:
        """Some of the rows as 0 and 1, a byte a cell."""
        n_labels = self.shape[1]
        start, stop = rows.start * n_labels, rows.stop * n_labels
        cells = np.unpackbits(self.bits[start // _BYTE : -(-stop // _BYTE)])
        before = start % _BYTE
        return cells[before : before + stop - start].reshape(rows.stop - rows.start, n_labels)

    def per_label(self, weights: Floats | None = None) -> NDArray[Any]:
        """Rows that are given each label, int64; or the sum of their weights, float64."""

        def add(rows: slice) -> NDArray[Any]:
            cells = self.unpacked(rows)
            return column_sums(cells) if weights is None else weights[rows] @ cells

        n_rows, n_labels = self.shape
        nothing = np.zeros(n_labels, dtype=np.int64 if weights is None else np.float64)
        return np.add.reduce([nothing, *in_blocks(add, n_rows, row_cells=n_labels)], axis=0)

    def per_row(self) -> Integers:
        """Labels that each row is given."""
        n_rows, n_labels = self.shape

        def add(rows: slice) -> NDArray[np.uint32]:
            # to uint32, because a sum of bytes in int64 takes many times longer
            return np.add.reduce(self.unpacked(rows), axis=1, dtype=np.uint32)

        sums = in_blocks(add, n_rows, row_cells=n_labels)
        return np.concatenate([np.zeros(0, dtype=np.uint32), *sums]).astype(np.int64)

    def at(self, rows: Integers, columns: Integers) -> NDArray[np.bool_]:
        """Decisions of single cells."""
        place = rows * self.shape[1] + columns
        byte = self.bits[place // _BYTE]
        return (byte << (place % _BYTE).astype(np.uint8)).astype(np.uint8) > 127  # noqa: PLR2004 - the highest bit

    def to_csr(self) -> csr_array:
        """The same decisions as int8 `csr_array` of ones."""
        return csr_array(self.unpacked(slice(0, self.shape[0])).view(np.int8))
