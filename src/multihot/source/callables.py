"""Functions and classes of the script are read where they are called."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from multihot.facts import Head
from multihot.source.calls import Called, Given
from multihot.source.joining import joined, joined_models
from multihot.source.names import last
from multihot.source.parts import part_of_name
from multihot.source.running import Frame, Run
from multihot.source.targets import array_of
from multihot.source.uses import name_of_rows
from multihot.source.values import (
    ANYTHING,
    SWEPT,
    Anything,
    Bound,
    Class,
    Constant,
    Function,
    Items,
    Library,
    Model,
    Object,
    Pairs,
    Pipeline,
    Tensor,
    Thing,
    Value,
)

_MODELS = ("keras.Model", "keras.Sequential")
_CALLBACKS = "keras.callbacks."
_SEQUENCES = ("Sequence", "PyDataset")


@dataclass(frozen=True, eq=False)
class Handed:
    """What a function is handed: positional and named values."""

    positional: tuple[Value, ...] = ()
    named: Mapping[str, Value] = field(default_factory=dict)


def handed(called: Called) -> Handed:
    """The arguments of a call, without their expressions."""
    return Handed(
        tuple(_given(given) for given in called.positional),
        {name: _given(given) for name, given in called.named.items()},
    )


def _given(given: Given) -> Value:
    """What nobody knows is at least of the part that its name says here."""
    value = given.value
    if not isinstance(value, Anything):
        return value
    return replace(value, part=value.part or part_of_name(name_of_rows(given.node)))


def call_function(
    run: Run, function: Function, given: Handed, receiver: Value | None = None
) -> Value:
    """What the function of the script returns for these arguments."""
    definition = function.definition
    if not run.may_call(definition):
        return ANYTHING
    outer = function.names if isinstance(function.names, Frame) else None
    frame = Frame(run, function.place, outer=outer, owner=function.owner, receiver=receiver)
    frame.names.update(_bound(run, function, given))
    run.calling.append(definition)
    loops, run.loops = run.loops, 0
    try:
        return _returned(frame, definition)
    finally:
        run.loops = loops
        run.calling.pop()


def make_object(run: Run, kind: Class, given: Handed) -> Thing:
    """An object of a class of the script; a model of its own where the class is one."""
    thing = run.hold(
        Object(kind, model=Model(place=kind.place(kind.definition)) if is_model(kind) else None)
    )
    run.objects[kind.definition] = thing
    if is_model(kind):
        run.record.models.append(thing)
    start = method_of(kind, "__init__")
    if start is not None:
        call_function(run, start, Handed((thing, *given.positional), given.named), thing)
    named = given.named.get("name")
    content = run.contents[thing.number]
    if named is not None and isinstance(content, Object):
        run.contents[thing.number] = replace(
            content, attributes={"name": named, **content.attributes}
        )
    _end_of_model(run, thing, kind)
    _note_batches(run, thing, kind)
    return thing


def call_object(run: Run, thing: Thing, given: Handed) -> Value:
    """What an object of the script gives when it is called."""
    content = run.contents.get(thing.number)
    kind = content.kind if isinstance(content, Object) else None
    for name in ("call", "__call__", "forward"):
        method = method_of(kind, name) if kind else None
        if method is not None:
            return call_function(
                run, method, Handed((thing, *given.positional), given.named), thing
            )
    return ANYTHING


def method_of(kind: Class, name: str) -> Function | None:
    """The method, of the class or of a base that is a class of the script."""
    found = kind.names.get(name)
    if isinstance(found, Function):
        return found
    bases = (base for base in kind.bases if isinstance(base, Class) and base is not kind)
    return next((method for base in bases if (method := method_of(base, name))), None)


def library_bases(kind: Class) -> tuple[str, ...]:
    """Names of the libraries' classes that the class is made from."""
    names: list[str] = []
    for base in kind.bases:
        if isinstance(base, Library):
            names.append(base.name)
        elif isinstance(base, Class) and base is not kind:
            names += library_bases(base)
    return tuple(names)


