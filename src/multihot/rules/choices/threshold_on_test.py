"""The test rows choose the threshold.

## Why it matters
The threshold that fits the test rows best is tried on those very rows: the reported F1 is one
that nobody will see again, most of all for rare labels.

## What to do
Choose on validation rows, and judge on test:

    thresholds = mh.choose_thresholds(y_val, model.predict(x_val), metric="f1_macro")
    evaluation = mh.evaluate(y_test, model.predict(x_test), thresholds)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Operand, Place, ScriptFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

CURVES = ("sklearn.metrics.precision_recall_curve", "sklearn.metrics.roc_curve")
CHOOSERS = ("multihot.choose_thresholds",)
ARGMAX = ("numpy.argmax", "numpy.nanargmax", "numpy.argmin")


def check(script: ScriptFacts) -> Iterator[Seen]:
    """Certain where a threshold is seen to be taken from what was tried on test."""
    for use in script.uses:
        part = _part(use)
        if use.name in CHOOSERS and part == "test":
            yield _seen(use.place, "choose_thresholds is given the test rows", certain=True)
        elif use.name in CURVES and part == "test":
            what = f"{use.name.rpartition('.')[2]} is drawn of the test rows"
            if _taken(script, use.place):
                yield _seen(use.place, f"{what}, and a threshold is taken", certain=True)
    for cut in script.cuts:
        if cut.swept and cut.scores.part == "test":
            certain = _taken(script, cut.place)
            scores = cut.scores.written or "scores"
            yield _seen(cut.place, f"thresholds are tried on {scores} of test", certain=certain)


def _part(use: Use) -> str | None:
    parts = {operand.part for operand in use.operands.values() if operand.part}
    return parts.pop() if len(parts) == 1 else None


def _taken(script: ScriptFacts, place: Place) -> bool:
    """Later the best is kept or scores are cut at it, and nothing was tried elsewhere."""
    tried = [_part(use) for use in script.uses if use.name in (*CURVES, *CHOOSERS)]
    tried += [cut.scores.part for cut in script.cuts if cut.swept]
    if any(part != "test" for part in tried):
        return False
    cuts = [cut.place for cut in script.cuts if cut.threshold is None and not cut.swept]
    kept = [choice.place for choice in script.choices if choice.keeps == "threshold"]
    picks = [use.place for use in script.uses if use.name in ARGMAX and not _known(use)]
    return any((each.cell, each.line) > (place.cell, place.line) for each in (*cuts, *kept, *picks))


def _known(use: Use) -> list[Operand]:
    """Arrays with rows: their argmax is a class, not a threshold."""
    return [operand for operand in use.operands.values() if operand.role]


def _seen(place: Place, what: str, *, certain: bool) -> Seen:
    return Seen(
        subject="threshold",
        message=what,
        advice="choose thresholds on validation rows, and judge on test",
        code='thresholds = mh.choose_thresholds(y_val, model.predict(x_val), metric="f1_macro")',
        certainty="certain" if certain else "possible",
        settles="" if certain else "right if no threshold is taken from it",
        place=place,
    )


RULE = Rule("threshold-on-test", "error", __doc__ or "", (check,))
