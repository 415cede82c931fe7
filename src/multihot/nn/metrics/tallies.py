"""Counts of hits and errors of each label, kept on the device, handed back exactly."""

from __future__ import annotations

from typing import Any

import numpy as np

from multihot.metrics import LabelCounts
from multihot.nn.backend import load_keras
from multihot.nn.metrics.averaging import scaled
from multihot.nn.metrics.batches import Batch
from multihot.nn.metrics.pairs import Pair, as_numpy

ops = load_keras().ops


class LabelTally:
    """tp, fp, fn, tn of each label so far.

    Args:
        metric: the Keras metric that holds the variables.
        n_labels: how many labels.
    """

    def __init__(self, metric: Any, n_labels: int) -> None:
        self.counts = Pair(metric, "counts", (4, n_labels))
        self.weighted = metric.add_weight((), "zeros", "float32", "weighted")

    def add(self, outcomes: tuple[Any, ...], batch: Batch) -> None:
        """Add tp, fp, fn, tn of cells, each (n_rows, n_labels)."""
        if batch.weights is not None:
            outcomes = tuple(kind * batch.weights for kind in outcomes)
            self.weighted.assign(ops.ones((), "float32"))
        self.counts.add(ops.stack([ops.sum(kind, axis=0) for kind in outcomes]))

    def of_labels(self) -> tuple[Any, Any, Any, Any]:
        """tp, fp, fn, tn, float32 tensors (n_labels,), each label's on a scale of its own."""
        counts = scaled(self.counts.value(), axis=0)
        return counts[0], counts[1], counts[2], counts[3]

    def pooled(self) -> tuple[Any, Any, Any, Any]:
        """tp, fp, fn, tn of all labels together, on one scale."""
        counts = ops.sum(scaled(self.counts.value()), axis=1)
        return counts[0], counts[1], counts[2], counts[3]

    def sizes(self) -> Any:
        """How often each label is true, (n_labels,), on one scale."""
        counts = scaled(self.counts.value())
        return counts[0] + counts[2]

    def state(self) -> LabelCounts:
        """The counts: int64, or float64 once rows had weights."""
        counts = self.counts.exact()
        if not as_numpy(self.weighted).any():
            counts = counts.astype(np.int64)
        return LabelCounts(*counts)
