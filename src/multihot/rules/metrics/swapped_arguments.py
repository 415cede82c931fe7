"""Predictions where a metric wants the truth.

## Why it matters
scikit-learn and Keras take `(y_true, y_pred)`. The other way round precision is recall and recall
is precision; support counts predictions; a curve is drawn of the wrong side. Nothing
complains where both are 0 and 1.

## What to do
Truth first, or by name:

    precision_score(y_true=y_test, y_pred=decisions, average="macro")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Operand, ScriptFacts, Use
from multihot.rules.findings import Seen, Severity
from multihot.rules.judging import Rule

PREDICTIONS = ("y_pred", "y_score", "y_prob", "y_proba", "probas_pred")
# the same number either way round
SYMMETRIC = frozenset(
    {"accuracy_score", "cohen_kappa_score", "hamming_loss", "jaccard_score", "matthews_corrcoef"}
    | {"mean_squared_error", "zero_one_loss", "f1_score"}
)
PREDICTED = frozenset({"scores", "decisions"})


def check(script: ScriptFacts) -> Iterator[Seen]:
    """One finding for each call."""
    for use in script.uses:
        predicted = next((use.operands[each] for each in PREDICTIONS if each in use.operands), None)
        truth = use.operands.get("y_true")
        if truth and predicted and _is_predicted(truth) and _is_true(predicted):
            yield _seen(use, truth, predicted)


def _is_predicted(operand: Operand) -> bool:
    return (operand.argmax or operand.role) in PREDICTED


def _is_true(operand: Operand) -> bool:
    return (operand.argmax or operand.role) == "targets"


def _seen(use: Use, truth: Operand, predicted: Operand) -> Seen:
    name = use.name.rsplit(".", 1)[-1]
    first, second = predicted.written or "y_true", truth.written or "y_pred"
    same = name in SYMMETRIC and use.arguments.get("average", None) != "weighted"
    severity: Severity | None = "note" if same else None
    return Seen(
        subject=name,
        message=f"{second} stands where the truth belongs and {first} where the prediction does"
        + ("; this number is the same either way" if same else ""),
        advice="truth first, prediction second",
        code=f"{name}({first}, {second})",
        severity=severity,
        place=use.place,
    )


RULE = Rule("swapped-arguments", "error", __doc__ or "", (check,))
