"""The columns of targets and scores are the same labels in another order.

## Why it matters
Column 3 means one label in the truth and another in the predictions. multihot matches tables by
name; Keras, scikit-learn and NumPy go by place. There nothing fails, every number is near chance,
or right under the wrong name.

## What to do
Make one label space, once, and use it for both; or bring the columns into one order:

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
        yield from _seen("labels", numbers.labels, targets.place, numbers.columns)


def check_scores(scores: ScoreFacts) -> Iterator[Seen]:
    """The names of the targets against those of the scores."""
    yield from _seen("targets", scores.labels, scores.place, scores.score_labels)


def check_decisions(decisions: DecisionFacts) -> Iterator[Seen]:
    """The names of the targets against those of the decisions."""
    yield from _seen("targets", decisions.labels, decisions.place, decisions.decision_labels)


def _seen(
    first: str, names: tuple[str, ...], place: Place, columns: tuple[str, ...]
) -> Iterator[Seen]:
    if names == columns or sorted(names) != sorted(columns):
        return
    other = [each for each in range(len(names)) if names[each] != columns[each]]
    column, name = other[0], place.name
    yield Seen(
        subject=name,
        message=f"column {column} is {names[column]!r} in {first} and {columns[column]!r} "
        f"in {name}; {len(other)} of {len(names)} columns differ",
        advice="use one label space for both",
        evidence={"columns": other},
        code=f"{name} = {name}[{first if first == 'labels' else f'{first}.columns'}]",
        place=place,
    )


RULE = Rule(
    "label-order-mismatch",
    "error",
    __doc__ or "",
    (check_targets, check_scores, check_decisions),
)
