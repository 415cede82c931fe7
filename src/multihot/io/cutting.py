"""Cutting the cells of a column out of a text, by their places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Integers
from multihot.io.repeated import Repeated

UTF_8 = "utf-8"
_LONGEST = 7  # bytes of a cell that make a number of 8 bytes with their count
_BYTE = np.uint64(255)
_BEGINNING = np.uint64(256) ** np.arange(_LONGEST + 1, dtype=np.uint64) - np.uint64(1)
_AT_LEAST = 2  # times that cells are there on average before it pays to keep each once
_Words: TypeAlias = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Block:
    """Whole rows of equally many cells; places count letters of the text from 0.

    Args:
        data: the rows.
        text: the rows, one letter a byte, ? where a byte is only part of one in UTF-8.
        starts: where the cells begin, after a quote, (n_rows, n_cells).
        ends: where they end, before a quote, (n_rows, n_cells).
        lines: the line at which each row begins, from 1.
        n_lines: how many lines the text has.
        doubled: places of quotes that stand with the one before for one.
        high: places of letters that are only bytes of a letter in UTF-8.
    """

    data: bytes
    text: str
    starts: Integers
    ends: Integers
    lines: Integers
    n_lines: int
    doubled: Integers
    high: Integers

    def first_row(self) -> list[str]:
        """All cells of the first row."""
        row = self.rows(0, 1)
        return [row.cells(column)[0] for column in range(self.starts.shape[1])]

    def rows(self, first: int, last: int | None = None) -> Block:
        """Some of the rows."""
        starts, ends = self.starts[first:last], self.ends[first:last]
        return replace(self, starts=starts, ends=ends, lines=self.lines[first:last])

    def cells(self, column: int) -> list[str]:
        """The cells of one column."""
        text, starts, ends = self.text, self.starts[:, column], self.ends[:, column]
        cells = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        for row in _holding(self.high, starts, ends):
            cells[row] = self.data[starts[row] : ends[row]].decode(UTF_8)
        for row in _holding(self.doubled, starts, ends):
            cells[row] = cells[row].replace('""', '"')
        return cells

    def repeated(self, column: int) -> Repeated | None:
        """The cells of one column, each kept once; None if they are long or seldom alike."""
        starts, lengths = self.starts[:, column], self.ends[:, column] - self.starts[:, column]
        n_long = np.count_nonzero(lengths > _LONGEST)
        if n_long * _AT_LEAST > len(lengths):
            return None
        padded = self.data + bytes(_LONGEST)
        words = np.ndarray(len(self.data), dtype="<u8", buffer=padded, strides=(1,))[starts]
        n_distinct, codes = _numbered(words, starts.astype(np.uint64), lengths.astype(np.uint64))
        if n_distinct * _AT_LEAST > len(codes):
            return None
        first = np.empty(n_distinct, dtype=np.int64)
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        order = np.argsort(first)
        shown = replace(self, starts=self.starts[first[order]], ends=self.ends[first[order]])
        cells, codes = shown.cells(column), np.argsort(order)[codes]
        known = {cell: code for code, cell in enumerate(dict.fromkeys(cells))}
        return Repeated(list(known), np.array([known[cell] for cell in cells])[codes])


def _holding(places: Integers, starts: Integers, ends: Integers) -> list[int]:
    """Cells in which one of the places lies."""
    if not len(places):
        return []
    return np.flatnonzero(np.searchsorted(places, starts) != np.searchsorted(places, ends)).tolist()


def _numbered(words: _Words, starts: _Words, lengths: _Words) -> tuple[int, Integers]:
    """How many different cells there are, and the number of each; a long one is like no other."""
    if lengths.max(initial=0) <= 1:  # one byte or none: a table is quicker than sorting
        keys = ((words & _BYTE) + np.uint64(1)) * lengths
        seen = np.zeros(257, dtype=np.bool_)
        seen[keys] = True
        return int(np.count_nonzero(seen)), (np.cumsum(seen) - 1)[keys]
    short = lengths <= _LONGEST
    beginnings = words & _BEGINNING[np.where(short, lengths, np.uint64(0))]
    keys = np.where(short, beginnings, starts) | np.where(short, lengths, _BYTE) << np.uint64(56)
    distinct, codes = np.unique(keys, return_inverse=True)
    return len(distinct), codes
