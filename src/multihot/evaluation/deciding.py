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
    weighted,
)
from multihot.metrics.formulas import label_accuracy


def decision_metrics(outcomes: Outcomes, undefined: Undefined = "zero") -> dict[str, Measured]:
    """Every metric of decisions by its catalogue name."""
    counts, sets = LabelCounts.of_outcomes(outcomes), SetCounts.of_outcomes(outcomes)
    measured = _set_metrics(sets)
    accuracy = micro(label_accuracy, counts, undefined=undefined)
    measured["label_accuracy"] = accuracy
    measured["hamming_loss"] = Measured(1 - accuracy.value, accuracy.n_undefined)
    for name, formula in FORMULAS.items():
        measured[f"{name}_micro"] = micro(formula, counts, undefined=undefined)
        measured[f"{name}_macro"] = macro(formula, counts, undefined=undefined)
        measured[f"{name}_weighted"] = weighted(formula, counts, undefined=undefined)
        measured[f"{name}_samples"] = samples(formula, sets, undefined=undefined)
    return measured


def _set_metrics(sets: SetCounts) -> dict[str, Measured]:
    tp, predicted, true, _ = sets.kinds.T
    total = sets.rows.sum()
    if not total > 0:
        nothing = Measured(float("nan"), 1)
        names = ("subset_accuracy", "cardinality_true", "cardinality_predicted", "empty_share")
        return dict.fromkeys(names, nothing)
    right = (tp == predicted) & (tp == true)
    return {
        "subset_accuracy": Measured(float(sets.rows[right].sum() / total)),
        "cardinality_true": Measured(float((sets.rows * true).sum() / total)),
        "cardinality_predicted": Measured(float((sets.rows * predicted).sum() / total)),
        "empty_share": Measured(float(sets.rows[predicted == 0].sum() / total)),
    }
