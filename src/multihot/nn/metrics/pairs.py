"""Sums that stay exact where a float32 would stop counting at 16,777,216."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.nn.backend import load_keras

ops = load_keras().ops


class Pair:
    """A running sum kept as two float32, the second what the first has no digits for.

    Whole numbers are exact up to 2^47, and sums of weights lose nothing but the rounding
    within one batch, on every backend, none of which has to have int64 or float64.
    Source: Knuth, The Art of Computer Programming 2, 4.2.2, theorem B.

    Args:
        metric: the Keras metric whose variables the two become.
        name: of the variables.
        shape: of the sum.
    """

    def __init__(self, metric: Any, name: str, shape: tuple[int, ...]) -> None:
        self.high = metric.add_weight(shape, "zeros", "float32", name)
        self.low = metric.add_weight(shape, "zeros", "float32", f"{name}_rest")

    def add(self, amount: Any) -> None:
        """Add a float32 tensor of the pair's shape."""
        high, lost = _two_sum(self.high.value, amount)
        high, low = _two_sum(high, self.low.value + lost)
        self.high.assign(high)
        self.low.assign(low)

    def add_at(self, places: Any, amounts: Any) -> None:
        """Add amounts at places, counted along the flattened sum; both of the same shape."""
        flat = ops.reshape(self.low.value, (-1,))
        places, amounts = ops.reshape(places, (-1, 1)), ops.reshape(amounts, (-1,))
        low = ops.scatter_update(flat, places, amounts, reduction="add")
        high, low = _two_sum(self.high.value, ops.reshape(low, self.low.shape))
        self.high.assign(high)
        self.low.assign(low)

    def value(self) -> Any:
        """The sum as a float32 tensor."""
        return self.high.value + self.low.value

    def exact(self) -> NDArray[np.float64]:
        """The sum as float64, all digits kept."""
        return as_numpy(self.high) + as_numpy(self.low)


def as_numpy(variable: Any) -> NDArray[np.float64]:
    """What a variable holds, as float64."""
    # a tensor first: numpy 2.4 warns of Keras's and of TensorFlow's variables
    held = ops.convert_to_numpy(ops.convert_to_tensor(variable))
    return np.asarray(held, dtype=np.float64)


def _two_sum(a: Any, b: Any) -> tuple[Any, Any]:
    total = a + b
    of_b = total - a
    return total, (a - (total - of_b)) + (b - of_b)
