"""Lists and dicts as Python writes them and NumPy prints them; nothing is run."""

from __future__ import annotations

import ast
import re
import tokenize
import warnings
from collections.abc import Sequence
from io import StringIO
from typing import Any

from multihot.errors import DataError, listed
from multihot.labels.bare_lists import cut_short

_NUMBERS = re.compile(r"\[\s*(?:[-+]?[\d.]+(?:[eE][-+]?\d+)?\s+)+[-+]?[\d.]+(?:[eE][-+]?\d+)?\s*\]")
_SIDE_BY_SIDE = re.compile(r"""['"]\s*[bBrRuU]*['"]""")
_NAMES = {"nan": None, "NaN": None, "NA": None, "null": None, "true": True, "false": False}
_ATOMS = (tokenize.STRING, tokenize.NUMBER, tokenize.NAME)
_COLLECTIONS = ("array", "list", "tuple", "set", "frozenset", "Index")
_SCALARS = re.compile(r"str_?|bool_?|u?int(?:8|16|32|64)?|float(?:16|32|64)?")
_NOT_PYTHON = (SyntaxError, TypeError, MemoryError, RecursionError, tokenize.TokenError)


def python_value(text: str) -> Any:
    """The value of an expression that is made of constants alone.

    Raises:
        DataError: a list that was cut short when it was printed, two texts without anything
            between, or a key twice in one dict.
        ValueError: it is no such expression.

    >>> python_value("['roof' nan 'power']"), python_value("array([1, 2])")
    (['roof', None, 'power'], [1, 2])
    """
    if _NUMBERS.fullmatch(text):
        return [_number(word) for word in text[1:-1].split()]
    try:
        if _SIDE_BY_SIDE.search(text) or "..." in text:
            text = _with_commas(text)
        try:
            node = _parsed(text)
        except SyntaxError:
            node = _parsed(_with_commas(text))
        return _of_node(node)
    except _NOT_PYTHON as error:
        raise ValueError("neither JSON nor Python") from error


def dict_of(pairs: Sequence[tuple[Any, Any]]) -> dict[Any, Any]:
    """The pairs as a dict; JSON and Python would keep the last of two with one key.

    Raises:
        DataError: a key twice.
    """
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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of '\d', which Python takes as it stands
        return ast.parse(text, mode="eval").body


def _with_commas(text: str) -> str:
    """A comma between any two constants that stand side by side."""
    lines = text.splitlines(keepends=True)
    before: tokenize.TokenInfo | None = None
    gaps: list[tuple[int, int]] = []
    for token in tokenize.generate_tokens(StringIO(text).readline):
        if token.type == tokenize.OP and token.string == "...":
            raise cut_short()
        if token.type in (tokenize.NL, tokenize.NEWLINE):
            continue
        if before is not None and before.type in _ATOMS and token.type in _ATOMS:
            _refuse_touching(before, token)
            gaps.append(before.end)
        before = token
    for row, column in reversed(gaps):
        line = lines[row - 1]
        lines[row - 1] = f"{line[:column]},{line[column:]}"
    return "".join(lines)


def _refuse_touching(first: tokenize.TokenInfo, second: tokenize.TokenInfo) -> None:
    if first.end != second.start:
        return
    if not first.type == second.type == tokenize.STRING:
        raise ValueError("a word that touches a quote")
    raise DataError(
        f"nothing stands between {first.string} and {second.string}",
        remedy="put a comma between two labels; write a quote inside a label as \\' or \\\"",
    )


def _of_node(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value):
            if value is ...:
                raise cut_short()
            return value
        case ast.List(elts=values) | ast.Tuple(elts=values) | ast.Set(elts=values):
            return [_of_node(value) for value in values]
        case ast.Dict(keys=keys, values=values) if None not in keys:
            named = [_of_node(key) for key in keys if key is not None]
            return dict_of(list(zip(named, map(_of_node, values), strict=True)))
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
