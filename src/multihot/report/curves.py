"""How training went, as lines to draw."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from multihot.report.story import Story

WIDTH, HEIGHT = 420, 210
LEFT, RIGHT, TOP, BOTTOM = 40, 14, 10, 30

_PANELS = (
    ("Loss", (("loss", "loss"),)),
    ("F1", (("f1_micro", "all cells together"), ("f1_macro", "mean of labels"))),
)


@dataclass(frozen=True)
class Tick:
    """A place on an axis, in units of the drawing, and what stands there."""

    at: float
    text: str


@dataclass(frozen=True)
class Dot:
    """One measured point of a line."""

    x: float
    y: float
    title: str
    kept: bool


@dataclass(frozen=True)
class Line:
    """One quantity by step: the path to draw, its points, and its value at the kept step."""

    title: str
    path: str
    dots: tuple[Dot, ...]
    kept_value: float


@dataclass(frozen=True)
class Panel:
    """Lines that share two axes; `kept` is the place of the step that was kept, or None."""

    title: str
    lines: tuple[Line, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    kept: float | None


@dataclass(frozen=True)
class _Axis:
    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        extent = self.high - self.low
        share = (value - self.low) / extent if extent else 0.5
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self, most: int) -> tuple[Tick, ...]:
        return tuple(
            Tick(self.place(each), f"{each:g}") for each in ticks(self.low, self.high, most)
        )


def panels(story: Story) -> tuple[Panel, ...]:
    """The panels for which the log has numbers."""
    steps = [float(entry.get("step", i)) for i, entry in enumerate(story.log)]
    drawn = (_panel(title, wanted, story, steps) for title, wanted in _PANELS)
    return tuple(panel for panel in drawn if panel is not None)


def ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round numbers from low to high, 1, 2 or 5 times a power of ten apart.

    >>> ticks(0, 0.9, 5), ticks(1, 24, 6)
    ((0.0, 0.2, 0.4, 0.6, 0.8), (5.0, 10.0, 15.0, 20.0))
    """
    if not high > low:
        return (low,)
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    apart = next(power * each for each in (1, 2, 5, 10) if power * each >= rough * (1 - 1e-9))
    first, last = math.ceil(low / apart - 1e-9), math.floor(high / apart + 1e-9)
    return tuple(round(each * apart, 10) for each in range(first, last + 1))


def _panel(
    title: str, wanted: Sequence[tuple[str, str]], story: Story, steps: Sequence[float]
) -> Panel | None:
    present = [pair for pair in wanted if any(_finite(entry, pair[0]) for entry in story.log)]
    if not present:
        return None
    values = [entry[key] for key, _ in present for entry in story.log if _finite(entry, key)]
    across = _Axis(min(steps), max(steps), LEFT, WIDTH - RIGHT)
    up = _Axis(min(0.0, *values), max(values) or 1.0, HEIGHT - BOTTOM, TOP)
    return Panel(
        title=title,
        lines=tuple(_line(key, words, story, across, up) for key, words in present),
        x_ticks=tuple(tick for tick in across.ticks(8) if float(tick.text).is_integer()),
        y_ticks=up.ticks(4),
        kept=None if story.best_step not in steps else across.place(float(story.best_step or 0)),
    )


def _line(key: str, words: str, story: Story, across: _Axis, up: _Axis) -> Line:
    path, dots, kept_value, pen = "", [], math.nan, "M"
    for i, entry in enumerate(story.log):
        if not _finite(entry, key):
            pen = "M"  # a gap in the numbers is a gap in the line
            continue
        step, value = float(entry.get("step", i)), entry[key]
        x, y, kept = across.place(step), up.place(value), step == story.best_step
        path += f"{pen}{x} {y}"
        dots.append(Dot(x, y, f"step {step:g}: {value:.3f}", kept))
        kept_value, pen = (value if kept else kept_value), "L"
    return Line(words, path, tuple(dots), kept_value)


def _finite(entry: Mapping[str, float], key: str) -> bool:
    return math.isfinite(entry.get(key, math.nan))
