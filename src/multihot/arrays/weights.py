"""How much each row counts."""

from __future__ import annotations

import numpy as np
from scipy.sparse import issparse

from multihot.arrays.kinds import Floats
from multihot.arrays.unwrapping import as_array
from multihot.errors import DataError, ShapeError


def as_weights(values: object, n_rows: int, *, name: str = "sample_weight") -> Floats | None:
    """Weight of each row, (n_rows,), float64, 0 or more; None stays None: each counts 1.

    Takes lists and the arrays, series and tensors of every library that `as_targets` takes.

    Raises:
        ShapeError: not one weight a row.
        DataError: not numbers, a weight that is negative, missing or infinite, or weights whose
            sum is beyond the greatest float64.
    """
    if values is None:
        return None
    array = as_array(values, name)
    if array.shape != (n_rows,):
        raise ShapeError(
            f"{name} has shape {array.shape}, the targets have {n_rows} rows",
            remedy="give one weight a row",
        )
    dense = array.toarray() if issparse(array) else array
    weights = dense.astype(np.float64, copy=False)
    strange = ~(np.isfinite(weights) & (weights >= 0))
    if strange.any():
        row = int(np.argmax(strange))
        raise DataError(
            f"{int(strange.sum())} weights are negative or not finite, such as "
            f"{weights[row]:g} in row {row}",
            where=name,
            remedy="use 0 or more",
        )
    with np.errstate(over="ignore"):
        total = weights.sum()
    if total == np.inf:
        raise DataError(
            f"the weights add up to more than {np.finfo(np.float64).max:.1e}",
            where=name,
            remedy="divide them all by the greatest: no mean and no share changes",
        )
    return weights
