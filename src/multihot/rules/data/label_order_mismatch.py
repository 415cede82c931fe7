"""The columns of targets and scores are the same labels in another order.

## Why it matters
Column 3 means one label in the truth and another in the predictions. multihot matches tables by
name, so its own numbers are right. Keras, scikit-learn and NumPy go by place: there nothing fails,
and every number is near chance, or right under the wrong name. That is a warning, because
nobody can see here where else the tables go. It is an error where `labels` contradict the names
of a table: what is told by these names, or handed on under them, is told of other labels.

## What to do
Make one label space, once, and use it for both; or bring the columns into one order before another
library is given them:

    scores = scores[targets.columns]
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import DecisionFacts, Place, ScoreFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check_targets(targets: TargetFacts) -> Iterator[Seen]:
    """The names that are given against those of the table."""
    numbers = targets.numbers
    if numbers is not None:
        yield from _against_labels(numbers.labels, targets.place, numbers.columns)


def check_scores(scores: ScoreFacts) -> Iterator[Seen]:
    """The names of the targets, or those that are given, against those of the scores."""
    yield from _beside(scores.target_labels, scores.labels, scores.place, scores.score_labels)


def check_decisions(decisions: DecisionFacts) -> Iterator[Seen]:
    """The names of the targets, or those that are given, against those of the decisions."""
    own = decisions.decision_labels
    yield from _beside(decisions.target_labels, decisions.labels, decisions.place, own)


def _beside(
    of_targets: tuple[str, ...], labels: tuple[str, ...], place: Place, columns: tuple[str, ...]
) -> Iterator[Seen]:
    """Two tables, which are matched here and nowhere else; or a table and the given labels."""
    if not of_targets:
        yield from _against_labels(labels, place, columns)
        return
    name, differ = place.name, _differ(of_targets, columns)
    if differ:
        yield Seen(
            subject=name,
            message=f"{_words('targets', of_targets, name, columns)}; multihot matches them by "
            "name, Keras, scikit-learn and NumPy would take them by place",
            advice="bring them into one order before another library is given both",
            evidence={"columns": differ},
            code=f"{name} = {name}[targets.columns]",
            severity="warning",
            place=place,
        )


def _against_labels(
    labels: tuple[str, ...], place: Place, columns: tuple[str, ...]
) -> Iterator[Seen]:
    name, differ = place.name, _differ(labels, columns)
    if differ:
        yield Seen(
            subject=name,
            message=_words("labels", labels, name, columns),
            advice="use one label space for both",
            evidence={"columns": differ},
            code=f"{name} = {name}[labels]",
            place=place,
        )


def _differ(names: tuple[str, ...], columns: tuple[str, ...]) -> list[int]:
    """Columns of another name, where all names are the same; empty otherwise."""
    if sorted(names) != sorted(columns):
        return []
    return [each for each in range(len(names)) if names[each] != columns[each]]


def _words(first: str, names: tuple[str, ...], name: str, columns: tuple[str, ...]) -> str:
    differ = _differ(names, columns)
    column = differ[0]
    return (
        f"column {column} is {names[column]!r} in {first} and {columns[column]!r} in {name}; "
        f"{len(differ)} of {len(names)} columns differ"
    )


RULE = Rule(
    "label-order-mismatch",
    "error",
    __doc__ or "",
    (check_targets, check_scores, check_decisions),
)
