"""The names that Keras logs metrics by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from multihot.facts import Output


def with_logged_names(outputs: Sequence[Output]) -> tuple[Output, ...]:
    """Metrics by the names they are logged by: after their output, and counted where taken.

    Keras names all plain metrics first, then the weighted ones, which are `weighted_` where a
    plain one has the name.
    """
    taken: Counter[str] = Counter()
    named = list(outputs)
    for weighted in (False, True):
        for place, output in enumerate(named):
            metrics = [
                replace(metric, name=_free(metric.name, output.name, taken, weighted=weighted))
                if metric.weighted is weighted and metric.name is not None
                else metric
                for metric in output.metrics
            ]
            named[place] = replace(output, metrics=tuple(metrics))
    return tuple(named)


def _free(own: str, output: str, taken: Counter[str], *, weighted: bool) -> str:
    def behind_output(name: str) -> str:
        return f"{output}_{name}" if output else name

    name = behind_output(own)
    if weighted and taken[name]:
        name = behind_output(f"weighted_{own}")
    taken[name] += 1
    return name if taken[name] == 1 else f"{name}_{taken[name] - 1}"
