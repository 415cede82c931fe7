"""Metrics of whole label sets."""

from __future__ import annotations

import numpy as np

from multihot.metrics.averages import Measured, weighted_mean
from multihot.metrics.counts import SetCounts


def set_metrics(sets: SetCounts) -> dict[str, Measured]:
    """Subset accuracy and the sizes of the sets, by catalogue name; NaN if there are no rows."""
    tp, predicted, true, _ = sets.kinds.T
    shares = {
        "subset_accuracy": (tp == predicted) & (tp == true),
        "cardinality_true": true,
        "cardinality_predicted": predicted,
        "empty_share": predicted == 0,
    }
    if not sets.rows.any():
        return dict.fromkeys(shares, Measured(float("nan"), 1))
    return {
        name: Measured(weighted_mean(share.astype(np.float64), sets.rows))
        for name, share in shares.items()
    }
