"""Cells of decisions that decide nothing: they are neither 0 nor 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import in_blocks, ones_of

Values: TypeAlias = Literal["NaN", "infinite", "fractions", "two", "whole"]


@dataclass(frozen=True)
class Undecided:
    """The cells that are neither 0 nor 1.

    Args:
        n_cells: how many.
        value: the first of them; the first that is NaN or infinite, where any is.
        row: where it is.
        column: where it is.
        low: the least cell, if none is NaN.
        high: the greatest cell, if none is NaN.
        values: what the cells are, the first of these that holds: some are `NaN`, some are
            `infinite`, some are `fractions`; all are whole numbers, `two` of them at most; or
            `whole` numbers of more values.
    """

    n_cells: int
    value: float
    row: int
    column: int
    low: float
    high: float
    values: Values

    @classmethod
    def of(cls, decisions: NDArray[Any] | csr_array) -> Undecided | None:
        """Of decisions (n_rows, n_labels); None where all are 0 or 1.

        >>> Undecided.of(np.array([[1, 0], [0.25, 1]]))
        Undecided(n_cells=1, value=0.25, row=1, column=0, low=0.0, high=1.0, values='fractions')
        """
        sparse = isinstance(decisions, csr_array)
        cells = np.reshape(decisions.data, (-1, 1)) if sparse else decisions
        n_cells = sum(_of_blocks(_n_others, cells))
        if not n_cells:
            return None
        ends = {float(cells.min()), float(cells.max()), *([0.0] if sparse else [])}
        values = _values(cells, ends)
        finite = values not in ("NaN", "infinite")
        first = int(np.argmax((cells != 0) & (cells != 1) if finite else ~np.isfinite(cells)))
        row, column = _place(decisions, first) if sparse else divmod(first, cells.shape[1])
        value = float(cells.flat[first])
        return cls(n_cells, value, row, column, min(ends), max(ends), values)


def _of_blocks(work: Any, cells: NDArray[Any]) -> list[int]:
    return in_blocks(lambda rows: work(cells[rows]), len(cells), row_cells=cells.shape[1])


def _n_others(block: NDArray[Any]) -> int:
    if ones_of(block) is not None:
        return 0
    return int(np.count_nonzero((block != 0) & (block != 1)))


def _n_fractions(block: NDArray[Any]) -> int:
    return int(np.count_nonzero(block != np.rint(block)))


def _place(decisions: csr_array, stored: int) -> tuple[int, int]:
    row = np.searchsorted(decisions.indptr, stored, side="right") - 1
    return int(row), int(decisions.indices[stored])


def _values(cells: NDArray[Any], ends: set[float]) -> Values:
    if any(np.isnan(end) for end in ends):
        return "NaN"
    if any(np.isinf(end) for end in ends):
        return "infinite"
    if cells.dtype.kind == "f" and any(_of_blocks(_n_fractions, cells)):
        return "fractions"
    return "two" if len(ends) <= 2 and np.isin(cells, list(ends)).all() else "whole"  # noqa: PLR2004
