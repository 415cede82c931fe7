"""Names, attributes and items are bound to values."""

from __future__ import annotations

import ast
from dataclasses import replace

from multihot.facts import Head
from multihot.facts.models import Part
from multihot.source.calls import constant_of
from multihot.source.measuring import note_name, unpacked
from multihot.source.parts import part_of_name
from multihot.source.running import Frame
from multihot.source.splits import note_divided
from multihot.source.values import (
    ANYTHING,
    Anything,
    Array,
    Constant,
    Evaluation,
    Items,
    Measured,
    Pairs,
    Pipeline,
    Rows,
    Tensor,
    Thing,
    Value,
)


def bind(frame: Frame, target: ast.expr, value: Value) -> None:
    """`target = value`."""
    if isinstance(target, ast.Name):
        _home(frame, target.id)[target.id] = _named(frame, target.id, value)
        if isinstance(value, Measured):
            note_name(frame, value, target.id, frame.at(target))
    elif isinstance(target, ast.Tuple | ast.List):
        _unpack(frame, target.elts, value)
    elif isinstance(target, ast.Starred):
        bind(frame, target.value, ANYTHING)
    elif isinstance(target, ast.Attribute):
        _set_attribute(frame, target, value)
    elif isinstance(target, ast.Subscript):
        _set_item(frame, target, value)


def _home(frame: Frame, name: str) -> dict[str, Value]:
    """The names among which a name is bound: the script's own where `global` says so."""
    while name in frame.shared and frame.outer is not None:
        frame = frame.outer
    return frame.names


def _named(frame: Frame, name: str, value: Value) -> Value:
    """A name says which part an array holds, where nothing better does."""
    part = part_of_name(name)
    if isinstance(value, Array):
        return _named_array(frame, part, value)
    if isinstance(value, Rows | Pipeline | Anything) and part and _gives_way(value):
        return replace(value, part=part)
    return value


def _gives_way(value: Rows | Pipeline | Anything) -> bool:
    """A new name says better what part it is; of what nobody knows, only where it is rows."""
    if isinstance(value, Pipeline):
        return value.part is None
    return isinstance(value, Rows) or value.part is not None


def _named_array(frame: Frame, part: Part | None, array: Array) -> Array:
    if array.told == "half":
        # held out under a name that says nothing: for validation as well as for the end
        return replace(array, part=part, told="split" if part else "")
    if part in (None, array.part) or not (array.part is None or array.told == "split"):
        return array
    if array.told == "slice":
        note_divided(frame, array)
    number = frame.run.number() if array.part is None else array.rows
    kept = replace(array, part=part, rows=number)
    return kept if array.told == "split" else replace(kept, told="name")


def _unpack(frame: Frame, targets: list[ast.expr], value: Value) -> None:
    starred = any(isinstance(target, ast.Starred) for target in targets)
    if isinstance(value, Evaluation) and not starred:
        value = Items(unpacked(value, len(targets)))
    items = frame.items(value)
    if items is None or starred or len(items.values) < len(targets):
        unknown = value if isinstance(value, Anything) else ANYTHING
        for target in targets:
            bind(frame, target, unknown)
        return
    for target, each in zip(targets, items.values, strict=False):
        bind(frame, target, each)


def _set_attribute(frame: Frame, target: ast.Attribute, value: Value) -> None:
    owner = frame.evaluate(target.value)
    held = frame.object(owner)
    if isinstance(owner, Thing) and held is not None:
        attributes = {**held.attributes, target.attr: _named(frame, target.attr, value)}
        frame.put(owner, replace(held, attributes=attributes))
    elif target.attr == "activation":
        _forget_heads(frame)


def _forget_heads(frame: Frame) -> None:
    """A layer of one of the models is given another activation."""
    for thing in frame.run.record.models:
        model = frame.model(thing)
        if model is not None:
            outputs = tuple(Tensor(Head()) for _ in model.outputs)
            frame.put_model(thing, replace(model, outputs=outputs))


def _set_item(frame: Frame, target: ast.Subscript, value: Value) -> None:
    owner = frame.evaluate(target.value)
    pairs, items = frame.pairs(owner), frame.items(owner)
    index = frame.evaluate(target.slice)
    key = constant_of(index)
    if isinstance(owner, Thing) and pairs is not None:
        if isinstance(key, str | int | float | bool):
            complete = pairs.complete and not frame.run.loops
            frame.put(owner, Pairs({**pairs.values, key: value}, complete))
        else:
            frame.put(owner, Pairs(pairs.values, complete=False))
    elif isinstance(owner, Thing) and items is not None:
        frame.put(owner, Items((), complete=False))
    else:
        _write_into_array(frame, target, index, value)


def _write_into_array(frame: Frame, target: ast.Subscript, index: Value, value: Value) -> None:
    """Cells of an array, or of its rows, are changed."""
    base = target.value
    while isinstance(base, ast.Subscript | ast.Attribute):
        base, index = base.value, ANYTHING
    array = frame.find(base.id) if isinstance(base, ast.Name) else None
    if isinstance(base, ast.Name) and isinstance(array, Array):
        frame.names[base.id] = _written_into(array, index, value)


def _written_into(array: Array, index: Value, value: Value) -> Array:
    """`scores[scores > .5] = 1` makes decisions; other changes leave what nobody knows."""
    if isinstance(index, Array) and index.role == "decisions" and constant_of(value) in (0, 1):
        return replace(array, role="decisions", swept=array.swept or index.swept)
    if isinstance(index, Constant) and isinstance(index.value, str):
        return array
    unsure = array.role == "scores" and getattr(value, "role", None) != "scores"
    return replace(array, role=None if unsure else array.role, kind=None, why="")
