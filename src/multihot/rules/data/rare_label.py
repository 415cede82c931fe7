"""A label with so few rows that its numbers are chance.

## Why it matters
With 5 rows one hit more or less moves recall by .2; a threshold chosen on them fits noise.
Macro averages count such labels as much as the others.

## What to do
Gather more rows, merge labels, or read macro averages with that in mind.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.data import Splits
from multihot.errors import counted
from multihot.facts import TargetFacts
from multihot.facts.counting import part_facts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

FEWEST = 5


def check_targets(targets: TargetFacts) -> Iterator[Seen]:
    """One finding that lists the labels, the rarest first."""
    numbers, name = targets.numbers, targets.place.name
    if numbers is None or numbers.positives is None:
        return
    counts = numbers.positives
    rare = np.flatnonzero((counts > 0) & (counts < FEWEST))
    rare = rare[np.argsort(counts[rare], kind="stable")]
    labels = numbers.named(rare.tolist())
    if labels:
        told = counted(dict(zip(labels, counts[rare].tolist(), strict=True)))
        yield Seen(
            subject=name,
            message=f"fewer than {FEWEST} rows in {name} have {told}: "
            f"{len(rare)} of {len(counts)} labels",
            advice="gather more rows of them, or merge labels; their own numbers are chance",
            evidence={"part": name, "labels": labels},
            place=targets.place,
        )


def check_splits(splits: Splits) -> Iterator[Seen]:
    """One finding for each held-out part: there the numbers are made."""
    for name, part in splits.held_out():
        yield from check_targets(part_facts(name, part))


RULE = Rule("rare-label", "warning", __doc__ or "", (check_targets, check_splits))
