"""What Keras objects are called, and how a user would write them."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from typing import Any

# where the snake case of the class is not the name that Keras logs
_OWN_NAMES = {"FBetaScore": "fbeta_score", "FBeta": "fbeta"}


def snake_case(name: str) -> str:
    """Keras's name of a class.

    >>> [snake_case(name) for name in ("BinaryCrossentropy", "AUC", "F1Score", "FBetaScore")]
    ['binary_crossentropy', 'auc', 'f1_score', 'fbeta_score']
    """
    if name in _OWN_NAMES:
        return _OWN_NAMES[name]
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()


def is_of_keras(thing: object) -> bool:
    """A class, function or object of Keras itself rather than of a user."""
    kind = thing if inspect.isclass(thing) or inspect.isroutine(thing) else type(thing)
    return str(getattr(kind, "__module__", "")).partition(".")[0] == "keras"


def given_arguments(thing: Any) -> Mapping[str, Any]:
    """Arguments that an object was made with and that are not its class's defaults."""
    try:
        config = thing.get_config()
    except Exception:  # a user's class may refuse in any way
        return {}
    defaults = _defaults(type(thing))
    return {
        name: value
        for name, value in config.items()
        if name in defaults and not _is_default(name, value, defaults[name], thing)
    }


def spelled(thing: Any) -> str:
    """As a user would write it: `'accuracy'`, `AUC(curve="PR")`, `f1_m`."""
    if isinstance(thing, str):
        return repr(thing)
    if inspect.isclass(thing) or inspect.isroutine(thing):
        return str(thing.__name__)
    arguments = ", ".join(
        f"{name}={_written(value)}" for name, value in given_arguments(thing).items()
    )
    return f"{type(thing).__name__}({arguments})"


def _written(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("config"), str):
        return str(value["config"])  # a function, as Keras writes it down
    return json.dumps(value) if isinstance(value, str) else repr(value)


def _defaults(kind: type) -> Mapping[str, Any]:
    try:
        parameters = inspect.signature(kind).parameters
    except (TypeError, ValueError):
        return {}
    return {name: parameter.default for name, parameter in parameters.items()}


def _is_default(name: str, value: Any, default: Any, thing: Any) -> bool:
    if name == "dtype":
        return True
    if name == "name":  # Keras counts: auc, auc_1, auc_2
        return re.fullmatch(rf"{snake_case(type(thing).__name__)}(_\d+)?", str(value)) is not None
    return type(value) in (bool, int, float, str, type(None)) and bool(value == default)
