"""Keras's AUC of scores that lie close together.

## Why it matters
Keras counts at 200 even thresholds from 0 to 1 and draws lines between them. Scores of rare
labels are small: where all lie under .02, four thresholds are left to tell them apart, and
.814 was said of scores whose exact area is .878. The order of the scores within a bin is lost.

## What to do
Take the exact area, after training:

    mh.evaluate(y_test, scores)["roc_auc_macro"]

While training `mh.nn.metrics.ROCAUC()` has bins that are narrow where scores are small;
`keras.metrics.AUC(num_thresholds=2000)` is closer as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from multihot.facts import ScoreFacts
from multihot.identification.areas_in_bins import areas_in_bins
from multihot.identification.facts import Facts as Numbers
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.spelling import told

NEAR = 0.005
CALLS = {"roc_auc_micro": "AUC()", "roc_auc_macro": "AUC(multi_label=True)"}


def check(scores: ScoreFacts) -> Iterator[Seen]:
    """One finding for the average that is further off, of the labels that have a curve."""
    evaluation = scores.evaluation
    if evaluation is None:
        return
    numbers = Numbers.of(scores.targets, scores.scores)
    if numbers.n_unknown:
        return
    has_curve = ~np.isnan(evaluation.per_label["roc_auc"])
    n_curves = int(has_curve.sum())
    # the first two are of the scores as they are, micro and macro
    micro, macro = (each.value for each in islice(areas_in_bins(numbers), len(CALLS)))
    # Keras divides by all labels and counts those without a curve as 0
    binned = [micro, macro * has_curve.size / max(n_curves, 1)]
    exact = [evaluation[name] for name in CALLS]
    off = np.nan_to_num(np.abs(np.subtract(binned, exact)))  # NaN where nothing has a curve
    worst = int(off.argmax())
    if off[worst] >= NEAR:
        few = worst and not has_curve.all()
        whose = f"of the {n_curves} labels with a curve, " if few else ""
        yield _seen(list(CALLS)[worst], whose, binned[worst], exact[worst], scores)


def _seen(name: str, whose: str, binned: float, exact: float, scores: ScoreFacts) -> Seen:
    return Seen(
        subject=name,
        message=f"{whose}Keras's {CALLS[name]} says {told(binned)} with its 200 even thresholds; "
        f"the exact area is {told(exact)}",
        advice="take the exact area, or more and narrower bins",
        code=f'mh.evaluate(y_test, scores)["{name}"]',
        evidence={"keras": binned, "exact": exact},
        place=scores.place,
    )


RULE = Rule("auc-quantised", "warning", __doc__ or "", (check,))
