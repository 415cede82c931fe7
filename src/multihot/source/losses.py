"""What a model is told to lower: strings, functions, objects, the user's own."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from multihot.facts import UNKNOWN, Loss, Place
from multihot.facts.functions import FunctionFacts
from multihot.source.calls import constant_of, origin
from multihot.source.metrics import facts_of
from multihot.source.names import last, snake
from multihot.source.running import Frame
from multihot.source.values import Bound, Class, Function, Library, Made, Value

_ALIASES = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "bce": "binary_crossentropy",
    "kld": "kl_divergence",
    "kullback_leibler_divergence": "kl_divergence",
    "log_loss": "binary_crossentropy",
}
_WITH_LOGITS = {
    "sigmoid_cross_entropy_with_logits": "binary_crossentropy",
    "sigmoid_cross_entropy": "binary_crossentropy",
    "softmax_cross_entropy_with_logits": "categorical_crossentropy",
    "softmax_cross_entropy_with_logits_v2": "categorical_crossentropy",
    "softmax_cross_entropy": "categorical_crossentropy",
    "sparse_softmax_cross_entropy_with_logits": "sparse_categorical_crossentropy",
}


def loss_of(frame: Frame, value: Value, node: ast.expr) -> Loss | None:
    """The loss; None where there is none."""
    place, spelled = origin(frame, value, node)
    name = constant_of(value)
    if name is None:
        return None
    if isinstance(name, str):
        return Loss(loss_kind(name), spelled=spelled, place=place)
    if frame.object(value) is not None:
        return Loss("custom", None, "object", spelled, place=place)
    read = _READERS.get(type(value))
    return read(value, spelled, place) if read else Loss(None, None, "object", spelled, place=place)


def loss_kind(name: str) -> str:
    """Keras's name of the function that a string or a class names.

    >>> loss_kind("BinaryCrossentropy"), loss_kind("mse")
    ('binary_crossentropy', 'mean_squared_error')
    """
    kind = snake(name).replace("__", "_")
    kind = kind.replace("cross_entropy", "crossentropy") if "crossentropy" not in kind else kind
    return _ALIASES.get(kind, kind)


def _of_library(value: Library, spelled: str, place: Place) -> Loss:
    path = value.name
    name = last(path)
    if name in _WITH_LOGITS:
        return Loss(
            _WITH_LOGITS[name], from_logits=True, form="function", spelled=spelled, place=place
        )
    root = path.partition(".")[0]
    if root not in ("keras", "tensorflow", "tfa"):
        return Loss("custom", None, "function", spelled, FunctionFacts(name), place)
    return Loss(loss_kind(name), form="function", spelled=spelled, place=place)


def _of_object(made: Made, spelled: str, place: Place) -> Loss:
    root = made.name.partition(".")[0]
    if made.name == "functools.partial":
        return _of_partial(made, spelled, place)
    if root not in ("keras", "tensorflow", "tfa"):
        return Loss("custom", None, "object", spelled, place=place)
    logits = constant_of(made.argument("from_logits", default=False))
    known = logits if isinstance(logits, bool) else None
    return Loss(loss_kind(last(made.name)), known, "object", spelled, place=place)


def _of_partial(made: Made, spelled: str, place: Place) -> Loss:
    function = made.given.get("0")
    if not isinstance(function, Library):
        return Loss("custom", None, "function", spelled, place=place)
    logits = constant_of(made.argument("from_logits", default=False))
    known = None if logits is UNKNOWN else bool(logits)
    return Loss(loss_kind(last(function.name)), known, "function", spelled, place=place)


def _of_function(value: Function | Bound, spelled: str, place: Place) -> Loss:
    function = value.function if isinstance(value, Bound) else value
    return Loss("custom", None, "function", spelled, facts_of(function), place)


def _of_class(_: Class, spelled: str, place: Place) -> Loss:
    return Loss("custom", None, "object", spelled, place=place)


_READERS: dict[type, Callable[[Any, str, Place], Loss]] = {
    Library: _of_library,
    Made: _of_object,
    Function: _of_function,
    Bound: _of_function,
    Class: _of_class,
}
