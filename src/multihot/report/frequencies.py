"""How many rows of each part have each label, and which labels occur together."""

from __future__ import annotations

from dataclasses import dataclass

from multihot.data import DataFacts
from multihot.report.formatting import clipped

CELL = 30
_MOST_FREQUENT, _RAREST = 20, 10
_FEWEST = 3  # of two labels there is one pair, and the list beside says it
_LETTER = 7.4  # wide enough for the widest of the system fonts


@dataclass(frozen=True)
class Frequency:
    """Rows with one label in each part; `share` of the most frequent label, 0 to 1, to draw."""

    label: str
    positives: tuple[int, ...]
    share: float


@dataclass(frozen=True)
class Frequencies:
    """The most frequent labels, how many are left out, and the rarest."""

    frequent: tuple[Frequency, ...]
    n_left_out: int
    rarest: tuple[Frequency, ...]


@dataclass(frozen=True)
class Cell:
    """Two labels that occur together: place, strength from 0 to 1, and what it stands for."""

    x: int
    y: int
    strength: float
    n_rows: int
    title: str


@dataclass(frozen=True)
class Stair:
    """Name of one label, at the end of its row and at the head of its column."""

    x: int
    y: int
    label: str
    shown: str


@dataclass(frozen=True)
class Staircase:
    """Co-occurrence of the most frequent labels, the half below the diagonal."""

    width: int
    height: int
    cells: tuple[Cell, ...]
    stairs: tuple[Stair, ...]


def frequencies(facts: DataFacts) -> Frequencies:
    """The labels by rows of the first part; of many, the most frequent and the rarest."""
    most = max([1, *(max(part.positives, default=0) for part in facts.parts[:1])])
    everything = tuple(
        Frequency(
            facts.labels[column],
            tuple(part.positives[column] for part in facts.parts),
            facts.parts[0].positives[column] / most,
        )
        for column in _by_frequency(facts)
    )
    if len(everything) <= _MOST_FREQUENT + _RAREST:
        return Frequencies(everything, 0, ())
    n_left_out = len(everything) - _MOST_FREQUENT - _RAREST
    return Frequencies(everything[:_MOST_FREQUENT], n_left_out, everything[-_RAREST:])


def staircase(facts: DataFacts) -> Staircase | None:
    """The pairs among the most frequent labels, or None where there are none to draw."""
    paired = {label for first, second, _ in facts.together for label in (first, second)}
    ordered = [facts.labels[column] for column in _by_frequency(facts)]
    labels = [label for label in ordered if label in paired][:_MOST_FREQUENT]
    place = {label: i for i, label in enumerate(labels)}
    pairs = [pair for pair in facts.together if pair[0] in place and pair[1] in place]
    if len(labels) < _FEWEST or not pairs:
        return None
    stairs = tuple(
        Stair(i * CELL, i * CELL, label, clipped(label, 24)) for i, label in enumerate(labels)
    )
    return Staircase(
        width=max(stair.x + 12 + round(_LETTER * len(stair.shown)) for stair in stairs),
        height=len(labels) * CELL,
        cells=tuple(_cell(pair, place, max(n for _, _, n in pairs)) for pair in pairs),
        stairs=stairs,
    )


def _cell(pair: tuple[str, str, int], place: dict[str, int], most: int) -> Cell:
    first, second, n_rows = pair
    left, below = sorted((place[first], place[second]))
    # the square root, because a few pairs are far more frequent than the rest
    strength = (n_rows / most) ** 0.5
    return Cell(left * CELL, below * CELL, strength, n_rows, f"{first} and {second}: {n_rows:,}")


def _by_frequency(facts: DataFacts) -> list[int]:
    if not facts.parts:
        return []
    positives = facts.parts[0].positives
    return sorted(range(len(facts.labels)), key=lambda column: -positives[column])
