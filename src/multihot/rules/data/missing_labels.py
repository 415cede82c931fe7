"""Some targets are unknown.

## Why it matters
Unknown is not 0. A NaN in the targets makes the loss NaN, and from then on every weight of a
plain Keras model; a -1 trains in silence: the loss falls below 0 and rewards scores of 0.
multihot leaves unknown cells out of the loss, the metrics, the thresholds and the report.

## What to do
Nothing in multihot, if an empty cell means that nobody looked. If it means "no", write 0. For
a plain Keras model mask them in the loss and the metrics:

    model.compile(loss=mh.nn.masked_binary_crossentropy)  # leaves NaN out
    targets = np.where(targets == -1, np.nan, targets)  # where unknown is written -1
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from multihot.data import Dataset, Splits
from multihot.facts import DecisionFacts, ModelFacts, Output, ScoreFacts, TargetFacts
from multihot.facts.counting import part_facts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check_targets(
    targets: TargetFacts,
    model: ModelFacts | None = None,
    scores: ScoreFacts | None = None,
    decisions: DecisionFacts | None = None,
) -> Iterator[Seen]:
    """One finding for NaN, one for -1 beside 0 and 1.

    Beside scores or decisions they are judged, and multihot leaves them out; a loss of the user's
    may do so.
    """
    numbers = targets.numbers
    if numbers is None:
        return
    judged = model is None and (scores is not None or decisions is not None)
    if numbers.n_unknown and not _left_out(model):
        yield _seen(targets, model, "NaN", numbers.n_unknown, harmless=judged)
    if numbers.n_marked:
        yield _seen(targets, model, "-1", numbers.n_marked, harmless=False)


def _seen(
    targets: TargetFacts, model: ModelFacts | None, value: str, count: int, *, harmless: bool
) -> Seen:
    name = targets.place.name
    cells = math.prod(targets.numbers.shape) if targets.numbers else 0
    masked = any(output.loss and output.loss.kind == "custom" for output in _outputs(model))
    does = {
        "NaN": "they make the loss of a plain Keras model NaN",
        "-1": "a plain Keras loss takes them for targets below 0",
    }[value]
    return Seen(
        subject=name,
        message=f"{count:,} of {cells:,} cells ({count / cells:.1%}) of {name} are {value}; {does}",
        advice="leave them out of the loss and the metrics; write 0 if they mean no",
        evidence={"part": name, "unknown": count, "cells": cells},
        code="model.compile(loss=mh.nn.masked_binary_crossentropy)"
        if value == "NaN"
        else f"{name} = np.where({name} == -1, np.nan, {name})",
        certainty="possible" if masked else "certain",
        settles="right if the loss leaves them out" if masked else "",
        severity="note" if harmless else None,
        place=targets.place,
    )


def _left_out(model: ModelFacts | None) -> bool:
    """Whether the loss is multihot's own, which leaves NaN out."""
    losses = [output.loss.spelled if output.loss else "" for output in _outputs(model)]
    return bool(losses) and all(each.endswith("masked_binary_crossentropy") for each in losses)


def _outputs(model: ModelFacts | None) -> tuple[Output, ...]:
    return () if model is None else model.outputs


def check_splits(splits: Splits) -> Iterator[Seen]:
    """For each part a note of NaN, which is left out of everything there, and one of -1."""
    for name, part in splits.parts():
        facts = part_facts(name, part)
        numbers = facts.numbers
        if numbers is not None and numbers.n_unknown:
            yield _left_out_of(name, part, numbers.n_unknown)
        if numbers is not None and numbers.n_marked:
            yield replace(_seen(facts, None, "-1", numbers.n_marked, harmless=False), code="")


def _left_out_of(name: str, part: Dataset, unknown: int) -> Seen:
    cells = len(part) * len(part.labels)
    return Seen(
        subject=name,
        message=f"{unknown:,} of {cells:,} targets ({unknown / cells:.1%}) in {name} "
        "are unknown; they are left out of the loss and of every number",
        advice="nothing, if an empty cell means unknown; write 0 if it means no",
        evidence={"part": name, "unknown": unknown, "cells": cells},
        severity="note",
    )


RULE = Rule("missing-labels", "warning", __doc__ or "", (check_targets, check_splits))
