"""The same input stands in train and in a held-out part.

## Why it matters
The model has seen the answer, so the numbers of that part are too good. Where the copies carry
other labels, one of them is wrong, and no model can be right on both.

## What to do
Remove the repetitions, or split with a group column that the copies share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from multihot.data import Dataset, Splits, Texts
from multihot.facts.repeating import input_keys, target_keys
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(splits: Splits) -> Iterator[Seen]:
    """One finding for each held-out part that repeats inputs of train.

    Rows of few columns are often equal without being copies: a note, where most are.
    """
    trained = defaultdict(set)
    for given, labels in zip(
        input_keys(splits.train.inputs), target_keys(splits.train), strict=True
    ):
        trained[given].add(labels)
    usual = len(trained) * 2 < len(splits.train)
    for name, part in splits.held_out():
        if type(part.inputs) is type(splits.train.inputs):
            yield from _seen(name, part, trained, usual=usual)


def _seen(
    name: str, part: Dataset, trained: Mapping[bytes, set[bytes]], *, usual: bool
) -> Iterator[Seen]:
    keys = list(zip(input_keys(part.inputs), target_keys(part), strict=True))
    rows = [row for row, (given, _) in enumerate(keys) if given in trained]
    if not rows:
        return
    others = sum(keys[row][1] not in trained[keys[row][0]] for row in rows)
    what = "texts" if isinstance(part.inputs, Texts) else "rows"
    labelled = f", {others:,} of them with other labels" if others else ""
    possible = usual and what == "rows"
    yield Seen(
        subject=name,
        message=f"{len(rows):,} of {len(part):,} {what} in {name} are also in train{labelled}, "
        f"first {part.place(rows[0])}",
        advice="remove the copies, or split by a group that copies share",
        evidence={"part": name, "rows": len(rows), "other_labels": others},
        certainty="possible" if possible else "certain",
        settles="right if different things can agree in all columns" if possible else "",
    )


RULE = Rule("duplicates-across-splits", "warning", __doc__ or "", (check,))
