"""Where the true cells stand among all cells of their row, of their label, or of the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Integers
from multihot.metrics.cells import Cells


@dataclass(frozen=True, eq=False)
class Ranks:
    """Each true cell's place among the known cells of its group, the highest score first.

    A group is a row, a label, or the whole table. All that ranking metrics and areas under
    curves need of the scores is here; no metric looks at a score itself. The cells are sorted
    by group, then by falling score.

    Args:
        group: (n_cells,) which group the cell is in.
        label: (n_cells,) its column.
        above: (n_cells,) known cells of the group that score higher.
        level: (n_cells,) known cells of the group that score the same, itself included.
        true_above: (n_cells,) how many of those above are true.
        true_level: (n_cells,) how many of those level are true, itself included.
        n_true: (n_groups,) true cells of each group.
        n_known: (n_groups,) known cells of each group.
        weight: (n_cells,) weight of the cell; all of the above are then sums of weights.
        apart: where cells have weights, what `others` gives: as a difference of sums of weights it
            would not be 0 where there is none, nor right where it is small beside them.
    """

    group: Integers
    label: Integers
    above: NDArray[Any]
    level: NDArray[Any]
    true_above: NDArray[Any]
    true_level: NDArray[Any]
    n_true: NDArray[Any]
    n_known: NDArray[Any]
    weight: NDArray[Any] | None = None
    apart: tuple[NDArray[Any], NDArray[Any], NDArray[Any]] | None = None

    def others(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Cells that are not true: those above and level with each true one, those of a group."""
        if self.apart is not None:
            return self.apart
        above, level = self.above - self.true_above, self.level - self.true_level
        return above, level, self.n_known - self.n_true

    def per_group(self, values: NDArray[Any]) -> NDArray[Any]:
        """Sum of the values of each group's cells, weighted where cells have weights: float64."""
        weighted = values if self.weight is None else values * self.weight
        return np.bincount(self.group, weights=weighted, minlength=len(self.n_true))


@dataclass(frozen=True, eq=False)
class Trues:
    """The true cells of a table with their scores, sorted by group, then by falling score.

    Args:
        group: (n_cells,) which group each is in.
        row: (n_cells,) its row.
        label: (n_cells,) its column.
        own: (n_cells,) its score.
        n_groups: how many groups there are.
    """

    group: Integers
    row: Integers
    label: Integers
    own: NDArray[Any]
    n_groups: int

    @classmethod
    def of(cls, cells: Cells, group: Integers, own: NDArray[Any], n_groups: int) -> Trues:
        """Sort the cells by their group, then by falling score."""
        order = falling(group, own)
        return cls(group[order], cells.rows[order], cells.columns[order], own[order], n_groups)

    def starts(self) -> Integers:
        """Where the cells of each group start, and where the last group ends: (n_groups + 1,)."""
        n_true = np.bincount(self.group, minlength=self.n_groups)
        return np.concatenate(([0], np.cumsum(n_true)))

    def ranked(self, above: Integers, level: Integers, n_known: Integers) -> Ranks:
        """Ranks of the cells, of which the places among all known cells are given."""
        first, last = self.ties()
        starts = self.starts()
        return Ranks(
            group=self.group,
            label=self.label,
            above=above,
            level=level,
            true_above=first - starts[self.group],
            true_level=last - first,
            n_true=np.diff(starts),
            n_known=n_known,
        )

    def ties(self) -> tuple[Integers, Integers]:
        """Where the run of equal scores that each cell is in starts and ends."""
        n_cells = len(self.own)
        if not n_cells:
            nothing = np.zeros(0, dtype=np.int64)
            return nothing, nothing
        new = np.append(True, (np.diff(self.group) != 0) | (np.diff(self.own) != 0))
        starts = np.flatnonzero(new)
        run = np.cumsum(new) - 1
        return starts[run], np.append(starts[1:], n_cells)[run]


def falling_key(group: Integers, bits: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """One number a cell that sorts by group, then by falling score."""
    return (group.astype(np.uint64) << np.uint64(32)) | np.invert(bits).astype(np.uint64)


def float_bits(scores: NDArray[np.float32]) -> NDArray[np.uint32]:
    """Whole numbers in the order of the scores, which are 0 or more."""
    return np.ascontiguousarray(scores + np.float32(0)).view(np.uint32)  # -0.0 + 0 is 0.0


def falling(group: Integers, own: NDArray[Any]) -> Integers:
    """Order of the cells by group, then by falling score; ties stay as they are."""
    if own.dtype == np.float32:
        return np.argsort(falling_key(group, float_bits(own)), kind="stable")
    return np.lexsort((-own, group))
