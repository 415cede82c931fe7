"""A softmax of one score, which is always 1.

## Why it matters
A softmax divides by the sum of the scores of a row. Of a single score that is the score itself:
every prediction is 1.0 whatever the input, and no gradient comes back.

## What to do
One score a row is a yes or no, and needs a sigmoid; several labels need one each:

    Dense(1, activation="sigmoid")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import ModelFacts, Output, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import is_row_wise
from multihot.rules.wording import compile_code, head_code, subject_of


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each such output."""
    width = targets.n_labels if targets and model.only and targets.kind == "multi-hot" else None
    for output in model.outputs:
        head = output.head
        # a Softmax layer of its own may run along the steps of a sequence
        along_steps = head.kind != "Dense" and not is_row_wise(head)
        if head.activation == "softmax" and head.units == 1 and not along_steps:
            yield _seen(output, width or 1)


def _seen(output: Output, width: int) -> Seen:
    code = head_code(output.head, "sigmoid", units=width)
    return Seen(
        subject=subject_of(output),
        message="a softmax of 1 score is 1.0 for every row, whatever the input",
        advice="a sigmoid, with binary cross-entropy",
        code=f"{code}\n{compile_code('binary_crossentropy')}",
        evidence={"units": 1},
        place=output.head.place,
    )


RULE = Rule("softmax-dense1", "error", __doc__ or "", (check,))
