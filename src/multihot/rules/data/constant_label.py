"""A label that every row has, or none.

## Why it matters
Nothing can be learned of it. A label on every row is always predicted and lifts every average;
one on no row has no recall, and counts as 0 in macro averages.

## What to do
Leave it out, and state it as a fact about the data instead.

    targets = np.delete(targets, [3], axis=1)
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from multihot.data import Splits
from multihot.errors import listed
from multihot.facts import TargetFacts
from multihot.facts.counting import part_facts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

MOST_IN_CODE = 8
UNKNOWN_TOKEN = "[UNK]"  # of a StringLookup: has a rule of its own


def check_targets(targets: TargetFacts) -> Iterator[Seen]:
    """One finding for labels on every row, one for labels on none."""
    numbers = targets.numbers
    if numbers is None or numbers.positives is None or numbers.known is None:
        return
    full = (numbers.positives == numbers.known) & (numbers.known > 0)
    empty = (numbers.positives == 0) & (numbers.known > 0)
    yield from _seen(targets, "every row", np.flatnonzero(full))
    yield from _seen(targets, "no row", np.flatnonzero(empty))


def check_splits(splits: Splits) -> Iterator[Seen]:
    """As in arrays; a label without a row in one part only is `label-absent-from-split`."""
    train = part_facts("train", splits.train)
    if train.numbers is None or train.numbers.positives is None:
        return
    everywhere = splits.positives_per_label()
    yield from _seen(train, "every row", np.flatnonzero(splits.train.label_shares() == 1))
    yield from _seen(train, "no row", np.flatnonzero(everywhere == 0))


def _seen(targets: TargetFacts, where: str, columns: NDArray[np.int64]) -> Iterator[Seen]:
    numbers, name = targets.numbers, targets.place.name
    told = [] if numbers is None else numbers.named(columns.tolist())
    labels = [each for each in told if each != UNKNOWN_TOKEN]
    if labels:
        yield Seen(
            subject=name,
            message=f"on {where} of {name}: {listed(labels)}",
            advice="leave them out: a constant cannot be learned",
            evidence={"labels": labels},
            code=f"{name} = np.delete({name}, {columns.tolist()}, axis=1)"
            if len(labels) == len(columns) <= MOST_IN_CODE and name.isidentifier()
            else "",
            place=targets.place,
        )


RULE = Rule("constant-label", "warning", __doc__ or "", (check_targets, check_splits))
