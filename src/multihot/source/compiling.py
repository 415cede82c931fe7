"""`compile`: what each output of a model is asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from multihot.facts import Head, Loss, Metric, Output
from multihot.source.callables import method_of
from multihot.source.calls import Called, Given, constant_of
from multihot.source.losses import loss_of
from multihot.source.metrics import metric_of
from multihot.source.recording import Compilation
from multihot.source.running import Frame
from multihot.source.values import (
    Anything,
    Constant,
    Library,
    Made,
    Method,
    Model,
    Pairs,
    Thing,
    Value,
)

_Metrics: TypeAlias = dict[Any, tuple[Metric, ...]]
_UNKNOWN = Loss(None, None)
# methods of a model by which it says itself what is logged
_LOGGING = ("train_step", "test_step", "metrics", "compute_metrics", "fit")


def compile_model(called: Called, thing: Thing) -> Value:
    """Note what the model is asked for; fits that follow belong to it."""
    frame = called.frame
    model = frame.model(thing) or Model()
    outputs = _outputs(called, heads(model))
    metrics, known = _metrics(called, "metrics", outputs)
    weighted, all_weighted = _metrics(called, "weighted_metrics", outputs)
    asked = tuple(
        replace(output, metrics=(*_of(metrics, output, index), *_weighted(weighted, output, index)))
        for index, output in enumerate(outputs)
    )
    number = frame.run.number()
    frame.run.record.compilations[number] = Compilation(
        thing,
        asked,
        model.place,
        called.place,
        metrics_known=known and all_weighted and called.complete and not _adds(frame, thing),
        schedule=_schedule(called.get("optimizer")),
    )
    frame.put_model(thing, replace(model, compilations=frozenset((number,))))
    return Constant(None)


def _adds(frame: Frame, thing: Thing) -> bool:
    """The model may log what compile is not told of."""
    held = frame.object(thing)
    kind = held.kind if held else None
    own = kind is not None and any(method_of(kind, name) for name in _LOGGING)
    return own or frame.run.record.adds_metrics


def heads(model: Model) -> tuple[Output, ...]:
    """Outputs of the model, before anything is asked of them; one unknown where none is known."""
    several = len(model.outputs) > 1
    outputs = tuple(
        Output(tensor.head, name=tensor.head.place.name if several else "")
        for tensor in model.outputs
    )
    return outputs or (Output(Head()),)


def _outputs(called: Called, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    """Outputs with their losses."""
    given = called.given("loss", "losses")
    if given is None:
        return outputs
    frame = called.frame
    pairs, items = frame.pairs(given.value), frame.items(given.value)
    if pairs is not None:
        return _of_pairs(frame, outputs, pairs, given)
    if items is None:
        loss = loss_of(frame, given.value, given.node)
        return tuple(replace(each, loss=loss) for each in outputs)
    if not items.complete or len(items.values) != len(outputs):
        return tuple(replace(each, loss=_UNKNOWN) for each in outputs)
    nodes = _nodes(given.node)
    losses = [
        loss_of(frame, each, nodes.get(index, given.node))
        for index, each in enumerate(items.values)
    ]
    return tuple(replace(each, loss=loss) for each, loss in zip(outputs, losses, strict=True))


def _of_pairs(
    frame: Frame, outputs: tuple[Output, ...], pairs: Pairs, given: Given
) -> tuple[Output, ...]:
    """Outputs whose losses are told by their names."""
    if len(outputs) == 1 and len(pairs.values) > 1:
        outputs = tuple(Output(Head(), name=str(name)) for name in pairs.values)
    nodes = _nodes(given.node)
    found = []
    for output in outputs:
        key = _key(output, pairs, len(outputs))
        value = pairs.values.get(key)
        loss = None if output.name and pairs.complete else _UNKNOWN
        if value is not None:
            loss = loss_of(frame, value, nodes.get(key, given.node))
        found.append(replace(output, loss=loss))
    return tuple(found)


def _key(output: Output, pairs: Pairs, n_outputs: int) -> object:
    """The key of the output: of one output, the only one there is."""
    alone = n_outputs == len(pairs.values) == 1
    return next(iter(pairs.values)) if alone else output.name


def _metrics(called: Called, name: str, outputs: tuple[Output, ...]) -> tuple[_Metrics, bool]:
    """Metrics by the output's name or number, under None those of all; whether that is all."""
    given = called.given(name)
    if given is None or constant_of(given.value) is None:
        return {}, True
    frame = called.frame
    pairs, items = frame.pairs(given.value), frame.items(given.value)
    if pairs is not None:
        alone = len(outputs) == len(pairs.values) == 1
        placed = alone or pairs.values.keys() <= {output.name for output in outputs}
        return _by_key(frame, pairs.values, given, alone=alone), placed and pairs.complete
    nested = items is not None and any(frame.items(each) is not None for each in items.values)
    if items is not None and nested and len(items.values) == len(outputs):
        return _by_key(frame, dict(enumerate(items.values)), given), items.complete
    known = items.complete if items else not isinstance(given.value, Anything | Method)
    return {None: _several(frame, given)}, known


def _by_key(
    frame: Frame, values: Mapping[Any, Value], given: Given, *, alone: bool = False
) -> _Metrics:
    """Metrics by the key of the output; under None where there is but one."""
    nodes = _nodes(given.node)
    return {
        None if alone else key: _several(frame, Given(value, nodes.get(key, given.node)))
        for key, value in values.items()
    }


def _several(frame: Frame, given: Given) -> tuple[Metric, ...]:
    items = frame.items(given.value)
    if items is None:
        unknown = isinstance(given.value, Anything | Method)
        found = [None if unknown else metric_of(frame, given.value, given.node)]
    else:
        nodes = _nodes(given.node)
        found = [
            metric_of(frame, each, nodes.get(index, given.node))
            for index, each in enumerate(items.values)
        ]
    return tuple(each for each in found if each is not None)


def _of(metrics: _Metrics, output: Output, index: int) -> Iterator[Metric]:
    for key, found in metrics.items():
        if key in (None, index) or (output.name and key == output.name):
            yield from found


def _weighted(metrics: _Metrics, output: Output, index: int) -> Iterator[Metric]:
    for metric in _of(metrics, output, index):
        yield replace(metric, weighted=True)


def _nodes(node: ast.expr) -> dict[Any, ast.expr]:
    """The expressions of a list's items by number, of a dict's values by key."""
    if isinstance(node, ast.List | ast.Tuple):
        return dict(enumerate(node.elts))
    if isinstance(node, ast.Dict):
        return {
            key.value: value
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant)
        }
    return {}


def _schedule(optimizer: Value | None) -> bool | None:
    """The learning rate follows a schedule; None where that cannot be known."""
    value = optimizer or Constant("rmsprop")
    if isinstance(value, Constant | Library):
        return False
    if not isinstance(value, Made):
        return None
    rate = next(
        (value.given[name] for name in ("learning_rate", "lr", "0") if name in value.given), None
    )
    if rate is None:
        return False if value.complete else None
    if isinstance(rate, Made):
        return True if ".schedules." in rate.name else None
    number = constant_of(rate)
    return False if isinstance(number, int | float) else None
