"""Lists and dicts that a cell holds written out: as JSON, Python or NumPy, or as tags."""

from __future__ import annotations

import ast
import csv
import json
import re
import tokenize
import warnings
from collections.abc import Sequence
from io import StringIO
from typing import Any

from multihot.errors import DataError, listed

_TAGS = re.compile(r"(?:<[^<>]+>[\s,;|]*)+|(?:\[[^\[\]]+\][\s,;|]*){2,}")
_TAG = re.compile(r"[<\[]([^<>\[\]]+)[>\]]")
_BARE = re.compile(r"""\[(?!\s*')([^\[\]{}=]*)\]|\{(?!\s*')((?:[^\[\]{}=:]|:(?!\s))*)\}""")
_NUMBERS = re.compile(r"\[\s*(?:[-+]?[\d.]+(?:[eE][-+]?\d+)?\s+)+[-+]?[\d.]+(?:[eE][-+]?\d+)?\s*\]")
_SIDE_BY_SIDE = re.compile(r"""['"]\s*[bBrRuU]*['"]""")
_NAMES = {"nan": None, "NaN": None, "NA": None, "null": None, "true": True, "false": False}
_COLLECTIONS = ("array", "list", "tuple", "set", "frozenset", "Index")
_SCALARS = re.compile(r"str_?|bool_?|u?int(?:8|16|32|64)?|float(?:16|32|64)?")


def written_value(cell: str) -> Any:
    """The list, dict, text or number that a cell holds written out.

    Tags are `<war><love>` or `[war][love]`; a list may also lack its quotes, as `[war, love]`.
    Texts that stand side by side, as NumPy prints an array, are one each: Python would glue them.

    Raises:
        DataError: a list that was cut short when it was printed, two texts without anything
            between, or a key twice in one dict.
        ValueError: the cell is none of these.

    >>> written_value('["war", "love"]'), written_value("['war' 'love']")
    (['war', 'love'], ['war', 'love'])
    >>> written_value("[war, love]"), written_value('{war,"true love"}')
    (['war', 'love'], ['war', 'true love'])
    >>> written_value("<war><love>"), written_value("{'war': 1}"), written_value("[3 5]")
    (['war', 'love'], {'war': 1}, [3, 5])
    """
    try:
        return json.loads(cell, object_pairs_hook=_dict_of)
    except DataError:
        raise
    except (ValueError, RecursionError):
        text = cell.strip()
    if _TAGS.fullmatch(text):
        return _TAG.findall(text)
    if _NUMBERS.fullmatch(text):
        return [_number(word) for word in text[1:-1].split()]
    try:
        return _of_node(_parsed(text))
    except DataError:
        raise
    except (
        ValueError,
        SyntaxError,
        TypeError,
        MemoryError,
        RecursionError,
        tokenize.TokenError,
    ) as error:
        if bare := _BARE.fullmatch(text):
            return _without_quotes(bare[1] if bare[2] is None else bare[2])
        raise ValueError("neither JSON nor Python") from error


def _without_quotes(inside: str) -> list[str]:
    """The names of a list of which none, or only those with a comma, stand in quotes."""
    try:
        return next(csv.reader([inside], skipinitialspace=True, strict=True), [])
    except csv.Error as error:
        raise ValueError("a quote is never closed") from error


def _dict_of(pairs: Sequence[tuple[Any, Any]]) -> dict[Any, Any]:
    """The pairs as a dict; JSON and Python would keep the last of two with one key."""
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = [key for key in values if keys.count(key) > 1]
        raise DataError(f"a dict has {listed(twice)} twice", remedy="give every key of a dict once")
    return values


def _number(word: str) -> int | float:
    try:
        return int(word)
    except ValueError:
        return float(word)


def _parsed(text: str) -> ast.expr:
    if _SIDE_BY_SIDE.search(text) or "..." in text:
        text = _with_commas(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of '\d', which Python takes as it stands
        return ast.parse(text, mode="eval").body


def _with_commas(text: str) -> str:
    """A comma between any two texts that stand side by side."""
    lines = text.splitlines(keepends=True)
    before: tokenize.TokenInfo | None = None
    gaps: list[tuple[int, int]] = []
    for token in tokenize.generate_tokens(StringIO(text).readline):
        if token.type == tokenize.OP and token.string == "...":
            raise _cut_short()
        if token.type in (tokenize.NL, tokenize.NEWLINE):
            continue
        if before is not None and before.type == token.type == tokenize.STRING:
            _refuse_touching(before, token)
            gaps.append(before.end)
        before = token
    for row, column in reversed(gaps):
        line = lines[row - 1]
        lines[row - 1] = f"{line[:column]},{line[column:]}"
    return "".join(lines)


def _refuse_touching(first: tokenize.TokenInfo, second: tokenize.TokenInfo) -> None:
    if first.end == second.start:
        raise DataError(
            f"nothing stands between {first.string} and {second.string}",
            remedy="put a comma between two labels; write a quote inside a label as \\' or \\\"",
        )


def _of_node(node: ast.expr) -> Any:
    """The value of an expression that is made of constants alone."""
    match node:
        case ast.Constant(value=value):
            if value is ...:
                raise _cut_short()
            return value
        case ast.List(elts=values) | ast.Tuple(elts=values) | ast.Set(elts=values):
            return [_of_node(value) for value in values]
        case ast.Dict(keys=keys, values=values) if None not in keys:
            named = [_of_node(key) for key in keys if key is not None]
            return _dict_of(list(zip(named, map(_of_node, values), strict=True)))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.Name(id=name) if name in _NAMES:
            return _NAMES[name]
        case ast.Call():
            return _of_call(node)
    raise ValueError("not made of constants alone")


def _of_call(call: ast.Call) -> Any:
    """What `array([...], dtype=object)`, `set()` and `np.str_('war')` hold."""
    function = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    if function in _COLLECTIONS:
        return _of_node(call.args[0]) if call.args else []
    if _SCALARS.fullmatch(function) and len(call.args) == 1:
        return _of_node(call.args[0])
    raise ValueError("a call")


def _cut_short() -> DataError:
    return DataError(
        "the list was cut short when it was printed: '...' stands for labels that are lost",
        remedy="write the whole list, as JSON",
    )
