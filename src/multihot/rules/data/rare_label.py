"""A label with so few held-out rows that its numbers are chance.

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
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

FEWEST = 5


def check(splits: Splits) -> Iterator[Seen]:
    """One finding for each held-out part, the rarest labels first."""
    for name, part in splits.held_out():
        counts = part.positives_per_label()
        rare = [c for c in np.argsort(counts, kind="stable") if 0 < counts[c] < FEWEST]
        if rare:
            told = counted({part.labels.names[column]: int(counts[column]) for column in rare})
            yield Seen(
                subject=name,
                message=f"fewer than {FEWEST} rows in {name} have {told}: "
                f"{len(rare)} of {len(part.labels)} labels",
                advice="gather more rows of them, or merge labels; their own numbers are chance",
                evidence={"part": name, "labels": [part.labels.names[column] for column in rare]},
            )


RULE = Rule("rare-label", "note", __doc__ or "", (check,))
