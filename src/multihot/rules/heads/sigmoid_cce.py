"""A sigmoid head under categorical cross-entropy.

## Why it matters
Categorical cross-entropy divides the scores of a row by their sum before it looks at them, and
never looks at the labels that are 0. A model lowers it by the proportions of its scores alone:
how high they are is left to chance, so too many labels pass .5. A row without labels teaches it
nothing. With a single output the quotient is always 1: the loss is 0 from the start, and
nothing is learned.

## What to do
Where a row can carry several labels, keep the sigmoid:

    model.compile(optimizer="adam", loss="binary_crossentropy")

Where classes exclude each other, keep the loss, with a softmax head.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import ModelFacts, Output, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import CATEGORICAL, SPARSE, is_stacked, loss_kind
from multihot.rules.wording import compile_code, head_code, several_labels, subject_of

EXCLUSIVE = ("one-hot", "integer")


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each such output."""
    kind = targets.kind if targets and model.only else None
    for output in model.outputs:
        loss = output.loss
        if loss is None or output.head.activation != "sigmoid" or is_stacked(output.head):
            continue
        # whoever applies a softmax upon the sigmoid, or counts several labels as a class
        elsewhere = loss.from_logits is True or (loss.kind in SPARSE and kind == "multi-hot")
        if loss.kind in CATEGORICAL | SPARSE and not elsewhere:
            yield _seen(output, targets if kind else None)


def _seen(output: Output, targets: TargetFacts | None) -> Seen:
    single = output.head.units == 1
    exclusive = (loss_kind(output) in SPARSE or _exclude(targets)) and not single
    several = f"{several_labels(targets)}; " if targets and targets.kind == "multi-hot" else ""
    effect = (
        "one score divided by itself is 1: the loss is 0 from the start, nothing is learned"
        if single
        else "scores of a row are divided by their sum, and labels that are 0 are not looked at"
    )
    return Seen(
        subject=subject_of(output),
        message=f"{several}under {loss_kind(output)} {effect}",
        advice="a softmax head, for classes exclude each other"
        if exclusive
        else "binary_crossentropy, which looks at each label by itself",
        code=head_code(output.head, "softmax")
        if exclusive
        else compile_code("binary_crossentropy"),
        # the quotient of sigmoids ranks classes as a softmax does: only its scores are off
        severity="note" if loss_kind(output) in SPARSE and not single else None,
        evidence={"units": output.head.units, "loss": loss_kind(output)},
        place=output.loss.place if output.loss else output.head.place,
    )


def _exclude(targets: TargetFacts | None) -> bool:
    return targets is not None and targets.kind in EXCLUSIVE


RULE = Rule("sigmoid-cce", "warning", __doc__ or "", (check,))
