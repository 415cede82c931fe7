"""A loss of probabilities is given scores that are none.

## Why it matters
A head without activation gives any real number. Cross-entropy without `from_logits=True` cuts
it off at 0 and 1 and takes the logarithm: beyond them the gradient is 0, so what is wrong stays
wrong and the loss is stuck high. No backend complains. With `relu` or `tanh` it is the same.

## What to do
Tell the loss that it is given logits:

    model.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy(from_logits=True))

and turn them into probabilities after `predict`, `1 / (1 + np.exp(-logits))`. Or end the model
in `activation="sigmoid"`.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np

from multihot.facts import ModelFacts, Output, ScoreFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import BINARY, CROSS_ENTROPIES
from multihot.rules.wording import head_code, loss_code, subject_of
from multihot.thresholds import Thresholds

RANGES = {
    "linear": "any real number",
    "relu": "any number from 0 up",
    "leaky_relu": "any real number",
    "elu": "any number from -1 up",
    "tanh": "numbers from -1 to 1",
}


def check(model: ModelFacts) -> Iterator[Seen]:
    """One finding for each output whose head and loss disagree."""
    for output in model.outputs:
        loss = output.loss
        if loss is None or loss.kind not in CROSS_ENTROPIES or loss.from_logits is not False:
            continue
        if output.head.activation in RANGES:
            yield _seen(model, output, loss.kind)


def check_scores(scores: ScoreFacts) -> Iterator[Seen]:
    """A finding where scores to be cut between 0 and 1 lie outside."""
    cuts = Thresholds.of(scores.thresholds, n_labels=scores.scores.shape[1]).values
    cells: Any = scores.scores
    values = cells if isinstance(cells, np.ndarray) else cells.data
    n_cells = prod(cells.shape)
    outside = int(((values < 0) | (values > 1)).sum())
    if outside and ((cuts > 0) & (cuts < 1)).all():
        yield Seen(
            subject=scores.place.name or "scores",
            message=f"{outside:,} of {n_cells:,} scores lie outside [0, 1], "
            f"from {np.nanmin(values):.3g} to {np.nanmax(values):.3g}: they are no probabilities",
            advice="turn them into probabilities first, if they are logits",
            code="scores = 1 / (1 + np.exp(-scores))",
            evidence={"outside": outside, "cells": n_cells},
            place=scores.place,
        )


def _seen(model: ModelFacts, output: Output, kind: str) -> Seen:
    activation = output.head.activation or ""
    said = "no activation" if activation == "linear" else f"the activation {activation}"
    # a model that was cut off to look inside may be compiled and never trained
    cut_off = activation != "linear" and not (model.fits or model.live)
    fitting = "sigmoid" if kind in BINARY else "softmax"
    return Seen(
        subject=subject_of(output),
        message=f"the head has {said} and gives {RANGES[activation]}; "
        f"{kind} without from_logits cuts it off at 0 and 1",
        advice=f"from_logits=True in the loss, or {fitting} in the head"
        if activation == "linear"
        else f"{fitting} in the head",
        code=loss_code(kind, model.keras, from_logits=True)
        if activation == "linear"
        else head_code(output.head, fitting),
        certainty="possible" if cut_off else "certain",
        settles="right if the model is not trained" if cut_off else "",
        evidence={"activation": activation, "loss": kind},
        place=output.loss.place if output.loss and activation == "linear" else output.head.place,
    )


RULE = Rule("logits-as-probabilities", "error", __doc__ or "", (check, check_scores))
