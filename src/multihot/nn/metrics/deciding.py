"""From scores to decisions to hits, false alarms, misses and rightly left out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import logits_of, named_values
from multihot.errors import DataError
from multihot.metrics import cuts_in
from multihot.nn.backend import load_keras
from multihot.nn.metrics.batches import Batch
from multihot.nn.metrics.streaming import StreamingMetric
from multihot.thresholds import Thresholds, threshold_values

ops = load_keras().ops
_FLOAT32 = np.dtype(np.float32)
_NAMELESS = (
    "Keras hands a metric arrays, which name no labels: pass the numbers in the order of the "
    "model's outputs"
)
_LEAST_NORMAL = np.finfo(np.float32).tiny


class DecisionMetric(StreamingMetric):
    """A metric of decisions: decision = score >= threshold, compared in float32.

    Args:
        thresholds: one number, one a label, or `Thresholds`; of scores 0 to 1, also for logits.
        from_logits: whether y_pred are logits, compared with the logits of the thresholds: the
            decisions are those of a sigmoid in float32.
        name: of the number in Keras's logs.
        dtype: of the result.
    """

    def __init__(self, *, thresholds: Any, from_logits: bool, name: str, dtype: Any) -> None:
        super().__init__(name=name, dtype=dtype)
        self.thresholds = _plain(thresholds)
        self.from_logits = bool(from_logits)

    def get_config(self) -> dict[str, Any]:
        """What makes the metric again."""
        own = {"thresholds": self.thresholds, "from_logits": self.from_logits}
        return {**super().get_config(), **own}

    def outcomes(self, batch: Batch) -> tuple[Any, Any, Any, Any]:
        """tp, fp, fn, tn of each cell, 1 or 0; all 0 where the target is unknown."""
        decided = batch.scores >= ops.convert_to_tensor(self._cuts(batch.n_labels))
        decided = ops.cast(decided, "float32") * batch.known
        tp = batch.truth * decided
        return tp, decided - tp, batch.truth - tp, batch.known - decided - batch.truth + tp

    def _cuts(self, n_labels: int) -> NDArray[np.float32]:
        """What the model's output is compared with, (n_labels,)."""
        cuts = cuts_in(_FLOAT32, Thresholds.of(self.thresholds, n_labels=n_labels).values)
        if self.from_logits:
            # not the sigmoid of the logits: each backend's is off by another last digit
            return logits_of(cuts)
        # JAX takes smaller numbers for 0, which every score reaches
        return np.where((cuts > 0) & (cuts < _LEAST_NORMAL), _LEAST_NORMAL, cuts)


def _plain(thresholds: Any) -> float | list[float]:
    """A number or a list, as a configuration can hold it."""
    try:
        values = named_values(thresholds, (), name="thresholds")
    except DataError as error:
        raise error.placed("thresholds", remedy=_NAMELESS) from error
    plain: float | list[float] = threshold_values(values).tolist()
    Thresholds(np.atleast_1d(plain))  # refuses what is no threshold
    return plain
