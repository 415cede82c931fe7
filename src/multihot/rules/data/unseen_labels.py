"""Rows carry labels that the label space does not have.

## Why it matters
They have no column: scikit-learn's `MultiLabelBinarizer.transform` leaves them out with a
warning, and whoever counts on the rest never hears of the misses.

## What to do
Count them and say so, or make the label space of all rows that will be judged:

    labels = mh.LabelSpace.of_all([*train_rows, *test_rows])
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.errors import counted
from multihot.facts import TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(targets: TargetFacts) -> Iterator[Seen]:
    """One finding that counts them."""
    if targets.numbers is None or not targets.numbers.unseen:
        return
    unseen, name = dict(targets.numbers.unseen), targets.place.name
    yield Seen(
        subject=name,
        message=f"{len(unseen)} labels in {name} are not among the "
        f"{len(targets.numbers.labels)} known ones: {counted(unseen)}",
        advice="report them as missed, or make the label space of all rows",
        evidence={"labels": unseen},
        place=targets.place,
    )


RULE = Rule("unseen-labels", "warning", __doc__ or "", (check,))
