"""Expressions of a script become values."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any, TypeAlias

from multihot.source import arrays, measuring
from multihot.source.assigning import bind
from multihot.source.attributes import attribute
from multihot.source.calling import call
from multihot.source.calls import constant_of, or_anything
from multihot.source.cuts import compare
from multihot.source.joining import joined
from multihot.source.looping import enter_loop
from multihot.source.names import from_star
from multihot.source.running import Frame
from multihot.source.targets import array_of
from multihot.source.values import (
    ANYTHING,
    Array,
    Constant,
    Evaluation,
    Function,
    Items,
    Library,
    Pairs,
    Rows,
    Value,
)

Reader: TypeAlias = Callable[[Frame, Any], Value]
_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
}
_LONGEST = 1e12  # numbers beyond are no widths and no thresholds


def evaluate(frame: Frame, node: ast.expr) -> Value:
    """What an expression stands for; `ANYTHING` where nobody can know."""
    reader = _READERS.get(type(node))
    if reader is None:
        return _parts(frame, node)
    run = frame.run
    value = reader(frame, node) if run.enter() else ANYTHING
    run.depth -= 1
    return value


def _constant(frame: Frame, node: ast.Constant) -> Value:
    return Constant(node.value, node, frame.place)


def _name(frame: Frame, node: ast.Name) -> Value:
    found = frame.find(node.id)
    if found is not None:
        return found
    for module in frame.run.stars:
        path = from_star(module, node.id)
        if path is not None:
            return Library(path)
    return ANYTHING


def _attribute(frame: Frame, node: ast.Attribute) -> Value:
    return attribute(frame, frame.evaluate(node.value), node.attr)


def _sequence(frame: Frame, node: ast.List | ast.Tuple | ast.Set) -> Value:
    values: list[Value] = []
    complete = True
    for element in node.elts:
        if isinstance(element, ast.Starred):
            opened = frame.items(frame.evaluate(element.value))
            values += opened.values if opened else ()
            complete = complete and opened is not None and opened.complete
        else:
            values.append(frame.evaluate(element))
    items = Items(tuple(values), complete)
    return items if isinstance(node, ast.Tuple) else frame.run.hold(items)


def _dict(frame: Frame, node: ast.Dict) -> Value:
    values: dict[Any, Value] = {}
    complete = True
    for key, value in zip(node.keys, node.values, strict=True):
        given = frame.evaluate(value)
        name = constant_of(frame.evaluate(key)) if key is not None else None
        opened = frame.pairs(given) if key is None else None
        if isinstance(name, str | int | float | bool):
            values[name] = given
        elif opened is not None:
            values |= opened.values
            complete = complete and opened.complete
        else:
            complete = False
    return frame.run.hold(Pairs(values, complete))


def _subscript(frame: Frame, node: ast.Subscript) -> Value:
    value = frame.evaluate(node.value)
    if isinstance(value, Array):
        return arrays.subscript(frame, value, node)
    index = frame.evaluate(node.slice)
    pairs, items = frame.pairs(value), frame.items(value)
    key = constant_of(index)
    if pairs is not None:
        found = pairs.values.get(key) if isinstance(key, str | int | float | bool) else None
        return or_anything(found)
    if items is not None:
        return _item(frame, items, value, node, key)
    if isinstance(value, Evaluation):
        return measuring.number_at(value, key)
    held = frame.object(value)
    if held is not None and isinstance(key, str):
        return held.attributes.get(key, ANYTHING)
    return ANYTHING


def _item(frame: Frame, items: Items, value: Value, node: ast.Subscript, key: Any) -> Value:
    if isinstance(key, int) and items.complete and -len(items.values) <= key < len(items.values):
        return items.values[key]
    rows = frame.evaluate(node.slice) if not isinstance(node.slice, ast.Slice) else None
    array = array_of(frame, value)
    if array is not None and isinstance(rows, Rows | Array):
        return arrays.subscript(frame, array, node)
    if isinstance(node.slice, ast.Slice):
        return frame.run.hold(_sliced(frame, items, node.slice))
    return ANYTHING


def _sliced(frame: Frame, items: Items, part: ast.Slice) -> Items:
    given = (part.lower, part.upper, part.step)
    bounds = [each if each is None else constant_of(frame.evaluate(each)) for each in given]
    known = all(each is None or isinstance(each, int) for each in bounds)
    if items.complete and known and bounds[-1] != 0:
        return Items(items.values[slice(*bounds)])
    return Items(items.values, complete=False)


def _arithmetic(frame: Frame, node: ast.BinOp) -> Value:
    left, right = frame.evaluate(node.left), frame.evaluate(node.right)
    ours, theirs = frame.items(left), frame.items(right)
    if isinstance(node.op, ast.Add) and ours is not None and theirs is not None:
        joint = Items((*ours.values, *theirs.values), ours.complete and theirs.complete)
        return frame.run.hold(joint)
    if isinstance(left, Constant) and isinstance(right, Constant):
        return _computed(node.op, left.value, right.value)
    scaled = isinstance(node.op, ast.Mult | ast.Div)
    return measuring.combined(left, right, scaled=scaled) or arrays.combined(frame, left, right)


def _computed(operation: ast.operator, left: Any, right: Any) -> Value:
    compute = _ARITHMETIC.get(type(operation))
    numbers = all(
        isinstance(each, int | float) and not isinstance(each, bool) and abs(each) < _LONGEST
        for each in (left, right)
    )
    if compute is None or not numbers or (right == 0 and "div" in compute.__name__):
        texts = isinstance(left, str) and isinstance(right, str) and compute is operator.add
        return Constant(left + right) if texts else ANYTHING
    return Constant(compute(left, right))


def _unary(frame: Frame, node: ast.UnaryOp) -> Value:
    value = frame.evaluate(node.operand)
    number = constant_of(value)
    if isinstance(node.op, ast.USub) and isinstance(number, int | float):
        return Constant(-number)
    if isinstance(node.op, ast.Not) and isinstance(number, bool):
        return Constant(not number)
    return arrays.combined(frame, value, ANYTHING) if isinstance(value, Array) else ANYTHING


def _either(frame: Frame, node: ast.BoolOp) -> Value:
    values = [frame.evaluate(each) for each in node.values]
    return values[0] if all(each is values[0] for each in values) else ANYTHING


def _conditional(frame: Frame, node: ast.IfExp) -> Value:
    test = frame.evaluate(node.test)
    known = constant_of(test)
    if isinstance(known, bool):
        return frame.evaluate(node.body if known else node.orelse)
    ours, theirs = frame.evaluate(node.body), frame.evaluate(node.orelse)
    chosen = {constant_of(ours), constant_of(theirs)} if _hashable(ours, theirs) else set()
    if isinstance(test, Array) and chosen == {0, 1}:
        return test
    return joined(ours, theirs)


def _hashable(*values: Value) -> bool:
    return all(isinstance(constant_of(each), int | float | str | bool) for each in values)


def _lambda(frame: Frame, node: ast.Lambda) -> Value:
    function = Function(node, defaults_of(frame, node.args), frame, frame.place)
    frame.run.functions.append(function)
    return function


def defaults_of(frame: Frame, arguments: ast.arguments) -> dict[str, Value]:
    """Values of the parameters that have a default."""
    parameters = [*arguments.posonlyargs, *arguments.args]
    with_default = parameters[len(parameters) - len(arguments.defaults) :]
    given = dict(zip(with_default, arguments.defaults, strict=True))
    given |= {
        parameter: default
        for parameter, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if default is not None
    }
    return {parameter.arg: frame.evaluate(default) for parameter, default in given.items()}


def _comprehension(frame: Frame, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Value:
    inner = _loops(frame, node.generators)
    frame.run.loops += 1
    value = inner.evaluate(node.elt)
    frame.run.loops -= 1
    return frame.run.hold(Items((value,), complete=False))


def _dict_comprehension(frame: Frame, node: ast.DictComp) -> Value:
    inner = _loops(frame, node.generators)
    inner.evaluate(node.key)
    inner.evaluate(node.value)
    return frame.run.hold(Pairs({}, complete=False))


def _loops(frame: Frame, generators: list[ast.comprehension]) -> Frame:
    inner = Frame(frame.run, frame.place, outer=frame, owner=frame.owner, receiver=frame.receiver)
    for generator in generators:
        enter_loop(inner, generator.target, generator.iter)
        for condition in generator.ifs:
            inner.evaluate(condition)
    return inner


def _walrus(frame: Frame, node: ast.NamedExpr) -> Value:
    value = frame.evaluate(node.value)
    bind(frame, node.target, value)
    return value


def _within(frame: Frame, node: ast.Starred | ast.Await) -> Value:
    return frame.evaluate(node.value)


def _yield(frame: Frame, node: ast.Yield) -> Value:
    frame.yielded.append(frame.evaluate(node.value))
    return ANYTHING


def _parts(frame: Frame, node: ast.expr) -> Value:
    """Something that gives nothing that is known: what it is made of is read all the same."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FormattedValue):
            frame.evaluate(child.value)
        elif isinstance(child, ast.expr):
            frame.evaluate(child)
    return ANYTHING


_READERS: dict[type[ast.AST], Reader] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.Set: _sequence,
    ast.Dict: _dict,
    ast.Subscript: _subscript,
    ast.BinOp: _arithmetic,
    ast.UnaryOp: _unary,
    ast.BoolOp: _either,
    ast.Compare: compare,
    ast.IfExp: _conditional,
    ast.Call: call,
    ast.Lambda: _lambda,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _dict_comprehension,
    ast.NamedExpr: _walrus,
    ast.Starred: _within,
    ast.Await: _within,
    ast.Yield: _yield,
}
