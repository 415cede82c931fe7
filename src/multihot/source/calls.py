"""A call with its arguments."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from multihot.facts import UNKNOWN, Arguments, Place
from multihot.source.parameters import parameters
from multihot.source.running import Frame
from multihot.source.values import ANYTHING, Constant, Made, Value


@dataclass(frozen=True, eq=False)
class Given:
    """An argument with the expression that gives it."""

    value: Value
    node: ast.expr


@dataclass(frozen=True, eq=False)
class Called:
    """A call as it is read.

    Args:
        frame: that it stands in.
        node: its syntax.
        positional: arguments without a name.
        named: arguments by name.
        complete: False where `*` or `**` may hold more.
    """

    frame: Frame
    node: ast.Call
    positional: tuple[Given, ...] = ()
    named: Mapping[str, Given] = field(default_factory=dict)
    complete: bool = True

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.frame.at(self.node)

    def of(self, name: str) -> Called:
        """The call of this library's function: every argument by its parameter's name."""
        known = parameters(name)
        named = {
            known[index] if index < len(known) else str(index): given
            for index, given in enumerate(self.positional)
        }
        return replace(self, positional=(), named={**named, **self.named})

    def get(self, *names: str) -> Value | None:
        """The argument of the first of these names that is given."""
        given = self.given(*names)
        return given.value if given else None

    def given(self, *names: str) -> Given | None:
        """The argument with its expression."""
        return next((self.named[name] for name in names if name in self.named), None)

    def constant(self, name: str, default: Any = None) -> Any:
        """The argument as a Python value; `UNKNOWN` where it is none that is known."""
        if name in self.named:
            return plain(self.frame, self.named[name].value)
        return default if self.complete else UNKNOWN

    def arguments(self) -> Arguments:
        """All that was given, as far as it is known."""
        given = {name: plain(self.frame, each.value) for name, each in self.named.items()}
        return Arguments(given, self.complete)

    @property
    def written(self) -> str:
        """The call as it is written, in one line."""
        return written(self.frame, self.node)


def read_call(frame: Frame, node: ast.Call) -> Called:
    """The arguments of a call; `*` and `**` are opened where what they hold is known."""
    positional: list[Given] = []
    complete = True
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            opened = frame.items(frame.evaluate(argument.value))
            positional += [Given(value, argument) for value in (opened.values if opened else ())]
            complete = complete and opened is not None and opened.complete
        else:
            positional.append(Given(frame.evaluate(argument), argument))
    named: dict[str, Given] = {}
    for keyword in node.keywords:
        value = frame.evaluate(keyword.value)
        if keyword.arg is not None:
            named[keyword.arg] = Given(value, keyword.value)
            continue
        pairs = frame.pairs(value)
        named |= {
            name: Given(each, keyword.value)
            for name, each in (pairs.values if pairs else {}).items()
            if isinstance(name, str)
        }
        complete = complete and pairs is not None and pairs.complete
    return Called(frame, node, tuple(positional), named, complete)


def plain(frame: Frame, value: Value | None, depth: int = 4) -> Any:
    """A value as Python has it: constants, tuples and dicts of them; else `UNKNOWN`."""
    if isinstance(value, Constant):
        return value.value
    items, pairs = frame.items(value), frame.pairs(value)
    if items is not None and items.complete and depth:
        return tuple(plain(frame, each, depth - 1) for each in items.values)
    if pairs is not None and pairs.complete and depth:
        return {name: plain(frame, each, depth - 1) for name, each in pairs.values.items()}
    return UNKNOWN


def written(frame: Frame, node: ast.AST, limit: int = 80) -> str:
    """The expression as it is written, in one line, cut where it is long."""
    return spelled(node, frame.at(node), limit)


def origin(frame: Frame, value: Value | None, node: ast.expr) -> tuple[Place, str]:
    """Where a value is written, and how, though it may be handed over in a variable."""
    if isinstance(value, Constant) and value.node is not None and value.at is not None:
        place = value.at(value.node)
        return place, spelled(value.node, place)
    if isinstance(value, Made):
        return value.place, value.spelled
    return frame.at(node), written(frame, node)


def spelled(node: ast.AST, place: Place, limit: int = 80) -> str:
    """The text of an expression that stands there."""
    text = place.text[place.column - 1 : place.end_column - 1]
    if getattr(node, "end_lineno", None) != place.line:
        text = _in_one_line(node) or text
    return text if len(text) <= limit else text[: limit - 3] + "..."


def _in_one_line(node: ast.AST) -> str:
    try:
        return ast.unparse(node)
    except RecursionError:  # a sum of a thousand texts
        return ""


def constant_of(value: Value | None) -> Any:
    """The Python value of a constant; `UNKNOWN` for everything else."""
    return value.value if isinstance(value, Constant) else UNKNOWN


def or_anything(value: Value | None) -> Value:
    """What is not there is not known."""
    return ANYTHING if value is None else value
