"""The rows of delimited text, found by the places of its delimiters, line ends and quotes.

The places are found in many bytes at once, and only the needed cells are cut out. What is not
plainly regular is left to `rows`, which alone says what a file holds and what is wrong with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Integers
from multihot.io.cutting import UTF_8, Block

ONE_BYTE_A_LETTER = ("ascii", "iso8859-1", "iso8859-15", "cp1252")
_NEWLINE, _RETURN, _QUOTE = b'\n\r"'
_HIGHEST_ASCII = 127
_NOWHERE = np.empty(0, dtype=np.int64)
_Bytes: TypeAlias = NDArray[np.uint8]


@dataclass(frozen=True)
class Marks:
    """What stands between cells and around them.

    Args:
        delimiter: the byte between cells.
        quoting: whether a cell may stand in quotes.
        encoding: `UTF_8`, or one of `ONE_BYTE_A_LETTER`.
    """

    delimiter: int
    quoting: bool
    encoding: str


def index(data: bytes, marks: Marks, *, n_cells: int = 0, line: int = 0) -> Block | None:
    """The rows that end in the bytes, or None where something is not plainly regular.

    Args:
        data: bytes from the start of a row.
        marks: what stands between cells and around them.
        n_cells: how many cells each row has; 0: as many as the first.
        line: how many lines stand before.
    """
    codes = np.frombuffer(data, dtype=np.uint8)
    places, quotes = _places(codes, marks, quoting=marks.quoting and b'"' in data)
    if not _plainly_quoted(codes, quotes, marks.delimiter):
        return None
    borders = _borders(codes, places, quotes)
    data = data[: borders[-1] + 1] if len(borders) else b""
    letters, breaks = _letters(data, marks.encoding), _breaks(data, places, quotes)
    cells = _cells(codes[: len(data)], borders, n_cells, quoting=len(quotes) > 0)
    if letters is None or breaks is None or cells is None:
        return None
    return Block(
        data,
        letters[0],
        *cells,
        line + 1 + _n_before(breaks, cells[0][:, 0]),
        len(breaks),
        quotes[2::2][np.diff(quotes)[1::2] == 1],
        letters[1],
    )


def _places(codes: _Bytes, marks: Marks, *, quoting: bool) -> tuple[Integers, Integers]:
    """Places of delimiters, line ends and quotes, and of the quotes among them."""
    marked = (codes == marks.delimiter) | (codes == _NEWLINE)
    if not quoting:
        return np.flatnonzero(marked), _NOWHERE
    places = np.flatnonzero(marked | (codes == _QUOTE))
    return places, places[codes[places] == _QUOTE]


def _plainly_quoted(codes: _Bytes, quotes: Integers, delimiter: int) -> bool:
    """Whether every quote opens a cell, closes one, or stands beside another in one."""
    around = np.zeros(256, dtype=np.bool_)
    around[[delimiter, _NEWLINE, _QUOTE]] = True
    opening, closing = quotes[::2], quotes[1::2]
    before = codes[opening[opening > 0] - 1]
    after = codes[closing[closing + 1 < len(codes)] + 1]
    return bool(around[before].all() and (around[after] | (after == _RETURN)).all())


def _borders(codes: _Bytes, places: Integers, quotes: Integers) -> Integers:
    """Places of delimiters and line ends outside quotes, up to the end of the last whole row."""
    kinds = codes[places]
    if len(quotes):
        is_quote = kinds == _QUOTE
        outside = (np.cumsum(is_quote) % 2 == 0) & ~is_quote
        places, kinds = places[outside], kinds[outside]
    from_behind = kinds[::-1] == _NEWLINE
    return places[: len(places) - int(np.argmax(from_behind))] if from_behind.any() else _NOWHERE


def _breaks(data: bytes, places: Integers, quotes: Integers) -> Integers | None:
    """Places where a line ends, in quotes or not, or None if one ends a row unusually."""
    codes = np.frombuffer(data, dtype=np.uint8)
    places = places[: np.searchsorted(places, len(data))]
    breaks = places[codes[places] == _NEWLINE]
    if b"\r" not in data:
        return breaks
    returns = np.flatnonzero(codes == _RETURN)
    alone = returns[codes[returns + 1] != _NEWLINE]
    if (np.searchsorted(quotes, alone) % 2 == 0).any():
        return None
    return np.sort(np.concatenate((breaks, alone)), kind="stable")


def _n_before(breaks: Integers, starts: Integers) -> Integers:
    """How many lines end before each row."""
    if len(breaks) == len(starts):  # no line break inside a cell, no blank line
        return np.arange(len(starts))
    return np.searchsorted(breaks, starts)


def _letters(data: bytes, encoding: str) -> tuple[str, Integers] | None:
    """The bytes as text, one letter a byte, and the places where that is not the text itself."""
    try:
        if data.isascii() or encoding != UTF_8:
            return data.decode(encoding), _NOWHERE
        codes = np.frombuffer(data, dtype=np.uint8).copy()
        high = np.flatnonzero(codes > _HIGHEST_ASCII)
        # these alone, with a blank where they do not touch, are UTF-8 exactly if all bytes are
        gaps = np.flatnonzero(np.diff(high) > 1) + 1
        np.insert(codes[high], gaps, ord(" ")).tobytes().decode(UTF_8)
    except UnicodeDecodeError:
        return None
    codes[high] = ord("?")
    return codes.tobytes().decode("ascii"), high


def _cells(
    codes: _Bytes, borders: Integers, n_cells: int, *, quoting: bool
) -> tuple[Integers, Integers] | None:
    """Where cells begin and end, (n_rows, n_cells), or None if rows differ in their cells."""
    is_last = codes[borders] == _NEWLINE
    starts = np.concatenate(([0], borders + 1))[:-1]
    ends = borders - (is_last & (codes[borders - 1] == _RETURN))
    blank = is_last & (starts == ends) & np.concatenate(([True], is_last))[:-1]
    if blank.any():
        starts, ends, is_last = starts[~blank], ends[~blank], is_last[~blank]
    n_cells = n_cells or int(np.argmax(np.append(is_last, True))) + 1
    n_rows = int(np.count_nonzero(is_last))
    if n_rows * n_cells != len(ends) or not is_last[n_cells - 1 :: n_cells].all():
        return None
    if quoting:
        quoted = codes[starts] == _QUOTE
        starts, ends = starts + quoted, ends - quoted
    return starts.reshape(n_rows, n_cells), ends.reshape(n_rows, n_cells)
