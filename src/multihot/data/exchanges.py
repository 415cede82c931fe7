"""Making a split more even: units of two parts change places while that lowers the cost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import Floats, Integers
from multihot.data.label_balance import LabelBalance

# how many of the kinds that are cheapest to give are tried with each other
_NARROW = 48
_WIDE = 256
_FEW = 16  # and of those with a label out of bounds, with all others
_CELLS_OF_AMOUNTS = 1 << 15
_FEW_COLUMNS = 256
_DENSE_CELLS = 1 << 22
_CELLS_OF_A_THREAD = 1 << 17
_MOST_WORK = 1.5e9  # cells computed with, some ten seconds
_LEAST_GAIN = 1e-6
# costs are rounded so that the last bit of a sum, another on each machine, decides nothing
_DECIMALS = 7
_NOTHING = -1


@dataclass(frozen=True, eq=False)
class _Offers:
    """Kinds of which a part can give one to another, cheapest first; -1 is to give nothing."""

    kinds: Integers
    costs: Floats

    def __len__(self) -> int:
        return len(self.kinds)

    def first(self, n: int) -> _Offers:
        return _Offers(self.kinds[:n], self.costs[:n])

    def only(self, place: int) -> _Offers:
        return _Offers(self.kinds[[place]], self.costs[[place]])


class Exchanges:
    """A split under way, and what exchanging units of its parts would cost.

    Args:
        balance: what is to be reached.
        amounts: (n_kinds, n_columns), rows of each column in one unit of the kind.
        dealt: (n_kinds, n_parts), units of each kind in each part; changed in place.
        held: (n_parts, n_columns), all that the parts hold; changed in place.
        one_way: whether a unit may change its part with none in return.
    """

    def __init__(
        self,
        balance: LabelBalance,
        amounts: csr_array,
        dealt: Integers,
        held: Floats,
        *,
        one_way: bool,
    ) -> None:
        self.balance = balance
        self.amounts = amounts
        self.dealt = dealt
        self.held = held
        self.one_way = one_way
        self.work = 0.0  # cells computed with
        n_kinds, n_columns = amounts.shape
        dense = n_columns <= _FEW_COLUMNS and n_kinds * n_columns <= _DENSE_CELLS
        self._dense = amounts.toarray().astype(np.float64) if dense else None
        few = math.isqrt(_CELLS_OF_AMOUNTS // max(1, n_columns))
        self._breadths = (min(max(8, few), _NARROW),) if one_way else (_NARROW, _WIDE)
        self._column, self._amount, self._entries = _entries(amounts)
        self._changes = [self._changes_of(part) for part in range(len(held))]

    def make_even(self) -> None:
        """Exchange until no exchange between two parts lowers the cost, or much was tried."""
        pairs = list(combinations(range(len(self.held)), 2))
        at_once = [1] * len(pairs)
        turn = idle = 0
        while idle < len(pairs) and self.work < _MOST_WORK:
            tried = self._exchange(*pairs[turn], at_once[turn])
            at_once[turn] = max(1, tried)
            if tried or self._mend(*pairs[turn]):
                idle = 0
            else:
                idle += 1
                turn = (turn + 1) % len(pairs)

    def shake(self, rng: np.random.Generator, n_times: int) -> None:
        """Exchange units at random; those that may go one way do so half the time."""
        for _ in range(n_times):
            one, other = rng.permutation(len(self.held))[:2]
            leave, come = (np.flatnonzero(self.dealt[:, part]) for part in (one, other))
            if self.one_way and rng.random() < 1 / 2:
                come = np.array([_NOTHING])
            if len(leave) and len(come):
                self._move(one, other, rng.choice(leave, 1), rng.choice(come, 1))

    def _exchange(self, one: int, other: int, at_once: int) -> int:
        """Exchange units of two parts; how many to try the next time, 0 if none lowers the cost."""
        breadth = max(self._breadths[-1], at_once)
        leaving = self._offers(one, other, breadth)
        coming = self._offers(other, one, breadth)
        if at_once > 1:
            n = self._many(one, other, leaving, coming, at_once)
            if n:
                return 2 * n
        for n in self._breadths:
            if self._best(one, other, leaving.first(n), coming.first(n)):
                return 2
            if max(len(leaving), len(coming)) <= n:
                break
        return 0

    def _many(self, one: int, other: int, leaving: _Offers, coming: _Offers, n: int) -> int:
        """Exchange the units that are cheapest to give, all at once; how many were exchanged."""
        while n > 1:
            n = min(n, len(leaving), len(coming))
            n = int(np.count_nonzero(leaving.costs[:n] + coming.costs[:n] < -_LEAST_GAIN))
            if n > 1 and self._lowers(one, other, leaving.kinds[:n], coming.kinds[:n]):
                return n
            n //= 4
        return 0

    def _mend(self, one: int, other: int) -> bool:
        """Exchange a unit with a label that is out of bounds for any other unit that suits."""
        outside = self.balance.broken(self.held)
        broken = outside[one] | outside[other]
        if not broken.any():
            return False
        concerned = self._entries @ broken[self._column].astype(np.float64) > 0
        breadth = len(concerned) if not self.one_way else self._breadths[-1] ** 2 // _FEW
        for giver, taker in ((one, other), (other, one)):
            leaving = self._offers(giver, taker, _FEW, among=concerned)
            if self._best(giver, taker, leaving, self._offers(taker, giver, breadth)):
                return True
        return False

    def _offers(
        self, giver: int, taker: int, n: int, among: NDArray[np.bool_] | None = None
    ) -> _Offers:
        """Kinds that the giver has, by what it costs that one unit goes to the taker."""
        self.work += self._entries.nnz + len(self.dealt) + self._column.size
        costs = self._entries @ (self._changes[giver][0] + self._changes[taker][1])
        there = self.dealt[:, giver] > 0
        kinds = np.flatnonzero(there if among is None else there & among)
        costs = np.round(costs[kinds], _DECIMALS)
        if len(kinds) > n:
            # by value, because which of equals a partition puts first differs between machines
            near = np.flatnonzero(costs <= np.partition(costs, n)[n])
            kinds, costs = kinds[near], costs[near]
        if self.one_way:
            kinds, costs = np.append(kinds, _NOTHING), np.append(costs, 0.0)
        order = np.argsort(costs, kind="stable")[: n + 1]
        return _Offers(kinds[order], costs[order])

    def _best(self, one: int, other: int, leaving: _Offers, coming: _Offers) -> bool:
        """Make the one exchange that lowers the cost most, of all pairs of these offers."""
        if not (len(leaving) and len(coming)):
            return False
        costs_of = self._costs_of_amounts if self.one_way else self._costs_of_rows
        costs = np.round(costs_of(one, other, leaving, coming), _DECIMALS)
        self.work += costs.size * (self.amounts.shape[1] if self.one_way else 1)
        i, j = divmod(int(costs.argmin()), len(coming))
        if costs[i, j] >= -_LEAST_GAIN:
            return False
        return self._lowers(one, other, leaving.only(i).kinds, coming.only(j).kinds)

    def _costs_of_rows(self, one: int, other: int, leaving: _Offers, coming: _Offers) -> Floats:
        """Change of the cost by each exchange, where units have one row of a label or none."""
        # what both units have does not change
        bend = self._bend(one) + self._bend(other)
        apart: Floats = leaving.costs[:, None] + coming.costs
        if self._dense is not None:
            return apart - _products(self._dense[leaving.kinds] * bend, self._dense[coming.kinds])
        left, right = self.amounts[leaving.kinds], self.amounts[coming.kinds]
        weighted = csr_array((bend[left.indices], left.indices, left.indptr), shape=left.shape)
        return apart - (weighted @ right.T).toarray()

    def _costs_of_amounts(self, one: int, other: int, leaving: _Offers, coming: _Offers) -> Floats:
        """Change of the cost by each exchange, whatever the units have."""
        moved = self._rows(coming.kinds) - self._rows(leaving.kinds)[:, None]
        return self._change(one, moved) + self._change(other, -moved)

    def _lowers(self, one: int, other: int, leave: Integers, come: Integers) -> bool:
        """Exchange these units, if that lowers the cost."""
        moved = self._sum(come) - self._sum(leave)
        if self._change(one, moved) + self._change(other, -moved) >= -_LEAST_GAIN:
            return False
        self._move(one, other, leave, come)
        return True

    def _move(self, one: int, other: int, leave: Integers, come: Integers) -> None:
        moved = self._sum(come) - self._sum(leave)
        self.held[one] += moved
        self.held[other] -= moved
        for kinds, giver, taker in ((leave, one, other), (come, other, one)):
            given = kinds[kinds != _NOTHING]
            self.dealt[given, giver] -= 1
            self.dealt[given, taker] += 1
        for part in (one, other):
            self._changes[part] = self._changes_of(part)

    def _change(self, part: int, moved: Floats) -> Floats:
        """What it costs the part to hold so much more; the last axis of `moved` is columns."""
        cost = self.balance.cost
        change: Floats = (cost(part, self.held[part] + moved) - cost(part, self.held[part])).sum(-1)
        return change

    def _changes_of(self, part: int) -> tuple[Floats, Floats]:
        """What it costs the part to lose, and to gain, each amount of a column."""
        now = self.held[part, self._column]
        around = np.array([now - self._amount, now, now + self._amount])
        less, same, more = self.balance.cost(part, around, self._column)
        return less - same, more - same

    def _bend(self, part: int) -> Floats:
        """How much more the second row of a column costs the part than the first."""
        now = self.held[part]
        less, same, more = self.balance.cost(part, np.array([now - 1, now, now + 1]))
        bend: Floats = less + more - 2 * same
        return bend

    def _rows(self, kinds: Integers) -> Floats:
        """What a unit of each kind has of each column; of nothing, nothing."""
        rows: Floats = (
            self.amounts[kinds].toarray().astype(np.float64)
            if self._dense is None
            else self._dense[kinds]
        )
        if self.one_way:
            rows[kinds == _NOTHING] = 0
        return rows

    def _sum(self, kinds: Integers) -> Floats:
        given = kinds[kinds != _NOTHING] if self.one_way else kinds
        chosen = self.amounts[given] if self._dense is None else self._dense[given]
        return np.asarray(chosen.sum(axis=0), dtype=np.float64)


def _products(left: Floats, right: Floats) -> Floats:
    """Product of each row of the one with each of the other."""
    # in pieces too small for BLAS to start threads, which take longer to start than to multiply
    n = max(1, _CELLS_OF_A_THREAD // max(1, right.size))
    return np.concatenate([left[i : i + n] @ right.T for i in range(0, len(left), n)])


def _entries(amounts: csr_array) -> tuple[Integers, Floats, csr_array]:
    """The different (column, amount) that units have, and a table of which unit has which."""
    base = int(amounts.data.max(initial=0)) + 1
    keys = amounts.indices.astype(np.int64) * base + amounts.data
    distinct, places = np.unique(keys, return_inverse=True)
    shape = (amounts.shape[0], len(distinct))
    entries = csr_array((np.ones(len(places)), places, amounts.indptr), shape=shape)
    return distinct // base, (distinct % base).astype(np.float64), entries
