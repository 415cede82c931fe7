"""The catalogue's metrics that need decisions only."""

from __future__ import annotations

from multihot.metrics import (
    FORMULAS,
    LabelCounts,
    Measured,
    Outcomes,
    SetCounts,
    Undefined,
    macro,
    micro,
    samples,
    set_metrics,
    weighted,
)
from multihot.metrics.formulas import label_accuracy, label_disagreement


def decision_metrics(outcomes: Outcomes, undefined: Undefined = "zero") -> dict[str, Measured]:
    """Every metric of decisions by its catalogue name."""
    counts, sets = LabelCounts.of_outcomes(outcomes), SetCounts.of_outcomes(outcomes)
    return label_metrics(counts, undefined) | row_metrics(sets, undefined)


def label_metrics(counts: LabelCounts, undefined: Undefined) -> dict[str, Measured]:
    """The metrics that counts of labels are enough for."""
    measured = {
        "label_accuracy": micro(label_accuracy, counts, undefined="nan"),
        "hamming_loss": micro(label_disagreement, counts, undefined="nan"),
    }
    for name, formula in FORMULAS.items():
        measured[f"{name}_micro"] = micro(formula, counts, undefined=undefined)
        measured[f"{name}_macro"] = macro(formula, counts, undefined=undefined)
        measured[f"{name}_weighted"] = weighted(formula, counts, undefined=undefined)
    return measured


def row_metrics(sets: SetCounts, undefined: Undefined) -> dict[str, Measured]:
    """The metrics of whole label sets, and the means over rows."""
    of_rows = {
        f"{name}_samples": samples(formula, sets, undefined=undefined)
        for name, formula in FORMULAS.items()
    }
    return set_metrics(sets) | of_rows
