"""What a number is, as a value."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from typing import Any

from multihot.identification.definitions import Definition

FORMAT = 1


@dataclass(frozen=True)
class Match:
    """A definition that gives the number.

    Args:
        definition: how it is computed, and by whom.
        value: what it gives on these data; a share, also where the number is a percentage.
        difference: how far that is from what was written, on the same scale.
        percent: the number was read as a percentage.
    """

    definition: Definition
    value: float
    difference: float
    percent: bool = False


@dataclass(frozen=True)
class Beside:
    """A number of the same predictions that answers what was probably asked.

    Args:
        name: catalogue name.
        title: a few words.
        value: on these data.
        nothing: what giving no label at all gets; None where it has no decisions to look at.
    """

    name: str
    title: str
    value: float
    nothing: float | None


@dataclass(frozen=True)
class Identification:
    """What a number is, what it is not, and what stands beside it.

    Args:
        number: what was looked for; a percentage in percents.
        tolerance: how far from it still fits, on the same scale.
        matches: the definitions that give it, the least far-fetched first.
        nearest: if there are none, the definitions that come nearest: usual ones, then rarer ones.
        beside: numbers of the same predictions that answer what was probably asked.
        notes: what else is to be known, a sentence each.
        n_searched: how many definitions were computed.
    """

    number: float
    tolerance: float
    matches: tuple[Match, ...]
    nearest: tuple[Match, ...]
    beside: tuple[Beside, ...]
    notes: tuple[str, ...]
    n_searched: int

    def table(self) -> str:
        """The answer for a person: one screen."""
        from multihot.identification.screen import screen  # it looks at this value

        return screen(self)

    def to_json(self) -> str:
        """All that was found, as one JSON object; NaN is written as null."""
        plain = {"format": FORMAT, **asdict(self)}
        return json.dumps(_without_nan(plain), ensure_ascii=False, allow_nan=False, indent=1)


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nan(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(each) for each in value]
    return None if isinstance(value, float) and math.isnan(value) else value
