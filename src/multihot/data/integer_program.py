"""Proving that no split is within bounds, so that none need be looked for."""

from __future__ import annotations

import numpy as np
from scipy.sparse import block_diag, csc_array, eye_array, hstack, vstack

from multihot.arrays import Integers
from multihot.data.tabu_search import Bounds
from multihot.data.unit_kinds import UnitKinds

_MOST_CELLS = 50_000
_INFEASIBLE = 2
_SECONDS = 1.0


def is_impossible(kinds: UnitKinds, bounds: Bounds, rows: Integers) -> bool:
    """Whether it is proven, in a second, that no split is within the bounds.

    As an integer program: units of each kind in each part, whole numbers that sum to the kind's;
    what a part holds of a column is linear in them. Without groups each part has its rows.
    """
    # here, because it takes a tenth of a second that few splits need
    from scipy.optimize import LinearConstraint, milp

    n_parts = len(bounds.low)
    if kinds.amounts.nnz * n_parts > _MOST_CELLS:
        return False
    n_kinds = len(kinds.sizes)
    table = [block_diag([kinds.amounts.T] * n_parts), hstack([eye_array(n_kinds)] * n_parts)]
    low, high = [bounds.low.ravel(), kinds.n_units], [bounds.high.ravel(), kinds.n_units]
    if not kinds.grouped:
        table.append(block_diag([np.ones((1, n_kinds))] * n_parts))
        low.append(rows)
        high.append(rows)
    limits = LinearConstraint(csc_array(vstack(table)), np.concatenate(low), np.concatenate(high))
    n_cells = n_kinds * n_parts
    # a proof only: another machine that takes longer to it goes on looking, in vain
    found = milp(
        np.zeros(n_cells),
        constraints=limits,
        integrality=np.ones(n_cells),
        options={"node_limit": 1, "time_limit": _SECONDS},
    )
    return bool(found.status == _INFEASIBLE)
