"""L-BFGS for many convex problems at once, each column of the unknowns a problem of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.features import Matrix

Columns = NDArray[np.float32]

_MEMORY = 6
_MOST_STEPS = 300
_LINE_STEPS = 8
_LEAST = np.float32(1e-30)


@dataclass(frozen=True, eq=False)
class Problem:
    """Logistic regression of each label: weighted binary cross-entropy + penalty/2 · |weights|².

    Args:
        columns: X, (n_rows, n_columns); a bias column of ones is thought behind it.
        transposed: X'.
        truth: (n_rows, n_labels), 0 or 1.
        weight: (n_rows, n_labels) of each cell; 0 where nobody knows.
        penalty: on the weights, not on the bias.
    """

    columns: Matrix
    transposed: Matrix
    truth: Columns
    weight: Columns
    penalty: float

    def margins(self, unknowns: Columns) -> Columns:
        """X · weights + bias, (n_rows, n_labels)."""
        return np.asarray(self.columns @ unknowns[:-1] + unknowns[-1])

    def slope(self, unknowns: Columns, margins: Columns) -> Columns:
        """Gradient of each label's problem, (n_columns + 1, n_labels)."""
        residual = (_sigmoid(margins) - self.truth) * self.weight
        slope = np.empty_like(unknowns)
        slope[:-1] = self.transposed @ residual
        slope[:-1] += np.float32(self.penalty) * unknowns[:-1]
        slope[-1] = residual.sum(axis=0)
        return slope

    def loss(self, margins: Columns) -> NDArray[np.float64]:
        """Weighted cross-entropy of each label, (n_labels,), without the penalty."""
        # log(1 + exp(m)) - y·m without overflow
        each = np.maximum(margins, 0) + np.log1p(np.exp(-np.abs(margins))) - self.truth * margins
        return (each * self.weight).sum(axis=0, dtype=np.float64)

    def of_labels(self, labels: NDArray[Any]) -> Problem:
        """The problems of some labels."""
        return replace(self, truth=self.truth[:, labels], weight=self.weight[:, labels])


@dataclass(eq=False)
class _Memory:
    """The last steps and how the slope changed on them; each label has curvatures of its own.

    A step on which rounding hides a label's curvature tells that label nothing: its inverse is 0.
    """

    steps: list[Columns] = field(default_factory=list)
    changes: list[Columns] = field(default_factory=list)
    inverses: list[Columns] = field(default_factory=list)

    def keep(self, step: Columns, change: Columns) -> None:
        curvature = _dots(step, change)
        seen = curvature > np.float32(1e-6) * _lengths(step) * _lengths(change)
        self.steps.append(step)
        self.changes.append(change)
        self.inverses.append(_divided(np.ones_like(curvature), curvature, where=seen, other=0))
        if len(self.steps) > _MEMORY:
            for kept in (self.steps, self.changes, self.inverses):
                kept.pop(0)

    def of_labels(self, labels: NDArray[Any]) -> _Memory:
        return _Memory(
            [each[:, labels] for each in self.steps],
            [each[:, labels] for each in self.changes],
            [each[labels] for each in self.inverses],
        )

    def direction(self, slope: Columns) -> Columns:
        """Down the slope, as bent as the last steps tell."""
        turned, shares = slope.copy(), []
        pairs = list(zip(self.steps, self.changes, self.inverses, strict=True))
        for step, change, inverse in reversed(pairs):
            share = _dots(step, turned) * inverse
            turned -= share * change
            shares.append(share)
        if pairs:
            _, change, inverse = pairs[-1]
            bent = inverse * _dots(change, change)
            turned *= _divided(np.ones_like(bent), bent, where=bent > _LEAST, other=1)
        for (step, change, inverse), share in zip(pairs, reversed(shares), strict=True):
            turned += (share - _dots(change, turned) * inverse) * step
        uphill = ~(_dots(turned, slope) > 0)
        turned[:, uphill] = slope[:, uphill]
        return -turned


