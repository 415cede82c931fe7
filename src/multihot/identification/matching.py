"""Which candidates give a number, the least far-fetched first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats
from multihot.identification.definitions import Candidate
from multihot.identification.identifications import Match
from multihot.identification.priors import CONTRARY, PERCENT_UNSAID, USUAL
from multihot.identification.writing import Reading, Written

_SLACK = 1e-12  # 0.985 is half a unit from 0.98, whatever binary fractions say
N_USUAL, N_RARER = 5, 3


def matches(found: Sequence[Candidate], written: Written) -> tuple[Match, ...]:
    """Those that give what was written, and those of which 1 minus the value does."""
    values, shares = _arrays(found)
    fitting = [
        each for reading in written.readings for each in _fitting(found, values, shares, reading)
    ]
    return tuple(match for _, match in sorted(fitting, key=lambda pair: pair[0]))


def nearest(found: Sequence[Candidate], written: Written) -> tuple[Match, ...]:
    """Of what is usually printed the few that come nearest, then of all else.

    Of several that give the same the least far-fetched is told.
    """
    near = []
    for reading in written.readings:
        if not np.isnan(reading.value):
            near += [_match(each, each.value, reading) for each in found]
    near = [each for each in near if not np.isnan(each.difference)]
    near.sort(key=lambda each: (each.difference, each.definition.rarity))
    usual = _different([each for each in near if each.definition.rarity <= USUAL], (), N_USUAL)
    rarer = [each for each in near if each.definition.rarity > USUAL]
    return (*usual, *_different(rarer, usual, N_RARER))


def _different(near: Sequence[Match], told: Sequence[Match], most: int) -> list[Match]:
    """The first few whose values are no others' and were not told."""
    different: list[Match] = []
    for each in near:
        if all(abs(each.value - other.value) > _SLACK for other in (*told, *different)):
            different.append(each)
        if len(different) == most:
            break
    return different


def _arrays(found: Sequence[Candidate]) -> tuple[Floats, NDArray[np.bool_]]:
    values = np.array([each.value for each in found])
    return values, np.array([each.is_share for each in found])


def _fitting(
    found: Sequence[Candidate], values: Floats, shares: NDArray[np.bool_], reading: Reading
) -> Iterator[tuple[tuple[float, float], Match]]:
    further = PERCENT_UNSAID if reading.unsaid else 0
    if np.isnan(reading.value):
        fits, turned = np.isnan(values), np.zeros(len(values), dtype=bool)
    else:
        room = reading.tolerance + _SLACK
        fits = np.abs(values - reading.value) <= room
        turned = shares & (np.abs(1 - values - reading.value) <= room) & ~fits
    for place in np.flatnonzero(fits).tolist():
        match = _match(found[place], found[place].value, reading)
        yield (match.definition.rarity + further, match.difference), match
    for place in np.flatnonzero(turned).tolist():
        contrary = Candidate(found[place].definition.contrary(CONTRARY), 1 - found[place].value)
        match = _match(contrary, contrary.value, reading)
        yield (match.definition.rarity + further, match.difference), match


def _match(candidate: Candidate, value: float, reading: Reading) -> Match:
    same = np.isnan(value) and np.isnan(reading.value)
    difference = 0.0 if same else abs(value - reading.value)
    return Match(candidate.definition, float(value), float(difference), reading.percent)
