"""Tables as numbers on one scale and categories as zeros and ones, gaps made visible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from multihot.arrays import Floats
from multihot.data import Inputs, Table
from multihot.errors import DataError, ShapeError, listed
from multihot.features.states import State


@dataclass(frozen=True, eq=False)
class TableFeatures:
    """Standardised numbers, one column for each category, and one that marks each gap.

    Dense numbers: (x - mean) / standard deviation, a gap becomes the mean. Sparse numbers:
    x / largest absolute value, so zeros stay zeros and a gap becomes 0. A column of dense numbers
    that had gaps in training gets a second one, 1 where the gap is. A category never seen in
    training is all zeros.

    Args:
        number_names: columns of numbers.
        centres: (n_numbers,) what is taken off.
        scales: (n_numbers,) what is divided by.
        gaps: (n_numbers,) whether the column had gaps in training.
        category_names: columns of categories.
        categories: values of each column of categories, sorted.
        sparse: whether the numbers come sparse.
    """

    number_names: tuple[str, ...]
    centres: Floats
    scales: Floats
    gaps: NDArray[np.bool_]
    category_names: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]
    sparse: bool

    @classmethod
    def fit(cls, inputs: Table) -> TableFeatures:
        """Learn scales, gaps and categories."""
        numbers = inputs.numbers
        if isinstance(numbers, csr_array):
            centres, scales, gaps = _sparse_scales(numbers)
        else:
            centres, scales, gaps = _dense_scales(numbers)
        columns = range(len(inputs.category_names))
        categories = tuple(
            tuple(sorted({value for value in inputs.categories[:, c] if value is not None}))
            for c in columns
        )
        sparse = isinstance(numbers, csr_array)
        return cls(
            inputs.number_names, centres, scales, gaps, inputs.category_names, categories, sparse
        )

    @property
    def n_features(self) -> int:
        """Columns of what `transform` gives."""
        n_gaps = 0 if self.sparse else int(self.gaps.sum())
        return len(self.number_names) + n_gaps + sum(map(len, self.categories))

    def transform(self, inputs: Inputs) -> csr_array | NDArray[np.float32]:
        """Features of a table, (n_rows, n_features), float32, sparse if its numbers are.

        Raises:
            DataError: the inputs are no table.
            ShapeError: they have other columns than in training.
        """
        table = self._checked(inputs)
        onehot = [self._one_hot(table, column) for column in range(len(self.categories))]
        if self.sparse:
            numbers = csr_array(table.numbers, dtype=np.float32)
            numbers.data = np.nan_to_num(numbers.data) / self.scales[numbers.indices]
            blocks = [numbers, *map(csr_array, onehot)]
            return csr_array(hstack(blocks, format="csr", dtype=np.float32))
        dense = table.numbers.toarray() if isinstance(table.numbers, csr_array) else table.numbers
        scaled = np.nan_to_num((dense - self.centres) / self.scales)
        marks = np.isnan(dense[:, self.gaps])
        return np.concatenate((scaled, marks, *onehot), axis=1).astype(np.float32)

    def to_state(self) -> State:
        """What is needed to make the same features again."""
        facts = {
            "kind": "table",
            "number_names": list(self.number_names),
            "category_names": list(self.category_names),
            "categories": [list(values) for values in self.categories],
            "sparse": self.sparse,
        }
        return State(facts, {"centres": self.centres, "scales": self.scales, "gaps": self.gaps})

    @classmethod
    def from_state(cls, state: State) -> TableFeatures:
        """What `to_state` gave."""
        facts: dict[str, Any] = dict(state.facts)
        return cls(
            tuple(facts["number_names"]),
            state.arrays["centres"],
            state.arrays["scales"],
            state.arrays["gaps"],
            tuple(facts["category_names"]),
            tuple(tuple(values) for values in facts["categories"]),
            facts["sparse"],
        )

    def _checked(self, inputs: Inputs) -> Table:
        if not isinstance(inputs, Table):
            raise DataError(
                f"the model was trained on a table, these are {type(inputs).__name__.lower()}",
                remedy="give a table with the columns of training",
            )
        ours = self.number_names + self.category_names
        theirs = inputs.number_names + inputs.category_names
        if ours != theirs:
            missing = [name for name in ours if name not in theirs]
            strange = [name for name in theirs if name not in ours]
            raise ShapeError(
                f"the table has {len(theirs)} columns, training had {len(ours)}; "
                f"missing: {listed(missing) or 'none'}; unknown: {listed(strange) or 'none'}",
                remedy="give the columns of training, in their order",
            )
        return inputs

    def _one_hot(self, table: Table, column: int) -> NDArray[np.float32]:
        places = {value: place for place, value in enumerate(self.categories[column])}
        onehot = np.zeros((len(table), len(places)), dtype=np.float32)
        for row, value in enumerate(table.categories[:, column]):
            if value in places:
                onehot[row, places[value]] = 1
        return onehot


def _dense_scales(numbers: NDArray[Any]) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    known = ~np.isnan(numbers)
    n_known = np.maximum(known.sum(axis=0), 1)
    centres = np.where(known, numbers, 0).sum(axis=0, dtype=np.float64) / n_known
    spread = np.sqrt((np.where(known, numbers - centres, 0) ** 2).sum(axis=0) / n_known)
    # the mean of equal numbers may miss them by a digit: the spread alone does not tell
    smallest = np.fmin.reduce(numbers, axis=0, initial=np.inf)
    varies = np.fmax.reduce(numbers, axis=0, initial=-np.inf) > smallest
    return centres, np.where(varies & (spread > 0), spread, 1.0), ~known.all(axis=0)


def _sparse_scales(numbers: csr_array) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    largest = np.zeros(numbers.shape[1])
    np.maximum.at(largest, numbers.indices, np.nan_to_num(np.abs(numbers.data)))
    gaps = np.bincount(numbers.indices[np.isnan(numbers.data)], minlength=len(largest)) > 0
    return np.zeros(len(largest)), np.where(largest > 0, largest, 1.0), gaps
