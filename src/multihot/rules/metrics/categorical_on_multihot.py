"""A categorical accuracy of rows that carry several labels.

## Why it matters
It compares the place of the highest score with the place of the row's first 1; `argmax` of a
row with three 1s is the first of them, and of a row without labels it is column 0. A model that
ranks the second and the third label highest is told that it is wrong, and the order of the
columns decides what counts.

## What to do
Judge each label:

    metrics=["binary_accuracy", keras.metrics.F1Score(average="macro", threshold=0.5)]

In scikit-learn, compare 0/1 matrices instead of class numbers:

    f1_score(y_test, scores >= 0.5, average="macro")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import ModelFacts, ScriptFacts, TargetFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.problems import judged
from multihot.rules.spelling import metric_code

MESSAGE = "argmax of a row of targets is its first 1; further labels of the row are not looked at"


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each categorical accuracy of a multi-label problem."""
    for problem, metric, certainty in judged(model, targets):
        if metric.kind == "categorical_accuracy" and metric.library == "keras":
            yield Seen(
                subject=metric.spelled or "categorical_accuracy",
                message=MESSAGE,
                advice="judge each label",
                code=metric_code("BinaryAccuracy()", model),
                certainty=certainty,
                settles=problem.settles,
                place=metric.place,
            )


def check_script(script: ScriptFacts) -> Iterator[Seen]:
    """One finding for each number of scikit-learn that is given the argmax of targets."""
    for use in script.uses:
        if use.name.startswith("sklearn.metrics.") and _of_targets_alone(use):
            yield Seen(
                subject=use.name.rsplit(".", 1)[-1],
                message=MESSAGE,
                advice="compare 0/1 matrices: scores cut at a threshold with the targets",
                code="scores >= 0.5",
                place=use.place,
            )


def _of_targets_alone(use: Use) -> bool:
    """Where scores are decided by argmax as well, `argmax-decode` says so."""
    told = {each.argmax for each in use.operands.values() if each.kind == "multi-hot"}
    return "targets" in told and "scores" not in told


RULE = Rule("categorical-on-multihot", "error", __doc__ or "", (check, check_script))
