"""What a split deals out as one, rows or whole groups of rows, and which of them are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from multihot.arrays import Integers


@dataclass(frozen=True, eq=False)
class UnitKinds:
    """The kinds of units: those of one kind have the same rows of every label, and are as large.

    Args:
        amounts: (n_kinds, n_columns), rows of each label in one unit of the kind; of groups, all
            its rows in the last column.
        sizes: (n_kinds,), rows in one unit of the kind.
        n_units: (n_kinds,), how many there are of the kind.
        kind_of_unit: (n_units,).
        unit_of_row: (n_rows,).
        grouped: whether units are groups.
    """

    amounts: csr_array
    sizes: Integers
    n_units: Integers
    kind_of_unit: Integers
    unit_of_row: Integers
    grouped: bool

    @classmethod
    def of(
        cls, targets: csr_array, groups: Sequence[str] | None, rng: np.random.Generator
    ) -> UnitKinds:
        """The kinds in a random order, so that nothing depends on the order of the rows."""
        unit_of_row = (
            np.arange(targets.shape[0])
            if groups is None
            else np.unique(groups, return_inverse=True)[1]
        )
        sizes = np.bincount(unit_of_row)
        amounts = _known_rows(targets)
        if groups is not None:
            amounts = _summed(amounts, unit_of_row, sizes)
        _, first, kind_of_unit = np.unique(_keys(amounts), return_index=True, return_inverse=True)
        order = rng.permutation(len(first))
        kind_of_unit = np.argsort(order)[kind_of_unit]
        first = first[order]
        return cls(
            csr_array(amounts[first]),
            sizes[first],
            np.bincount(kind_of_unit, minlength=len(first)),
            kind_of_unit,
            unit_of_row,
            grouped=groups is not None,
        )

    def totals(self) -> Integers:
        """Rows of each label, (n_labels,)."""
        return np.asarray(self.n_units @ self.amounts)

    def units_per_label(self) -> Integers:
        """Units that have a row of each label, (n_labels,)."""
        repeated = np.repeat(self.n_units, np.diff(self.amounts.indptr))
        counted = np.bincount(self.amounts.indices, repeated, minlength=self.amounts.shape[1])
        return counted.astype(np.int64)


def _known_rows(targets: csr_array) -> csr_array:
    # copies, because what is unknown is taken out
    parts = (targets.data == 1).astype(np.int64), targets.indices.copy(), targets.indptr.copy()
    known = csr_array(parts, shape=targets.shape)
    known.eliminate_zeros()
    return known


def _summed(amounts: csr_array, unit_of_row: Integers, sizes: Integers) -> csr_array:
    """Rows of each label in each group, and its rows in one column more."""
    rows = np.arange(len(unit_of_row))
    ones = np.ones(len(rows), dtype=np.int64)
    members = csr_array((ones, (unit_of_row, rows)), shape=(len(sizes), len(rows)))
    return csr_array(hstack([members @ amounts, csr_array(sizes[:, None])]))


def _keys(amounts: csr_array) -> NDArray[np.uint64]:
    """One number for each unit, the same for like units; unlike ones share it once in 2^64."""
    # not the seed of the split: of kinds in this order, another is drawn afterwards
    n_columns = amounts.shape[1]
    weights = np.random.default_rng(0).integers(0, 2**64, size=n_columns, dtype=np.uint64)
    weighted = weights[amounts.indices] * amounts.data.astype(np.uint64)
    until = np.concatenate([np.zeros(1, np.uint64), np.cumsum(weighted, dtype=np.uint64)])
    return until[amounts.indptr[1:]] - until[amounts.indptr[:-1]]
