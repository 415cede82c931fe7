"""From scores to decisions to hits, false alarms, misses and rightly left out."""

from __future__ import annotations

from typing import Any

import numpy as np

from multihot.nn.backend import load_keras
from multihot.nn.metrics.batches import Batch
from multihot.nn.metrics.streaming import StreamingMetric
from multihot.thresholds import Thresholds

ops = load_keras().ops


class DecisionMetric(StreamingMetric):
    """A metric of decisions: decision = score >= threshold, compared in float32.

    Args:
        thresholds: one number, one a label, or `Thresholds`; of scores 0 to 1, also for logits.
        from_logits: whether y_pred are logits; a sigmoid makes them scores.
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
        scores = ops.sigmoid(batch.scores) if self.from_logits else batch.scores
        cuts = Thresholds.of(self.thresholds, n_labels=batch.n_labels).values
        decided = scores >= ops.convert_to_tensor(cuts.astype(np.float32))
        decided = ops.cast(decided, "float32") * batch.known
        tp = batch.truth * decided
        return tp, decided - tp, batch.truth - tp, batch.known - decided - batch.truth + tp


def _plain(thresholds: Any) -> float | list[float]:
    """A number or a list, as a configuration can hold it."""
    values = thresholds.values if isinstance(thresholds, Thresholds) else np.asarray(thresholds)
    plain: float | list[float] = values.astype(np.float64).tolist()
    Thresholds(np.atleast_1d(values.astype(np.float64)))  # refuses what is no threshold
    return plain
