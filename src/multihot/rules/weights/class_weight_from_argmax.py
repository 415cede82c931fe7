"""Class weights are computed from the first label of each row.

## Why it matters
`y.argmax(axis=1)` and `idxmax` keep one label of a row: the first that is there, and label 0
where there is none. Frequencies counted from that are wrong for every label but the first: a
label that mostly comes with an earlier one seems rare, and gets a weight many times too high.

## What to do
Count columns:

    positives = y_train.sum(axis=0)
    weights = (len(y_train) - positives) / positives
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Operand, ScriptFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.wording import label_weights_code

COMPUTING = {
    f"sklearn.utils.{module}compute_{what}_weight"
    for module in ("", "class_weight.")
    for what in ("class", "sample")
}


def check(script: ScriptFacts) -> Iterator[Seen]:
    """One finding for each computation whose result is used."""
    for use in script.uses:
        if use.name in COMPUTING and not use.unused:
            classes = use.operands.get("y")
            if classes and classes.argmax == "targets" and classes.kind == "multi-hot":
                yield _seen(script, use, classes)


def _seen(script: ScriptFacts, use: Use, classes: Operand) -> Seen:
    why = f" ({classes.why})" if classes.why else ""
    return Seen(
        subject=use.name.rsplit(".", 1)[-1],
        message=f"targets are multi-hot{why}; their argmax keeps the first label of a row, "
        "and label 0 where there is none",
        advice="count the columns, and weigh the labels in the loss",
        code=label_weights_code(script.keras),
        evidence={"written": classes.written},
        place=use.place,
    )


RULE = Rule("class-weight-from-argmax", "error", __doc__ or "", (check,))
