"""The head turns scores into probabilities, and the loss does it again.

## Why it matters
`from_logits=True` says that the scores are logits still. Probabilities lie between 0 and 1, so a
second sigmoid makes .5 to .73 of them: the loss cannot fall below .693 where a label is absent,
nor below .313 where it is there. TensorFlow sees through it and warns. JAX and PyTorch train
on in silence: .642 against .297 on the same data.

## What to do
Drop one of the two:

    Dense(n_labels, activation="sigmoid")
    model.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy())
"""

from __future__ import annotations

from collections.abc import Iterator
from math import e, log1p

from multihot.facts import ModelFacts, Output
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import BINARY, CROSS_ENTROPIES, is_stacked
from multihot.rules.wording import loss_code, subject_of


def check(model: ModelFacts) -> Iterator[Seen]:
    """One finding for each such output; milder where TensorFlow takes the logits back."""
    for output in model.outputs:
        head, loss = output.head, output.loss
        if loss is None or loss.kind not in CROSS_ENTROPIES or loss.from_logits is not True:
            continue
        # a softmax under binary cross-entropy, or alone, is wrong before that
        wrong_before = head.activation == "softmax" and (loss.kind in BINARY or head.units == 1)
        if head.activation in ("sigmoid", "softmax") and not (wrong_before or is_stacked(head)):
            yield _seen(model, output, loss.kind)


def _seen(model: ModelFacts, output: Output, kind: str) -> Seen:
    milder = _sees_through(model)
    activation = output.head.activation
    return Seen(
        subject=subject_of(output),
        message=f"the head applies {activation}, and from_logits=True applies "
        f"{'sigmoid' if kind in BINARY else 'softmax'} upon it: {_floor(kind, output.head.units)}"
        + ("; TensorFlow takes it back and warns, other backends do not" if milder else ""),
        advice=f"drop from_logits=True, or the {activation}",
        code=loss_code(kind, model.keras),
        severity="warning" if milder else None,
        evidence={"activation": activation, "loss": kind},
        place=output.loss.place if output.loss else output.head.place,
    )


def _floor(kind: str, units: int | None) -> str:
    if kind == "binary_crossentropy":
        return "the loss cannot fall below 0.693 where a label is 0, nor below 0.313 where it is 1"
    if kind in BINARY or units is None:
        return "the loss cannot come near 0"
    return f"the loss cannot fall below {log1p((units - 1) / e):.3f}"


def _sees_through(model: ModelFacts) -> bool:
    tensorflow = model.keras is not None and model.keras.flavour == "tf.keras"
    return tensorflow or model.backend == "tensorflow"


RULE = Rule("double-sigmoid", "error", __doc__ or "", (check,))
