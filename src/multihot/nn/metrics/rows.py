"""The mean of a number of each row."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.metrics import Undefined
from multihot.nn.backend import load_keras
from multihot.nn.metrics.averaging import divided
from multihot.nn.metrics.batches import Batch
from multihot.nn.metrics.pairs import Pair

ops = load_keras().ops


class RowMean:
    """Sums over rows: of their values, of their weights, of the weights of those that are 0/0.

    Rows of which no label is known are left out.

    Args:
        metric: the Keras metric that holds the variables.
    """

    def __init__(self, metric: Any) -> None:
        self.sums = Pair(metric, "rows", (3,))

    def add(self, fraction: tuple[Any, Any], batch: Batch) -> None:
        """Add numerator / denominator of each row, both (n_rows,)."""
        weights = batch.judged_rows()
        values = divided(fraction, filler=0.0)
        lost = ops.cast(fraction[1] == 0, "float32")
        columns = (values * weights, weights, lost * weights)
        self.sums.add(ops.stack([ops.sum(column) for column in columns]))

    def result(self, undefined: Undefined) -> Any:
        """The mean; a row of 0/0 counts 0 ("zero"), makes it NaN ("nan"), or is left out ("drop").

        Without rows NaN.
        """
        sums = self.sums.value()
        total, weight, lost = sums[0], sums[1], sums[2]
        if undefined == "zero":
            return divided((total, weight), filler=float("nan"))
        if undefined == "drop":
            return divided((total, weight - lost), filler=float("nan"))
        return divided((total, ops.where(lost == 0, weight, 0.0)), filler=float("nan"))

    def exact(self) -> NDArray[np.float64]:
        """The three sums, (3,)."""
        return self.sums.exact()
