"""What the cells of targets hold: ones, zeros, unknown ones, and what is strange."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import as_targets
from multihot.errors import DataError

_MOST_TOLD = 8
_LOOKED_AT = 10_000


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of targets.

    A -1 is a mark of what nobody knows where other cells are 0, and a 0 where none is.

    Args:
        stored: (n_rows, n_labels), canonical: 1, and NaN for what is unknown or marked; None
            where there are values other than -1, 0, 1 and NaN.
        strange: values that are neither 0 nor 1 nor NaN.
        n_zeros: cells that are 0.
        n_unknown: cells that are NaN.
    """

    stored: csr_array | None
    strange: NDArray[Any]
    n_zeros: int
    n_unknown: int

    @classmethod
    def of(cls, matrix: NDArray[Any] | csr_array) -> Cells:
        """Of an array or table of numbers, whatever they are."""
        try:
            stored = as_targets(matrix)
        except DataError:
            return cls._of_strange(matrix)
        n_zeros = math.prod(matrix.shape) - int(stored.nnz)
        return cls(stored, np.zeros(0), n_zeros, int(np.isnan(stored.data).sum()))

    @classmethod
    def _of_strange(cls, matrix: NDArray[Any] | csr_array) -> Cells:
        values = matrix.data if isinstance(matrix, csr_array) else matrix
        ones, zeros, unknown = values == 1, values == 0, np.isnan(values)
        strange = values[~(ones | zeros | unknown)]
        n_zeros = int(zeros.sum()) + math.prod(matrix.shape) - values.size
        stored = None
        if (strange == -1).all():
            as_known = np.where(values == -1, np.nan if n_zeros else 0, values)
            stored = as_targets(_with_values(matrix, as_known))
        return cls(stored, strange, n_zeros, int(unknown.sum()))


def _with_values(matrix: NDArray[Any] | csr_array, values: NDArray[Any]) -> Any:
    if isinstance(matrix, csr_array):
        return csr_array((values, matrix.indices, matrix.indptr), shape=matrix.shape)
    return values


def positives_of(stored: csr_array) -> NDArray[np.int64]:
    """(n_labels,) rows that carry each label."""
    return np.bincount(stored.indices[stored.data == 1], minlength=stored.shape[1])


def known_of(stored: csr_array) -> NDArray[np.int64]:
    """(n_labels,) rows of which each label is known."""
    unknown = np.bincount(stored.indices[stored.data != 1], minlength=stored.shape[1])
    return np.asarray(stored.shape[0] - unknown)


def labels_of_rows(stored: csr_array) -> NDArray[np.int64]:
    """(n_rows,) how many labels each row carries; -1 where some are unknown."""
    sums = np.concatenate(([0], np.cumsum(stored.data != 1)))
    unknown = np.diff(sums[stored.indptr])
    return np.where(unknown > 0, -1, np.diff(stored.indptr))


def most_frequent(values: NDArray[Any]) -> tuple[tuple[Any, int], ...]:
    """Values with how many there are of each, of those that the first 10,000 hold most often.

    >>> most_frequent(np.array([2.0, -1.0, 2.0]))
    ((2.0, 2), (-1.0, 1))
    """
    some, counts = np.unique(values[:_LOOKED_AT], return_counts=True)
    likely = some[np.argsort(-counts, kind="stable")][:_MOST_TOLD]
    told = [(value.item(), int((values == value).sum())) for value in likely]
    return tuple(sorted(told, key=lambda each: -each[1]))


def most_frequent_objects(values: Iterable[object]) -> tuple[tuple[Any, int], ...]:
    """As `most_frequent`, of texts; what is no text is told by its type.

    >>> most_frequent_objects(["war", None, "war"])
    (('war', 2), ('NoneType', 1))
    """
    told = (each if isinstance(each, str) else type(each).__name__ for each in values)
    return tuple(Counter(told).most_common(_MOST_TOLD))
