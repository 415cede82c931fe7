"""A callback watches a name that is never logged.

## Why it matters
`EarlyStopping` then never stops, `ReduceLROnPlateau` never reduces, and `ModelCheckpoint` saves
nothing, or every epoch: each says so in a warning that scrolls by.

## What to do
Use a name that is logged, or give the metric one:

    keras.metrics.AUC(multi_label=True, name="auc")
    keras.callbacks.EarlyStopping(monitor="val_auc", mode="max")
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from multihot.errors import listed
from multihot.facts import Callback, Fit, ModelFacts
from multihot.facts.monitoring import logged_names, watched
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

RATES = ("lr", "learning_rate")


def check(model: ModelFacts) -> Iterator[Seen]:
    """Where all names that are logged are known, or where nothing of validation is."""
    for fit in model.fits:
        names = logged_names(model, fit)
        for callback, name in watched(fit):
            if names is not None and name not in names:
                yield _seen(callback, name, sorted(names - {*RATES}), fit)
            elif names is not None and _older(model, name):
                yield _of_older(callback, name)


def _seen(callback: Callback, name: str, names: list[str], fit: Fit) -> Seen:
    near = difflib.get_close_matches(name, names, n=1) or ["val_loss" if fit.validated else "loss"]
    none = "" if fit.validated or not name.startswith("val_") else "; fit has no validation rows"
    return Seen(
        subject=callback.kind,
        message=f"{callback.kind} watches {name!r}; logged are {listed(names)}{none}",
        advice="give fit validation_data" if none else f"did you mean {near[0]!r}?",
        code="model.fit(x, y, validation_data=(x_val, y_val))"
        if none
        else f'{callback.kind}(monitor="{near[0]}")',
        evidence={"monitor": name, "logged": names},
        place=callback.place,
    )


def _older(model: ModelFacts, name: str) -> bool:
    """Keras up to 2.2 logs 'accuracy' as 'acc', and which Keras it is is not known."""
    word = name.removeprefix("val_")
    spelled = {metric.spelled.strip("\"'") for metric in model.metrics if metric.name is None}
    return word == "acc" and "accuracy" in spelled and "acc" not in spelled


def _of_older(callback: Callback, name: str) -> Seen:
    long = name.replace("acc", "accuracy")
    return Seen(
        subject=callback.kind,
        message=f"{callback.kind} watches {name!r}, which Keras from 2.3 on logs as {long!r}",
        advice=f"watch {long!r}",
        code=f'{callback.kind}(monitor="{long}")',
        evidence={"monitor": name},
        certainty="possible",
        settles="right up to Keras 2.2, which logs 'accuracy' as 'acc'",
        place=callback.place,
    )


RULE = Rule("monitor-name", "error", __doc__ or "", (check,))
