"""How far a split is from giving every part its share of every label: a number to make small."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats, Integers
from multihot.data.unit_kinds import UnitKinds

# each outweighs whatever the ones below it can sum to
_EMPTY_PART = 1e12
_LABEL_NOT_TRAINED = 1e9
_ROW_BEYOND_BOUND = 1e5
_SIZE_BEYOND_BOUND = 1e2
# one label two rows off costs more than two labels one row off; no steeper from ten rows on, so
# that no number of rows outweighs what is promised
_UNEVEN = 0.2
_FAR = 10
_TOLERANCE = 1e-6


@dataclass(frozen=True, eq=False)
class LabelBalance:
    """What each part should hold of each label, and what it costs to hold more or less.

    Of groups, the rows themselves are the last column; without groups every part has exactly
    its rows, and they are no column.

    Args:
        rows: (n_parts,), whole rows of each part.
        owed: (n_parts, n_columns), the part's share of the rows that have the label.
        low: (n_parts, n_columns), fewest rows that are within a row or a tenth of the share.
        high: (n_parts, n_columns), most rows that are.
        weight: (n_columns,), cost of a row more or less; a row of a rare label costs more.
        beyond: (n_columns,), cost of each row outside low to high.
        needed: (n_parts, n_columns), cost of holding no row at all.
    """

    rows: Integers
    owed: Floats
    low: Floats
    high: Floats
    weight: Floats
    beyond: Floats
    needed: Floats

    @classmethod
    def of(cls, kinds: UnitKinds, shares: Floats) -> LabelBalance:
        """What is promised of parts with these shares, which sum to 1."""
        totals = kinds.totals().astype(np.float64)
        needed = np.zeros((len(shares), len(totals)))
        needed[0, kinds.units_per_label() > 1] = _LABEL_NOT_TRAINED
        beyond = np.full(len(totals), _ROW_BEYOND_BOUND)
        n_rows = len(kinds.unit_of_row)
        rows = np.diff(np.rint(np.cumsum(shares) * n_rows), prepend=0)
        if kinds.grouped:
            needed[:, -1] = _EMPTY_PART
            beyond[-1] = _SIZE_BEYOND_BOUND
        asked = np.outer(shares, totals)
        bound = np.maximum(1, asked / 10) + _TOLERANCE
        return cls(
            rows=rows.astype(np.int64),
            # a label that all rows have can only be shared out as the whole rows are
            owed=asked if kinds.grouped else np.outer(rows / max(1, n_rows), totals),
            low=np.ceil(asked - bound),
            high=np.floor(asked + bound),
            weight=1 + 1 / np.maximum(1, totals),
            beyond=beyond,
            needed=needed,
        )

    def cost(
        self, part: int, held: Floats, columns: Integers | slice = slice(None)
    ) -> NDArray[np.float64]:
        """What it costs that the part holds these rows of the columns, one number for each.

        Convex in each number of rows, so that a split is made even step by step.
        """
        off = np.abs(held - self.owed[part, columns])
        outside = np.maximum(held - self.high[part, columns], self.low[part, columns] - held)
        near = np.minimum(off, _FAR)
        return (
            off * self.weight[columns]
            + _UNEVEN * near * (2 * off - near)
            + np.maximum(outside, 0) * self.beyond[columns]
            + (held < 1) * self.needed[part, columns]
        )

    def total(self, held: Floats) -> float:
        """Cost of a whole split; `held` is (n_parts, n_columns)."""
        return float(sum(self.cost(part, each).sum() for part, each in enumerate(held)))

    def broken(self, held: Floats) -> NDArray[np.bool_]:
        """Where a part is out of its bounds, or has no row where it needs one."""
        outside = (held < self.low) | (held > self.high)
        return outside | ((held < 1) & (self.needed > 0))
