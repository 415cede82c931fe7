"""What can go wrong for a user: the problem with its value, the place, the remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence


class MultihotError(Exception):
    """A problem that the user can mend.

    Args:
        problem: what is wrong, with the offending value.
        where: place, such as `films.csv:17` or `targets`.
        remedy: what to do about it.

    >>> error = MultihotError("no column 'body'", where="news.csv:1", remedy="name another")
    >>> print(error)
    news.csv:1: no column 'body'
      To fix: name another
    """

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(problem)
        self.problem, self.where, self.remedy = problem, where, remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f"\n  To fix: {self.remedy}" if self.remedy else ""
        return f"{place}{self.problem}{remedy}"


class DataError(MultihotError, ValueError):
    """The data, or what was asked of them, cannot be used as they are."""


class ShapeError(MultihotError, ValueError):
    """Two arrays that belong together do not have the same rows or labels."""


class OutputError(MultihotError, OSError):
    """A result could not be written; what was there before is untouched."""


class MissingExtra(MultihotError, ImportError):
    """An optional library is needed and not installed."""

    def __init__(self, task: str, *, library: str, extra: str) -> None:
        super().__init__(f"{task} needs {library}", remedy=f'pip install "multihot[{extra}]"')


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Sentence that offers the nearest of the names, or nothing.

    >>> did_you_mean("sprot", ["politics", "sport"])
    "Did you mean 'sport'?"
    """
    near = difflib.get_close_matches(name, list(names), n=1)
    return f"Did you mean {near[0]!r}?" if near else ""


def check_choice(value: str, choices: Iterable[str], *, name: str) -> None:
    """Refuse a word that is none of the choices."""
    words = list(choices)
    if value not in words:
        raise DataError(
            f"no {name} {value!r}. {did_you_mean(str(value), words)}".rstrip(),
            remedy=f"use one of {listed(words)}",
        )


def counted(counts: Mapping[str, int], *, most: int = 8) -> str:
    """Names with how many rows each has.

    >>> counted({"war": 3, "peace": 2})
    "'war' (3), 'peace' (2)"
    """
    return _first([f"{name!r} ({count})" for name, count in counts.items()], most)


def listed(items: Iterable[object], *, most: int = 8) -> str:
    """The first few items as people write them, and how many more there are.

    >>> listed(["war", "peace", "love"], most=2)
    "'war', 'peace' and 1 more"
    """
    return _first([repr(item) for item in items], most)


def _first(told: Sequence[str], most: int) -> str:
    rest = len(told) - most
    return ", ".join(told[:most]) + (f" and {rest:,} more" if rest > 0 else "")
