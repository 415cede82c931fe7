"""Two accuracies of the same decisions, far apart.

## Why it matters
Keras's `BinaryAccuracy` is the share of cells that are right; scikit-learn's `accuracy_score` of
indicator matrices is the share of rows with every label right. With many labels the first is
near 1 and the second near 0 for the same decisions, and both are called accuracy.

## What to do
Name which:

    evaluation = mh.evaluate(y_test, scores)
    evaluation["label_accuracy"], evaluation["subset_accuracy"]
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import ScoreFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.spelling import told

HIGH = 0.9
FAR = 0.5


def check(scores: ScoreFacts) -> Iterator[Seen]:
    """One finding where one is high and the other is not half of it."""
    evaluation = scores.evaluation
    if evaluation is None or scores.scores.shape[1] == 1:
        return
    cells, rows = evaluation["label_accuracy"], evaluation["subset_accuracy"]
    if cells >= HIGH and rows < FAR * cells:
        yield Seen(
            subject="accuracy",
            message=f"{told(cells)} of cells are right (Keras's BinaryAccuracy) and {told(rows)} "
            "of rows (scikit-learn's accuracy_score)",
            advice="say which one is meant; neither is 'the' accuracy",
            code='evaluation["label_accuracy"], evaluation["subset_accuracy"]',
            evidence={"label_accuracy": cells, "subset_accuracy": rows},
            place=scores.place,
        )


RULE = Rule("subset-vs-label-accuracy", "warning", __doc__ or "", (check,))
