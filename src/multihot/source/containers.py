"""Lists and dicts change, and are asked for what they hold."""

from __future__ import annotations

from multihot.source.calls import Called, constant_of
from multihot.source.running import Frame
from multihot.source.values import ANYTHING, Array, Constant, Items, Pairs, Thing, Value


def call_container(called: Called, thing: Thing, name: str) -> Value:
    """What a method of a list or a dict gives."""
    frame = called.frame
    items, pairs = frame.items(thing), frame.pairs(thing)
    if items is not None:
        return _of_list(called, thing, items, name)
    if pairs is not None:
        return _of_dict(called, thing, pairs, name)
    return ANYTHING


def _of_list(called: Called, thing: Thing, items: Items, name: str) -> Value:
    frame = called.frame
    given = [each.value for each in called.positional]
    if name in ("append", "add") and given:
        once = items.complete and not frame.run.loops
        values = items.values if frame.run.loops and items.values else (*items.values, given[0])
        frame.put(thing, Items(values, once))
    elif name in ("extend", "update") and given:
        more = _more(frame, given[0])
        once = more.complete and items.complete and not frame.run.loops
        frame.put(thing, Items((*items.values, *more.values), once))
    elif name in ("insert", "pop", "remove", "clear", "discard"):
        frame.put(thing, Items(items.values, complete=False))
        return items.values[-1] if name == "pop" and items.values else ANYTHING
    elif name == "copy":
        return frame.run.hold(items)
    return ANYTHING


def _more(frame: Frame, value: Value) -> Items:
    """What a list is extended by; rows of an array are like one another."""
    if isinstance(value, Array):
        return Items((value,), complete=False)
    return frame.items(value) or Items(complete=False)


def _of_dict(called: Called, thing: Thing, pairs: Pairs, name: str) -> Value:
    frame = called.frame
    given = [each.value for each in called.positional]
    if name in ("get", "pop", "setdefault") and given:
        default = given[1] if len(given) > 1 else Constant(None)
        found = pairs.values.get(_key(given[0]))
        return found or (default if pairs.complete else ANYTHING)
    if name == "values":
        return Items(tuple(pairs.values.values()), pairs.complete)
    if name == "items":
        each = tuple(Items((Constant(key), value)) for key, value in pairs.values.items())
        return Items(each, pairs.complete)
    if name == "keys":
        return Items(tuple(Constant(key) for key in pairs.values), pairs.complete)
    if name == "update":
        frame.put(thing, Pairs(pairs.values, complete=False))
    return frame.run.hold(pairs) if name == "copy" else ANYTHING


def _key(value: Value) -> object:
    constant = constant_of(value)
    return constant if isinstance(constant, str | int | bool) else None
