"""A threshold that somebody picked by hand.

## Why it matters
One constant for all labels is too high for the rare ones and too low for the frequent ones, and
nobody can say what it is good for. It stays when the model changes.

## What to do
Choose thresholds on validation rows, for the metric that counts:

    thresholds = mh.choose_thresholds(y_val, model.predict(x_val), metric="f1_macro")
    decisions = scores >= thresholds
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Cut, ScriptFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

USUAL = (0.5, 0.0)  # of probabilities, of logits


def check(script: ScriptFacts) -> Iterator[Seen]:
    """One note a comparison of multi-label scores with another constant than the usual."""
    for cut in script.cuts:
        picked = not cut.swept and cut.threshold not in USUAL
        multi_label = cut.scores.role == "scores" and cut.scores.kind in ("multi-hot", None)
        if cut.threshold is not None and picked and multi_label:
            yield _seen(cut, cut.threshold)


def _seen(cut: Cut, threshold: float) -> Seen:
    scores, known = cut.scores.written or "scores", cut.scores.kind is not None
    return Seen(
        subject=scores,
        message=f"{scores} are cut at {threshold:g} for every label",
        advice="choose thresholds on validation rows",
        code='thresholds = mh.choose_thresholds(y_val, model.predict(x_val), metric="f1_macro")\n'
        f"decisions = {scores} >= thresholds",
        evidence={"threshold": threshold},
        certainty="certain" if known else "possible",
        settles="" if known else "matters if rows can have several labels",
        place=cut.place,
    )


RULE = Rule("threshold-magic", "note", __doc__ or "", (check,))
