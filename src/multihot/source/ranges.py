"""Which versions a script may be for, and whether they are all of one generation of Keras."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from multihot.facts import Keras
from multihot.facts.generations import Flavour, generation_of

Version: TypeAlias = tuple[int, int]

FIRST, LAST = (0, 0), (99, 99)
# the first that is known of, and the newest minor version of each major one
_FIRST: dict[Flavour, Version] = {"keras": (1, 0), "tf.keras": (1, 13)}
_NEWEST: dict[Flavour, dict[int, int]] = {"keras": {1: 2, 2: 15, 3: 15}, "tf.keras": {1: 15, 2: 21}}


@dataclass(frozen=True)
class Versions:
    """The versions from `low` to `high`, both among them; empty where low is above high.

    >>> Versions((2, 4), (2, 8)).newest_of_one("tf.keras")
    (2, 8)
    >>> Versions((2, 1), (2, 8)).newest_of_one("tf.keras") is None
    True
    """

    low: Version = FIRST
    high: Version = LAST

    def __and__(self, other: Versions) -> Versions:
        return Versions(max(self.low, other.low), min(self.high, other.high))

    def __or__(self, other: Versions) -> Versions:
        return Versions(min(self.low, other.low), max(self.high, other.high))

    def __bool__(self) -> bool:
        return self.low <= self.high

    def newest_of_one(self, flavour: Flavour) -> Version | None:
        """The newest there is, where all are of one generation; else None."""
        if self.low == self.high:
            return self.low
        newest = _NEWEST[flavour]
        major = min(self.high[0], max(newest))
        high = (major, min(self.high[1], newest.get(major, 0)))
        one = generation_of(Keras(flavour, max(self.low, _FIRST[flavour])))
        alike = one is not None and one is generation_of(Keras(flavour, high))
        return high if alike and self else None

    def exists(self, flavour: Flavour) -> bool:
        """There is such a version; of the newest major one there may be more than is known."""
        newest = _NEWEST[flavour]
        major, minor = self.low
        return major in newest and (major == max(newest) or minor <= newest[major])
