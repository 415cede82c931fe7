"""Every number of the evaluation, in the catalogue's groups."""

from __future__ import annotations

import math
from dataclasses import dataclass

from multihot.evaluation import Evaluation, Interval
from multihot.metrics import CATALOGUE, GROUPS, Metric


@dataclass(frozen=True)
class NumberRow:
    """One number beside those of the baselines; NaN is undefined or not there.

    A number made of bins has an error that it does not exceed; all others have None.
    """

    metric: Metric
    value: float
    interval: Interval | None
    baselines: tuple[float, ...]
    n_undefined: int
    error: float | None


@dataclass(frozen=True)
class NumberGroup:
    """The numbers of one group of the catalogue."""

    heading: str
    rows: tuple[NumberRow, ...]


def number_groups(evaluation: Evaluation) -> tuple[NumberGroup, ...]:
    """The numbers that the evaluation has, in the order of the catalogue within each group."""
    present = [metric for metric in CATALOGUE if metric.name in evaluation]
    groups = (
        NumberGroup(
            heading,
            tuple(_row(evaluation, metric) for metric in present if metric.group == group),
        )
        for group, heading in GROUPS.items()
    )
    return tuple(group for group in groups if group.rows)


def _row(evaluation: Evaluation, metric: Metric) -> NumberRow:
    return NumberRow(
        metric=metric,
        value=evaluation[metric.name],
        interval=evaluation.intervals.get(metric.name),
        baselines=tuple(each.numbers.get(metric.name, math.nan) for each in evaluation.baselines),
        n_undefined=evaluation.undefined.get(metric.name, 0),
        error=evaluation.error_bounds.get(metric.name),
    )
