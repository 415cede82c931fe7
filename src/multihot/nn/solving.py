"""The linear model, solved: one sigmoid layer with binary cross-entropy and L2 is convex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular
from scipy.sparse import csr_array

from multihot.features import Matrix
from multihot.nn.descending import Problem, descend
from multihot.nn.networks import log_odds
from multihot.nn.scoring import LinearNetwork

# With fewer rows than this (and than columns) the rows' own products are the quicker basis.
_MOST_ROWS_ROTATED = 6000
_NUMBERS_AT_ONCE = 4_000_000
_JITTER = 1e-4


@dataclass(frozen=True, eq=False)
class Basis:
    """Features in a basis in which the same problem is quick to solve.

    With weights = X' · L⁻ᵀ · w and X · X' = L · L', X · weights = L · w, and the length of the
    weights is that of w: n_rows dense columns say all that any number of sparse ones can.

    Args:
        columns: (n_rows, n_columns) what is multiplied with.
        lower: L, or None where the columns are the features themselves.
        features: X.
    """

    columns: Matrix
    lower: NDArray[np.float32] | None
    features: Matrix

    @classmethod
    def of(cls, features: Matrix) -> Basis:
        """Rotated where that is quicker."""
        n_rows, n_columns = features.shape
        if not isinstance(features, csr_array) or n_rows >= min(n_columns, _MOST_ROWS_ROTATED):
            return cls(features, None, features)
        products = (features @ features.T).toarray().astype(np.float64)
        products[np.diag_indices(n_rows)] += _JITTER
        lower = cholesky(products, lower=True, overwrite_a=True).astype(np.float32)
        return cls(lower, lower, features)

    @cached_property
    def transposed(self) -> Matrix:
        """The columns turned round."""
        columns = self.columns
        return csr_array(columns.T) if isinstance(columns, csr_array) else columns.T

    def weights_of(self, solution: NDArray[np.float32]) -> NDArray[np.float32]:
        """Weights of the features, (n_features, n_labels)."""
        if self.lower is None:
            return solution
        turned = solve_triangular(self.lower, solution, lower=True, trans="T")
        return np.ascontiguousarray((self.features.T @ turned).astype(np.float32))


@dataclass(frozen=True, eq=False)
class Solution:
    """Weights in the basis and bias of each label, and the loss they reach."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    loss: float

    @classmethod
    def start(cls, basis: Basis, targets: csr_array) -> Solution:
        """Knowing only how frequent each label is."""
        truth, known = _truth_and_known(targets)
        shares = truth.sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        weights = np.zeros((basis.columns.shape[1], targets.shape[1]), dtype=np.float32)
        return cls(weights, log_odds(shares).astype(np.float32), float("nan"))

    def network(self, basis: Basis) -> LinearNetwork:
        """The network that these weights make."""
        return LinearNetwork(basis.weights_of(self.weights), self.bias)


def solve(basis: Basis, targets: csr_array, *, strength: float, start: Solution) -> Solution:
    """The optimum of the mean binary cross-entropy plus |weights|² / (2 · strength · n_rows).

    Every label is a problem of its own: logistic regression of one label against the rest, the
    bias not penalised, rows of unknown target left out. A row that has the label weighs
    √(rows without / rows with) times one that has not, halfway to balance on a log scale, so that
    rare labels are not drowned.

    Args:
        basis: features of the training rows.
        targets: (n_rows, n_labels), 1, 0 or NaN.
        strength: how far the data may pull the weights: `C` of scikit-learn.
        start: where to start; the solution of another strength is near.

    Source: Fan et al., LIBLINEAR, JMLR 2008.
    """
    parts = [
        _solve_block(basis, targets[:, block], strength, start, block)
        for block in _blocks(basis.columns.shape[1], targets.shape[1])
    ]
    sizes = [part.bias.size for part in parts]
    return Solution(
        np.concatenate([part.weights for part in parts], axis=1),
        np.concatenate([part.bias for part in parts]),
        float(np.average([part.loss for part in parts], weights=sizes)),
    )


def _blocks(n_columns: int, n_labels: int) -> Iterator[slice]:
    width = max(1, _NUMBERS_AT_ONCE // max(n_columns, 1))
    for first in range(0, n_labels, width):
        yield slice(first, min(first + width, n_labels))


def _solve_block(
    basis: Basis, targets: csr_array, strength: float, start: Solution, block: slice
) -> Solution:
    truth, known = _truth_and_known(targets)
    weight = known * _balance(truth, known)
    problem = Problem(basis.columns, basis.transposed, truth, weight, 1 / strength)
    origin = np.concatenate((start.weights[:, block], start.bias[None, block]))
    found = descend(problem, origin)
    loss = problem.loss(problem.margins(found)).sum() / max(float(weight.sum()), 1)
    return Solution(np.ascontiguousarray(found[:-1]), found[-1], float(loss))


def _balance(truth: NDArray[np.float32], known: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weight of each cell, mean 1 over the known cells of a label."""
    n_known = np.maximum(known.sum(axis=0), 1)
    share = np.clip(truth.sum(axis=0) / n_known, 1e-4, 1 - 1e-4)
    weight = np.where(truth == 1, np.sqrt((1 - share) / share), 1).astype(np.float32)
    return weight * (n_known / np.maximum((weight * known).sum(axis=0), 1e-9))


def _truth_and_known(targets: csr_array) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    dense = targets.toarray()
    known = ~np.isnan(dense)
    return np.where(known, dense, 0).astype(np.float32), known.astype(np.float32)
