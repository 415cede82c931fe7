"""What a live model was compiled with, output by output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from multihot.facts import Head, Loss, Metric, Output
from multihot.nn.backend import load_keras
from multihot.nn.describing.logged import with_logged_names
from multihot.nn.describing.losses import loss_facts
from multihot.nn.describing.metrics import metric_facts
from multihot.nn.describing.spelling import snake_case


@dataclass(frozen=True)
class Compiled:
    """Losses and metrics of each output.

    Args:
        outputs: in the model's order.
        metrics_known: False where metrics may hold more than is known.
    """

    outputs: tuple[Output, ...]
    metrics_known: bool


def outputs_of(model: Any, heads: Sequence[tuple[str, Head]]) -> Compiled:
    """Each output with its loss and metrics."""
    names = [name for name, _ in heads]
    held = getattr(model, "_compile_metrics", None)
    # a Keras that keeps them elsewhere: what is there cannot be told
    known = held is None or hasattr(held, "_user_metrics")
    metrics = [_metrics_of(held, names, weighted=weighted) for weighted in (False, True)]
    known = known and None not in metrics
    lists = [found or [()] * len(names) for found in metrics]
    losses = _losses_of(model, heads)
    outputs = [
        Output(head, loss, (*plain, *weighted), name)
        for (name, head), loss, plain, weighted in zip(heads, losses, *lists, strict=True)
    ]
    return Compiled(with_logged_names(outputs), known)


def _losses_of(model: Any, heads: Sequence[tuple[str, Head]]) -> list[Loss | None]:
    given = getattr(model, "loss", None)
    each = _shared_out(given, [name for name, _ in heads])
    if each is None:
        each = [given] * len(heads)
    return [
        None if _nested(loss) else loss_facts(loss, units=head.units)
        for loss, (_, head) in zip(each, heads, strict=True)
    ]


def _metrics_of(held: Any, names: list[str], *, weighted: bool) -> list[tuple[Metric, ...]] | None:
    """Metrics of each output; None where they cannot be told apart."""
    word = "weighted_metrics" if weighted else "metrics"
    given = getattr(held, f"_user_{word}", None)
    if not given:
        return [()] * len(names)
    each = [given] if len(names) == 1 else _shared_out(given, names)
    if each is None:
        return None
    resolved = _resolved(held, f"_flat_{word}", len(names))
    return [
        _described(load_keras().tree.flatten(of_output), classes, weighted=weighted)
        for of_output, classes in zip(each, resolved, strict=True)
    ]


def _described(given: list[Any], classes: Sequence[str], *, weighted: bool) -> tuple[Metric, ...]:
    given = [metric for metric in given if metric is not None]
    classes = classes if len(classes) == len(given) else [""] * len(given)
    return tuple(
        metric_facts(metric, weighted=weighted, resolved=made if isinstance(metric, str) else "")
        for metric, made in zip(given, classes, strict=True)
    )


def _resolved(held: Any, attribute: str, n_outputs: int) -> list[list[str]]:
    """Classes that Keras made of the metrics, once it has seen data."""
    lists = getattr(held, attribute, None) or []
    if not getattr(held, "built", False) or len(lists) != n_outputs:
        return [[]] * n_outputs
    return [
        [snake_case(type(metric).__name__) for metric in getattr(each, "metrics", ())]
        for each in lists
    ]


def _shared_out(given: Any, names: list[str]) -> list[Any] | None:
    """What a list or dict holds for each output; None where it is not made of one each."""
    if isinstance(given, dict) and set(given) <= set(names):
        return [given.get(name) for name in names]
    if isinstance(given, dict) and len(names) == len(given) == 1:
        return list(given.values())
    if isinstance(given, list | tuple) and len(given) == len(names):
        return list(given)
    return None


def _nested(given: Any) -> bool:
    return isinstance(given, list | tuple | dict) and "class_name" not in given
