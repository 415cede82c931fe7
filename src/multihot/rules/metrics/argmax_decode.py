"""Scores of several labels, decided by the argmax of the row.

## Why it matters
`argmax` names one label a row, whatever the row carries: every further label is lost, and a row
without labels gets one. Recall cannot pass one label a row, and no threshold can mend it.

## What to do
Decide each label by itself:

    decisions = scores >= 0.5

or with a threshold for each label, chosen on validation rows:

    thresholds = mh.choose_thresholds(y_val, model.predict(x_val))
    decisions = thresholds.decide(model.predict(x_test))
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Operand, ScriptFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

ROW_WISE = (1, -1)


def check(script: ScriptFacts) -> Iterator[Seen]:
    """One finding for each argmax over a row of scores that are about multi-hot targets."""
    judged = any(_judges_argmax(use) for use in script.uses)
    for use in script.uses:
        for operand in use.operands.values():
            if use.name.endswith(".argmax") and _is_row_of_labels(use, operand):
                yield _seen(use, operand, certain=judged)


def _judges_argmax(use: Use) -> bool:
    """A number of scikit-learn is made of such decisions."""
    return use.name.startswith("sklearn.metrics.") and any(
        operand.argmax == "scores" and operand.kind == "multi-hot"
        for operand in use.operands.values()
    )


def _is_row_of_labels(use: Use, operand: Operand) -> bool:
    return (
        operand.role == "scores"
        and operand.kind == "multi-hot"
        and use.arguments.get("axis", None) in ROW_WISE
    )


def _seen(use: Use, operand: Operand, *, certain: bool) -> Seen:
    scores = operand.written or "scores"
    return Seen(
        subject=scores,
        message="argmax decides one label a row, and rows carry several"
        + (f" ({operand.why})" if operand.why else ""),
        advice="cut each label's score at a threshold",
        code=f"{scores if scores.isidentifier() else 'scores'} >= 0.5",
        certainty="certain" if certain else "possible",
        settles="" if certain else "right if only the first of a row's labels is wanted",
        place=use.place,
    )


RULE = Rule("argmax-decode", "error", __doc__ or "", (check,))
