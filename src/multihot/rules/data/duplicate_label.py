"""Two labels are the same on every row.

## Why it matters
The second says nothing that the first does not, counts twice in every average, and is often a
sign of a column that was copied, or of two spellings of one name that were never merged.

## What to do
Keep one of them.

    targets = np.delete(targets, [7], axis=1)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.data import Splits
from multihot.facts import TargetFacts
from multihot.facts.counting import part_facts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

MOST_TOLD = 4


def check_targets(targets: TargetFacts) -> Iterator[Seen]:
    """One finding that lists the pairs."""
    numbers, name = targets.numbers, targets.place.name
    if numbers is None or not numbers.equal_labels:
        return
    pairs = [numbers.named(pair) for pair in numbers.equal_labels]
    told = ", ".join(f"{one!r} and {other!r}" for one, other in pairs[:MOST_TOLD])
    more = f" and {len(pairs) - MOST_TOLD:,} more" if len(pairs) > MOST_TOLD else ""
    later = sorted({other for _, other in numbers.equal_labels})
    yield Seen(
        subject=name,
        message=f"the same on all {targets.n_rows:,} rows of {name}: {told}{more}",
        advice="keep one of each pair, or look for a column that was copied",
        evidence={"labels": pairs},
        code=f"{name} = np.delete({name}, {later}, axis=1)" if name.isidentifier() else "",
        place=targets.place,
    )


def check_splits(splits: Splits) -> Iterator[Seen]:
    """As in arrays, of the train part: smaller parts may agree by chance."""
    yield from check_targets(part_facts("train", splits.train))


RULE = Rule("duplicate-label", "warning", __doc__ or "", (check_targets, check_splits))
