"""The text of an ARFF file: its header as attributes, its lines as rows of numbers."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from multihot.errors import DataError, did_you_mean, listed

_NUMERIC = ("numeric", "real", "integer")
_REFUSED = {
    "string": "declare its values as {a,b}, take it out, or read the texts with read_csv",
    "date": "write it as a number, such as days since the first, and declare it numeric",
    "relational": "write its columns as attributes of their own, or take it out",
}
_QUOTING = r"quote a name or value that holds a comma, quote, brace or %, as in 'Stellar\'s Jay'"
_Cells: TypeAlias = tuple[Sequence[int], Sequence[str]]
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}

# a bare value begins with no blank and no quote, so that no line makes the search slow
_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_VALUE = rf"""\s*(?:(?P<quoted>{_QUOTED})\s*|(?P<bare>[^\s,'"{{}}%][^,'"{{}}%]*)?)"""
_CELL = re.compile(rf"{_VALUE}(?P<end>,|%|$)")
_DECLARED = re.compile(rf"{_VALUE}(?P<end>[,}}])")
_PAIR = re.compile(rf"\s*(?P<index>\d{{1,15}})\s{_VALUE}(?P<end>[,}}])")
_NAME = re.compile(rf"""({_QUOTED}|[^\s{{'"][^\s{{]*)\s*""")
_PLAIN = re.compile(r"""[^'"{}%]*""")
_PLAIN_PAIR = r"""\s*\d{1,15}\s+[^\s,'"{}%]+\s*(?:,(?=\s*\d)|(?=\}))"""
_PLAIN_PAIRS = re.compile(rf"\{{((?:{_PLAIN_PAIR})*)\s*\}}\s*(?:%.*)?")
_WEIGHT = re.compile(r",?\s*\{[^{},]*\}\s*(?:%.*)?")


@dataclass(frozen=True)
class Attribute:
    """One declared column; the number of a nominal value is its place in the declaration."""

    name: str
    values: tuple[str, ...] = ()
    codes: dict[str, float] = field(default_factory=dict)

    @property
    def is_number(self) -> bool:
        """Whether the cells are numbers: no values are declared, or only 0 and 1."""
        return set(self.values) <= {"0", "1"}

    def read(self, cell: str) -> float:
        """The cell as a number, NaN for a gap; KeyError or ValueError where it is neither."""
        if self.values:
            return self.codes[cell]
        if cell == "?":
            return math.nan
        number = float(cell)
        if math.isinf(number) or "_" in cell:  # Python reads 1_0 as 10
            raise ValueError(cell)
        return number

    def takes(self, cell: str) -> bool:
        """Whether the cell can be read."""
        try:
            self.read(cell)
        except (KeyError, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Rows:
    """Cells of all rows, one after the other; those of row i end before `ends[i + 1]`."""

    lines: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q", [0]))
    columns: array[int] = field(default_factory=lambda: array("q"))
    values: array[float] = field(default_factory=lambda: array("d"))


def content(text: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Lines that are neither blank nor a comment, with their numbers from 1."""
    for number, line in enumerate(text, start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("%"):
            yield number, stripped


def read_header(lines: Iterator[tuple[int, str]], path: Path) -> tuple[str, list[Attribute]]:
    """The relation and the attributes; the next line is the first row."""
    relation = ""
    attributes: dict[str, Attribute] = {}
    for number, line in lines:
        where = f"{path}:{number}"
        keyword, rest = (*line.split(None, 1), "")[:2]
        match keyword.lower():
            case "@relation":
                relation = rest
            case "@attribute":
                attribute = _attribute(rest, where)
                if attribute.name in attributes:
                    problem = f"a second attribute {attribute.name!r}"
                    raise DataError(problem, where=where, remedy="rename or drop one of the two")
                attributes[attribute.name] = attribute
            case "@data":
                return relation, list(attributes.values())
            case _:
                raise _wrong_keyword(keyword, where)
    raise DataError(
        "no line @data", where=str(path), remedy="write @data between the attributes and the rows"
    )


def _wrong_keyword(keyword: str, where: str) -> DataError:
    hint = did_you_mean(keyword.lower(), ("@relation", "@attribute", "@data"))
    return DataError(
        f"{keyword[:40]!r} in the header. {hint}".rstrip(),
        where=where,
        remedy="begin each line before the rows with @relation, @attribute, @data or %",
    )


def _attribute(text: str, where: str) -> Attribute:
    found = _NAME.match(text)
    if found is None:
        raise DataError(f"no name in {text[:40]!r}", where=where, remedy=_QUOTING)
    name, kind = _unquoted(found[1]), text[found.end() :]
    if kind.startswith("{"):
        return _nominal(name, kind, f"{where}: attribute {name!r}")
    word = kind.lower().partition(" ")[0]
    if word not in _NUMERIC:
        raise DataError(
            f"attribute {name!r} is of type {word!r}. {did_you_mean(word, _NUMERIC)}".rstrip(),
            where=where,
            remedy=_REFUSED.get(word, f"declare it numeric or {{a,b}}; {_QUOTING}, or a blank"),
        )
    return Attribute(name)


def _nominal(name: str, declaration: str, where: str) -> Attribute:
    values = tuple(_cells(_DECLARED, declaration, 1, where)[1])
    codes = {value: float(place) for place, value in enumerate(values)}
    if len(codes) < len(values) or "?" in codes:
        problem = f"declares {'?' if '?' in codes else 'a value twice'!r}"
        raise DataError(problem, where=where, remedy="rename or drop it; ? stands for a gap")
    return Attribute(name, values, codes | {"?": math.nan})


def _unquoted(text: str) -> str:
    if text[:1] in ("'", '"'):
        return re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[1]), text[1:-1])
    return text.strip()


def _cells(pattern: re.Pattern[str], text: str, start: int, where: str) -> _Cells:
    """Columns and values of the cells up to the end of the line or the closing brace."""
    columns: list[int] = []
    values: list[str] = []
    end = ","
    while end == ",":
        found = pattern.match(text, start)
        if found is None:
            raise _unreadable(pattern, text[start:], f"{where}: value {len(values) + 1}")
        columns.append(int(found["index"]) if pattern is _PAIR else len(values))
        values.append(_unquoted(found["quoted"] or found["bare"] or ""))
        start, end = found.end(), found["end"]
    rest = text[start:].strip()
    if end == "}" and rest and not rest.startswith("%"):
        raise _unreadable(_CELL, rest, f"{where}: after the brace")
    return columns, values


def _unreadable(pattern: re.Pattern[str], text: str, where: str) -> DataError:
    text = text.strip()
    outside_quotes = re.sub(_QUOTED, "", text)
    shown = text[:40]
    if "'" in outside_quotes or '"' in outside_quotes:
        return DataError(f"a quote is not closed: {shown!r}", where=where, remedy=_QUOTING)
    if _WEIGHT.fullmatch(text):
        return DataError(f"a weight {shown!r}", where=where, remedy="take the weights out")
    if pattern is not _CELL and "}" not in outside_quotes:
        return DataError(f"a brace is not closed: {shown!r}", where=where, remedy="close it with }")
    wanted = "write pairs such as {0 1,7 0.5}; " if pattern is _PAIR else ""
    return DataError(f"cannot read {shown!r}", where=where, remedy=wanted + _QUOTING)


def read_rows(
    lines: Iterator[tuple[int, str]], attributes: Sequence[Attribute], path: Path
) -> tuple[Rows, bool]:
    """The rows that follow the header, and whether one of them is sparse."""
    rows, is_sparse = Rows(), False
    readers = [attribute.read for attribute in attributes]
    for number, line in lines:
        sparse = line.startswith("{")
        is_sparse |= sparse
        where = f"{path}:{number}"
        read = _sparse_cells if sparse else _dense_cells
        columns, cells = read(line, len(attributes), where)
        try:
            rows.values.extend([readers[at](cell) for at, cell in zip(columns, cells, strict=True)])
        except (KeyError, ValueError):
            raise _wrong_cell((columns, cells), attributes, where) from None
        rows.columns.extend(columns)
        rows.ends.append(len(rows.columns))
        rows.lines.append(number)
    if not rows.lines:
        raise DataError("no rows after @data", where=str(path), remedy="check how it was written")
    return rows, is_sparse


def _dense_cells(line: str, n_attributes: int, where: str) -> _Cells:
    if _PLAIN.fullmatch(line):
        cells: Sequence[str] = list(map(str.strip, line.split(",")))
    else:
        _, cells = _cells(_CELL, line, 0, where)
    if len(cells) != n_attributes:
        raise DataError(
            f"the row has {len(cells)} values, the header has {n_attributes} attributes",
            where=where,
            remedy=f"write one value for each attribute, ? for a gap; {_QUOTING}",
        )
    return range(n_attributes), cells


def _sparse_cells(line: str, n_attributes: int, where: str) -> _Cells:
    plain = _PLAIN_PAIRS.fullmatch(line)
    if plain:
        words = plain[1].replace(",", " ").split()
        columns: Sequence[int] = list(map(int, words[::2]))
        cells: Sequence[str] = words[1::2]
    else:
        columns, cells = _cells(_PAIR, line, 1, where)
    for before, index in pairwise((-1, *columns)):
        if not before < index < n_attributes:
            raise DataError(
                f"index {index} " + (f"after {before}" if index <= before else "is no attribute"),
                where=where,
                remedy=f"count attributes from 0 to {n_attributes - 1}, rising, each at most once",
            )
    return columns, cells


def _wrong_cell(cells: _Cells, attributes: Sequence[Attribute], where: str) -> DataError:
    column, cell = next(
        each for each in zip(*cells, strict=True) if not attributes[each[0]].takes(each[1])
    )
    attribute = attributes[column]
    if attribute.values:
        problem = f"undeclared value {cell!r}. {did_you_mean(cell, attribute.values)}".rstrip()
        remedy = f"use one of {listed(attribute.values)}, or ? for a gap"
    else:
        problem, remedy = f"{cell!r} is not a finite number", "write a number, or ? for a gap"
    place = f"{where}: attribute {attribute.name!r} (column {column + 1})"
    return DataError(problem, where=place, remedy=remedy)
