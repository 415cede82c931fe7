"""class_weight is a list, an array or a word, and fit wants a dict.

## Why it matters
Keras looks weights up by class. Keras 3 stops: `'list' object has no attribute 'get'`; so does
tf.keras from 2.2. Older Keras took no notice of what is no dict, of `"balanced"` and `"auto"`
too, and trained without weights.

## What to do
Where a row has one class:

    model.fit(X_train, y_train, class_weight=dict(enumerate(weights)))

Where a row can carry several labels no class weight is right: weigh the labels in the loss, as
`multihot explain class-weight-argmax` shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Fit, ModelFacts, TargetFacts, Weights
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.wording import label_weights_code

FORMS = {"list": "a list", "array": "an array", "string": "a word"}


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each fit; several outputs may have a list of dicts in old Keras."""
    if model.only is None:
        return
    for fit in model.fits:
        if fit.class_weight is not None and fit.class_weight.form in FORMS:
            yield _seen(model, fit, fit.targets or targets)


def _seen(model: ModelFacts, fit: Fit, targets: TargetFacts | None) -> Seen:
    given = fit.class_weight or Weights()
    multi_hot = targets is not None and targets.kind == "multi-hot"
    code = (
        label_weights_code(model.keras, targets)
        if multi_hot
        else "model.fit(..., class_weight=dict(enumerate(weights)))"
    )
    return Seen(
        subject="class_weight",
        message=f"class_weight is {FORMS[given.form or '']}: Keras 3 and tf.keras stop with an "
        "AttributeError, older Keras trains without it",
        advice="weigh each label's positives in the loss"
        if multi_hot
        else "a dict from class number to weight, where a row has one class",
        code=code,
        evidence={"form": given.form},
        place=given.place,
    )


RULE = Rule("class-weight-shape", "error", __doc__ or "", (check,))
