"""The metrics that a live model was compiled with."""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any, Literal

from multihot.facts import Arguments, Metric, Place
from multihot.nn.backend import load_keras
from multihot.nn.describing.sources import facts_of_function
from multihot.nn.describing.spelling import given_arguments, is_of_keras, snake_case, spelled

_SHORT = {
    "bce": "binary_crossentropy",
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
}
_ACCURACY = ("accuracy", "acc")


def metric_facts(given: Any, *, weighted: bool, resolved: str = "") -> Metric:
    """One metric, as it was handed to compile.

    Args:
        given: text, object, class or function.
        weighted: it stands in `weighted_metrics`.
        resolved: class that Keras made of a text; empty where it has not.
    """
    written = spelled(given)
    place = Place(name=f"metric {written}")
    if isinstance(given, str):
        kind = _kind_of_string(given)
        return Metric(
            kind, "string", written, given, weighted=weighted, resolved=resolved, place=place
        )
    if isinstance(given, load_keras().metrics.Metric) or inspect.isclass(given):
        return _of_object(given, written, place, weighted=weighted)
    return _of_function(given, written, place, weighted=weighted)


def _kind_of_string(given: str) -> str | None:
    if given.lower() in _ACCURACY:
        return "accuracy"
    return _kinds().get(given)


@cache
def _kinds() -> dict[str, str]:
    """Kind of each text that Keras knows: names of its classes, their snake case, short forms."""
    metrics = load_keras().metrics
    names = [name for name, each in vars(metrics).items() if inspect.isclass(each)]
    short = {form: kind for name, kind in _SHORT.items() for form in (name, name.upper())}
    snakes = {snake_case(name): snake_case(name) for name in names}
    return {**snakes, "f_beta_score": "fbeta_score", **{n: snake_case(n) for n in names}, **short}


def _of_object(given: Any, written: str, place: Place, *, weighted: bool) -> Metric:
    kind = given if inspect.isclass(given) else type(given)
    library = _library(kind)
    return Metric(
        kind="custom" if library == "custom" else snake_case(kind.__name__),
        spelled=written,
        name=snake_case(kind.__name__) if inspect.isclass(given) else given.name,
        library=library,
        arguments=Arguments({} if inspect.isclass(given) else given_arguments(given)),
        weighted=weighted,
        function=facts_of_function(getattr(given, "_fn", None)),
        place=place,
    )


def _of_function(given: Any, written: str, place: Place, *, weighted: bool) -> Metric:
    name = getattr(given, "__name__", type(given).__name__)
    known = is_of_keras(given) and name in _kinds()
    return Metric(
        kind=_kinds()[name] if known else "custom",
        form="function",
        spelled=written,
        name=getattr(given, "name", None) or snake_case(name),
        library="keras" if known else "custom",
        weighted=weighted,
        function=None if known else facts_of_function(given),
        place=place,
    )


def _library(kind: type) -> Literal["keras", "multihot", "custom"]:
    if is_of_keras(kind):
        return "custom" if kind.__name__ == "MeanMetricWrapper" else "keras"
    return "multihot" if kind.__module__.startswith("multihot.nn.metrics") else "custom"
