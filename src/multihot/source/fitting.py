"""`fit`: what a model is given to learn from, and what watches it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from multihot.facts import Arguments, Callback, Fit, TargetFacts, Weights
from multihot.facts.functions import asks_for_rate
from multihot.facts.models import Part
from multihot.source.calls import Called, Given, constant_of, plain
from multihot.source.compiling import heads
from multihot.source.names import last
from multihot.source.parts import part_of_name
from multihot.source.recording import Compilation
from multihot.source.running import Frame
from multihot.source.targets import array_of
from multihot.source.uses import operand_of, told_part
from multihot.source.values import (
    Anything,
    Array,
    Bound,
    Class,
    Function,
    Items,
    Made,
    Method,
    Model,
    Thing,
    Value,
)

_SCHEDULER = "LearningRateScheduler"


def fit_model(called: Called, thing: Thing) -> None:
    """Note what the model is fitted to."""
    frame = called.frame
    model = frame.model(thing) or Model()
    targets = _targets(called)
    fit = _fit(called, targets)
    if not model.compilations:
        number = frame.run.number()
        frame.run.record.compilations[number] = Compilation(
            thing, heads(model), model.place, compiled=False
        )
        model = replace(model, compilations=frozenset((number,)))
    for number in model.compilations:
        frame.run.record.compilations[number].fits.append(fit)
    if targets is not None and targets.source:
        frame.run.record.fitted[targets.source] = f"fitted to on line {called.place.line}"
    frame.put_model(thing, replace(model, targets=targets or model.targets))


def _fit(called: Called, targets: Array | None) -> Fit:
    callbacks, all_known = _callbacks(called)
    share = called.constant("validation_split")
    share = share if isinstance(share, float) and share > 0 else None
    validated, part = _validation(called)
    size = called.constant("batch_size")
    return Fit(
        targets=_target_facts(called, targets),
        class_weight=_weights(called, "class_weight"),
        sample_weight=_weights(called, "sample_weight"),
        validation_split=share,
        validated=True if share else validated,
        validation_part=part,
        shuffled=_mixed(called, targets),
        callbacks=callbacks,
        all_callbacks_known=all_known,
        batch_size=size if isinstance(size, int) else None,
        place=called.place,
    )


def _targets(called: Called) -> Array | None:
    """Targets that are fitted, from `y` or from batches of both."""
    frame = called.frame
    data = called.get("x", "generator", "X")
    batches = frame.pipeline(data)
    if batches is not None:
        return array_of(frame, batches.targets)
    return array_of(frame, called.get("y"))


def _target_facts(called: Called, targets: Array | None) -> TargetFacts | None:
    given = called.given("y") or called.given("x", "generator")
    if given is None:
        return None
    if targets is None:
        return TargetFacts(place=called.frame.at(given.node))
    name = operand_of(called.frame, targets, given.node).written
    if targets.role == "classes":
        return TargetFacts(
            "integer", f"class numbers: {name}", place=replace(targets.place, name=name)
        )
    return TargetFacts(
        kind=targets.kind,
        why=targets.why if targets.kind else "",
        n_rows=targets.n_rows,
        n_labels=targets.n_labels,
        place=replace(targets.place, name=name),
    )


def _validation(called: Called) -> tuple[bool | None, Part | None]:
    """Whether there are validation rows, and the part that they come from."""
    given = called.given("validation_data")
    if given is None:
        return (False, None) if called.complete else (None, None)
    frame, value = called.frame, given.value
    if constant_of(value) is None:
        return False, None
    batches = frame.pipeline(value)
    if batches is not None:
        return True, batches.part or part_of_name(getattr(given.node, "id", ""))
    items = frame.items(value)
    parts = {part for each in _pairs(given, items) if (part := _part(frame, *each))}
    validated = None if isinstance(value, Anything | Method) and _optional(given) else True
    return validated, parts.pop() if len(parts) == 1 else None


def _optional(given: Given) -> bool:
    """A name that may hold None."""
    return "none" in getattr(given.node, "id", "none").lower()


def _pairs(given: Given, items: Items | None) -> list[tuple[Value, Any]]:
    nodes = getattr(given.node, "elts", None)
    if items is None:
        return [(given.value, given.node)]
    if nodes is None or len(nodes) != len(items.values):
        return [(value, given.node) for value in items.values]
    return list(zip(items.values, nodes, strict=True))


def _part(frame: Frame, value: Value, node: Any) -> Part | None:
    array = array_of(frame, value)
    return operand_of(frame, array or Array(part=told_part(value)), node).part


def _mixed(called: Called, targets: Array | None) -> bool | None:
    """The rows were shuffled before a tail of them is cut off."""
    if called.constant("shuffle") is False:
        return None  # their order is meant: the last ones are the latest
    mixed = [targets.mixed] if targets else []
    inputs = array_of(called.frame, called.get("x"))
    mixed += [inputs.mixed] if inputs else []
    if True in mixed:
        return True
    return None if called.frame.run.record.shuffles or False not in mixed else False


def _weights(called: Called, name: str) -> Weights | None:
    given = called.given(name)
    if given is None or constant_of(given.value) is None:
        return None
    frame, value, place = called.frame, given.value, called.frame.at(given.node)
    pairs = frame.pairs(value)
    if pairs is not None:
        return Weights("dict", tuple(pairs.values) if pairs.complete else None, place=place)
    if isinstance(constant_of(value), str):
        return Weights("string", place=place)
    if isinstance(value, Array):
        return Weights("array", rank=1 if value.single else value.rank, place=place)
    if frame.items(value) is not None:
        return Weights("list", place=place)
    return Weights(place=place)


def _callbacks(called: Called) -> tuple[tuple[Callback, ...], bool]:
    given = called.given("callbacks")
    if given is None or constant_of(given.value) is None:
        return (), called.complete
    frame, value = called.frame, given.value
    items = frame.items(value)
    values = items.values if items else (value,)
    found = [_callback(frame, each) for each in values]
    known = tuple(each for each in found if each is not None)
    complete = items.complete if items else True
    return known, complete and len(known) == len(found)


def _callback(frame: Frame, value: Value) -> Callback | None:
    if isinstance(value, Made):
        given = {name: plain(frame, each) for name, each in value.given.items()}
        ours = value.name.startswith("keras.callbacks.")
        kind = last(value.name) if ours else "custom"
        resets = _resets(value.given.get("schedule")) if kind == _SCHEDULER else None
        return Callback(kind, Arguments(given, value.complete), resets, value.place)
    held = frame.object(value)
    if isinstance(value, Class) or (held is not None and held.kind is not None):
        return Callback("custom")
    return None


def _resets(schedule: Value | None) -> bool | None:
    """Whether a LearningRateScheduler looks away from the rate before."""
    method = isinstance(schedule, Bound)
    function = schedule.function if isinstance(schedule, Bound) else schedule
    if not isinstance(function, Function):
        return None
    return not asks_for_rate(function.definition, method=method)
