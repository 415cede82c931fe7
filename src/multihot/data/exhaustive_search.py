"""The best split of a table so small that every split of it can be tried."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Integers
from multihot.data.label_balance import LabelBalance
from multihot.data.unit_kinds import UnitKinds

_MOST_WAYS = 1 << 17
_MOST_CELLS = 1 << 23
# costs are rounded so that the last bit of a sum, another on each machine, decides nothing
_DECIMALS = 6


def best_of_all(kinds: UnitKinds, balance: LabelBalance) -> Integers | None:
    """Units of each kind in each part, (n_kinds, n_parts), at the least cost there is.

    None if there are more ways to split than can be tried.
    """
    n_parts, n_columns = balance.owed.shape
    units = np.repeat(np.arange(len(kinds.sizes)), kinds.n_units)
    if n_parts ** len(units) > _MOST_WAYS:
        return None
    ways = _ways(len(units), n_parts)
    if not kinds.grouped:
        sizes = np.stack([(ways == part).sum(axis=1) for part in range(n_parts)], axis=1)
        ways = ways[(sizes == balance.rows).all(axis=1)]
    if len(ways) * n_columns > _MOST_CELLS:
        return None
    amounts = csr_array(kinds.amounts[units])
    costs = np.zeros(len(ways))
    for part in range(n_parts):
        held = ((ways == part).astype(np.int64) @ amounts).astype(np.float64)
        costs += balance.cost(part, held).sum(axis=1)
    best = ways[np.round(costs, _DECIMALS).argmin()]
    places = np.bincount(units * n_parts + best, minlength=len(kinds.sizes) * n_parts)
    return places.reshape(-1, n_parts)


def _ways(n_units: int, n_parts: int) -> Integers:
    """Every way to give each unit to a part, (n_parts ** n_units, n_units)."""
    ways = np.indices((n_parts,) * n_units, dtype=np.int64)
    return ways.reshape(n_units, -1).T
