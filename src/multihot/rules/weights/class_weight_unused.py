"""Class weights are computed and never used.

## Why it matters
The model is trained without them, and whoever reads the script believes otherwise.

## What to do
Hand them to fit, where a row has one class, or delete the line:

    model.fit(X_train, y_train, class_weight=dict(enumerate(weights)))
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import ScriptFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.wording import label_weights_code

PASSED = {
    "compute_class_weight": "model.fit(..., class_weight=dict(enumerate(weights)))",
    "compute_sample_weight": "model.fit(..., sample_weight=weights)",
}


def check(script: ScriptFacts) -> Iterator[Seen]:
    """One finding for each result that is bound to a name which nothing reads."""
    fitted = any(model.fits for model in script.models)
    for use in script.uses:
        library, _, name = use.name.rpartition(".")
        if library.startswith("sklearn.") and name in PASSED and use.unused:
            yield _seen(script, use, name, fitted=fitted)


def _seen(script: ScriptFacts, use: Use, name: str, *, fitted: bool) -> Seen:
    targets = use.operands.get("y")
    multi_hot = targets is not None and targets.kind == "multi-hot"
    return Seen(
        subject=name,
        message="weights are computed here, and nothing reads them",
        advice="weigh the labels in the loss, or delete the line"
        if multi_hot
        else "hand them to fit, or delete the line",
        code=label_weights_code(script.keras) if multi_hot else PASSED[name],
        certainty="certain" if fitted else "possible",
        settles="" if fitted else "right if another file imports them: no fit is seen in this one",
        place=use.place,
    )


RULE = Rule("class-weight-unused", "warning", __doc__ or "", (check,))
