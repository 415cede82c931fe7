"""A label has rows in one part and none in another.

## Why it matters
Without a row in validation its threshold cannot be chosen; without one in test its recall
and F1 are 0/0 and count as 0 in macro averages; without one in train it is never predicted.

## What to do
Split with `multihot.split`, which shares out every label as rows allow; gather more rows of the
label; or leave it out.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.data import Splits
from multihot.errors import listed
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(splits: Splits) -> Iterator[Seen]:
    """One finding for each part that lacks labels."""
    names = np.array(splits.train.labels.names, dtype=object)
    counts = {name: part.positives_per_label() for name, part in splits.parts()}
    everywhere = sum(counts.values())
    for name, of_part in counts.items():
        absent = names[(everywhere > 0) & (of_part == 0)].tolist()
        if absent:
            yield Seen(
                subject=name,
                message=f"no row in {name} has {listed(absent)}: "
                f"{len(absent)} of {len(names)} labels",
                advice="gather more rows of them, give the part a larger share, or leave them out",
                evidence={"part": name, "labels": absent},
            )


RULE = Rule("label-absent-from-split", "warning", __doc__ or "", (check,))
