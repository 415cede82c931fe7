"""An area under a curve, of decisions.

## Why it matters
ROC AUC and average precision ask how well scores order the rows. Decisions have two values, so
the curve has one point and straight lines: the area is (recall + specificity) / 2 at that one
threshold, and mostly far below the model's. It looks like an AUC and is none.

## What to do
Pass the scores that the decisions were made of:

    roc_auc_score(y_test, model.predict(x_test), average="macro")
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.facts import Operand, ScoreFacts, ScriptFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

OF_SCORES = frozenset(
    {"roc_auc_score", "roc_curve", "average_precision_score", "precision_recall_curve"}
    | {"label_ranking_average_precision_score", "coverage_error", "label_ranking_loss"}
)
GIVEN = ("y_score", "probas_pred")
FEW_ROWS = 100


def check_script(script: ScriptFacts) -> Iterator[Seen]:
    """One finding for each call that is given decisions."""
    for use in script.uses:
        name = use.name.rsplit(".", 1)[-1]
        given = next((use.operands[each] for each in GIVEN if each in use.operands), None)
        wants_scores = use.name.startswith("sklearn.metrics.") and name in OF_SCORES
        if wants_scores and given and _is_decided(given):
            yield Seen(
                subject=name,
                message=f"{given.written or 'y_score'} is 0 or 1 already: the curve has one point",
                advice="pass the scores that the decisions were made of",
                code="model.predict(x_test)",
                place=use.place,
            )


def _is_decided(operand: Operand) -> bool:
    return operand.role == "decisions" or operand.argmax == "scores"


def check(scores: ScoreFacts) -> Iterator[Seen]:
    """One finding where scores take two values at most."""
    values = np.unique(scores.scores[:FEW_ROWS])
    if len(values) <= 2 and np.isin(scores.scores, values).all():  # noqa: PLR2004
        shown = " and ".join(f"{value:g}" for value in values)
        yield Seen(
            subject=scores.place.name or "scores",
            message=f"all {scores.scores.size:,} scores are {shown}: decisions, of which areas "
            "under curves, ranks and log loss tell little",
            advice="pass the scores that the decisions were made of",
            code="mh.evaluate(y_test, model.predict(x_test))",
            evidence={"values": values.tolist()},
            place=scores.place,
        )


RULE = Rule("auc-on-binarised", "error", __doc__ or "", (check, check_script))
