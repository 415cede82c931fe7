"""Scores handed to a metric that wants decisions.

## Why it matters
`f1_score`, `classification_report` and their like compare 0/1 with 0/1. Given scores, scikit-learn
stops with "Classification metrics can't handle a mix of multilabel-indicator and
continuous-multioutput targets". Of whole numbers of two values, such as -1 and 1 or 0 and 255, it
says nothing: `f1_score` takes every cell that is not 0 for a 1.

## What to do
Decide first, with a threshold that was chosen on validation rows:

    f1_score(y_test, scores >= 0.5, average="macro")

or with a threshold for each label:

    thresholds = mh.choose_thresholds(y_val, model.predict(x_val))
    decisions = thresholds.decide(model.predict(x_test))

`mh.evaluate(y_test, scores, thresholds)` takes scores, and tells every number.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from multihot.facts import DecisionFacts, Operand, ScriptFacts, TargetFacts, Undecided
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

OF_DECISIONS = frozenset(
    {"accuracy_score", "balanced_accuracy_score", "classification_report", "cohen_kappa_score"}
    | {"confusion_matrix", "f1_score", "fbeta_score", "hamming_loss", "jaccard_score"}
    | {"matthews_corrcoef", "multilabel_confusion_matrix", "precision_recall_fscore_support"}
    | {"precision_score", "recall_score", "zero_one_loss"}
)

MIX = "Classification metrics can't handle a mix of multilabel-indicator and {} targets"
RAISED = {
    "NaN": "Input y_pred contains NaN",
    "infinite": "Input y_pred contains infinity",
    "fractions": MIX.format("continuous-multioutput"),
    "whole": MIX.format("multiclass-multioutput"),
}


def check(script: ScriptFacts) -> Iterator[Seen]:
    """One finding for each call."""
    for use in script.uses:
        name = use.name.rsplit(".", 1)[-1]
        if use.name.startswith("sklearn.metrics.") and name in OF_DECISIONS:
            scores = [each for each in use.operands.values() if _is_scores(each)]
            if scores:
                written = scores[0].written
                code = written if written.isidentifier() else "scores"
                yield Seen(
                    subject=name,
                    message=f"is given scores ({written or 'of predict'}) and wants decisions, "
                    "0 or 1",
                    advice="cut each label's score at a threshold first",
                    code=f"{code} >= 0.5",
                    place=use.place,
                )


def _is_scores(operand: Operand) -> bool:
    return operand.role == "scores" and operand.argmax is None


def check_decisions(decisions: DecisionFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding where cells that are said to be decided are neither 0 nor 1."""
    other = decisions.undecided
    if other is None:
        return
    n_cells = prod(decisions.decisions.shape)
    labels, column = decisions.labels, other.column
    label = f"label {labels[column]!r}" if labels else f"column {column}"
    advice, code = _way_out(other)
    yield Seen(
        subject=decisions.place.name or "decisions",
        message=f"{other.n_cells:,} of {n_cells:,} cells are neither 0 nor 1, such as "
        f"{_told(other.value)} in row {other.row}, {label}"
        + _of_sklearn(decisions, other, targets),
        advice=advice,
        code=code,
        evidence={
            "cells": n_cells,
            "undecided": other.n_cells,
            "row": other.row,
            "column": column,
        },
        place=decisions.place,
    )


def _told(value: float) -> str:
    shown = f"{value:g}"
    return repr(value) if shown in ("0", "1") else shown


def _of_sklearn(decisions: DecisionFacts, other: Undecided, targets: TargetFacts | None) -> str:
    """What its metrics do, where only the decisions can be the reason."""
    numbers = targets.numbers if targets else None
    if decisions.decisions.shape[1] == 1 or numbers is None:
        return ""
    if numbers.n_strange or numbers.n_unknown:
        return ""
    if other.values == "two":
        return (
            "; scikit-learn says nothing: f1_score takes every cell that is not 0 for a 1, "
            f"and accuracy_score these {other.n_cells:,} for wrong"
        )
    return f'; f1_score of scikit-learn raises "{RAISED[other.values]}"'


def _way_out(other: Undecided) -> tuple[str, str]:
    """Advice, and code."""
    if other.values in ("NaN", "infinite"):
        advice = "look for a diverged training or a gap in the inputs"
        return advice, "np.argwhere(~np.isfinite(decisions))"
    if other.values == "fractions" and (other.low < 0 or other.high > 1):
        advice = "if they are logits, turn them into probabilities, and cut these at a threshold"
        return advice, "decisions = 1 / (1 + np.exp(-decisions)) >= 0.5"
    if other.values == "fractions":
        advice = (
            "cut each label's score at a threshold first, best at one that "
            "mh.choose_thresholds chose on validation rows"
        )
        return advice, "decisions = decisions >= 0.5"
    yes = f"== {other.high:g}" if other.values == "two" and other.low < other.high else "> 0"
    return "write 1 where a label is given, 0 where it is not", f"decisions = decisions {yes}"


RULE = Rule("unthresholded-scores", "error", __doc__ or "", (check, check_decisions))
