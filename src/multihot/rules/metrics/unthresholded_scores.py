"""Scores handed to a metric that wants decisions.

## Why it matters
`f1_score`, `classification_report` and their like compare 0/1 with 0/1. Given scores, scikit-learn
stops with "Classification metrics can't handle a mix of multilabel-indicator and
continuous-multioutput targets".

## What to do
Decide first, with a threshold that was chosen on validation rows:

    f1_score(y_test, scores >= 0.5, average="macro")

`mh.evaluate(y_test, scores, thresholds)` takes scores, and tells every number.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Operand, ScriptFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

OF_DECISIONS = frozenset(
    {"accuracy_score", "balanced_accuracy_score", "classification_report", "cohen_kappa_score"}
    | {"confusion_matrix", "f1_score", "fbeta_score", "hamming_loss", "jaccard_score"}
    | {"matthews_corrcoef", "multilabel_confusion_matrix", "precision_recall_fscore_support"}
    | {"precision_score", "recall_score", "zero_one_loss"}
)


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


RULE = Rule("unthresholded-scores", "error", __doc__ or "", (check,))