def is_model(kind: Class) -> bool:
    """It is a Keras model written as a class."""
    return any(name in _MODELS for name in library_bases(kind))


def is_callback(kind: Class) -> bool:
    """It is a Keras callback written as a class."""
    return any(name.startswith(_CALLBACKS) for name in library_bases(kind))


def _note_batches(run: Run, thing: Thing, kind: Class) -> None:
    """What a `keras.utils.Sequence` of the script gives batch by batch."""
    method = method_of(kind, "__getitem__")
    if method is None or not any(last(name) in _SEQUENCES for name in library_bases(kind)):
        return
    given = call_function(run, method, Handed((thing, SWEPT)), thing)
    found = _batches(Frame(run, kind.place), given)
    if isinstance(found, Pipeline):
        run.batches[thing.number] = found


def _end_of_model(run: Run, thing: Thing, kind: Class) -> None:
    """The head of a model that is a class is what its `call` returns."""
    content = run.contents.get(thing.number)
    model = content.model if isinstance(content, Object) else None
    if model is None or model.outputs or not isinstance(content, Object):
        return
    method = method_of(kind, "call")
    if method is None:
        return
    given = call_function(run, method, Handed((thing, Tensor(Head()))), thing)
    outputs: tuple[Tensor, ...] = (given,) if isinstance(given, Tensor) else ()
    if isinstance(given, Items) and given.complete:
        outputs = tuple(each for each in given.values if isinstance(each, Tensor))
    content = run.contents.get(thing.number)
    if isinstance(content, Object):
        run.contents[thing.number] = replace(content, model=replace(model, outputs=outputs))


def _returned(frame: Frame, definition: ast.AST) -> Value:
    if isinstance(definition, ast.Lambda):
        return frame.evaluate(definition.body)
    if isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef):
        frame.execute(definition.body)
    if frame.yielded:
        return _batches(frame, frame.yielded[0])
    values = frame.returned or [Constant(None)]
    result = values[0]
    for value in values[1:]:
        model = joined_models(frame.run.contents, result, value)
        result = model or joined(result, value)
    return result


def _batches(frame: Frame, value: Value) -> Value:
    """A generator of (x, y) is a pipeline."""
    pair = frame.items(value)
    if pair is None or len(pair.values) < 2:  # noqa: PLR2004 -- inputs and targets
        return ANYTHING
    inputs, targets = pair.values[:2]
    array = array_of(frame, targets)
    part = array.part if array else None
    return Pipeline("script", inputs, targets, part=part, number=frame.run.number())


def _bound(run: Run, function: Function, given: Handed) -> dict[str, Value]:
    """Values of the parameters by their names."""
    signature = function.definition.args
    parameters = [each.arg for each in (*signature.posonlyargs, *signature.args)]
    keywords = [each.arg for each in signature.kwonlyargs]
    names: dict[str, Value] = dict.fromkeys((*parameters, *keywords), ANYTHING)
    names |= function.defaults
    names |= dict(zip(parameters, given.positional, strict=False))
    names |= {name: value for name, value in given.named.items() if name in names}
    if signature.vararg:
        names[signature.vararg.arg] = Items(given.positional[len(parameters) :])
    if signature.kwarg:
        more = {name: value for name, value in given.named.items() if name not in names}
        names[signature.kwarg.arg] = run.hold(Pairs(more))
    return names


def bind(function: Value, receiver: Value) -> Value:
    """A method of an object."""
    if not isinstance(function, Function):
        return function
    decorators = getattr(function.definition, "decorator_list", ())
    static = any(getattr(each, "id", "") == "staticmethod" for each in decorators)
    return function if static else Bound(function, receiver)


def parameters_unknown(function: Function, values: Sequence[Value] = ()) -> Handed:
    """Arguments for a function that nobody calls: defaults hold but for None."""
    nothing = {
        name: ANYTHING
        for name, value in function.defaults.items()
        if isinstance(value, Constant) and value.value is None
    }
    return Handed(tuple(values), nothing)
