"""Predictions of a shuffled generator are compared with labels in file order.

## Why it matters
`predict` goes through the generator in the order that it draws; `.classes` and `.labels` are in
the order of the files. Every row is judged by the truth of another one: the report is at chance,
however good the model is.

## What to do
Make the generator that is predicted on with `shuffle=False`:

    test = datagen.flow_from_directory("test", shuffle=False)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Operand, ScriptFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

OF_TRUTH = ("targets", "classes")


def check(script: ScriptFacts) -> Iterator[Seen]:
    """A comparison of the two."""
    for use in script.uses:
        drawn = [each for each in use.operands.values() if each.shuffled and _is_predicted(each)]
        truth = [
            each
            for each in use.operands.values()
            if not each.shuffled and each.role in OF_TRUTH and not _is_predicted(each)
        ]
        if drawn and truth:
            yield _seen(use, drawn[0], truth[0])


def _is_predicted(given: Operand) -> bool:
    return given.role in ("scores", "decisions") or given.argmax == "scores"


def _seen(use: Use, drawn: Operand, truth: Operand) -> Seen:
    scores, targets = drawn.written or "predictions", truth.written or "the labels"
    generator = truth.written.rpartition(".")[0] or "test"
    return Seen(
        subject=use.name.rpartition(".")[2],
        message=f"{scores} are in the order that a shuffled generator drew, {targets} in the "
        "order of the files",
        advice="make the generator with shuffle=False",
        code=f"{generator} = datagen.flow_from_directory(folder, shuffle=False)",
        place=use.place,
    )


RULE = Rule("shuffled-generator", "error", __doc__ or "", (check,))
