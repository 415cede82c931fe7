"""Learning a Keras model: a step is an epoch."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.features import Matrix
from multihot.nn.backend import load_keras
from multihot.nn.learning import Arrays
from multihot.nn.losses import masked_binary_crossentropy
from multihot.nn.scoring import KerasNetwork


class KerasLearner:
    """Trains a Keras model with Adam and binary cross-entropy, unknown targets left out.

    A compiled model keeps its own optimizer and loss. The rows of an epoch come in an order
    that seed and epoch alone decide, so a training that goes on takes the same steps.
    """

    def __init__(
        self,
        model: Any,
        features: Matrix,
        targets: csr_array,
        *,
        epochs: int,
        seed: int,
        batch_size: int = 64,
        patience: int = 6,
        learning_rate: float = 1e-3,
    ) -> None:
        self.model, self.features, self.targets = model, features, targets
        self.n_steps, self.seed, self.patience = epochs, seed, patience
        self.batch_size = min(batch_size, features.shape[0])  # a batch is filled up, else
        if not model.compiled:
            optimizer = load_keras().optimizers.Adam(learning_rate)
            model.compile(optimizer=optimizer, loss=masked_binary_crossentropy)
        model.optimizer.build(model.trainable_variables)

    def advance(self, step: int) -> float:
        """One epoch."""
        batches = _batches(
            self.features, self.targets, batch_size=self.batch_size, seed=(self.seed, step)
        )
        # the order is ours: Keras would shuffle the batches by a seed of its own
        history = self.model.fit(batches, epochs=1, verbose=0, shuffle=False)
        return float(history.history["loss"][-1])

    def steps_to(self, step: int) -> range:
        """Every epoch up to the given one."""
        return range(1, step + 1)

    def describe(self, step: int) -> str:
        """The epoch in words."""
        return f"epoch {step}"

    def score(self, features: Matrix) -> NDArray[Any]:
        """Scores as of now."""
        return KerasNetwork(self.model).score(features)

    def snapshot(self) -> Arrays:
        """The model's weights."""
        return _arrays(self.model.weights)

    def network(self, snapshot: Arrays) -> KerasNetwork:
        """The model with the weights of a snapshot."""
        _assign(self.model.weights, snapshot)
        return KerasNetwork(self.model)

    def state(self) -> Arrays:
        """Weights, random seeds and the optimizer's memory."""
        return _arrays(self._variables())

    def resume(self, state: Arrays) -> None:
        """Go on from a state."""
        _assign(self._variables(), state)

    def _variables(self) -> list[Any]:
        return [*self.model.variables, *self.model.optimizer.variables]


def _batches(
    features: Matrix, targets: csr_array, *, batch_size: int, seed: tuple[int, int]
) -> Any:
    order = np.random.default_rng(seed).permutation(features.shape[0])
    keras = load_keras()

    class Batches(keras.utils.PyDataset):  # type: ignore[name-defined, misc]
        """Sparse rows become dense a batch at a time; the whole is never dense."""

        def __len__(self) -> int:
            return -(-len(order) // batch_size)

        def __getitem__(self, place: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
            # the last batch is filled up from the start: another shape would compile anew
            rows = np.take(order, range(place * batch_size, (place + 1) * batch_size), mode="wrap")
            return _dense(features[rows]), _dense(targets[rows])

    return Batches()


def _dense(rows: Any) -> NDArray[np.float32]:
    dense = rows.toarray() if isinstance(rows, csr_array) else rows
    return np.asarray(dense, dtype=np.float32)


def _arrays(variables: list[Any]) -> Arrays:
    keras = load_keras()
    return {
        str(place): np.array(keras.ops.convert_to_numpy(variable.value))
        for place, variable in enumerate(variables)
    }


def _assign(variables: list[Any], arrays: Arrays) -> None:
    for place, variable in enumerate(variables):
        variable.assign(arrays[str(place)])
