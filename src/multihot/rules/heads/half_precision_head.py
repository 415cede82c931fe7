"""A head that computes probabilities in half precision.

## Why it matters
Between .998 and 1 float16 has three numbers and bfloat16 none: sigmoid(9) is exactly 1 in both.
Surer scores tie, so a ranking among them is lost, and the loss of a wrong one is capped near
16, where its gradient ends.

## What to do
Keep the mixed policy for the layers below, and compute the head in float32:

    Dense(n_labels, activation="sigmoid", dtype="float32")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import ModelFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.wording import head_code, subject_of

HALF = ("float16", "bfloat16")


def check(model: ModelFacts) -> Iterator[Seen]:
    """One finding for each output."""
    for output in model.outputs:
        head = output.head
        if head.dtype in HALF and head.activation in ("sigmoid", "softmax"):
            yield Seen(
                subject=subject_of(output),
                message=f"{head.activation} in {head.dtype}: a logit of 9 is already "
                "a probability of exactly 1, and the loss is capped near 16",
                advice='dtype="float32" for the head alone',
                code=head_code(head, head.activation, more='dtype="float32"'),
                evidence={"dtype": head.dtype},
                place=head.place,
            )


RULE = Rule("half-precision-head", "warning", __doc__ or "", (check,))
