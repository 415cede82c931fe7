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

from collections.abc import Iterator, Mapping

from multihot.facts import DecisionFacts, Place, ScoreFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.spelling import told

HIGH = 0.9
FAR = 0.5
NAMES = ("label_accuracy", "subset_accuracy")


def check_scores(scores: ScoreFacts) -> Iterator[Seen]:
    """One finding where one is high and the other is not half of it."""
    numbers = scores.evaluation
    if numbers is not None and scores.scores.shape[1] > 1:
        code = ", ".join(f'evaluation["{name}"]' for name in NAMES)
        yield from _seen(numbers, code, scores.place)


def check_decisions(decisions: DecisionFacts) -> Iterator[Seen]:
    """As of the decisions that scores are cut into."""
    if decisions.numbers and decisions.decisions.shape[1] > 1:
        code = ", ".join(f"mh.metrics.{name}(targets, decisions)" for name in NAMES)
        yield from _seen(decisions.numbers, code, decisions.place)


def _seen(numbers: Mapping[str, float], code: str, place: Place) -> Iterator[Seen]:
    cells, rows = (numbers[name] for name in NAMES)
    if cells >= HIGH and rows < FAR * cells:
        yield Seen(
            subject="accuracy",
            message=f"{told(cells)} of cells are right (Keras's BinaryAccuracy) and {told(rows)} "
            "of rows (scikit-learn's accuracy_score)",
            advice="say which one is meant; neither is 'the' accuracy",
            code=code,
            evidence={"label_accuracy": float(cells), "subset_accuracy": float(rows)},
            place=place,
        )


RULE = Rule("subset-vs-label-accuracy", "warning", __doc__ or "", (check_scores, check_decisions))
