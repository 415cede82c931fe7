"""A callback chooses the epoch by a number of the training rows.

## Why it matters
The training loss falls as long as the model learns its rows by heart. `EarlyStopping` stops too
late by it, and `ModelCheckpoint` keeps the most overfit epoch, although validation rows are there.

## What to do
Watch the number of the validation rows:

    keras.callbacks.EarlyStopping(monitor="val_loss", patience=5)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Callback, Fit, ModelFacts
from multihot.facts.monitoring import CHOOSING, metric_of, watched
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(model: ModelFacts) -> Iterator[Seen]:
    """Where there are validation rows."""
    for fit in model.fits:
        if fit.validated:
            yield from _judged(model, fit)


def _judged(model: ModelFacts, fit: Fit) -> Iterator[Seen]:
    for callback, name in watched(fit):
        trained = name == "loss" or metric_of(model, name) is not None
        if callback.kind in CHOOSING and trained and not name.startswith("val_"):
            yield _seen(callback, name)


def _seen(callback: Callback, name: str) -> Seen:
    return Seen(
        subject=callback.kind,
        message=f"{callback.kind} goes by {name!r} of the training rows, "
        f"though 'val_{name}' is logged",
        advice="watch the number of the validation rows",
        code=f'{callback.kind}(monitor="val_{name}")',
        evidence={"monitor": name},
        place=callback.place,
    )


RULE = Rule("monitor-train", "warning", __doc__ or "", (check,))
