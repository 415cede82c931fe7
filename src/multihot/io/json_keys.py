"""The keys of JSON lines: one that stands twice in an object, one that some lines lack."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from multihot.errors import DataError, listed, option
from multihot.io.layout import Layout, Roles

_KEY = re.compile(rb'(?<!\\)(?:\\\\)*"\s*:')
_ODD = (b'"\t', b'"  ', b'\\\\"')  # a key may end so, and not be counted at once
_MOST_PLACES = 5
_LOOKS_ALIKE = 0.75


class KeySets:
    """Which keys the objects of a file have together, and on which lines."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, ...], list[int]] = {}

    def add(self, lines: Iterable[int], records: Iterable[Mapping[str, Any]]) -> None:
        """Some more lines."""
        for line, record in zip(lines, records, strict=True):
            self._lines.setdefault(tuple(record), []).append(line)

    def header(self) -> list[str]:
        """Every key, in the order in which they first occur."""
        return list(dict.fromkeys(key for keys in self._lines for key in keys))

    def check(self, layout: Layout, roles: Roles, *, source: str) -> None:
        """Refuse lines without a key that others have, where that is most likely a mistake.

        Raises:
            DataError: a line lacks a key of labels, unless the layout says what that means; or
                it lacks another key that is needed and has one that looks alike instead.
        """
        labels = roles.labels if layout.missing_labels == "error" else ()
        for name in roles.columns():
            without = {keys: lines for keys, lines in self._lines.items() if name not in keys}
            if not without:
                continue
            strange = self._strange(name, without)
            if name in labels or (strange and name not in roles.labels):
                raise _lacking(name, without, strange, source, is_label=name in labels)

    def _strange(self, name: str, without: Iterable[tuple[str, ...]]) -> str:
        """A key that looks like the name, and is no other key beside it; or nothing."""
        beside = {key for keys in self._lines if name in keys for key in keys}
        there = {key for keys in without for key in keys}
        same = {key for key in there if key.strip().casefold() == name.strip().casefold()}
        only_without = (there - beside) | same
        folded = {key.strip().casefold(): key for key in sorted(only_without)}
        near = get_close_matches(name.strip().casefold(), folded, n=1, cutoff=_LOOKS_ALIKE)
        return folded[near[0]] if near else ""


def _lacking(
    name: str,
    without: Mapping[tuple[str, ...], Sequence[int]],
    strange: str,
    source: str,
    *,
    is_label: bool,
) -> DataError:
    lines = sorted(line for some in without.values() for line in some)
    places = ", ".join(map(str, lines[:_MOST_PLACES]))
    more = f" and {len(lines) - _MOST_PLACES:,} more" if len(lines) > _MOST_PLACES else ""
    instead = f"; {strange!r} stands there instead" if strange else ""
    remedy = f"write {name!r}" if strange else f"write {name!r}, with [] where a row has no label"
    if is_label:
        none = option("missing_labels", value="none")
        remedy += f"; or say {none}, if rows without the key have no label"
    return DataError(
        f"{len(lines):,} rows have no key {name!r}, which other rows have (lines {places}{more})"
        f"{instead}",
        where=f"{source}:{lines[0]}",
        remedy=remedy,
    )


def refuse_twice(source: str, chunk: Sequence[tuple[int, bytes]], records: Sequence[Any]) -> None:
    """Refuse an object that has a key twice, of which a decoder keeps the last.

    Raises:
        DataError: with the line and the key.
    """
    if _marks(b"".join(line for _, line in chunk)) == sum(map(len, records)):  # mostly, and quick
        return
    for (number, line), record in zip(chunk, records, strict=True):
        if _marks(line) == len(record):
            continue
        twice = _twice(line) if len(_KEY.findall(line)) != _n_keys(record) else []
        if twice:
            raise DataError(
                f"an object has {listed(twice)} twice",
                where=f"{source}:{number}",
                remedy="give every key of an object once",
            )


def _marks(text: bytes) -> int:
    """What looks like the end of a key, as most programs write it; -1 if not all may be seen."""
    if any(odd in text for odd in _ODD):
        return -1
    return text.count(b'":') + text.count(b'" :')


def _n_keys(value: Any) -> int:
    """Keys of an object and of all that are in it."""
    if type(value) is dict:
        return len(value) + sum(map(_n_keys, value.values()))
    return sum(map(_n_keys, value)) if type(value) is list else 0


def _twice(line: bytes) -> list[str]:
    found: dict[str, None] = {}

    def of(pairs: list[tuple[str, Any]]) -> None:
        keys = [key for key, _ in pairs]
        found.update(dict.fromkeys(key for key in keys if keys.count(key) > 1))

    json.loads(line, object_pairs_hook=of)
    return list(found)
