"""`ReduceLROnPlateau` beside something else that sets the learning rate.

## Why it matters
With an optimizer whose learning rate follows a schedule, the rate cannot be set: training stops
with a TypeError at the first plateau, after hours if it comes late. With a `LearningRateScheduler`
nothing stops and nothing helps: it sets the rate before each epoch, so what the plateau lowered
at the end of the epoch before is gone before a batch is trained with it, though
`history["learning_rate"]` may show it.

## What to do
Keep one of them, or let the schedule start from the rate that it is given:

    optimizer = keras.optimizers.Adam(1e-3)  # with ReduceLROnPlateau
    keras.callbacks.LearningRateScheduler(lambda epoch, lr: lr * 0.95)  # goes on from a lowered one
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Callback, Fit, ModelFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

PLATEAU, SCHEDULER = "ReduceLROnPlateau", "LearningRateScheduler"


def check(model: ModelFacts) -> Iterator[Seen]:
    """One finding a callback: an error where training stops, a warning where it goes on."""
    for fit in model.fits:
        for callback in fit.callbacks:
            if callback.kind == PLATEAU:
                yield from _refused(callback) if model.schedule else _undone(fit, callback)


def _refused(callback: Callback) -> Iterator[Seen]:
    yield Seen(
        subject=PLATEAU,
        message=f"{PLATEAU} sets the learning rate, which follows a schedule: "
        "TypeError at the first plateau",
        advice="keep one of them",
        code="optimizer = keras.optimizers.Adam(1e-3)",
        place=callback.place,
    )


def _undone(fit: Fit, callback: Callback) -> Iterator[Seen]:
    others = [each for each in fit.callbacks if each.kind == SCHEDULER and each.resets is not False]
    if others:
        certain = any(each.resets for each in others)
        yield Seen(
            subject=PLATEAU,
            message=f"{SCHEDULER} sets the rate before each epoch, whatever it was: what "
            f"{PLATEAU} lowers at the end of one reaches no batch",
            advice="keep one of them, or let the schedule go on from the rate that it is given",
            code=f"{SCHEDULER}(lambda epoch, lr: lr * 0.95)",
            certainty="certain" if certain else "possible",
            settles="" if certain else "right if the schedule goes on from the rate it is given",
            severity="warning",
            place=callback.place,
        )


RULE = Rule("schedule-and-plateau", "error", __doc__ or "", (check,))
