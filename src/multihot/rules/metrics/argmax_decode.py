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
from math import ceil

import numpy as np

from multihot.facts import DecisionFacts, Operand, ScriptFacts, Use
from multihot.metrics import Outcomes
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.spelling import told

ROW_WISE = (1, -1)
NO_ACCIDENT = 20  # rows with several labels, each of which got one
TWO = 2
BY_CHANCE = (
    "right if only the likeliest label of a row is wanted, or if thresholds gave each row one "
    "by chance"
)


def check_script(script: ScriptFacts) -> Iterator[Seen]:
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


def check_decisions(decisions: DecisionFacts) -> Iterator[Seen]:
    """One finding where each row has one decision, and rows carry several labels or none."""
    outcomes, counts = decisions.outcomes, decisions.counts
    if outcomes is None or counts is None:
        return
    per_row = outcomes.predicted_per_row + outcomes.unjudged.per_row()
    given = counts.tp + counts.fp > 0
    # a single label that every row is given is what a threshold gives, too
    if (per_row == 1).all() and np.count_nonzero(given) > 1:
        positives = outcomes.positives
        reached = positives.where(given[positives.columns]).per_row()
        yield from _of_rows(decisions, outcomes, certain=(reached > 1).sum() >= NO_ACCIDENT)


def _of_rows(decisions: DecisionFacts, outcomes: Outcomes, *, certain: bool) -> Iterator[Seen]:
    carried = outcomes.positives.per_row()
    empty = int(((carried == 0) & (outcomes.unknown.per_row() == 0)).sum())
    two, more = int((carried == TWO).sum()), int((carried > TWO).sum())
    if not (empty or two or more):
        return
    hits, total = int(np.count_nonzero(carried)), int(carried.sum())
    # each row that carries labels may be hit once; on empty rows the decision is wrong
    recall, f1 = hits / max(1, total), 2 * hits / (hits + empty + total)
    of_recall = f"micro recall {_at_most(recall)}, " if two or more else ""
    kinds = {"without labels": empty, "with 2": two, "with more": more}
    told_rows = ", ".join(f"{kind} ({n_rows:,})" for kind, n_rows in kinds.items() if n_rows)
    yield Seen(
        subject=decisions.place.name or "decisions",
        message=f"each of {len(carried):,} rows has exactly one decision, as of an argmax, also "
        f"those {told_rows}: {of_recall}micro F1 {_at_most(f1)} at most",
        advice="cut each label's score at a threshold",
        code="decisions = scores >= 0.5",
        certainty="certain" if certain else "possible",
        settles="" if certain else BY_CHANCE,
        evidence={
            "rows": len(carried),
            "several": two + more,
            "empty": empty,
            "highest_recall": recall,
            "highest_f1": f1,
        },
        place=decisions.place,
    )


def _at_most(share: float) -> str:
    """With three places, and never below it: what is promised must hold."""
    return told(ceil(round(1000 * share, 6)) / 1000)


RULE = Rule("argmax-decode", "error", __doc__ or "", (check_script, check_decisions))
