"""Signals on one scale, their shape kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multihot.data import Inputs, Signals
from multihot.errors import DataError, ShapeError
from multihot.features.states import State


@dataclass(frozen=True)
class SignalFeatures:
    """(x - mean) / standard deviation of all training signals; a gap becomes the mean."""

    n_features: int
    centre: float
    scale: float
    names: tuple[str, ...] = ()

    @classmethod
    def fit(cls, inputs: Signals) -> SignalFeatures:
        """Learn mean and standard deviation."""
        known = inputs.values[~np.isnan(inputs.values)].astype(np.float64)
        centre = float(known.mean()) if len(known) else 0.0
        # the mean of equal numbers may miss them by a digit: their deviation alone does not tell
        spread = float(known.std()) if len(known) and np.ptp(known) > 0 else 0.0
        return cls(inputs.values.shape[1], centre, spread or 1.0, inputs.names)

    def transform(self, inputs: Inputs) -> NDArray[np.float32]:
        """Signals on the scale of training, (n_rows, n_steps), float32.

        Raises:
            DataError: the inputs are no signals.
            ShapeError: they have another number of steps.
        """
        if not isinstance(inputs, Signals):
            raise DataError(
                f"the model was trained on signals, these are {type(inputs).__name__.lower()}",
                remedy="give signals",
            )
        if inputs.values.shape[1] != self.n_features:
            raise ShapeError(
                f"signals of {inputs.values.shape[1]} steps, training had {self.n_features}",
                remedy="cut or fill them to the length of training",
            )
        return np.nan_to_num((inputs.values - self.centre) / self.scale).astype(np.float32)

    def to_state(self) -> State:
        """What is needed to make the same features again."""
        return State({"kind": "signals", **vars(self), "names": list(self.names)}, {})

    @classmethod
    def from_state(cls, state: State) -> SignalFeatures:
        """What `to_state` gave."""
        facts = state.facts
        return cls(facts["n_features"], facts["centre"], facts["scale"], tuple(facts["names"]))
