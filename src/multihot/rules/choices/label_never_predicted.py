"""A label that rows have, and no score reaches its threshold.

## Why it matters
Its recall is 0 and stays 0 whatever the average says. At .5 that is the usual fate of rare labels,
even where the scores rank the rows well.

## What to do
Choose a threshold for each label; if its scores do not tell the rows apart, gather more rows:

    thresholds = mh.choose_thresholds(y_val, scores_val, metric="f1_macro")
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from multihot.evaluation import Evaluation
from multihot.facts import ScoreFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

MOST_TOLD = 4


def check(scores: ScoreFacts) -> Iterator[Seen]:
    """One finding that lists the labels, the most frequent first."""
    judged = scores.evaluation
    if judged is None:
        return
    support, predicted = judged.per_label["support"], judged.per_label["predicted"]
    never = np.flatnonzero((support > 0) & (predicted == 0))
    never = never[np.argsort(-support[never], kind="stable")]
    if not len(never):
        return
    yield Seen(
        subject="scores",
        message=f"{len(never):,} of {len(support):,} labels are never predicted: "
        + _told(scores, judged, never),
        advice="choose a threshold for each label on validation rows",
        code='thresholds = mh.choose_thresholds(y_val, scores_val, metric="f1_macro")',
        evidence={"labels": scores.named(never.tolist())},
        place=scores.place,
    )


def _told(scores: ScoreFacts, judged: Evaluation, never: NDArray[np.int64]) -> str:
    highest = scores.scores.max(axis=0)
    highest = highest.toarray().ravel() if hasattr(highest, "toarray") else highest
    told = never[:MOST_TOLD].tolist()
    each = [
        f"{label!r} (on {judged.per_label['support'][column]:,.0f} rows, highest score "
        f"{highest[column]:.3g} against {judged.thresholds[column]:.3g})"
        for label, column in zip(scores.named(told), told, strict=True)
    ]
    more = f" and {len(never) - MOST_TOLD:,} more" if len(never) > MOST_TOLD else ""
    return ", ".join(each) + more


RULE = Rule("label-never-predicted", "warning", __doc__ or "", (check,))
