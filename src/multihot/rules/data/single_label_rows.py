"""Every row has exactly one label.

## Why it matters
Labels that exclude each other are a multi-class problem: a softmax head with categorical
cross-entropy uses that, and one decision a row (the highest score) is the right one. It is
also what a label column looks like whose separator was not given.

## What to do
If cells hold several labels, name what stands between them (`--separator`). If the classes
do exclude each other, a multi-class classifier fits better.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.data import Splits
from multihot.facts import ModelFacts, TargetFacts
from multihot.facts.counting import known_targets
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check_splits(splits: Splits) -> Iterator[Seen]:
    """One finding if no row of any part has another number of labels than one."""
    parts = list(known_targets(None, splits))
    if all(part.kind == "one-hot" for part in parts):
        yield _seen(parts, f"one of {parts[0].n_labels} labels")


def check_targets(targets: TargetFacts, model: ModelFacts | None = None) -> Iterator[Seen]:
    """Class numbers on their own; rows with one 1 each are `sigmoid-on-onehot`."""
    if model is None and targets.kind == "integer" and targets.numbers is not None:
        yield _seen([targets], "one class number")


def _seen(parts: list[TargetFacts], what: str) -> Seen:
    n_rows, n_labels = sum(part.n_rows or 0 for part in parts), parts[0].n_labels
    return Seen(
        subject="targets",
        message=f"all {n_rows:,} rows have exactly {what}: this is multi-class",
        advice="if a cell holds several labels, give the separator between them; "
        "if classes exclude each other, use a softmax head instead",
        evidence={"rows": n_rows, "labels": n_labels},
        place=parts[0].place,
    )


RULE = Rule("single-label-rows", "note", __doc__ or "", (check_splits, check_targets))
