"""A label that rows have is never predicted: no score reaches its threshold.

## Why it matters
Its recall is 0 and stays 0 whatever the average says. At .5 that is the usual fate of rare labels,
even where the scores rank the rows well.

## What to do
Choose a threshold for each label; if its scores do not tell the rows apart, gather more rows:

    thresholds = mh.choose_thresholds(y_val, scores_val, metric="f1_macro")
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.evaluation import Evaluation
from multihot.facts import DecisionFacts, Place, ScoreFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

MOST_TOLD = 4


def check_scores(scores: ScoreFacts) -> Iterator[Seen]:
    """One finding that lists the labels, the most frequent first."""
    judged = scores.evaluation
    if judged is None:
        return
    support = judged.per_label["support"]
    never = _never(support, judged.per_label["predicted"])
    if never:
        reached = _reached(scores, judged, never)
        pairs = zip(_on_rows(support, never), reached, strict=True)
        told = [f"{rows}, {highest}" for rows, highest in pairs]
        yield _seen("scores", scores.named(never), told, len(support), scores.place)


def check_decisions(decisions: DecisionFacts) -> Iterator[Seen]:
    """As of the decisions that scores are cut into."""
    counts = decisions.counts
    if counts is None:
        return
    support = counts.tp + counts.fn
    never = _never(support, counts.tp + counts.fp)
    if never:
        labels, told = decisions.named(never), _on_rows(support, never)
        yield _seen("decisions", labels, told, len(support), decisions.place)


def _never(support: NDArray[Any], predicted: NDArray[Any]) -> list[int]:
    never = np.flatnonzero((support > 0) & (predicted == 0))
    most_frequent_first: list[int] = never[np.argsort(-support[never], kind="stable")].tolist()
    return most_frequent_first


def _on_rows(support: NDArray[Any], never: list[int]) -> list[str]:
    return [f"on {support[column]:,.0f} rows" for column in never[:MOST_TOLD]]


def _reached(scores: ScoreFacts, judged: Evaluation, never: list[int]) -> list[str]:
    highest = scores.scores.max(axis=0)
    highest = highest.toarray().ravel() if hasattr(highest, "toarray") else highest
    cuts = ["one that none can reach" if cut > 1 else f"{cut:.3g}" for cut in judged.thresholds]
    return [
        f"highest score {highest[column]:.3g} against {cuts[column]}"
        for column in never[:MOST_TOLD]
    ]


def _seen(subject: str, labels: list[str], told: list[str], n_labels: int, place: Place) -> Seen:
    # only the first are told of
    shown = ", ".join(f"{label!r} ({each})" for label, each in zip(labels, told, strict=False))
    more = f" and {len(labels) - MOST_TOLD:,} more" if len(labels) > MOST_TOLD else ""
    return Seen(
        subject=subject,
        message=f"{len(labels):,} of {n_labels:,} labels are never predicted: {shown}{more}",
        advice="choose a threshold for each label on validation rows",
        code='thresholds = mh.choose_thresholds(y_val, scores_val, metric="f1_macro")',
        evidence={"labels": labels},
        place=place,
    )


RULE = Rule("label-never-predicted", "warning", __doc__ or "", (check_scores, check_decisions))
