"""Looking for a split within bounds where no exchange alone comes nearer to them."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np

from multihot.arrays import Floats, Integers
from multihot.data.unit_kinds import UnitKinds

_NARROW = 48  # kinds of each part that are tried with each other
_MOST_CELLS = 1 << 18
_TENURE = (2, 6)  # for so many turns, what a part gave doesn't come back


class Bounds(NamedTuple):
    """Fewest and most rows of each column in each part, whole numbers, (n_parts, n_columns)."""

    low: Floats
    high: Floats

    def outside(self, held: Floats) -> Floats:
        """By how many rows each number is too small or too large."""
        return np.maximum(np.maximum(self.low - held, held - self.high), 0)


class _Exchange(NamedTuple):
    """A unit that `one` gives to `other`, and a unit that it gets."""

    cost: float
    one: int
    other: int
    leaving: int
    coming: int


class TabuSearch:
    """The exchange that brings the parts nearest to their bounds, turn by turn, even if it costs.

    Each row out of bounds costs its weight. Where no exchange lowers the cost, what is out of
    bounds weighs more from then on (breakout), so that the search doesn't stay where it is. All
    costs are whole numbers, so that a seed finds the same split on every machine.

    Source: Morris, The breakout method for escaping from local minima, AAAI 1993;
    Glover, Tabu search part I, ORSA Journal on Computing 1989.

    Args:
        kinds: what is to be dealt.
        bounds: what is to be reached.
        rng: decides among equals.
        most_work: cells to compute with before it ends.
    """

    def __init__(
        self, kinds: UnitKinds, bounds: Bounds, rng: np.random.Generator, most_work: float
    ) -> None:
        self.most_work = most_work
        self.bounds = bounds
        self.one_way = kinds.grouped
        self.work = 0.0  # cells computed with
        self._rng = rng
        # past the last kind, to give nothing
        amounts = kinds.amounts.toarray().astype(np.float64)
        self._amounts = np.vstack([amounts, np.zeros(amounts.shape[1])])

    @staticmethod
    def is_for(kinds: UnitKinds) -> bool:
        """Whether the table is small enough to be searched in a second or so."""
        n_kinds, n_columns = kinds.amounts.shape
        return bool((n_kinds + 1) * n_columns <= _MOST_CELLS)

    def nearest(self, dealt: Integers, n_turns: int) -> Integers:
        """Of the splits come by from this one, the first with fewest rows out of bounds."""
        self._dealt = dealt.copy()
        self._held = dealt.T @ self._amounts[:-1]
        self._weight = np.ones_like(self._held)
        self._barred = np.zeros((len(self._amounts), len(self._held)), dtype=np.int64)
        best, fewest = dealt, self.bounds.outside(self._held).sum()
        for turn in range(n_turns):
            if not fewest or self.work > self.most_work:
                break
            self._take_turn(turn)
            n_outside = self.bounds.outside(self._held).sum()
            if n_outside < fewest:
                best, fewest = self._dealt.copy(), n_outside
        return best

    def _take_turn(self, turn: int) -> None:
        outside = self.bounds.outside(self._held)
        leave, come = self._alone()
        pairs = combinations(range(len(self._held)), 2)
        exchanges = [self._cheapest(one, other, leave, come, turn) for one, other in pairs]
        possible = [each for each in exchanges if each is not None]
        least = min((each.cost for each in possible), default=0.0)
        if least >= 0:
            self._weight += outside > 0
        cheapest = [each for each in possible if each.cost == least]
        if cheapest:
            self._make(cheapest[self._rng.integers(len(cheapest))], turn)

    def _alone(self) -> tuple[Floats, Floats]:
        """What it costs each part to lose, and to gain, a unit of each kind; (n_parts, n_kinds)."""
        self.work += self._amounts.size * len(self._held)
        if not self.one_way:
            less, more = self._steps()
            return less @ self._amounts.T, more @ self._amounts.T
        parts = range(len(self._held))
        return (
            np.array([self._change(part, -self._amounts) for part in parts]),
            np.array([self._change(part, self._amounts) for part in parts]),
        )

    def _steps(self) -> tuple[Floats, Floats]:
        """What it costs to hold a row less, and a row more."""
        now = self.bounds.outside(self._held)
        less = self.bounds.outside(self._held - 1) - now
        more = self.bounds.outside(self._held + 1) - now
        return less * self._weight, more * self._weight

    def _change(self, part: int, moved: Floats) -> Floats:
        """What it costs the part to hold so much more; the last axis of `moved` is columns."""
        bounds = Bounds(self.bounds.low[part], self.bounds.high[part])
        held = self._held[part]
        return (bounds.outside(held + moved) - bounds.outside(held)) @ self._weight[part]

    def _cheapest(
        self, one: int, other: int, leave: Floats, come: Floats, turn: int
    ) -> _Exchange | None:
        """The exchange between two parts that costs least, of those that are not barred."""
        leaving = self._offers(one, other, leave[one] + come[other], turn)
        coming = self._offers(other, one, leave[other] + come[one], turn)
        if not (len(leaving) and len(coming)):
            return None
        if self.one_way:
            moved = self._amounts[coming] - self._amounts[leaving][:, None]
            costs = self._change(one, moved) + self._change(other, -moved)
            self.work += moved.size
        else:
            # what both units have does not change
            less, more = self._steps()
            bend = (less + more)[[one, other]].sum(axis=0)
            alone = (leave[one] + come[other])[leaving][:, None] + (leave[other] + come[one])[
                coming
            ]
            costs = alone - (self._amounts[leaving] * bend) @ self._amounts[coming].T
            self.work += costs.size
        costs[leaving[:, None] == coming] = np.inf
        least = costs.min()
        if least == np.inf:
            return None
        places = np.argwhere(costs == least)
        i, j = places[self._rng.integers(len(places))]
        return _Exchange(float(least), one, other, int(leaving[i]), int(coming[j]))

    def _offers(self, giver: int, taker: int, costs: Floats, turn: int) -> Integers:
        """Kinds that the giver may give, those that cost least if there are many."""
        free = (self._dealt[:, giver] > 0) & (self._barred[:-1, taker] <= turn)
        kinds = np.flatnonzero(free)
        if len(kinds) > _NARROW:
            drawn = self._rng.random(len(kinds))
            kinds = kinds[np.lexsort((drawn, costs[kinds]))[:_NARROW]]
        return np.append(kinds, len(self._dealt)) if self.one_way else kinds

    def _make(self, exchange: _Exchange, turn: int) -> None:
        _, one, other, leaving, coming = exchange
        moved = self._amounts[coming] - self._amounts[leaving]
        self._held[one] += moved
        self._held[other] -= moved
        for kind, giver, taker in ((leaving, one, other), (coming, other, one)):
            if kind < len(self._dealt):
                self._dealt[kind, giver] -= 1
                self._dealt[kind, taker] += 1
                self._barred[kind, giver] = turn + self._rng.integers(*_TENURE)
