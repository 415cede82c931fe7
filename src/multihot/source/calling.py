"""Calls: of libraries, of the script's own functions and classes, of layers and models."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from multihot.source.built_in import built_in, computed, try_out
from multihot.source.callables import (
    Handed,
    call_function,
    call_object,
    handed,
    make_object,
)
from multihot.source.calls import Called, read_call
from multihot.source.layers import apply
from multihot.source.libraries import HANDLERS
from multihot.source.measuring import scored
from multihot.source.methods import call_method
from multihot.source.models import (
    call_model,
    heads_of,
    input_of,
    made_model,
    of_tensors,
)
from multihot.source.names import last
from multihot.source.running import Frame
from multihot.source.targets import array_of, of_lookup
from multihot.source.uses import record_use
from multihot.source.values import (
    ANYTHING,
    Anything,
    Bound,
    Class,
    Constant,
    Function,
    Library,
    Made,
    Method,
    Parent,
    Thing,
    Value,
)

_LOOKUPS = ("StringLookup", "IntegerLookup", "TextVectorization", "CategoryEncoding")


def call(frame: Frame, node: ast.Call) -> Value:
    """What a call gives."""
    function = frame.evaluate(node.func)
    called = read_call(frame, node)
    read = _CALLS.get(type(function))
    return read(called, function) if read else built_in(called)


def _of_library(called: Called, function: Library) -> Value:
    frame, name = called.frame, function.name
    called = called.of(name)
    frame.run.made[name] = frame.run.made.get(name, 0) + 1
    made = _made(called, name) if _is_class(name) else None
    record_use(called, name, made.number if made else 0)
    for read in (_handled, made_model, of_tensors):
        found = read(called, name)
        if found is not None:
            return found
    if made is not None:
        return input_of(frame, made) if name == "keras.Input" else made
    if last(name) in ("shuffle", "permutation"):
        frame.run.record.shuffles = True
    if name.startswith("scipy.optimize."):
        try_out(called)
    return scored(called, name) or computed(called)


def _handled(called: Called, name: str) -> Value | None:
    handler = HANDLERS.get(name)
    value = handler(called) if handler else None
    return None if isinstance(value, Anything) else value


def _is_class(name: str) -> bool:
    return last(name)[:1].isupper() or name in ("functools.partial", "numpy.random.default_rng")


def _made(called: Called, name: str) -> Made:
    frame = called.frame
    return Made(
        "numpy.random.Generator" if name == "numpy.random.default_rng" else name,
        {parameter: each.value for parameter, each in called.named.items()},
        called.complete,
        frame.run.number(),
        called.place,
        called.written,
        looped=bool(frame.run.loops),
    )


def _of_function(called: Called, function: Function) -> Value:
    return call_function(called.frame.run, function, handed(called))


def _of_class(called: Called, kind: Class) -> Value:
    return make_object(called.frame.run, kind, handed(called))


def _of_bound(called: Called, bound: Bound) -> Value:
    given = handed(called)
    given = Handed((bound.receiver, *given.positional), given.named)
    return call_function(called.frame.run, bound.function, given, bound.receiver)


def _of_layer(called: Called, made: Made) -> Value:
    frame = called.frame
    if last(made.name) in _LOOKUPS:
        called = called.of(f"{made.name}.__call__")
        record_use(called, f"{made.name}.__call__", made.number)
        given = called.get("inputs")
        found = (
            of_lookup(called, made)
            if array_of(frame, given) or isinstance(given, Anything)
            else None
        )
        if found is not None:
            return found
    first = called.positional[0].value if called.positional else called.get("inputs")
    return apply(frame, made, heads_of(frame, first))


def _of_thing(called: Called, thing: Thing) -> Value:
    frame = called.frame
    held = frame.object(thing)
    if held is None:
        return ANYTHING
    if held.model is not None and not _on_tensor(called):
        return _predicted(called, thing)
    if held.kind is not None:
        return call_object(frame.run, thing, handed(called))
    return call_model(frame, thing)


def _on_tensor(called: Called) -> bool:
    """A model that is called on what a layer gives; on an array it predicts."""
    first = called.positional[0].value if called.positional else None
    return array_of(called.frame, first) is None


def _predicted(called: Called, thing: Thing) -> Value:
    return call_method(called, Method(thing, "predict"))


def _of_method(called: Called, method: Method) -> Value:
    if isinstance(method.receiver, Parent):
        return _of_parent(called, method.receiver, method.name)
    return call_method(called, method)


def _of_parent(called: Called, parent: Parent, name: str) -> Value:
    frame, receiver = called.frame, parent.receiver
    if not isinstance(receiver, Thing):
        return ANYTHING
    if name == "__init__":
        model = frame.model(receiver)
        made = made_model(called.of("keras.Model"), "keras.Model") if called.named else None
        built = frame.model(made)
        if model is not None and built is not None and isinstance(made, Thing):
            frame.run.record.parts.add(made.number)
            frame.put_model(receiver, replace(model, outputs=built.outputs))
        _named(called, receiver)
        return Constant(None)
    if frame.model(receiver) is not None:
        return call_method(called, Method(receiver, name))
    return ANYTHING


def _named(called: Called, thing: Thing) -> None:
    """`super().__init__(name=name)` names a metric."""
    name, held = called.get("name"), called.frame.object(thing)
    if name is not None and held is not None:
        called.frame.put(thing, replace(held, attributes={**held.attributes, "name": name}))


_CALLS: dict[type, Callable[[Called, Any], Value]] = {
    Library: _of_library,
    Function: _of_function,
    Class: _of_class,
    Bound: _of_bound,
    Made: _of_layer,
    Thing: _of_thing,
    Method: _of_method,
}
