"""Lists without quotes, as PostgreSQL, Java and people write them: `{war,love}`, `<war><love>`."""

from __future__ import annotations

import csv
import re

from multihot.errors import DataError

_ANGLES = re.compile(r"(?:<[^<>]+>[\s,;|]*)+")
_SQUARES = re.compile(r"""(?:\[[^\[\]'",]+\][\s,;|]*){2,}""")
_TAG = re.compile(r"[<\[]([^<>\[\]]+)[>\]]")
_BARE = re.compile(r"\[([^\[\]{}=\\]*)\]|\{([^\[\]{}=\\:]*)\}")
_QUOTED = re.compile(r"(?:^|[\s,(])'|'(?:$|[\s,)])")
_DOTS = re.compile(r"(?:^|[\s,])(?:\.\.\.|…)(?:$|[\s,])")
_NOTHING = ("NULL", "null", "None", "nan", "NaN", "NA")


def tag_names(text: str) -> list[str] | None:
    """The names of `<war><love>` or `[war][love]`; None if the text is written otherwise.

    >>> tag_names("<c#><.net>"), tag_names("[war, love]")
    (['c#', '.net'], None)
    """
    if _ANGLES.fullmatch(text) or _SQUARES.fullmatch(text):
        return _TAG.findall(text)
    return None


def bare_names(text: str) -> list[str | None]:
    """The names of a list of which none, or only those with a comma, stand in quotes.

    Raises:
        DataError: names that were left out in printing.
        ValueError: the text is no such list, or its commas may not be what stands between.

    >>> bare_names('{war,"love, true",NULL}')
    ['war', 'love, true', None]
    """
    bare = _BARE.fullmatch(text)
    inside = "" if bare is None else bare[1] if bare[2] is None else bare[2]
    other_mark = "," not in inside and re.search(r"[;|、]", inside)
    if bare is None or other_mark or _QUOTED.search(inside):
        raise ValueError("neither JSON nor Python")
    if _DOTS.search(inside):
        raise cut_short()
    try:
        names = next(csv.reader([inside], skipinitialspace=True, strict=True), [])
    except csv.Error as error:
        raise ValueError("a quote is never closed") from error
    return [None if name.strip() in _NOTHING else name for name in names]


def cut_short() -> DataError:
    """The error for a list that was printed with dots for what is in the middle."""
    return DataError(
        "the list was cut short when it was printed: the dots stand for labels that are lost",
        remedy="write the whole list, as JSON",
    )
