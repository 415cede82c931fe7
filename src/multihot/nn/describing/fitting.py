"""What `fit` was given."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import numpy as np

from multihot.facts import Arguments, Callback, Fit, Place, TargetFacts, Weights
from multihot.facts.functions import asks_for_rate
from multihot.nn.backend import load_keras
from multihot.nn.describing.sources import definition_of
from multihot.nn.describing.spelling import is_of_keras

# of Keras's callbacks, kept by them under the names of their parameters
_KEPT = ("monitor", "mode", "patience", "save_best_only", "restore_best_weights", "factor")


def fit_facts(given: Mapping[str, Any]) -> Fit:
    """One call of `fit`, by its keyword arguments; what is not there was not given."""
    share = given.get("validation_split") or None
    return Fit(
        targets=_targets(given.get("y")),
        class_weight=_weights(given.get("class_weight"), "class_weight"),
        sample_weight=_weights(given.get("sample_weight"), "sample_weight"),
        validation_split=share,
        validated=share is not None or given.get("validation_data") is not None,
        callbacks=tuple(_callback(each) for each in _flat(given.get("callbacks"))),
        batch_size=given.get("batch_size"),
        place=Place(name="fit"),
    )


def _targets(given: Any) -> TargetFacts | None:
    """Facts of one array; those of several outputs belong to nobody."""
    from multihot.facts.counting import target_facts

    return target_facts(given) if hasattr(given, "shape") else None


def _weights(given: Any, name: str) -> Weights | None:
    if given is None:
        return None
    place = Place(name=f"{name} of fit")
    if isinstance(given, dict):
        return Weights("dict", keys=tuple(given), place=place)
    if isinstance(given, str):
        return Weights("string", place=place)
    if isinstance(given, list | tuple):
        return Weights("list", rank=np.ndim(given), place=place)
    shape = getattr(given, "shape", None)
    return Weights("array", rank=None if shape is None else _rank(shape), place=place)


def _rank(shape: tuple[int | None, ...]) -> int:
    """Of weights: a column of one weight a row is taken as weights of rows."""
    return 1 if len(shape) == 2 and shape[1] == 1 else len(shape)  # noqa: PLR2004 - two axes


def _flat(callbacks: Any) -> list[Any]:
    held = getattr(callbacks, "callbacks", callbacks)  # a CallbackList holds its own
    return [] if held is None else list(load_keras().tree.flatten(held))


def _callback(callback: Any) -> Callback:
    kind = type(callback).__name__
    return Callback(
        kind=kind if is_of_keras(callback) else "custom",
        arguments=Arguments(_arguments(callback) if is_of_keras(callback) else {}),
        resets=_resets(callback),
        place=Place(name=f"callback {kind}"),
    )


def _resets(callback: Any) -> bool | None:
    """Whether a LearningRateScheduler of Keras looks away from the rate before."""
    if type(callback) is not load_keras().callbacks.LearningRateScheduler:
        return None
    schedule = callback.schedule
    definition = definition_of(getattr(schedule, "__func__", schedule))
    if definition is None:
        return None
    return not asks_for_rate(definition, method=hasattr(schedule, "__func__"))


def _arguments(callback: Any) -> dict[str, Any]:
    """What differs from the defaults, as far as the callback keeps it."""
    parameters = inspect.signature(type(callback)).parameters
    missing = object()
    kept = {name: getattr(callback, name, missing) for name in _KEPT if name in parameters}
    if kept.get("mode") is missing:  # until Keras 3.10 some kept only what they made of it
        kept["mode"] = _direction(callback)
    return {
        name: value
        for name, value in kept.items()
        if value is not missing and value != parameters[name].default
    }


def _direction(callback: Any) -> str:
    name = getattr(getattr(callback, "monitor_op", None), "__name__", "")
    return {"less": "min", "greater": "max"}.get(name, "auto")
