"""sample_weight has a weight for each cell, and fit wants one a row.

## Why it matters
The loss of a row is one number by the time that weights come. Weights of (rows, labels) stop
fit with an error about shapes, except where a batch has as many rows as there are labels: then
each row is weighed by the weights of another, in silence.

## What to do
Weigh the cells in the loss, or hand over one weight a row:

    model.fit(X_train, y_train, sample_weight=weights.mean(axis=1))
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Fit, ModelFacts, Output, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.wording import label_weights_code

CELLS, TABLE = 2, 2


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each fit whose weights are a table and whose scores are, too."""
    output = model.only
    if output is None or output.head.rank not in (None, TABLE):
        return
    for fit in model.fits:
        if fit.sample_weight is not None and fit.sample_weight.rank == CELLS:
            yield _seen(model, fit, output, fit.targets or targets)


def _seen(model: ModelFacts, fit: Fit, output: Output, targets: TargetFacts | None) -> Seen:
    n_labels = output.head.units or (targets.n_labels if targets else None)
    silent = n_labels is not None and fit.batch_size == n_labels
    effect = (
        f"a batch of {n_labels} rows is weighed along the wrong axis, in silence"
        if silent
        else f"fit stops, unless a batch has {n_labels or 'as many rows as labels'}"
        f"{' rows' if n_labels else ''}: then weights go to the wrong rows, in silence"
    )
    # a head for each step takes weights of (rows, steps)
    unknown = output.head.rank is None
    return Seen(
        subject="sample_weight",
        message=f"sample_weight has a weight a cell, and the loss has one number a row: {effect}",
        advice="weigh the labels in the loss, or give one weight a row",
        code=label_weights_code(model.keras, targets),
        certainty="possible" if unknown else "certain",
        settles="right if the model gives scores for each step" if unknown else "",
        evidence={"labels": n_labels, "batch_size": fit.batch_size},
        place=fit.sample_weight.place if fit.sample_weight else fit.place,
    )


RULE = Rule("sample-weight-2d", "error", __doc__ or "", (check,))
