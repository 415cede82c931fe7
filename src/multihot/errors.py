"""What can go wrong for a user: the problem with its value, the place, the remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from numbers import Integral
from typing import Self

# what stands for the words of Python and those of the command, in a text that is shown in both
_EITHER = re.compile("⟨([^⟨⟩¦]*)¦([^⟨⟩¦]*)⟩")


def either(*, python: str, command: str) -> str:
    """Words of a message that a person in Python reads otherwise than one at the command.

    >>> error = MultihotError("3 rows", remedy=either(python="call split", command="see --test"))
    >>> error.remedy, error.for_command()
    ('call split', '3 rows\\n  To fix: see --test')
    """
    return f"⟨{python}¦{command}⟩"


def option(name: str, *, value: object = None, command: str = "") -> str:
    """An option in a message: `scope="all"` in Python, `--scope all` at the command.

    Args:
        name: of the argument, `from_logits`.
        value: what to give; None names the option alone.
        command: what is typed, where it is not `--name value`.

    >>> error = MultihotError("rows are judged", remedy=f"pass {option('scope', value='all')}")
    >>> error.remedy, error.for_command()
    ('pass scope="all"', 'rows are judged\\n  To fix: pass --scope all')
    """
    written = f'"{value}"' if isinstance(value, str) else "" if value is None else repr(value)
    typed = f"--{name.replace('_', '-')}"
    if value is not None and value is not True:
        typed += f" {value}"
    return either(python=f"{name}={written}", command=command or typed)


def option_name(name: str, *, command: str = "") -> str:
    """What an option is called at the head of a message: `batch_size`, `--batch-size`."""
    return either(python=name, command=command or f"--{name.replace('_', '-')}")


class MultihotError(Exception):
    """A problem that the user can mend.

    Texts may hold `option` and `either`; the error itself is in the words of Python.

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
        super().__init__(_EITHER.sub(r"\1", problem))
        self._told = problem, where, remedy

    @property
    def problem(self) -> str:
        """What is wrong."""
        return _EITHER.sub(r"\1", self._told[0])

    @property
    def where(self) -> str:
        """The place."""
        return _EITHER.sub(r"\1", self._told[1])

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return _EITHER.sub(r"\1", self._told[2])

    def __str__(self) -> str:
        return _message(self.problem, self.where, self.remedy)

    def for_command(self) -> str:
        """The message in the words of the command line."""
        return _message(*(_EITHER.sub(r"\2", text) for text in self._told))

    def placed(self, where: str, *, remedy: str = "") -> Self:
        """The same error at another place, with another remedy where one is given."""
        error = type(self).__new__(type(self))
        problem, _, own = self._told
        MultihotError.__init__(error, problem, where=where, remedy=remedy or own)
        return error


def _message(problem: str, where: str, remedy: str) -> str:
    place = f"{where}: " if where else ""
    return f"{place}{problem}" + (f"\n  To fix: {remedy}" if remedy else "")


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


def check_whole_number(
    value: object, *, name: str, least: int = 1, most: int = 2**31 - 1, command: str = ""
) -> None:
    """Refuse what is no whole number, and one that is out of range.

    Args:
        value: what was given.
        name: of the argument, and of the option where that has no other.
        least: the lowest that will do.
        most: the highest; by default that of 32 bits, beyond which no library counts.
        command: the option, where it is called otherwise.

    Raises:
        DataError: it is none, or out of range.

    >>> check_whole_number(-1, name="seed", least=0, most=9)
    Traceback (most recent call last):
    multihot.errors.DataError: seed: is -1
      To fix: give a whole number from 0 to 9
    """
    if isinstance(value, Integral) and least <= int(value) <= most:
        return
    raise DataError(
        f"is {value!r}",
        where=option_name(name, command=command),
        remedy=f"give a whole number from {least} to {most:,}",
    )


def check_seed(seed: object, *, name: str = "seed") -> None:
    """Refuse a seed that NumPy and Keras cannot begin with.

    Raises:
        DataError: it is no whole number from 0 to 2^32 - 1.
    """
    check_whole_number(seed, name=name, least=0, most=2**32 - 1)


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
