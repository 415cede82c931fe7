"""What a model is told to measure: strings, functions, objects, the user's own."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Literal

from multihot.facts import Arguments, FunctionFacts, Metric, Place
from multihot.facts.functions import function_facts
from multihot.source.calls import constant_of, origin, plain
from multihot.source.names import last, snake
from multihot.source.running import Frame
from multihot.source.values import Bound, Class, Function, Library, Made, Thing, Value

_ALIASES = {
    "acc": "accuracy",
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "top_k_accuracy": "top_k_categorical_accuracy",
    "mean_io_u": "mean_iou",
}
_OLDEST_TYPED = {"keras": (2, 3), "tf.keras": (2, 0)}
_THIRD = (3, 0)
_SIXTEENTH = (2, 16)  # TensorFlow 2.16 holds Keras 3
Whose = Literal["keras", "tfa", "multihot", "custom"]


def metric_of(frame: Frame, value: Value, node: ast.expr) -> Metric | None:
    """One entry of `metrics=`; None for an entry that is None."""
    place, spelled = origin(frame, value, node)
    text = constant_of(value)
    if text is None:
        return None
    if isinstance(text, str):
        name = _logged(frame, text)
        return Metric(metric_kind(text), "string", spelled, name, place=place)
    read = _READERS.get(type(value))
    return (
        read(frame, value, spelled, place) if read else Metric(None, "object", spelled, place=place)
    )


def metric_kind(name: str) -> str:
    """Keras's snake-case name of what a string or a class names.

    >>> metric_kind("acc"), metric_kind("AUC"), metric_kind("TopKCategoricalAccuracy")
    ('accuracy', 'auc', 'top_k_categorical_accuracy')
    """
    kind = snake(name)
    return _ALIASES.get(kind, kind)


def facts_of(function: Function) -> FunctionFacts:
    """What a function of the script does with its targets; others that it calls are looked at."""
    run = function.names.run
    others = {
        name: each.definition
        for each in run.functions
        if (name := getattr(each.definition, "name", ""))
    }
    return function_facts(function.definition, function.place, others)


def _logged(frame: Frame, text: str) -> str | None:
    """The name that a string is logged by; None where generations of Keras differ."""
    keras = frame.run.keras
    version = keras.version if keras else None
    if text == "acc":
        return text
    if text == "accuracy":
        if keras is None or version is None:
            return None
        return "acc" if version < _OLDEST_TYPED[keras.flavour] else text
    if snake(text) == text and text not in _ALIASES:
        return text
    if keras is None or version is None:
        return None
    third = version >= (_THIRD if keras.flavour == "keras" else _SIXTEENTH)
    return text if third or text in _ALIASES else snake(text)


def _of_library(_: Frame, value: Library, spelled: str, place: Place) -> Metric:
    name, whose = last(value.name), _whose(value.name)
    kind = metric_kind(name) if whose != "custom" else "custom"
    a_class = name[:1].isupper()
    function = FunctionFacts(name) if whose == "custom" else None
    return Metric(
        kind,
        "object" if a_class else "function",
        spelled,
        snake(name) if a_class else name,
        whose,
        function=function,
        place=place,
    )


def _of_object(frame: Frame, made: Made, spelled: str, place: Place) -> Metric:
    whose = _whose(made.name)
    given = {name: plain(frame, value) for name, value in made.given.items()}
    name = given.get("name")
    if made.name == "functools.partial":
        return Metric("custom", "function", spelled, library="custom", place=place)
    default = metric_default(frame, made)
    return Metric(
        metric_kind(last(made.name)) if whose != "custom" else "custom",
        "object",
        spelled,
        name if isinstance(name, str) else None if "name" in given else default,
        whose,
        Arguments(given, made.complete),
        place=place,
    )


def metric_default(frame: Frame, made: Made) -> str | None:
    """The name of an object that was given none; None where Keras counts it up: `auc_1`."""
    alone = frame.run.made.get(made.name, 0) == 1 and not made.looped
    name = snake(last(made.name))
    return name if alone and made.complete and _whose(made.name) in ("keras", "tfa") else None


def _of_function(_: Frame, value: Function | Bound, spelled: str, place: Place) -> Metric:
    function = value.function if isinstance(value, Bound) else value
    facts = facts_of(function)
    name = getattr(function.definition, "name", None)
    return Metric("custom", "function", spelled, name, "custom", function=facts, place=place)


def _of_thing(frame: Frame, value: Thing, spelled: str, place: Place) -> Metric:
    held = frame.object(value)
    if held is None or held.kind is None:
        return Metric(None, "object", spelled, place=place)
    name: Any = constant_of(held.attributes.get("name"))
    logged = name if isinstance(name, str) else None
    return Metric("custom", "object", spelled, logged, "custom", place=place)


def _of_class(_: Frame, __: Class, spelled: str, place: Place) -> Metric:
    return Metric("custom", "object", spelled, library="custom", place=place)


def _whose(path: str) -> Whose:
    root = path.partition(".")[0]
    if root == "tensorflow":
        return "keras"
    known: dict[str, Whose] = {"keras": "keras", "tfa": "tfa", "multihot": "multihot"}
    return known.get(root, "custom")


_READERS: dict[type, Callable[[Frame, Any, str, Place], Metric]] = {
    Library: _of_library,
    Made: _of_object,
    Function: _of_function,
    Bound: _of_function,
    Thing: _of_thing,
    Class: _of_class,
}
