"""Two ways through a script meet: what holds behind them is what holds on both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from multihot.facts import Head
from multihot.source.values import (
    ANYTHING,
    Anything,
    Array,
    Constant,
    Content,
    Items,
    Library,
    Made,
    Model,
    Object,
    Pairs,
    Tensor,
    Thing,
    Value,
)


def joined_names(ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> dict[str, Value]:
    """Names behind both ways; one that only one way binds is taken to be bound by it."""
    return {**theirs, **{name: _either(ours[name], theirs.get(name)) for name in ours}}


def joined_contents(
    ours: Mapping[int, Content], theirs: Mapping[int, Content]
) -> dict[int, Content]:
    """What things hold behind both ways."""
    changed = {
        number: _contents(held, theirs[number])
        for number, held in ours.items()
        if number in theirs and theirs[number] is not held
    }
    return {**theirs, **ours, **changed}


def joined_models(contents: dict[int, Content], ours: Value, theirs: Value) -> Value | None:
    """A model that is one of two: from here on `ours` holds what both have in common."""
    if not isinstance(ours, Thing) or not isinstance(theirs, Thing) or ours is theirs:
        return None
    one, other = contents.get(ours.number), contents.get(theirs.number)
    if not isinstance(one, Object) or not isinstance(other, Object):
        return None
    if one.model is None or other.model is None:
        return None
    contents[ours.number] = _contents(one, other)
    return ours


def joined(ours: Value, theirs: Value) -> Value:
    """A value that is one of two."""
    if ours is theirs or _equal(ours, theirs):
        return ours
    if isinstance(ours, Array) and isinstance(theirs, Array):
        return _agreeing(ours, theirs)
    if isinstance(ours, Tensor) and isinstance(theirs, Tensor):
        return Tensor(joined_heads(ours.head, theirs.head))
    if isinstance(ours, Items) and isinstance(theirs, Items):
        return _items(ours, theirs)
    swept = any(isinstance(each, Anything) and each.swept for each in (ours, theirs))
    return Anything(swept) if swept else ANYTHING


def joined_heads(ours: Head, theirs: Head) -> Head:
    """What two heads have in common."""
    return replace(_agreeing(ours, theirs), below=ours.below if ours.below == theirs.below else ())


def _either(ours: Value, theirs: Value | None) -> Value:
    return ours if theirs is None else joined(ours, theirs)


def _equal(ours: Value, theirs: Value) -> bool:
    if isinstance(ours, Constant) and isinstance(theirs, Constant):
        return type(ours.value) is type(theirs.value) and ours.value == theirs.value
    if isinstance(ours, Made) and isinstance(theirs, Made):
        return ours.number == theirs.number
    return isinstance(ours, Library) and isinstance(theirs, Library) and ours.name == theirs.name


def _agreeing(ours: Any, theirs: Any) -> Any:
    """Fields that agree are kept; the others are as they are where nothing is known."""
    differing = {
        each.name: each.default
        for each in fields(ours)
        if getattr(ours, each.name) != getattr(theirs, each.name)
    }
    return replace(ours, **differing)


def _items(ours: Items, theirs: Items) -> Items:
    if len(ours.values) != len(theirs.values):
        shorter, longer = sorted((ours.values, theirs.values), key=len)
        same = all(one is other for one, other in zip(shorter, longer, strict=False))
        return Items(longer if same else (), complete=False)
    values = tuple(
        joined(one, other) for one, other in zip(ours.values, theirs.values, strict=True)
    )
    return Items(values, ours.complete and theirs.complete)


def _contents(ours: Content, theirs: Content) -> Content:
    if isinstance(ours, Items) and isinstance(theirs, Items):
        return _items(ours, theirs)
    if isinstance(ours, Pairs) and isinstance(theirs, Pairs):
        complete = ours.complete and theirs.complete and ours.values.keys() == theirs.values.keys()
        return Pairs(joined_names(ours.values, theirs.values), complete)
    if isinstance(ours, Object) and isinstance(theirs, Object):
        return Object(
            ours.kind,
            joined_names(ours.attributes, theirs.attributes),
            _models(ours.model, theirs.model),
        )
    return Object()


def _models(ours: Model | None, theirs: Model | None) -> Model | None:
    if ours is None or theirs is None or ours is theirs:
        return ours or theirs
    if len(ours.outputs) == len(theirs.outputs):
        outputs = tuple(
            Tensor(joined_heads(one.head, other.head))
            for one, other in zip(ours.outputs, theirs.outputs, strict=True)
        )
    else:
        outputs = ()
    targets = ours.targets if ours.targets is theirs.targets else None
    return replace(
        ours,
        outputs=outputs,
        compilations=ours.compilations | theirs.compilations,
        targets=targets,
        swept=ours.swept or theirs.swept,
    )
