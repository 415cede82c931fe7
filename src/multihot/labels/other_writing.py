"""Unknown labels that are known ones written in another way: joined, as a list, in another case."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from multihot.errors import DataError
from multihot.labels.named import names_in
from multihot.labels.written_values import written_value

_MARKS = ("\n", "\t", "||", "|", ";;", ";", "::", ",", "/", "&", "+", " ")
_MOST = 0.5  # share of the rows of unknown labels that must be explained


def written_otherwise(unknown: Mapping[str, int], known: Collection[str]) -> str:
    """A sentence on how unknown labels are known ones in another writing; or nothing.

    Args:
        unknown: names, and how many rows have each.
        known: the labels that there are.

    >>> written_otherwise({"war, love": 3, "fog": 1}, ["love", "war"])
    "'war, love' is 'war' and 'love' written together: write both files in one way"
    """
    names = frozenset(known)
    folded = {name.casefold(): name for name in names}
    parts = {name: _known_parts(name, names) for name in unknown}
    cased = {name: folded.get(name.strip().casefold()) for name in unknown}
    joined = [name for name, each in parts.items() if each]
    other = [name for name, each in cased.items() if each]
    most = _MOST * sum(unknown.values())
    if joined and sum(unknown[name] for name in joined) >= most:
        first = joined[0]
        told = " and ".join(map(repr, parts[first]))
        return f"{first!r} is {told} written together: write both files in one way"
    if other and sum(unknown[name] for name in other) >= most:
        first = other[0]
        return f"{first!r} is {cased[first]!r} in another case: write both files in one way"
    return ""


def _known_parts(name: str, known: frozenset[str]) -> tuple[str, ...]:
    try:
        listed = names_in(written_value(name))
    except (DataError, ValueError):
        listed = ()
    ways = [listed, *(tuple(map(str.strip, name.split(mark))) for mark in _MARKS if mark in name)]
    return next((parts for parts in ways if parts and known.issuperset(parts)), ())
