"""What `value.name` stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from multihot.facts import Head
from multihot.source import arrays
from multihot.source.callables import bind, is_callback, library_bases, method_of
from multihot.source.models import new_model
from multihot.source.names import canonical
from multihot.source.pipelines import targets_of
from multihot.source.running import Frame
from multihot.source.values import (
    ANYTHING,
    Anything,
    Array,
    Class,
    Constant,
    Items,
    Library,
    Made,
    Method,
    Model,
    Object,
    Parent,
    Pipeline,
    Tensor,
    Thing,
    Value,
)


def attribute(frame: Frame, value: Value, name: str) -> Value:
    """What the value's attribute stands for; a method waits for its call."""
    read = _READERS.get(type(value))
    return read(frame, value, name) if read else Method(value, name)


def _of_library(_: Frame, value: Library, name: str) -> Value:
    return Library(canonical(f"{value.name}.{name}"))


def _of_class(_: Frame, value: Class, name: str) -> Value:
    return method_of(value, name) or value.names.get(name, ANYTHING)


def _of_pipeline(_: Frame, value: Pipeline, name: str) -> Value:
    return targets_of(value) if name in ("classes", "labels") else Method(value, name)


def _of_layer(_: Frame, value: Made, name: str) -> Value:
    return Tensor(Head()) if name in ("output", "input") else Method(value, name)


def _of_tensor(_: Frame, __: Tensor, ___: str) -> Value:
    return ANYTHING


def _of_column(frame: Frame, value: Method, name: str) -> Value:
    """`table.column.name`: what was no method is a column."""
    if isinstance(value.receiver, Array):
        return _of_array(frame, arrays.column(frame, value.receiver), name)
    return Method(value, name)


def _of_thing(frame: Frame, thing: Thing, name: str) -> Value:
    held = frame.object(thing)
    if held is None:
        return Method(thing, name)
    if name in held.attributes:
        return held.attributes[name]
    found = _of_kind(frame, thing, held, name)
    if found is None and held.model is not None:
        found = _of_model(thing, held.model, name)
    return found or ANYTHING


def _of_kind(frame: Frame, thing: Thing, held: Object, name: str) -> Value | None:
    """What the object's class says."""
    if held.kind is None:
        return None
    method = method_of(held.kind, name)
    if method is not None:
        return bind(method, thing)
    if name == "model" and is_callback(held.kind):
        return _watched(frame, thing, held)
    return held.kind.names.get(name)


def _watched(frame: Frame, thing: Thing, held: Object) -> Value:
    """The model that a callback of the script watches: which one is not known."""
    model = new_model(frame, Model(), own=False)
    frame.put(thing, replace(held, attributes={**held.attributes, "model": model}))
    return model


def _of_model(thing: Thing, model: Model, name: str) -> Value:
    if name in ("output", "outputs"):
        single = len(model.outputs) == 1
        if name == "output":
            return model.outputs[0] if single else ANYTHING
        return Items(model.outputs, complete=bool(model.outputs))
    if name in ("input", "inputs"):
        return Tensor(Head(kind="Input"))
    return Method(thing, name)


def _of_array(frame: Frame, array: Array, name: str) -> Value:
    if name in arrays.KEEPING_ATTRIBUTES:
        return array
    if name == "T":
        return replace(array, kind=None, rows=frame.run.number(), n_labels=None)
    if name in ("shape", "size", "ndim", "dtype", "columns", "index"):
        return ANYTHING
    if name == "str":
        return replace(array, role=array.role or "strings")
    return Method(array, name)


def _of_parent(_: Frame, parent: Parent, name: str) -> Value:
    bases = (base for base in parent.of.bases if isinstance(base, Class))
    method = next((found for base in bases if (found := method_of(base, name))), None)
    if method is not None:
        return bind(method, parent.receiver)
    if library_bases(parent.of):
        return Method(parent, name)
    return Constant(None) if isinstance(parent.receiver, Anything) else Method(parent, name)


_READERS: dict[type, Callable[[Frame, Any, str], Value]] = {
    Library: _of_library,
    Thing: _of_thing,
    Array: _of_array,
    Method: _of_column,
    Class: _of_class,
    Parent: _of_parent,
    Pipeline: _of_pipeline,
    Made: _of_layer,
    Tensor: _of_tensor,
}
