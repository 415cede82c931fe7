"""Rows that have no label at all.

## Why it matters
They are right to have where nothing applies, and teach the model when to keep silent. They
are wrong where nobody labelled the row. Averages over rows count them as 0/0, and categorical
cross-entropy learns nothing of them.

## What to do
Check a few. If nobody labelled them, leave them out or mark their targets as unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.data import Splits
from multihot.facts import TargetFacts
from multihot.facts.counting import known_targets
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(targets: TargetFacts | None = None, splits: Splits | None = None) -> Iterator[Seen]:
    """One finding for each part that has such rows."""
    for part in known_targets(targets, splits):
        numbers = part.numbers
        # in a column of yes and no, a row of 0 is a no
        if numbers is None or part.kind == "column" or not any(numbers.row_sums[:1]):
            continue
        name, n_empty = part.place.name, numbers.row_sums[0]
        yield Seen(
            subject=name,
            message=f"{n_empty:,} of {part.n_rows:,} rows in {name} have no label, "
            f"first {numbers.first_empty}",
            advice="check a few: is nothing true of them, or did nobody label them?",
            evidence={"part": name, "rows": n_empty},
            place=numbers.first_empty,
        )


RULE = Rule("all-zero-rows", "note", __doc__ or "", (check,))
