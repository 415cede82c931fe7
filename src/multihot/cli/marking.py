"""A line of someone's source on a screen, and which of its columns a piece takes."""

from __future__ import annotations

import sys
import unicodedata

from multihot.facts import Place

_TAB = " " * 4
_CUT = "..."
# control characters, those that turn the direction of writing
_UNSEEN = ("Cc", "Cf", "Cs")


def visible(text: str) -> str:
    """The text on one line, with what would move the cursor, or cannot be printed, as `?`."""
    seen = text.replace("\t", _TAB).replace("\n", " ")
    if not seen.isprintable():
        seen = "".join("?" if unicodedata.category(each) in _UNSEEN else each for each in seen)
    encoding = sys.stdout.encoding or "utf-8"
    return seen.encode(encoding, "replace").decode(encoding)


def marked(place: Place, *, room: int) -> tuple[str, int, int]:
    """The line without its indentation, the cells before the piece, and the cells of the piece.

    Args:
        place: of the piece; its `text` is the line.
        room: cells there are; a longer line is cut so that the piece is seen.
    """
    from rich.cells import cell_len

    if not place.column:
        return _head(visible(place.text.strip()), room), 0, 0
    start, end = place.column - 1, max(place.end_column - 1, place.column)
    before = visible(place.text[:start].lstrip())
    piece, after = visible(place.text[start:end]), visible(place.text[end:].rstrip())
    if cell_len(before + piece) > room:
        before = _tail(before, max(room // 3, room - cell_len(piece + after)))
    piece = _head(piece, room - cell_len(before))
    after = _head(after, room - cell_len(before + piece))
    return before + piece + after, cell_len(before), cell_len(piece)


def _head(text: str, room: int) -> str:
    """As much of the beginning as there is room for."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= room:
        return text
    return set_cell_size(text, max(room - len(_CUT), 0)) + _CUT[: max(room, 0)]


def _tail(text: str, room: int) -> str:
    """As much of the end as there is room for."""
    return _head(text[::-1], room)[::-1]
