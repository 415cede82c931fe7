"""Numbers as lines of text that a person can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isnan

from multihot.metrics import CATALOGUE, GROUPS


@dataclass(frozen=True)
class Column:
    """One column of numbers by catalogue name."""

    title: str
    numbers: Mapping[str, float]


def render(columns: Sequence[Column], undefined: Mapping[str, int] | None = None) -> str:
    """A table with a line for each metric that the first column has, in the catalogue's groups."""
    metrics = [metric for metric in CATALOGUE if metric.name in columns[0].numbers]
    metrics.sort(key=lambda metric: list(GROUPS).index(metric.group))
    width = max(len(metric.name) for metric in metrics)
    titles = "".join(f"  {column.title:>10}" for column in columns)
    lines = [" " * (width + 2) + titles]
    for group, members in groupby(metrics, key=lambda metric: metric.group):
        lines += ["", GROUPS[group]]
        for metric in members:
            cells = "".join(
                f"  {_cell(column.numbers.get(metric.name)):>{max(10, len(column.title))}}"
                for column in columns
            )
            lost = (undefined or {}).get(metric.name, 0)
            note = f"   ({lost:,} undefined)" if lost else ""
            lines.append(f"  {metric.name:<{width}}{cells}   {metric.title}{note}")
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    return "-" if value is None or isnan(value) else f"{value:.3f}"
