"""A sigmoid or softmax upon another activation.

## Why it matters
What the lower one gives is squeezed again. A sigmoid upon a softmax or a sigmoid gives scores
of .5 to .731, upon relu of .5 to 1, upon tanh of .269 to .731: with a threshold of .5 every
label is predicted, or the surest is not sure. A softmax upon a softmax of ten classes cannot
pass .232.

## What to do
One activation, at the end:

    Dense(n_labels, activation="sigmoid")
"""

from __future__ import annotations

from collections.abc import Iterator
from math import e

from multihot.facts import Head, ModelFacts, Output
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import is_stacked
from multihot.rules.wording import subject_of

LIMITS = {"relu": "from 0.5 to 1", "softplus": "from 0.5 to 1", "tanh": "from 0.269 to 0.731"}


def check(model: ModelFacts) -> Iterator[Seen]:
    """One finding for each output whose head is squeezed twice."""
    for output in model.outputs:
        if is_stacked(output.head):
            yield _seen(output)


def _seen(output: Output) -> Seen:
    head = output.head
    return Seen(
        subject=subject_of(output),
        message=f"{head.activation} upon {head.below[0]}: scores can only lie {_range(head)}",
        advice=f"keep one: no activation below the {head.activation}",
        code=f'Dense({head.units or "n_labels"}, activation="{head.activation}")',
        # what an LSTM gives is cramped on both sides alike: decisions at .5 are right
        severity="warning" if head.below[0] == "tanh" else None,
        evidence={"activation": head.activation, "below": list(head.below)},
        place=head.place,
    )


def _range(head: Head) -> str:
    if head.activation == "sigmoid":
        return LIMITS.get(head.below[0], "from 0.5 to 0.731")
    if not head.units or head.units == 1:
        return "near one another"
    n_others = head.units - 1
    return f"from {1 / (1 + n_others * e):.3f} to {e / (e + n_others):.3f}"


RULE = Rule("stacked-activations", "error", __doc__ or "", (check,))
