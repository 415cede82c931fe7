"""What the variable of a loop stands for."""

from __future__ import annotations

import ast
from dataclasses import replace

from multihot.source.assigning import bind
from multihot.source.running import Frame, Turn
from multihot.source.values import (
    ANYTHING,
    SWEPT,
    Anything,
    Array,
    Constant,
    Items,
    Library,
    Measured,
    Pipeline,
    Value,
)

_ROW_BY_ROW = ("zip", "enumerate", "tqdm", "reversed", "sorted", "list")


def enter_turn(frame: Frame, node: ast.For | ast.AsyncFor | ast.While) -> None:
    """What follows stands in this loop."""
    run = frame.run
    run.loops += 1
    run.turns.append(Turn(frame.at(node).text, len(run.record.cuts)))


def leave_turn(frame: Frame) -> None:
    """The body of the innermost loop was read."""
    frame.run.loops -= 1
    frame.run.turns.pop()


def enter_loop(frame: Frame, target: ast.expr, iterable: ast.expr) -> None:
    """Bind the variable of a loop to what it may stand for."""
    bind(frame, target, _each(frame, iterable))


def swept_names(frame: Frame) -> frozenset[str]:
    """Names that depend on what a loop runs over."""
    return frozenset(
        name
        for name, value in frame.names.items()
        if isinstance(value, Anything | Array | Measured) and value.swept
    )


def leave_loop(frame: Frame, before: frozenset[str]) -> None:
    """Behind a loop its variable and what depends on it hold still."""
    for name in swept_names(frame) - before:
        value = frame.names[name]
        frame.names[name] = (
            replace(value, swept=False) if isinstance(value, Array | Measured) else ANYTHING
        )


def forget_counters(frame: Frame, body: list[ast.stmt]) -> None:
    """A constant that a loop changes is none."""
    changed = {
        node.id
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    for name in changed:
        if isinstance(frame.names.get(name), Constant):
            frame.names[name] = ANYTHING


def _each(frame: Frame, iterable: ast.expr) -> Value:
    if isinstance(iterable, ast.Call):
        name = getattr(iterable.func, "id", "")
        if name in _ROW_BY_ROW and frame.find(name) is None and iterable.args:
            return _row_by_row(frame, name, iterable.args)
    value = frame.evaluate(iterable)
    if isinstance(value, Array | Library):
        return value if isinstance(value, Array) and value.role else SWEPT
    if isinstance(value, Pipeline):
        return Items((value.inputs, value.targets))
    items = frame.items(value)
    if items is None or not items.values:
        return SWEPT
    return _of_items(items)


def _of_items(items: Items) -> Value:
    if len(items.values) == 1 or not all(isinstance(each, Constant) for each in items.values):
        first = items.values[0]
        return first if len(items.values) == 1 else Anything(swept=True)
    return SWEPT


def _row_by_row(frame: Frame, name: str, arguments: list[ast.expr]) -> Value:
    each = tuple(_each(frame, argument) for argument in arguments)
    if name == "zip":
        return Items(each)
    return Items((SWEPT, each[0])) if name == "enumerate" else each[0]
