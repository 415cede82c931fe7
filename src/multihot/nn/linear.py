"""Learning the linear model: a step is a strength, from a stiff model to a free one."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Floats
from multihot.features import Matrix
from multihot.nn.learning import Arrays
from multihot.nn.scoring import LinearNetwork
from multihot.nn.solving import Basis, Solution, solve

# Texts have many columns of little weight each and want a free model; tables a stiff one.
TEXT_STRENGTHS = (0.1, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
TABLE_STRENGTHS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 10.0)


class LinearLearner:
    """Solves the linear model for one strength after another, each from the last solution."""

    patience = 2

    def __init__(
        self, features: Matrix, targets: csr_array, *, strengths: tuple[float, ...] = TEXT_STRENGTHS
    ) -> None:
        self.strengths, self.targets = strengths, targets
        self.n_steps = len(strengths)
        self.basis = Basis.of(features)
        self.solution = Solution.start(self.basis, targets)

    def advance(self, step: int) -> float:
        """Solve for the next strength."""
        strength = self.strengths[step - 1]
        self.solution = solve(self.basis, self.targets, strength=strength, start=self.solution)
        return self.solution.loss

    def steps_to(self, step: int) -> tuple[int, ...]:
        """The one strength: from nothing it is solved to the same optimum, within the tolerance."""
        return (step,)

    def describe(self, step: int) -> str:
        """The strength in words."""
        return f"C = {self.strengths[step - 1]:g}"

    def score(self, features: Matrix) -> Floats:
        """Scores as of now."""
        return self.network(self.snapshot()).score(features)

    def snapshot(self) -> Arrays:
        """Weights and bias."""
        network = self.solution.network(self.basis)
        return {"weights": network.weights, "bias": network.bias}

    def network(self, snapshot: Arrays) -> LinearNetwork:
        """The network of a snapshot."""
        return LinearNetwork(snapshot["weights"], snapshot["bias"])

    def state(self) -> Arrays:
        """The solution in its basis."""
        return {"weights": self.solution.weights, "bias": self.solution.bias}

    def resume(self, state: Arrays) -> None:
        """Go on from a solution."""
        self.solution = Solution(
            np.asarray(state["weights"]), np.asarray(state["bias"]), float("nan")
        )
