"""Rows that have no label at all.

## Why it matters
They are right to have where nothing applies, and teach the model when to keep silent. They
are wrong where nobody labelled the row. Averages over rows count them as 0/0.

## What to do
Check a few. If nobody labelled them, leave them out or mark their targets as unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.data import Splits
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(splits: Splits) -> Iterator[Seen]:
    """One finding for each part that has such rows."""
    for name, part in splits.parts():
        empty = np.flatnonzero(np.diff(part.targets.indptr) == 0)
        if len(empty):
            yield Seen(
                subject=name,
                message=f"{len(empty):,} of {len(part):,} rows in {name} have no label, "
                f"first {part.place(int(empty[0]))}",
                advice="check a few: is nothing true of them, or did nobody label them?",
                evidence={"part": name, "rows": len(empty)},
            )


RULE = Rule("all-zero-rows", "note", __doc__ or "", (check,))
