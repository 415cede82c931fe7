"""Statements of a script, in their order; both ways of a branch are gone."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, TypeAlias

from multihot.source.assigning import bind
from multihot.source.calls import constant_of
from multihot.source.choosing import note_choice
from multihot.source.evaluating import defaults_of
from multihot.source.importing import import_from, import_modules
from multihot.source.joining import joined_contents, joined_models, joined_names
from multihot.source.looping import (
    enter_loop,
    enter_turn,
    forget_counters,
    leave_loop,
    leave_turn,
    swept_names,
)
from multihot.source.running import Frame
from multihot.source.values import ANYTHING, Class, Function, Value

Reader: TypeAlias = Callable[[Frame, Any], bool]


def execute(frame: Frame, body: list[ast.stmt]) -> bool:
    """Read statements; True where control never gets behind them."""
    run = frame.run
    for statement in body:
        reader = _READERS.get(type(statement))
        ended = run.enter() and reader is not None and reader(frame, statement)
        run.depth -= 1
        if ended:
            return True
    return False


def _assign(frame: Frame, node: ast.Assign) -> bool:
    value = frame.evaluate(node.value)
    for target in node.targets:
        bind(frame, target, value)
    return False


def _annotated(frame: Frame, node: ast.AnnAssign) -> bool:
    if node.value is not None:
        bind(frame, node.target, frame.evaluate(node.value))
    return False


def _augmented(frame: Frame, node: ast.AugAssign) -> bool:
    load: Any = ast.copy_location(ast.BinOp(_loaded(node.target), node.op, node.value), node)
    bind(frame, node.target, frame.evaluate(load))
    return False


def _loaded(target: ast.expr) -> ast.expr:
    if isinstance(target, ast.Name):
        return ast.copy_location(ast.Name(target.id, ast.Load()), target)
    return target


def _expression(frame: Frame, node: ast.Expr) -> bool:
    frame.evaluate(node.value)
    return isinstance(node.value, ast.Call) and _exits(node.value.func)


def _exits(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr == "exit" and getattr(function.value, "id", "") == "sys"
    return isinstance(function, ast.Name) and function.id in _EXITS


def _return(frame: Frame, node: ast.Return) -> bool:
    frame.returned.append(frame.evaluate(node.value) if node.value else ANYTHING)
    return True


def _ended(frame: Frame, node: ast.stmt) -> bool:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            frame.evaluate(child)
    return True


def _assert(frame: Frame, node: ast.Assert) -> bool:
    frame.evaluate(node.test)
    return False


def _if(frame: Frame, node: ast.If) -> bool:
    known = constant_of(frame.evaluate(node.test))
    if isinstance(known, bool | int):
        return frame.execute(node.body if known else node.orelse)
    note_choice(frame, node)
    if _is_main(node.test):
        return frame.execute(node.body)
    return _both(frame, node.body, node.orelse)


def _is_main(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and getattr(test.left, "id", "") == "__name__"


def _both(frame: Frame, body: list[ast.stmt], other: list[ast.stmt]) -> bool:
    """Go one way, then the other from the same start, and keep what they agree on."""
    start = frame.copied()
    ended = frame.execute(body)
    after = frame.copied()
    frame.back(start)
    other_ended = frame.execute(other)
    if ended:
        return other_ended
    if other_ended:
        frame.back(after)
        return False
    names, contents = frame.copied()
    contents = joined_contents(after[1], contents)
    models = {
        name: model
        for name, value in after[0].items()
        if name in names and (model := joined_models(contents, value, names[name]))
    }
    frame.back(({**joined_names(after[0], names), **models}, contents))
    return False


def _for(frame: Frame, node: ast.For | ast.AsyncFor) -> bool:
    before = swept_names(frame)
    forget_counters(frame, node.body)
    enter_turn(frame, node)
    enter_loop(frame, node.target, node.iter)
    frame.execute(node.body)
    leave_turn(frame)
    leave_loop(frame, before)
    return frame.execute(node.orelse)


def _while(frame: Frame, node: ast.While) -> bool:
    forget_counters(frame, node.body)
    enter_turn(frame, node)
    frame.evaluate(node.test)
    frame.execute(node.body)
    leave_turn(frame)
    return frame.execute(node.orelse)


def _with(frame: Frame, node: ast.With | ast.AsyncWith) -> bool:
    for item in node.items:
        value = frame.evaluate(item.context_expr)
        if item.optional_vars is not None:
            bind(frame, item.optional_vars, value)
    return frame.execute(node.body)


def _try(frame: Frame, node: ast.Try) -> bool:
    ended = frame.execute(node.body) or frame.execute(node.orelse)
    after = frame.copied()
    for handler in node.handlers:
        frame.execute(handler.body)
    names, contents = frame.copied()
    frame.back(({**names, **after[0]}, {**contents, **after[1]}))
    return frame.execute(node.finalbody) or (ended and not node.handlers)


def _match(frame: Frame, node: ast.Match) -> bool:
    frame.evaluate(node.subject)
    for case in node.cases:
        for pattern in ast.walk(case.pattern):
            name = getattr(pattern, "name", None)
            if isinstance(name, str):
                frame.names[name] = ANYTHING
        _both(frame, case.body, [])
    return False


def _function(frame: Frame, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    function = Function(node, defaults_of(frame, node.args), frame, frame.place)
    frame.names[node.name] = function
    frame.run.functions.append(function)
    return False


def _class(frame: Frame, node: ast.ClassDef) -> bool:
    bases: tuple[Value, ...] = tuple(frame.evaluate(base) for base in node.bases)
    kind = Class(node, bases, {}, frame.place)
    inner = Frame(frame.run, frame.place, kind.names, frame)
    inner.execute([each for each in node.body if not isinstance(each, _FUNCTIONS)])
    for each in node.body:
        if isinstance(each, _FUNCTIONS):
            defaults = defaults_of(inner, each.args)
            kind.names[each.name] = Function(each, defaults, frame, frame.place, kind)
    frame.names[node.name] = kind
    frame.run.classes.append(kind)
    return False


def _shared(frame: Frame, node: ast.Global | ast.Nonlocal) -> bool:
    frame.shared.update(node.names)
    return False


def _delete(frame: Frame, node: ast.Delete) -> bool:
    for target in node.targets:
        if isinstance(target, ast.Name):
            frame.names.pop(target.id, None)
    return False


_EXITS = ("exit", "quit")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_READERS: dict[type[ast.AST], Reader] = {
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.Expr: _expression,
    ast.Return: _return,
    ast.Raise: _ended,
    ast.Continue: _ended,
    ast.Break: _ended,
    ast.Assert: _assert,
    ast.If: _if,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.While: _while,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Try: _try,
    ast.TryStar: _try,
    ast.Match: _match,
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
    ast.Import: import_modules,
    ast.ImportFrom: import_from,
    ast.Delete: _delete,
    ast.Global: _shared,
    ast.Nonlocal: _shared,
}
