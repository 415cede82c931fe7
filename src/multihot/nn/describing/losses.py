"""What a live model is trained to lower."""

from __future__ import annotations

import inspect
from functools import partial
from typing import Any

from multihot.facts import Loss, Place
from multihot.nn.backend import load_keras
from multihot.nn.describing.sources import facts_of_function
from multihot.nn.describing.spelling import is_of_keras, snake_case, spelled
from multihot.nn.losses import masked_binary_crossentropy

# resolved by the shapes of the first batch
_BY_SHAPE = ("crossentropy", "ce")


def loss_facts(given: Any, *, units: int | None) -> Loss | None:
    """The loss of an output, as it was handed to compile.

    Args:
        given: text, object, class or function.
        units: width of the output, which decides what `"crossentropy"` means.
    """
    if given is None:
        return None
    if isinstance(given, str):
        return _of_string(given, units)
    if inspect.isclass(given):
        return _of_class(given)
    if isinstance(given, dict):  # as Keras writes an object down
        given = load_keras().losses.get(given)
    if isinstance(given, load_keras().losses.Loss):
        return _of_object(given)
    return _of_function(given)


def _of_string(given: str, units: int | None) -> Loss:
    kind: str | None
    if given.lower() in _BY_SHAPE:
        kind = "binary_crossentropy" if units == 1 else None
    else:
        kind = _named(given)
    return Loss(kind=kind, spelled=repr(given), place=_place(repr(given)))


def _named(given: str) -> str | None:
    """Keras's name of the function that a string stands for: also of `bce` and of classes."""
    try:
        found = load_keras().losses.get(given)
    except ValueError:
        return None
    return snake_case(getattr(found, "__name__", type(found).__name__))


def _of_class(given: type) -> Loss:
    known = is_of_keras(given)
    return Loss(
        kind=snake_case(given.__name__) if known else "custom",
        from_logits=False if known else None,
        form="object",
        spelled=given.__name__,
        place=_place(given.__name__),
    )


def _of_object(given: Any) -> Loss:
    written = spelled(given)
    wrapped = getattr(given, "fn", None)
    if not is_of_keras(given):
        return Loss("custom", None, "object", written, place=_place(written))
    if type(given).__name__ == "LossFunctionWrapper":
        held = _of_function(wrapped)
        return Loss(held.kind, held.from_logits, "object", written, held.function, _place(written))
    from_logits = getattr(given, "from_logits", (given.get_config().get("from_logits", False)))
    kind = snake_case(type(given).__name__)
    return Loss(kind, bool(from_logits), "object", written, place=_place(written))


def _of_function(given: Any) -> Loss:
    function, keywords = given, {}
    if isinstance(given, partial):
        function, keywords = given.func, given.keywords
    name = getattr(function, "__name__", type(function).__name__)
    written = f"{name}({', '.join(f'{key}={value!r}' for key, value in keywords.items())})"
    written = written if keywords else name
    if is_of_keras(function) and hasattr(load_keras().losses, name):
        logits = bool(keywords.get("from_logits", False))
        return Loss(name, logits, "function", written, place=_place(written))
    if function is masked_binary_crossentropy:  # the same but for cells that nobody knows
        return Loss(
            "binary_crossentropy",
            from_logits=False,
            form="function",
            spelled=written,
            place=_place(written),
        )
    facts = facts_of_function(function)
    return Loss("custom", None, "function", written, facts, place=_place(written))


def _place(written: str) -> Place:
    return Place(name=f"loss {written}")
