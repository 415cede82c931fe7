"""The targets have a column for unknown labels, which is always 0.

## Why it matters
`StringLookup` keeps column 0 for what it has not seen. No training row has it, so the model has
one output too many, every label stands one column further than in its vocabulary, and per-label
agreement gains a column that is always right.

## What to do
Make no such column:

    lookup = keras.layers.StringLookup(vocabulary=labels, output_mode="multi_hot",
                                       num_oov_indices=0)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.data import Splits
from multihot.facts import UNKNOWN, Place, ScriptFacts, TargetFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.wording import code_name

LOOKUP = "keras.layers.StringLookup"
TOKEN = "[UNK]"
ALIGNED = f"""\
labels = mh.LabelSpace(tuple(name for name in train.labels.names if name != {TOKEN!r}))
train, validation, test = (mh.align(part, labels) for part in (train, validation, test))"""
OF_LABELS = ("label-lists", "targets")


def check_script(script: ScriptFacts) -> Iterator[Seen]:
    """A lookup that makes rows of 0 and 1; certain where it is seen to be of labels."""
    for use in script.uses:
        modes = ("multi_hot", "one_hot")
        if use.name == LOOKUP and use.arguments.get("output_mode", "int") in modes:
            columns = use.arguments.get("num_oov_indices", 1)
            if columns is not UNKNOWN and columns:
                yield _seen(use, certain=_of_labels(script, use))


def check_targets(targets: TargetFacts) -> Iterator[Seen]:
    """A column of that name, or whose rows are all 0 at the place of it."""
    numbers = targets.numbers
    if numbers is None or numbers.positives is None or TOKEN not in numbers.labels:
        return
    column, name = numbers.labels.index(TOKEN), code_name(targets.place)
    if not numbers.positives[column]:
        code = f"{name} = np.delete({name}, [{column}], axis=1)"
        yield _of_column(column, targets.n_rows or 0, targets.place, code)


def check_splits(splits: Splits) -> Iterator[Seen]:
    """A label of that name, which no row of any part has."""
    names, parts = splits.train.labels.names, [part for _, part in splits.parts()]
    if TOKEN not in names:
        return
    column = names.index(TOKEN)
    if not sum(part.positives_per_label()[column] for part in parts):
        n_rows = sum(len(part) for part in parts)
        yield _of_column(column, n_rows, Place(name="targets"), ALIGNED)


def _of_column(column: int, n_rows: int, place: Place, code: str) -> Seen:
    return Seen(
        subject=place.name,
        message=f"column {column} of {place.name} is {TOKEN!r}, on none of {n_rows:,} rows",
        advice="leave the column out: StringLookup(..., num_oov_indices=0)",
        code=code,
        place=place,
    )


def _of_labels(script: ScriptFacts, made: Use) -> bool:
    return any(
        operand.role in OF_LABELS
        for use in script.uses
        if use.subject == made.subject != 0 and use.name.startswith(LOOKUP)
        for operand in use.operands.values()
    )


def _seen(use: Use, *, certain: bool) -> Seen:
    return Seen(
        subject="StringLookup",
        message=f"StringLookup keeps column 0 for {TOKEN!r}, which no training row has",
        advice="pass num_oov_indices=0 where it encodes labels",
        code='StringLookup(vocabulary=labels, output_mode="multi_hot", num_oov_indices=0)',
        certainty="certain" if certain else "possible",
        settles="" if certain else "right if it encodes inputs and not labels",
        place=use.place,
    )


RULE = Rule("oov-label-column", "note", __doc__ or "", (check_script, check_targets, check_splits))
