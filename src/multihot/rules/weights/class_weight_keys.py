"""class_weight has keys that are no class.

## Why it matters
Keras looks weights up by class number, 0 to n - 1. A class that is no key weighs 1.0, so names
as keys, numbers that count from 1, or -1 and 1 change nothing or the wrong class, without a
word in Keras 3. tf.keras 2.2 to 2.15 stops.

## What to do
Number the classes as the columns of y are:

    class_weight = {column: weights[name] for column, name in enumerate(names)}
"""

from __future__ import annotations

from collections.abc import Iterator
from numbers import Integral, Real

from multihot.errors import listed
from multihot.facts import Fit, ModelFacts, Output, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

YES_OR_NO = 2


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each fit; on multi-hot targets no key would be right."""
    output = model.only
    if output is None:
        return
    for fit in model.fits:
        told = fit.targets or targets
        by_output = _names_output(fit, output)
        if not by_output and (told is None or told.kind != "multi-hot"):
            yield from _judged(fit, _n_classes(output, told))


def _names_output(fit: Fit, output: Output) -> bool:
    """Weights of a named output are a dict in a dict, of which the outer keys are known."""
    keys = (fit.class_weight and fit.class_weight.keys) or ()
    name = output.head.place.name
    return any(key in (output.name, name) or name == f"layer {key!r}" for key in keys)


def _judged(fit: Fit, n_classes: int | None) -> Iterator[Seen]:
    given = fit.class_weight
    strange = [key for key in (given and given.keys) or () if not _is_class(key, n_classes)]
    if given is None or not strange:
        return
    told = [int(key) if isinstance(key, Integral) else key for key in strange]
    until = f" 0 to {n_classes - 1}" if n_classes else ""
    yield Seen(
        subject="class_weight",
        message=f"{len(strange)} of {len(given.keys or ())} keys are no class{until}: "
        f"{listed(told)}; a class without a key weighs 1.0",
        advice="number the classes as the columns of y, from 0",
        code="class_weight = {column: weights[name] for column, name in enumerate(names)}",
        evidence={"strange": [str(key) for key in strange], "classes": n_classes},
        place=given.place,
    )


def _n_classes(output: Output, targets: TargetFacts | None) -> int | None:
    if output.head.units is not None:
        return YES_OR_NO if output.head.units == 1 else output.head.units
    return targets.n_labels if targets and targets.kind == "one-hot" else None


def _is_class(key: object, n_classes: int | None) -> bool:
    """As a dict compares: 1.0 and True are 1. What is not known may be one."""
    if isinstance(key, str | bytes | tuple) or key is None:
        return False
    if not isinstance(key, Real):
        return True
    number = float(key)
    return number.is_integer() and number >= 0 and (n_classes is None or number < n_classes)


RULE = Rule("class-weight-keys", "error", __doc__ or "", (check,))
