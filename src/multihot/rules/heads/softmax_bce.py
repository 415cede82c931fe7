"""A softmax head under binary cross-entropy.

## Why it matters
Binary cross-entropy asks of each label by itself whether it is there; a softmax cannot answer
so, for its scores share out one 1. Few scores ever pass .5, so F1 at .5 is near 0, while an
'accuracy' that counts every cell is high because most cells are 0.

With two classes of which a row has exactly one, it is categorical cross-entropy by another
name, and nothing is lost.

## What to do
Where a row can carry several labels, give each its own sigmoid:

    Dense(n_labels, activation="sigmoid")
    model.compile(optimizer="adam", loss="binary_crossentropy")

Where classes exclude each other, keep the softmax:

    model.compile(optimizer="adam", loss="categorical_crossentropy")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import ModelFacts, Output, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import BINARY, is_stacked, loss_kind
from multihot.rules.wording import compile_code, head_code, one_label, several_labels, subject_of

TWO = 2


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each such output."""
    known = targets if targets and model.only else TargetFacts()
    for output in model.outputs:
        head = output.head
        if head.activation != "softmax" or head.units == 1 or is_stacked(head):
            continue
        if loss_kind(output) not in BINARY:
            continue
        if known.kind == "one-hot":
            yield from _exclusive(output, known)
        else:
            yield _seen(output, known)


def _exclusive(output: Output, targets: TargetFacts) -> Iterator[Seen]:
    """With more than two classes the loss is still fair, and what is read from it is not."""
    if TWO in (output.head.units, targets.n_labels):
        return
    yield Seen(
        subject=subject_of(output),
        message=f"{one_label(targets)}, and binary cross-entropy judges each class by itself",
        advice="train a softmax by categorical cross-entropy",
        code=compile_code("categorical_crossentropy"),
        severity="warning",
        evidence={"units": output.head.units},
        place=output.loss.place if output.loss else output.head.place,
    )


def _seen(output: Output, targets: TargetFacts) -> Seen:
    head = output.head
    several = f"{several_labels(targets)}; " if targets.kind == "multi-hot" else ""
    # a softmax of two classes is right under this loss, where each row has one of them
    two = not several and head.units in (None, TWO)
    code = f"{head_code(head, 'sigmoid')}\n{compile_code('binary_crossentropy')}"
    return Seen(
        subject=subject_of(output),
        message=f"{several}a softmax shares out one 1 among "
        f"{f'{head.units} labels' if head.units else 'the labels'}, "
        "and binary cross-entropy asks whether each is there by itself",
        advice="sigmoid where a row can carry several labels; "
        "categorical_crossentropy where classes exclude each other",
        code=code,
        certainty="possible" if two else "certain",
        settles="right if there are two classes and each row has exactly one" if two else "",
        evidence={"units": head.units},
        place=head.place,
    )


RULE = Rule("softmax-bce", "error", __doc__ or "", (check,))
