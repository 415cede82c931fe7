"""The catalogue as one table of plain text, by group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from multihot.metrics.catalogue.entries import GROUPS, TAKES, TASKS, Metric

_BEST = {"higher": "high", "lower": "low", "none": "-"}
_HEAD = ("name", "takes", "for", "range", "best", "what it is")

HEADER = (
    "Can a metric be applied to multi-label data? See the column 'for': multi-label and both mean\n"
    "yes; multi-class means that it sees one label a row and passes over the others."
)


def overview(metrics: Iterable[Metric]) -> str:
    """A line for each metric, in the catalogue's groups, under a few words on how to read it."""
    chosen = tuple(metrics)
    rows = {metric.name: _cells(metric) for metric in chosen}
    widths = [max(map(len, column)) for column in zip(_HEAD, *rows.values(), strict=True)]
    lines = [HEADER, "", *_legend("for", TASKS), *_legend("takes", TAKES), ""]
    lines.append(_line(_HEAD, widths))
    for group, heading in GROUPS.items():
        members = [rows[metric.name] for metric in chosen if metric.group == group]
        if members:
            lines += ["", heading, *(_line(cells, widths) for cells in members)]
    return "\n".join(lines)


def _cells(metric: Metric) -> tuple[str, ...]:
    return (
        metric.name,
        metric.takes,
        metric.tasks,
        metric.range,
        _BEST[metric.better],
        metric.title,
    )


def _legend(column: str, words: Mapping[str, str]) -> list[str]:
    width = max(map(len, words))
    return [
        f"  {column if place == 0 else '':<5}  {word:<{width}}  {told}"
        for place, (word, told) in enumerate(words.items())
    ]


def _line(cells: Iterable[str], widths: list[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()
