"""Numbers as lines of text that a person can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_UP, Context
from itertools import groupby
from math import isnan
from textwrap import wrap

from multihot.metrics import CATALOGUE, GROUPS, Metric

_WIDTH = 13


@dataclass(frozen=True)
class Column:
    """One column of numbers by catalogue name."""

    title: str
    numbers: Mapping[str, float]


@dataclass(frozen=True)
class Remarks:
    """What is said beside the numbers of the first column, by catalogue name.

    Args:
        undefined: how many labels or rows were 0/0.
        error_bounds: how far a number can be off.
    """

    undefined: Mapping[str, int] = field(default_factory=dict)
    error_bounds: Mapping[str, float] = field(default_factory=dict)


def render(columns: Sequence[Column], remarks: Remarks | None = None) -> str:
    """A table with a line for each metric that the first column has, in the catalogue's groups.

    Under a number that is commonly misread stands one sentence that says as what.
    """
    metrics = [metric for metric in CATALOGUE if metric.name in columns[0].numbers]
    metrics.sort(key=lambda metric: list(GROUPS).index(metric.group))
    width = max(len(metric.name) for metric in metrics)
    lines = list(_titles(columns, width))
    for group, members in groupby(metrics, key=lambda metric: metric.group):
        lines += ["", GROUPS[group]]
        for metric in members:
            lines += _lines(metric, columns, width, remarks or Remarks())
    return "\n".join(lines)


def _titles(columns: Sequence[Column], width: int) -> Iterator[str]:
    wrapped = [wrap(column.title, _WIDTH) for column in columns]
    height = max(len(lines) for lines in wrapped)
    for line in range(height):
        # the last words of each title stand just above its numbers
        words = [([""] * (height - len(lines)) + lines)[line] for lines in wrapped]
        yield " " * (width + 2) + "".join(f"  {word:>{_WIDTH}}" for word in words)


def _lines(
    metric: Metric, columns: Sequence[Column], width: int, remarks: Remarks
) -> Iterator[str]:
    cells = "".join(f"  {_cell(column.numbers.get(metric.name)):>{_WIDTH}}" for column in columns)
    lost = remarks.undefined.get(metric.name, 0)
    error = remarks.error_bounds.get(metric.name)
    notes = [f"{lost:,} undefined"] if lost else []
    notes += [f"± {rounded_up(error)}"] if error is not None else []
    note = f"   ({', '.join(notes)})" if notes else ""
    yield f"  {metric.name:<{width}}{cells}   {metric.title}{note}"
    if metric.caution:
        yield f"    ! {metric.caution}"


def rounded_up(error: float) -> str:
    """An error in two digits, never below it: what is promised must hold.

    >>> rounded_up(0.00121)
    '0.0013'
    """
    return str(Context(prec=2, rounding=ROUND_UP).create_decimal_from_float(error))


def _cell(value: float | None) -> str:
    return "-" if value is None or isnan(value) else f"{value:.3f}"
