"""What each column of a file looks like, and the option to type for it: an offer, not a guess."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Literal, TypeAlias

from multihot.errors import either
from multihot.io.columns import GAPS
from multihot.labels import CellForm, form_of_cells, suspected_form
from multihot.labels.split_cells import is_number

Look: TypeAlias = Literal[
    "text",
    "list",
    "written list",
    "separated",
    "yes and no",
    "number",
    "file",
    "address",
    "date",
    "empty",
    "few",
    "",
]

_PATH = re.compile(r"^\S.*\.(png|jpe?g|gif|bmp|tiff?|webp|wav|mp3|flac|mp4|npy|txt|pdf|dcm)$", re.I)
_ADDRESS = re.compile(r"^(https?|ftp|s3|gs)://\S+$", re.I)
_DATE = re.compile(
    r"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2}))"
    r"([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?(Z| ?[+-]\d{2}:?\d{2})?)?$",
    re.I,
)
_YES_AND_NO = frozenset({"0", "1", "0.0", "1.0", "-1", "true", "false", "yes", "no", "x"})
_WORDS_OF_A_TEXT, _WORDS_OF_A_TITLE = 4, 1.5
_MOST_LETTERS = 30
_MOST_SHOWN = 6
_MARKS = str.maketrans("", "", "⟨¦⟩")  # what `either` is written with
_PATTERNS: dict[Look, re.Pattern[str]] = {"address": _ADDRESS, "file": _PATH, "date": _DATE}
_UNUSABLE: dict[Look, str] = {
    "file": "paths of files, which are not opened: put what is in them into columns of numbers",
    "address": "addresses, which are not fetched: put what is there into columns of texts or "
    "numbers",
    "date": "dates: put what may tell of them, such as the year, into columns of numbers",
    "empty": "empty in the first rows",
}
_OPTIONS: dict[Look, tuple[str, str]] = {
    "text": ("text", "texts"),
    "number": ("features", "numbers"),
    "few": ("categories", "few values that come again"),
}


@dataclass(frozen=True)
class Offer:
    """Options to type for some columns, and what is in them.

    Args:
        options: name and value of each; a value of True is a flag; none where none helps.
        told: what the columns hold.
    """

    options: tuple[tuple[str, str | bool], ...]
    told: str

    def typed(self) -> str:
        """As at the command."""
        return (
            "-"
            if not self.options
            else " ".join(
                f"--{name.replace('_', '-')}"
                if value is True
                else f"--{name.replace('_', '-')} {shlex.quote(str(value))}"
                for name, value in self.options
            )
        )

    def written(self) -> str:
        """As in Python."""
        return ", ".join(f"{name}={value!r}" for name, value in self.options)


def offers(columns: Mapping[str, Sequence[Any]], *, inputs: bool, labels: bool) -> str:
    """A line for each kind of column: what to type for it, and what it holds; empty if unknown.

    Args:
        columns: cells of the first rows of each column that has no use yet.
        inputs: whether inputs are wanted.
        labels: whether labels are wanted.
    """
    looks = {name: look_of(cells) for name, cells in columns.items() if name}
    told = [
        *(_inputs(columns, looks) if inputs else ()),
        *((*_labels(columns, looks),) or (*_single_labels(columns, looks),) if labels else ()),
    ]
    if not told:
        return ""
    command = _lines([(each.typed(), each.told) for each in told])
    return either(python=_lines([(each.written(), each.told) for each in told]), command=command)


def _lines(told: list[tuple[str, str]]) -> str:
    width = max((len(first) for first, _ in told), default=0)
    return "".join(f"\n    {first:<{width}}  {second}" for first, second in told)


def look_of(cells: Iterable[Any]) -> Look:
    """What a column looks like, by its first cells.

    >>> look_of(["a man rides into town", "two friends open a shop"]), look_of(["3", "", "4.5"])
    ('text', 'number')
    """
    there = [cell for cell in cells if cell is not None and str(cell).strip() not in GAPS]
    if not there:
        return "empty"
    if all(isinstance(cell, list | dict) for cell in there):
        return "list"
    texts = [str(cell).strip() for cell in there]
    form = form_in(texts)
    if form is not None and form.option != "separator":
        return "written list"
    if all(text[:1] + text[-1:] in ("[]", "{}") for text in texts):
        return "written list"
    if {text.lower() for text in texts} <= _YES_AND_NO:
        return "yes and no"
    return "number" if all(is_number(text) for text in texts) else _look_of_words(texts)


def _look_of_words(texts: list[str]) -> Look:
    for look, pattern in _PATTERNS.items():
        if all(pattern.match(text) for text in texts):
            return look
    if form_in(texts) is not None:
        return "separated"
    n_words = sum(len(text.split()) for text in texts) / len(texts)
    if n_words < _WORDS_OF_A_TEXT and len(set(texts)) <= max(2, len(texts) // 2):
        return "few"
    return "text" if n_words >= _WORDS_OF_A_TITLE else ""


def form_in(cells: Iterable[Any]) -> CellForm | None:
    """How several names stand in a cell, as far as the first cells tell; None where they do not.

    >>> form_in(["war|love", "love", "love|war", "war"]).value
    '|'
    """
    texts = (str(cell).strip() for cell in cells if cell is not None)
    rows = Counter(text for text in texts if text not in GAPS)
    return form_of_cells(rows) or suspected_form(rows)


def _inputs(columns: Mapping[str, Sequence[Any]], looks: Mapping[str, Look]) -> Iterator[Offer]:
    for look, (name, holds) in _OPTIONS.items():
        alike = [each for each, its in looks.items() if its == look]
        for pattern, first in _named(alike, columns):
            yield Offer(((name, pattern),), f"{holds}, such as {_example(columns[first])}")
    for look, told in _UNUSABLE.items():
        for name in [each for each, its in looks.items() if its == look][:_MOST_SHOWN]:
            yield Offer((), f"{name!r}: {told}")


def _labels(columns: Mapping[str, Sequence[Any]], looks: Mapping[str, Look]) -> Iterator[Offer]:
    for name, look in looks.items():
        cells = columns[name]
        if look == "list":
            yield Offer((("labels", name),), f"lists, such as {_example(cells)}")
        elif look == "written list":
            form = form_in(cells)
            key = form.value if form is not None else ""
            option = ("literal_key", key) if key else ("literal", True)
            yield Offer((("labels", name), option), f"written lists, such as {_example(cells)}")
        elif look == "separated":
            form = form_in(cells)
            mark = "" if form is None else form.value
            several = [cell for cell in cells if mark in str(cell)]
            options = (("labels", name), ("separator", mark))
            yield Offer(options, f"several names a cell, such as {_example(several)}")
    answers = [name for name, look in looks.items() if look == "yes and no"]
    if answers:
        named = tuple(("labels", pattern) for pattern, _ in _named(answers, columns))
        n_columns, unless = f"{len(answers)} columns", "they are no features"
        if len(answers) == 1:
            n_columns, unless = "1 column", "it is no feature"
        told = f"{n_columns} of yes and no, such as {_example(columns[answers[0]])}"
        yield Offer(named, f"{told}: labels, if {unless}")


def _single_labels(
    columns: Mapping[str, Sequence[Any]], looks: Mapping[str, Look]
) -> Iterator[Offer]:
    for name in [name for name, look in looks.items() if look == "few"][:_MOST_SHOWN]:
        yield Offer((("labels", name),), f"one name a cell, such as {_example(columns[name])}")


def _named(alike: Sequence[str], columns: Iterable[str]) -> list[tuple[str, str]]:
    """Names to type with the first column of each: one pattern where it names these alone."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*alike, strict=False))
    prefix = "".join(letters[0] for letters in same).rstrip("0123456789")
    found = [name for name in columns if name.startswith(prefix)]
    if len(alike) > 1 and prefix and found == list(alike) and not set(prefix) & set("*?["):
        return [(f"{prefix}*", alike[0])]
    return [(name, name) for name in alike[:_MOST_SHOWN]]


def _example(cells: Sequence[Any]) -> str:
    cell = next(cell for cell in cells if cell is not None and str(cell).strip() not in GAPS)
    text = " ".join(str(cell).translate(_MARKS).split())
    return repr(text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS].rstrip()} ...")
