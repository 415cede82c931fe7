"""Scores of a network, the same for a row whatever rows stand beside it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import expit

from multihot.arrays import Floats
from multihot.features import Matrix
from multihot.nn.model_file import load_model

# Every product has this many rows: sums in another order would change the last digit of a score.
BUCKET = 256


class Network(Protocol):
    """Something that gives scores for features."""

    def score(self, features: Matrix) -> NDArray[Any]:
        """Scores (n_rows, n_labels), float32 or float64, 0 to 1."""


@dataclass(frozen=True, eq=False)
class LinearNetwork:
    """sigmoid(features · weights + bias): one layer, scored without Keras.

    Args:
        weights: (n_features, n_labels), float32.
        bias: (n_labels,), float32.
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def score(self, features: Matrix) -> Floats:
        """Scores (n_rows, n_labels), float64, 0 to 1."""
        if isinstance(features, csr_array):
            products = features @ self.weights  # row by row, so no bucket is needed
        else:
            products = in_buckets(lambda rows: rows @ self.weights, features)
        return np.asarray(expit(products.astype(np.float64) + self.bias))

    def to_keras(self) -> Any:
        """The same as a Keras model: `Dense(n_labels, activation="sigmoid")`."""
        from multihot.nn.backend import load_keras

        keras = load_keras()
        n_features, n_labels = self.weights.shape
        head = keras.layers.Dense(n_labels, activation="sigmoid", name="labels")
        model = keras.Sequential([keras.Input((n_features,), name="features"), head], name="linear")
        head.set_weights([self.weights, self.bias])
        return model


@dataclass(frozen=True, eq=False)
class KerasNetwork:
    """A Keras model from features to one sigmoid a label."""

    model: Any

    def score(self, features: Matrix) -> NDArray[np.float32]:
        """Scores (n_rows, n_labels), float32 as Keras computes them, 0 to 1."""
        # as float64 they would be compared with other thresholds than Keras compares them with
        return in_buckets(self._of_bucket, features).astype(np.float32)

    def to_keras(self) -> Any:
        """The Keras model."""
        return self.model

    def save(self, file: Path) -> None:
        """Write the model as `.keras`."""
        with warnings.catch_warnings():  # of Keras's own conversion of scalars under NumPy 2.4
            warnings.simplefilter("ignore", DeprecationWarning)
            self.model.save(file)

    @classmethod
    def load(cls, file: Path) -> KerasNetwork:
        """The model of a `.keras` file, in safe mode: nothing in it is executed."""
        return cls(load_model(file, compiled=False))

    def __getstate__(self) -> dict[str, bytes]:
        # a compiled model's own pickle asks for the loss by name before anything has named it
        with TemporaryDirectory() as folder:
            file = Path(folder, "network.keras")
            self.save(file)
            return {"keras": file.read_bytes()}

    def __setstate__(self, state: dict[str, bytes]) -> None:
        with TemporaryDirectory() as folder:
            file = Path(folder, "network.keras")
            file.write_bytes(state["keras"])
            object.__setattr__(self, "model", self.load(file).model)

    def _of_bucket(self, rows: NDArray[np.float32]) -> NDArray[Any]:
        return np.asarray(self.model.predict_on_batch(rows))


def in_buckets(
    product: Callable[[NDArray[np.float32]], NDArray[Any]], features: Matrix
) -> NDArray[Any]:
    """Results of the product on `BUCKET` rows at a time, the last filled up with zeros."""
    n_rows = features.shape[0]
    results = []
    for start in range(0, max(n_rows, 1), BUCKET):
        rows = features[start : start + BUCKET]
        dense = rows.toarray() if isinstance(rows, csr_array) else rows
        filled = np.zeros((BUCKET, dense.shape[1]), dtype=np.float32)
        filled[: len(dense)] = dense
        results.append(product(filled)[: len(dense)])
    return np.concatenate(results)
