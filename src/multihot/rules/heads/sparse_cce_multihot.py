"""Sparse categorical cross-entropy, and targets that are rows of 0 and 1.

## Why it matters
The sparse loss wants one class number a row. Given a row of 0s and 1s for each label, Keras
stops with an error about shapes that does not say so.

## What to do
Rows that carry several labels need a sigmoid for each, and a loss that reads 0 and 1:

    Dense(n_labels, activation="sigmoid")
    model.compile(optimizer="adam", loss="binary_crossentropy")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import ModelFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import SPARSE, is_row_wise
from multihot.rules.wording import compile_code, head_code, several_labels, subject_of


def check(model: ModelFacts, targets: TargetFacts) -> Iterator[Seen]:
    """A finding where the targets are multi-hot."""
    output = model.only
    if output is None or output.loss is None or not is_row_wise(output.head):
        return
    if output.loss.kind in SPARSE and targets.kind == "multi-hot":
        n_labels = output.head.units or targets.n_labels
        yield Seen(
            subject=subject_of(output),
            message=f"{several_labels(targets)}; sparse_categorical_crossentropy wants one class "
            "number a row, so fit stops with an error about shapes",
            advice="a sigmoid for each label, with binary cross-entropy",
            code=f"{head_code(output.head, 'sigmoid', units=n_labels)}\n"
            + compile_code("binary_crossentropy"),
            evidence={"labels": n_labels, "why": targets.why},
            place=output.loss.place,
        )


RULE = Rule("sparse-cce-multihot", "error", __doc__ or "", (check,))
