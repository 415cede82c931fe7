"""Binary cross-entropy that leaves out the targets that nobody knows."""

from __future__ import annotations

from typing import Any

from multihot.nn.backend import load_keras


def masked_binary_crossentropy(y_true: Any, y_pred: Any) -> Any:
    """Mean of -log(score of what is true) over the known cells of each row, (n_rows,).

    -(y log p + (1 - y) log(1 - p)), scores kept off 0 and 1 by 1e-7; a target of NaN is left
    out, and a row of which nothing is known gives 0.

    Args:
        y_true: targets (n_rows, n_labels), 1, 0 or NaN.
        y_pred: scores (n_rows, n_labels), 0 to 1.
    """
    ops = load_keras().ops
    known = ops.logical_not(ops.isnan(y_true))
    # where before the logarithm: the gradient of a masked NaN would be NaN all the same
    truth = ops.cast(ops.where(known, y_true, ops.zeros_like(y_true)), y_pred.dtype)
    score = ops.clip(y_pred, 1e-7, 1 - 1e-7)
    loss = -(truth * ops.log(score) + (1 - truth) * ops.log1p(-score))
    weight = ops.cast(known, loss.dtype)
    return ops.sum(loss * weight, axis=-1) / ops.maximum(ops.sum(weight, axis=-1), 1)
