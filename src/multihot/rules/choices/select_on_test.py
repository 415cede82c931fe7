"""The test rows choose the epoch, the model or a setting.

## Why it matters
What was chosen on the test rows, by a callback or in a loop that keeps the best so far, is what
happened to fit them. Its test numbers are better than they will be on rows that nobody has seen.

## What to do
Choose on a third part, and look at test once, at the end:

    x_train, x_val, y_train, y_val = train_test_split(x_train, y_train, random_state=0)
    model.fit(x_train, y_train, validation_data=(x_val, y_val), callbacks=callbacks)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.errors import listed
from multihot.facts import Fit, ModelFacts, ScriptFacts
from multihot.facts.monitoring import CHOOSING, watched
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(model: ModelFacts) -> Iterator[Seen]:
    """Where test rows are validation rows, and a callback chooses by them."""
    for fit in model.fits:
        if fit.validation_part == "test":
            yield from _judged(fit)


def _judged(fit: Fit) -> Iterator[Seen]:
    chosen = [
        callback.kind
        for callback, name in watched(fit)
        if callback.kind in CHOOSING and name.startswith("val_")
    ]
    if chosen:
        yield Seen(
            subject="fit",
            message=f"{listed(chosen)} chooses the epoch by the test rows",
            advice="validate on rows of train, and keep test for the end",
            code="x_train, x_val, y_train, y_val = train_test_split(x_train, y_train)\n"
            "model.fit(x_train, y_train, validation_data=(x_val, y_val), callbacks=callbacks)",
            evidence={"callbacks": chosen},
            place=fit.place,
        )


def check_loops(script: ScriptFacts) -> Iterator[Seen]:
    """Where a loop keeps what does best on test; certain where it is a model."""
    for choice in script.choices:
        if choice.part == "test" and choice.keeps != "threshold":
            certain = choice.keeps == "model"
            yield Seen(
                subject=choice.number,
                message=f"a loop keeps the {choice.keeps} that is the best by {choice.number}, "
                "a number of the test rows",
                advice="choose by a number of validation rows, and keep test for the end",
                code="x_train, x_val, y_train, y_val = train_test_split(x_train, y_train)",
                certainty="certain" if certain else "possible",
                settles="" if certain else "right if it is told and never used",
                evidence={"number": choice.number, "keeps": choice.keeps},
                place=choice.place,
            )


RULE = Rule("select-on-test", "error", __doc__ or "", (check, check_loops))
