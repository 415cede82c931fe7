"""What an entry of the catalogue says about a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

Group: TypeAlias = Literal["sets", "cells", "labels", "rows", "ranking", "calibration", "sizes"]
Takes: TypeAlias = Literal["decisions", "scores", "ranks", "targets"]
Tasks: TypeAlias = Literal["multi-label", "multi-class", "both"]
Better: TypeAlias = Literal["higher", "lower", "none"]

GROUPS: dict[Group, str] = {
    "sets": "Whole label sets",
    "cells": "All yes-or-no answers together",
    "labels": "Averaged over labels",
    "rows": "Averaged over rows",
    "ranking": "Ranking by score, whatever the thresholds",
    "calibration": "Scores as probabilities",
    "sizes": "How many labels",
}
TAKES: Mapping[str, str] = {
    "decisions": "0 or 1 for each label of a row: score >= threshold",
    "ranks": "scores of which only the order matters, not the values",
    "scores": "scores that are meant as probabilities",
    "targets": "the true labels alone",
}
TASKS: Mapping[str, str] = {
    "multi-label": "made for rows with any number of labels; with one class a row it says little",
    "multi-class": "it sees one label a row; on multi-label targets it passes over the others",
    "both": "it can be computed, and read, for either",
}


@dataclass(frozen=True)
class Elsewhere:
    """Who else computes a number, under which name, and how theirs differs.

    Args:
        system: library, with its version or generation where that matters.
        call: what to type there, in their names; empty if they have none.
        difference: how their number differs; empty if it is the same.
    """

    system: str
    call: str
    difference: str = ""


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One entry of the catalogue.

    Args:
        name: catalogue name, `f1_macro`.
        measure: what is averaged or cut off, `f1` of `f1_macro`; the name itself where
            there is nothing to choose.
        average: micro, macro, weighted or samples; empty if there is no choice.
        k: how many labels of a row are looked at; None if all are.
        title: a few words for a table.
        group: key of `GROUPS`.
        takes: key of `TAKES`.
        tasks: key of `TASKS`: can it be applied to multi-label targets?
        tasks_why: one sentence where that is not plain.
        better: which way is better; "none" for a size.
        low: smallest value it can take.
        high: largest value; None if it depends on the data.
        definition: what is computed, one sentence in a user's words.
        formula: the same without ambiguity; tp, fp, fn, tn are counts of cells.
        undefined: where it is 0/0, and what the policies "zero", "nan" and "drop" do there.
        caution: what it is commonly taken for and is not; empty if nothing.
        source: paper or reference implementation.
        elsewhere: who else computes it.
    """

    name: str
    measure: str
    title: str
    group: Group
    takes: Takes
    tasks: Tasks
    better: Better
    definition: str
    formula: str
    undefined: str
    source: str
    elsewhere: tuple[Elsewhere, ...]
    average: str = ""
    k: int | None = None
    tasks_why: str = ""
    low: float = 0.0
    high: float | None = 1.0
    caution: str = ""

    @property
    def range(self) -> str:
        """Smallest and largest value as a person writes them."""
        return f"{self.low:g} up" if self.high is None else f"{self.low:g}..{self.high:g}"

    @property
    def call(self) -> str:
        """What to type in Python for this number."""
        given = {"decisions": ", decisions", "targets": ""}.get(self.takes, ", scores")
        how = f', average="{self.average}"' if self.average else ""
        how += f", k={self.k}" if self.k else ""
        return f"mh.metrics.{self.measure}(targets{given}{how})"

    def to_dict(self) -> dict[str, Any]:
        """The entry as JSON can hold it."""
        return {**asdict(self), "call": self.call}


@dataclass(frozen=True)
class Measure:
    """What several entries have in common: one formula, averaged or cut off in several ways.

    Args:
        name: `f1`, `ndcg_at_k`.
        title: a few words.
        words: what it is, in a user's words.
        formula: of one set of counts, or of one row.
        source: paper.
        metrics: its entries.
    """

    name: str
    title: str
    words: str
    formula: str
    source: str
    metrics: tuple[Metric, ...]

    def to_dict(self) -> dict[str, Any]:
        """The measure as JSON can hold it, its entries by name."""
        return {**asdict(self), "metrics": [metric.name for metric in self.metrics]}
