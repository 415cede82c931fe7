"""The scores of a label are not how often it is true.

## Why it matters
Of rows with score .8 about 80 % should have the label. Where that is not so, .5 is no natural
threshold, expected costs are wrong, and scores of two labels cannot be compared.

## What to do
Calibrate on validation rows, a label at a time:

    from sklearn.isotonic import IsotonicRegression
    calibrator = IsotonicRegression(out_of_bounds="clip").fit(scores_val[:, 3], y_val[:, 3])
    scores[:, 3] = calibrator.predict(scores[:, 3])
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from multihot.facts import ScoreFacts
from multihot.metrics.calibration import N_BINS
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

if TYPE_CHECKING:
    from multihot.evaluation import Evaluation

LEAST_ERROR = 0.1
FEWEST = 20
MOST_TOLD = 4


def check(scores: ScoreFacts) -> Iterator[Seen]:
    """One finding that lists the labels, the worst first; decisions are no scores."""
    judged = scores.evaluation
    if judged is None or _are_decisions(scores):
        return
    errors = judged.per_label["ece"]
    wrong = np.flatnonzero(_beyond_chance(judged))
    wrong = wrong[np.argsort(-errors[wrong], kind="stable")]
    if not len(wrong):
        return
    labels = dict(zip(scores.named(wrong.tolist()), errors[wrong].tolist(), strict=True))
    told = [f"{label!r} ({error:.2f})" for label, error in list(labels.items())[:MOST_TOLD]]
    more = f" and {len(wrong) - MOST_TOLD:,} more" if len(wrong) > MOST_TOLD else ""
    yield Seen(
        subject="scores",
        message=f"scores of {len(wrong):,} of {len(errors):,} labels differ from frequencies, "
        f"on average by: {', '.join(told)}{more}",
        advice="calibrate on validation rows",
        code="from sklearn.isotonic import IsotonicRegression\n"
        f"calibrator = IsotonicRegression(out_of_bounds='clip').fit(scores_val[:, {wrong[0]}], "
        f"y_val[:, {wrong[0]}])",
        evidence={"labels": labels},
        place=scores.place,
    )


def _beyond_chance(judged: Evaluation) -> NDArray[np.bool_]:
    """Twice the most that scores which are frequencies would have on so many rows, on average.

    A bin of n rows is off by sqrt(n) / 2 at most, and N_BINS such gaps by sqrt(N_BINS * rows) / 2.
    """
    support, rows = judged.per_label["support"], judged.n_rows
    by_chance = np.sqrt(N_BINS / rows) / 2
    enough = (support >= FEWEST) & (rows - support >= FEWEST)
    return np.asarray(enough & (judged.per_label["ece"] > max(LEAST_ERROR, 2 * by_chance)))


def _are_decisions(scores: ScoreFacts) -> bool:
    values = scores.scores if isinstance(scores.scores, np.ndarray) else scores.scores.data
    return bool(((values == 0) | (values == 1)).all())


RULE = Rule("miscalibrated-label", "warning", __doc__ or "", (check,))
