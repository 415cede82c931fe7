"""What methods give: of lists and dicts, arrays, models, encoders, datasets."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from multihot.source import arrays, splits
from multihot.source.assigning import bind
from multihot.source.calls import Called, Given
from multihot.source.compiling import compile_model
from multihot.source.containers import call_container
from multihot.source.cuts import argmax_of, decided
from multihot.source.fitting import fit_model
from multihot.source.libraries import HANDLERS
from multihot.source.measuring import EVALUATING, evaluated, part_of
from multihot.source.models import add, new_model, predicted
from multihot.source.names import last
from multihot.source.pipelines import changed, of_generator
from multihot.source.targets import array_of, evident, like, of_binarizer
from multihot.source.uses import RECORDED, record_use, taken_by
from multihot.source.values import (
    ANYTHING,
    Anything,
    Array,
    Made,
    Measured,
    Method,
    Model,
    Pipeline,
    Thing,
    Value,
)

_PREDICTING = ("predict", "predict_proba", "predict_generator", "predict_on_batch")
_FITTING = ("fit", "fit_generator", "train_on_batch")
_JUDGING = (*EVALUATING, "load_weights", "save", "summary")
_BINARIZING = ("fit_transform", "transform")


def call_method(called: Called, method: Method) -> Value:
    """What the call of an attribute gives."""
    receiver = method.receiver
    if isinstance(receiver, Thing) and called.frame.model(receiver) is None:
        return call_container(called, receiver, method.name)
    read = _READERS.get(type(receiver))
    return read(called, receiver, method.name) if read else ANYTHING


def _of_model(called: Called, thing: Thing, name: str) -> Value:
    frame = called.frame
    model = frame.model(thing) or Model()
    path = f"keras.Model.{name}"
    called = called.of(path)
    if name in (*_FITTING, "compile", *_PREDICTING, "predict_classes", *_JUDGING):
        record_use(called, path, thing.number)
    if name == "add":
        add(frame, thing, called.get("0", "layer") or ANYTHING)
    elif name == "compile":
        return compile_model(called, thing)
    elif name in _FITTING:
        fit_model(called, thing)
    elif name == "pop":
        frame.put_model(thing, replace(model, outputs=()))
    elif name in _PREDICTING or name == "predict_classes":
        scores = predicted(frame, model, _inputs(called))
        return scores if name in _PREDICTING else _classes(called, scores)
    elif name in EVALUATING:
        held = frame.object(thing)
        return evaluated(called, model, subclassed=held is not None and held.kind is not None)
    return ANYTHING


def _classes(called: Called, scores: Array) -> Array:
    """What `predict_classes` gives: of one column of scores, whether each is above .5."""
    return decided(scores) if scores.n_labels == 1 else argmax_of(called.frame, scores)


def _inputs(called: Called) -> Array:
    """The rows that a model is asked about."""
    given = called.given("x", "generator", "X", "0")
    taken = taken_by(called.frame, given) if given else None
    array = array_of(called.frame, given.value) if given else None
    if taken is None:
        return Array()
    operand = taken.operand
    array = array or Array(rows=taken.rows)
    return replace(array, part=operand.part, shuffled=operand.shuffled)


def _of_array(called: Called, array: Array, name: str) -> Value:
    frame = called.frame
    given = tuple(each.value for each in called.positional)
    if name in ("argmax", "round", "argsort", "idxmax"):
        return _reduced(called, array, name)
    if name in arrays.KEEPING:
        return _as_text(array) if _is_text(called) else array
    if array.role == "strings" and name in _OF_TEXTS:
        return _of_texts(called, array, name)
    if name == "sample":
        frame.run.record.shuffles = True
        return splits.mixed_up(frame, array)
    if name in arrays.RESHAPING:
        return arrays.reshaped(array, given)
    return _other(called, array, name)


def _other(called: Called, array: Array, name: str) -> Value:
    """Rows stay what they are, what they mean does not; but for sorting."""
    if name in ("sort_values", "sort_index"):
        return replace(array, mixed=False)
    kept = replace(array, kind=None, why="", source=called.frame.run.number())
    if name == "drop":
        return kept
    return replace(kept, role=None, single=True) if name in _OF_ROWS else ANYTHING


def _as_text(array: Array) -> Array:
    return replace(array, role="strings", kind=None, why="made texts by astype(str)")


_OF_ROWS = ("sum", "mean", "max", "min", "any", "all", "apply", "map")
_OF_TEXTS = ("get_dummies", "split", "lower", "upper", "strip", "replace")


def _is_text(called: Called) -> bool:
    """`astype(str)`."""
    given = called.positional[0].node if called.positional else None
    return isinstance(given, ast.Name) and given.id == "str"


def _of_texts(called: Called, array: Array, name: str) -> Value:
    """What a method of a column of texts gives, row by row."""
    line = called.place.line
    if name == "get_dummies":
        made = evident(called, "multi-hot", "str.get_dummies")
        return like(made, array, called.frame)
    if name == "split":
        return replace(array, role="label-lists", why=f"split on line {line}")
    return array


def _reduced(called: Called, array: Array | None, name: str) -> Value:
    """`.argmax(axis=1)`, `.idxmax(axis=1)`, `.round()` as the functions of their libraries."""
    frame = called.frame
    path = "pandas.DataFrame.idxmax" if name == "idxmax" else f"numpy.{name}"
    own = "self" if name == "idxmax" else "a"
    names = ("axis",) if name in ("argmax", "idxmax", "argsort") else ("decimals",)
    named = {
        names[index] if index < len(names) else str(index): given
        for index, given in enumerate(called.positional)
    }
    function = called.node.func
    receiver = function.value if isinstance(function, ast.Attribute) else function
    value = array if array is not None else ANYTHING
    named = {own: Given(value, receiver), **named, **called.named}
    called = replace(called, positional=(), named=named)
    record_use(called, path)
    if name == "round":
        return decided(array) if array is not None else ANYTHING
    if name == "argsort" or called.constant("axis", -1) == 0:
        return ANYTHING
    return argmax_of(frame, array)


def _of_made(called: Called, made: Made, name: str) -> Value:
    if made.name.partition(".")[0] not in RECORDED:
        return _of_anything(called, ANYTHING, name)
    path = f"{made.name}.{name}"
    called = called.of(path)
    record_use(called, path, made.number)
    frame = called.frame
    if path in HANDLERS:
        return HANDLERS[path](called)
    if last(made.name) == "ImageDataGenerator" and name.startswith("flow"):
        return of_generator(called, name, made)
    if name in ("fit", "adapt"):
        _note_fitted(called)
        return made
    if made.name.startswith("sklearn."):
        return _of_sklearn(called, made, name)
    if name in ("shuffle", "permutation"):
        frame.run.record.shuffles = True
    return ANYTHING


def _note_fitted(called: Called) -> None:
    """What an estimator is fitted to beside inputs are targets."""
    targets = array_of(called.frame, called.get("y")) if called.get("X") else None
    if targets is not None and targets.source:
        fitted = f"fitted to on line {called.place.line}"
        called.frame.run.record.fitted.setdefault(targets.source, fitted)


def _of_sklearn(called: Called, made: Made, name: str) -> Value:
    frame = called.frame
    if name in _BINARIZING:
        return of_binarizer(called, made)
    if name == "split":
        return splits.folds(called)
    given = _inputs(called)
    if name in ("predict_proba", "decision_function"):
        return like(Array(role="scores", why=f"given by {name}"), given, frame)
    if name == "predict":
        return like(Array(role="decisions", why="given by predict"), given, frame)
    if name == "score":
        return Measured(part_of(called))
    return ANYTHING


def _of_pipeline(called: Called, pipeline: Pipeline, name: str) -> Value:
    called = called.of(f"{pipeline.name}.{name}")
    record_use(called, f"{pipeline.name}.{name}", pipeline.number)
    return changed(called, pipeline, name)


def _of_anything(called: Called, receiver: Anything, name: str) -> Value:
    frame = called.frame
    if name in ("argmax", "idxmax", "round", "argsort"):
        return _reduced(called, None, name)
    if name == "shuffle":
        frame.run.record.shuffles = True
    if _asks_a_model(called, name):
        return _of_model(called, _adopted(called), name)
    if name in (*_PREDICTING, "predict_classes") and _looks_like_a_model(called):
        scores = predicted(
            frame, Model(swept=receiver.swept), _inputs(called.of("keras.Model.predict"))
        )
        return scores if name in _PREDICTING else argmax_of(frame, scores)
    if name in EVALUATING and _looks_like_a_model(called):
        return evaluated(called.of(f"keras.Model.{name}"), Model(), subclassed=True)
    return ANYTHING


_ONLY_KERAS = {
    "compile": {"loss", "optimizer", "metrics"},
    "fit": {"epochs", "nb_epoch", "callbacks", "validation_data", "validation_split", "verbose"},
    "fit_generator": {"epochs", "nb_epoch", "steps_per_epoch", "callbacks"},
}


def _asks_a_model(called: Called, name: str) -> bool:
    """A call that only models of Keras know, of something that nobody knows."""
    owner = getattr(called.node.func, "value", None)
    named = _ONLY_KERAS.get(name, set()) & set(called.named)
    keras = "keras" in called.frame.run.libraries
    return bool(named) and keras and isinstance(owner, ast.Name | ast.Attribute)


def _adopted(called: Called) -> Thing:
    """A model of which nothing is known but its name."""
    owner = getattr(called.node.func, "value", called.node)
    thing = new_model(called.frame, Model(place=called.frame.at(owner)))
    bind(called.frame, owner, thing)
    return thing


def _looks_like_a_model(called: Called) -> bool:
    """`model.predict(x)` of a model that is handed in, where no other library has models."""
    node = called.node.func
    owner = node.value if isinstance(node, ast.Attribute) else node
    name = getattr(owner, "attr", getattr(owner, "id", ""))
    return "model" in name.lower() and "keras" in called.frame.run.libraries


_READERS: dict[type, Callable[[Called, Any, str], Value]] = {
    Thing: _of_model,
    Array: _of_array,
    Made: _of_made,
    Pipeline: _of_pipeline,
    Anything: _of_anything,
}
