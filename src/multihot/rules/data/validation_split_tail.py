"""`validation_split` takes the last rows of the arrays, and nobody shuffled them.

## Why it matters
Keras cuts before it shuffles. In a file that is sorted, by label, by date or by source, the last
rows are of another kind than the rest: labels are missing there, and the validation loss judges
other data than were trained on.

## What to do
Shuffle the rows once, or better, split with all labels in both parts:

    order = np.random.default_rng(0).permutation(len(x))
    model.fit(x[order], y[order], validation_split=0.2)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Fit, ModelFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(model: ModelFacts) -> Iterator[Seen]:
    """Certain where the script itself put the rows in an order."""
    for fit in model.fits:
        if fit.validation_split and fit.shuffled is not True:
            yield _seen(fit, fit.validation_split)


def _seen(fit: Fit, share: float) -> Seen:
    known = fit.shuffled is False
    return Seen(
        subject="fit",
        message=f"validation_split={share:g} takes the last {share:.0%} of the rows"
        + (", which were sorted or laid end to end before" if known else ""),
        advice="shuffle the rows before fit, or split them with every label in both parts",
        code="order = np.random.default_rng(0).permutation(len(x))\n"
        f"model.fit(x[order], y[order], validation_split={share:g})",
        evidence={"validation_split": share},
        certainty="certain" if known else "possible",
        settles="" if known else "right if the rows are in no order",
        place=fit.place,
    )


RULE = Rule("validation-split-tail", "warning", __doc__ or "", (check,))
