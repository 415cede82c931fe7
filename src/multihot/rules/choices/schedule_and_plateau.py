"""`ReduceLROnPlateau` with an optimizer whose learning rate follows a schedule.

## Why it matters
The callback sets the learning rate, and a schedule cannot be set: training stops with a TypeError
at the first plateau, after hours if it comes late.

## What to do
Keep one of them:

    optimizer = keras.optimizers.Adam(1e-3)  # with ReduceLROnPlateau
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import ModelFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(model: ModelFacts) -> Iterator[Seen]:
    """One finding a callback."""
    if not model.schedule:
        return
    for fit in model.fits:
        for callback in fit.callbacks:
            if callback.kind == "ReduceLROnPlateau":
                yield Seen(
                    subject="ReduceLROnPlateau",
                    message="ReduceLROnPlateau sets the learning rate, which follows a schedule: "
                    "TypeError at the first plateau",
                    advice="keep one of them",
                    code="optimizer = keras.optimizers.Adam(1e-3)",
                    place=callback.place,
                )


RULE = Rule("schedule-and-plateau", "error", __doc__ or "", (check,))
