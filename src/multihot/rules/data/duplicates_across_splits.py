"""The same input stands in train and in a held-out part.

## Why it matters
The model has seen the answer, so the numbers of that part are too good.

## What to do
Remove the repetitions, or split with a group column that the copies share.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.data import Splits, Texts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(splits: Splits) -> Iterator[Seen]:
    """One finding for each held-out part that repeats texts of train."""
    if not isinstance(splits.train.inputs, Texts):
        return
    trained = set(splits.train.inputs.texts)
    for name, part in splits.held_out():
        if not isinstance(part.inputs, Texts):
            continue
        rows = [row for row, text in enumerate(part.inputs.texts) if text in trained]
        if rows:
            yield Seen(
                subject=name,
                message=f"{len(rows):,} of {len(part):,} texts in {name} are also in train, "
                f"first {part.place(rows[0])}",
                advice="remove the copies, or split by a group that copies share",
                evidence={"part": name, "rows": len(rows)},
            )


RULE = Rule("duplicates-across-splits", "warning", __doc__ or "", (check,))
