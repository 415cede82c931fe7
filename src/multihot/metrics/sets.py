"""Metrics of whole label sets."""

from __future__ import annotations

import numpy as np

from multihot.metrics.averages import Measured
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
    total = sets.rows.sum()
    if not total > 0:
        return dict.fromkeys(shares, Measured(float("nan"), 1))
    return {
        name: Measured(float(np.dot(sets.rows, share) / total)) for name, share in shares.items()
    }
