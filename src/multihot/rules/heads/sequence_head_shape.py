"""The head gives scores for each step, and targets are for the row.

## Why it matters
After an LSTM with `return_sequences=True`, or a convolution, a Dense layer works on each step:
its output is (rows, steps, labels), and targets are (rows, labels). Fit stops with an error
about shapes; under mean squared error it does not where a batch has as many rows as there are
steps, and compares steps with rows.

## What to do
Bring the steps together before the head:

    x = LSTM(64)(x)                      # return_sequences=False
    x = GlobalAveragePooling1D()(x)      # or pool
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Head, ModelFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import SPARSE, is_row_wise, loss_kind
from multihot.rules.wording import flavour_of, head_code, subject_of

TABLE, SEQUENCE = 2, 3


def check(model: ModelFacts, targets: TargetFacts) -> Iterator[Seen]:
    """A finding where the head's rank is above that of the targets."""
    output = model.only
    # a class number a step, or one score a step, fits targets of (rows, steps)
    if output is None or loss_kind(output) in SPARSE or output.head.units == 1:
        return
    head = output.head
    if is_row_wise(head) or not _for_rows(targets):
        return
    steps = ", ".join(["steps", *["..."] * ((head.rank or SEQUENCE) - SEQUENCE)])
    yield Seen(
        subject=subject_of(output),
        message=f"the head gives (rows, {steps}, {head.units or 'labels'}), and targets are "
        f"(rows, {targets.n_labels or 'labels'})",
        advice="pool the steps before the head, or return_sequences=False in the last LSTM or GRU",
        code=_code(model, head),
        certainty="certain" if head.units else "possible",
        settles="" if head.units else "right if the head gives one score a step",
        evidence={"rank": head.rank, "labels": targets.n_labels},
        place=head.place,
    )


def _for_rows(targets: TargetFacts) -> bool:
    """Targets of a script that are one-hot may be so for each step."""
    if targets.numbers is not None:
        return len(targets.numbers.shape) == TABLE
    return targets.kind == "multi-hot"


def _code(model: ModelFacts, head: Head) -> str:
    pool = "GlobalAveragePooling1D" if head.rank == SEQUENCE else "GlobalAveragePooling2D"
    layers = f"{flavour_of(model.keras)}.layers"
    return f"x = {layers}.{pool}()(x)\noutputs = {head_code(head, 'sigmoid')}(x)"


RULE = Rule("sequence-head-shape", "error", __doc__ or "", (check,))