def descend(problem: Problem, start: Columns, *, tolerance: float = 3e-4) -> Columns:
    """The unknowns, (n_columns + 1, n_labels), at which each label's problem is least.

    A label is done when its slope is `tolerance` times that of knowing nothing; it then costs no
    more. The best length along a direction is found on the margins alone, so a step takes one
    product with X and one with X'.

    Source: Liu & Nocedal, On the limited memory BFGS method, 1989.
    """
    unknowns = start.astype(np.float32)
    margins = problem.margins(unknowns)
    slope = problem.slope(unknowns, margins)
    least = tolerance * _length_of_ignorance(problem)
    result, active, memory = unknowns.copy(), np.arange(start.shape[1]), _Memory()
    for _ in range(_MOST_STEPS):
        going = _lengths(slope) > least
        if not going.all():
            result[:, active[~going]] = unknowns[:, ~going]
            active, least, memory = active[going], least[going], memory.of_labels(going)
            problem = problem.of_labels(going)
            unknowns, margins, slope = unknowns[:, going], margins[:, going], slope[:, going]
        if not len(active):
            return result
        direction = memory.direction(slope)
        along = problem.margins(direction)
        length = _best_length(problem, unknowns, margins, direction, along)
        step = length * direction
        unknowns, margins = unknowns + step, margins + length * along
        before, slope = slope, problem.slope(unknowns, margins)
        memory.keep(step, slope - before)
    result[:, active] = unknowns
    return result


def _best_length(
    problem: Problem,
    unknowns: Columns,
    margins: Columns,
    direction: Columns,
    along: Columns,
) -> Columns:
    """Length of each label's step at which the loss no longer falls, near enough.

    The loss along a line is convex: Newton's rounds, kept between a length at which it still
    falls and one at which it rises.
    """
    penalty = np.float32(problem.penalty)
    pull = penalty * _dots(unknowns[:-1], direction[:-1])
    stiffness = penalty * _dots(direction[:-1], direction[:-1])
    weighted = problem.weight * along

    def rise_and_bend(length: Columns) -> tuple[Columns, Columns]:
        score = _sigmoid(margins + length * along)
        rise = _dots(weighted, score - problem.truth) + pull + length * stiffness
        return rise, _dots(weighted, along * score * (1 - score)) + stiffness

    length = falling = np.zeros(along.shape[1], dtype=np.float32)
    rising = np.full(along.shape[1], np.inf, dtype=np.float32)
    rise, bend = rise_and_bend(length)
    enough = np.float32(0.1) * np.abs(rise)
    for _ in range(_LINE_STEPS):
        newton = length - rise / np.maximum(bend, np.float32(1e-20))
        # where the line is nearly straight Newton leaps: never further than this, or halve
        furthest = np.where(np.isfinite(rising), (falling + rising) / 2, 4 * falling + 1)
        inside = (newton > falling) & (newton < np.minimum(rising, 4 * falling + 1))
        length = np.where(inside, newton, furthest).astype(np.float32)
        rise, bend = rise_and_bend(length)
        falling = np.where(rise <= 0, np.maximum(falling, length), falling)
        rising = np.where(rise > 0, np.minimum(rising, length), rising)
        if (np.abs(rise) <= enough).all():
            break
    # a length at which it still falls is sure to have gained; one just past the best nearly so
    return np.where(np.abs(rise) <= enough, length, falling).astype(np.float32)


def _length_of_ignorance(problem: Problem) -> Columns:
    """Length of each label's slope where its rows are all scored one half."""
    residual = (np.float32(0.5) - problem.truth) * problem.weight
    return _lengths(np.asarray(problem.transposed @ residual)) + np.float32(1e-12)


def _sigmoid(margins: Columns) -> Columns:
    decay = np.exp(-np.abs(margins))
    return np.asarray(np.where(margins >= 0, np.float32(1), decay) / (1 + decay))


def _divided(top: Columns, bottom: Columns, *, where: NDArray[np.bool_], other: float) -> Columns:
    return np.divide(top, bottom, out=np.full_like(top, other), where=where)


def _dots(first: Columns, second: Columns) -> Columns:
    return np.einsum("ij,ij->j", first, second)


def _lengths(columns: Columns) -> Columns:
    return np.sqrt(_dots(columns, columns))
