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

from multihot.facts import UNKNOWN, ScriptFacts, TargetFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.wording import code_name

LOOKUP = "keras.layers.StringLookup"
TOKEN = "[UNK]"
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
        yield Seen(
            subject=targets.place.name,
            message=f"column {column} of {targets.place.name} is {TOKEN!r}, on none of "
            f"{targets.n_rows:,} rows",
            advice="leave the column out: StringLookup(..., num_oov_indices=0)",
            code=f"{name} = np.delete({name}, [{column}], axis=1)",
            place=targets.place,
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


RULE = Rule("oov-label-column", "note", __doc__ or "", (check_script, check_targets))
