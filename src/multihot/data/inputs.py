"""What a model sees of a row: a text, a table of numbers and categories, or a signal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from multihot.arrays import Integers
from multihot.errors import ShapeError


@dataclass(frozen=True, eq=False)
class Texts:
    """One text a row.

    >>> Texts(("A sheriff rides into town", "Two friends open a bakery")).take(np.array([1])).texts
    ('Two friends open a bakery',)
    """

    texts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, rows: Integers) -> Texts:
        """The given rows, in that order."""
        return Texts(tuple(self.texts[row] for row in rows))

    def describe(self, row: int) -> str:
        """One row in words."""
        return self.texts[row]


@dataclass(frozen=True, eq=False)
class Table:
    """Numbers and categories of each row; NaN and None are gaps.

    Args:
        numbers: (n_rows, n_numbers), floats, dense or `csr_array`.
        number_names: one for each column of numbers.
        categories: (n_rows, n_categories), object array of str or None.
        category_names: one for each column of categories.
    """

    numbers: NDArray[Any] | csr_array
    number_names: tuple[str, ...]
    categories: NDArray[np.object_]
    category_names: tuple[str, ...] = ()

    @classmethod
    def of_numbers(cls, numbers: NDArray[Any] | csr_array, names: Sequence[str] = ()) -> Table:
        """A table that has numbers only; columns without a name are called by their place."""
        n_rows, n_columns = numbers.shape
        called = tuple(names) or tuple(str(column) for column in range(n_columns))
        return cls(numbers, called, np.empty((n_rows, 0), dtype=object))

    def __len__(self) -> int:
        return int(self.numbers.shape[0])

    def take(self, rows: Integers) -> Table:
        """The given rows, in that order."""
        return Table(
            self.numbers[rows], self.number_names, self.categories[rows], self.category_names
        )

    def describe(self, row: int) -> str:
        """One row in words: its categories and its first numbers that are not 0."""
        numbers = self.numbers[[row]]
        dense = (numbers.toarray() if isinstance(numbers, csr_array) else numbers)[0]
        told = [
            f"{name} {value}"
            for name, value in zip(self.category_names, self.categories[row], strict=True)
            if value is not None
        ]
        told += [
            f"{self.number_names[column]} {dense[column]:g}" for column in dense.nonzero()[0][:8]
        ]
        return ", ".join(told)


@dataclass(frozen=True, eq=False)
class Signals:
    """One signal a row: a spectrum, a trace, a time series.

    Args:
        values: (n_rows, n_steps), floats; NaN is a gap.
        names: column of each step, where the file names them.
    """

    values: NDArray[Any]
    names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return int(self.values.shape[0])

    def take(self, rows: Integers) -> Signals:
        """The given rows, in that order."""
        return Signals(self.values[rows], self.names)

    def describe(self, row: int) -> str:
        """One row in words: length, range and mean."""
        signal = self.values[row]
        if np.isnan(signal).all():
            return f"{len(signal)} steps, all gaps"
        return (
            f"{len(signal)} steps from {np.nanmin(signal):.3g} to {np.nanmax(signal):.3g}, "
            f"mean {np.nanmean(signal):.3g}"
        )


Inputs: TypeAlias = Texts | Table | Signals


def join_inputs(first: Inputs, second: Inputs) -> Inputs:
    """The rows of both, the first's first.

    Raises:
        ShapeError: they are of two kinds, or have other columns.
    """
    match first, second:
        case Texts(), Texts():
            return Texts(first.texts + second.texts)
        case Signals(), Signals() if _steps(first) == _steps(second):
            return Signals(np.concatenate((first.values, second.values)), first.names)
        case Table(), Table() if _columns(first) == _columns(second):
            categories = np.concatenate((first.categories, second.categories))
            numbers = _stacked(first.numbers, second.numbers)
            return Table(numbers, first.number_names, categories, first.category_names)
    raise ShapeError(
        f"{type(first).__name__} and {type(second).__name__} do not have the same columns",
        remedy="read both with the same columns",
    )


def _columns(table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return table.number_names, table.category_names


def _steps(signals: Signals) -> tuple[int, tuple[str, ...]]:
    return int(signals.values.shape[1]), signals.names


def _stacked(
    first: NDArray[Any] | csr_array, second: NDArray[Any] | csr_array
) -> NDArray[Any] | csr_array:
    if isinstance(first, csr_array) or isinstance(second, csr_array):
        return csr_array(vstack((first, second), format="csr"))
    return np.concatenate((first, second))
