"""class_weight, and rows that carry several labels.

## Why it matters
A class weight is for rows of one class. Keras gives a row the weight of `argmax(y)`, which is
its first label, and the weight of class 0 where it has none, without a word: rows [0,0,0],
[1,0,1], [0,1,1], [0,0,1] with {0: 10, 1: 20, 2: 30} weigh 10, 10, 20, 30. A rare label that
stands behind a frequent one is weighed as the frequent one.

## What to do
Weigh each label's positives in the loss:

    positives = y_train.sum(axis=0)
    weights = ((len(y_train) - positives) / positives).astype("float32")

    def weighted_crossentropy(y_true, y_pred):
        cells = keras.losses.binary_crossentropy(y_true[..., None], y_pred[..., None])
        return cells * (1 + y_true * (weights - 1))

    model.compile(..., loss=weighted_crossentropy)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Fit, ModelFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.wording import label_weights_code, several_labels


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each fit on multi-hot targets that is given class weights."""
    if model.only is None:
        return
    for fit in model.fits:
        told = fit.targets or targets
        if told is not None and told.kind == "multi-hot":
            yield from _judged(model, fit, told)


def _judged(model: ModelFacts, fit: Fit, targets: TargetFacts) -> Iterator[Seen]:
    given = fit.class_weight
    # what is no dict is wrong in another way
    if given is None or given.form not in ("dict", None):
        return
    yield Seen(
        subject="class_weight",
        message=f"{several_labels(targets)}; class_weight gives a row one weight, "
        "that of its first label",
        advice="weigh each label's positives in the loss",
        code=label_weights_code(model.keras, targets),
        certainty="certain" if given.form else "possible",
        settles="" if given.form else "right if it is None when fit is called",
        evidence={"why": targets.why},
        place=given.place,
    )


RULE = Rule("class-weight-argmax", "error", __doc__ or "", (check,))
