"""Functions that Python brings, and what is computed by those that nobody knows."""

from __future__ import annotations

import ast
import math

from multihot.source.callables import Handed, call_function
from multihot.source.calls import Called, constant_of
from multihot.source.measuring import note_printed
from multihot.source.running import Frame
from multihot.source.values import (
    ANYTHING,
    SWEPT,
    Anything,
    Array,
    Constant,
    Function,
    Measured,
    Pairs,
    Parent,
    Value,
)


def built_in(called: Called) -> Value:
    """Built-in functions, and those that nobody knows."""
    function = called.node.func
    name = function.id if isinstance(function, ast.Name) else ""
    frame, given = called.frame, [each.value for each in called.positional]
    if name == "super":
        return _parent(frame)
    if name == "print":
        note_printed(called)
    if name in ("max", "min", "sorted"):
        try_out(called)
    if name in ("list", "tuple", "set", "sorted", "reversed") and given:
        return _listed(frame, given[0])
    if name == "dict":
        named = {key: each.value for key, each in called.named.items()}
        base = frame.pairs(given[0]) if given else Pairs()
        more = base.values if base else {}
        complete = called.complete and base is not None and base.complete
        return frame.run.hold(Pairs({**more, **named}, complete))
    if name == "len" and given:
        items = frame.items(given[0])
        return Constant(len(items.values)) if items and items.complete else ANYTHING
    if name in ("int", "float", "str", "abs", "round") and given:
        return _converted(given[0], name)
    return computed(called)


def try_out(called: Called) -> None:
    """A function that is called with one candidate after the other."""
    run = called.frame.run
    for each in (*called.positional, *called.named.values()):
        if isinstance(each.value, Function) and each.value.definition not in run.called:
            call_function(run, each.value, Handed((SWEPT,)))


def _converted(value: Value, name: str) -> Value:
    number = constant_of(value)
    if isinstance(number, int | float) and name in ("int", "float"):
        return Constant(int(number) if name == "int" and math.isfinite(number) else number)
    return value if isinstance(value, Anything | Array | Measured) else ANYTHING


def _listed(frame: Frame, value: Value) -> Value:
    items = frame.items(value)
    return frame.run.hold(items) if items is not None else value


def computed(called: Called) -> Value:
    """What is computed from what a loop runs over depends on it."""
    values = (each.value for each in (*called.positional, *called.named.values()))
    swept = any(isinstance(each, Anything | Array | Measured) and each.swept for each in values)
    return Anything(swept) if swept else ANYTHING


def _parent(frame: Frame) -> Value:
    found: Frame | None = frame
    while found is not None and found.receiver is None:
        found = found.outer
    if found is None or found.receiver is None or found.owner is None:
        return ANYTHING
    return Parent(found.receiver, found.owner)
