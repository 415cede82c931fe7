"""A trained model: from inputs to scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from multihot.data import Inputs, Texts
from multihot.features import Features
from multihot.labels import LabelSpace
from multihot.nn.learning import Step
from multihot.nn.scoring import Network


@dataclass(frozen=True)
class Trial:
    """One model that was tried on validation.

    Args:
        kind: linear, mlp, conv1d, or the name of a custom model.
        value: the monitored metric at its best step; None where it was left out.
        seconds: time it took.
        reason: why it was kept, or not.
    """

    kind: str
    value: float | None
    seconds: float
    reason: str


@dataclass(frozen=True, eq=False)
class TrainedModel:
    """Fitted features, a network, and the labels that its scores mean.

    Args:
        features: fitted on the training rows.
        network: from features to scores.
        labels: name of each column of the scores.
        kind: linear, mlp, conv1d, or the name of a custom model.
        monitor: metric that chose step and model.
        log: every step of the training.
        best_step: the step that was kept, from 1.
        trials: models that were tried.
        interrupted: whether the training was ended by hand.
    """

    features: Features
    network: Network
    labels: LabelSpace
    kind: str
    monitor: str = ""
    log: tuple[Step, ...] = ()
    best_step: int = 0
    trials: tuple[Trial, ...] = ()
    interrupted: bool = False

    def score(self, inputs: Inputs | Sequence[str]) -> NDArray[Any]:
        """How sure the model is of each label: (n_rows, n_labels), 0 to 1.

        float64 of the linear model, float32 of others, as Keras computes them. A row's scores do
        not depend on the rows beside it.

        Args:
            inputs: `Texts`, `Table` or `Signals` as in training, or a list of texts.

        Raises:
            DataError: another kind of inputs than in training.
        """
        rows = Texts(tuple(inputs)) if isinstance(inputs, (list, tuple)) else inputs
        return self.network.score(self.features.transform(rows))  # type: ignore[arg-type]

    def to_keras(self) -> Any:
        """The network as a Keras model, from features to scores."""
        return self.network.to_keras()  # type: ignore[attr-defined]
