"""F1Score or FBetaScore without a threshold, where a row can carry several labels.

## Why it matters
Without `threshold` Keras's and TensorFlow Addons' F scores take the highest score of each row as
the one decision, as is right for classes that exclude each other. Every further label of a row
is counted as missed: on one model micro F1 was .530 so, and .707 with a threshold of .5.

## What to do
Give the threshold, and the average (None is one number a label):

    keras.metrics.F1Score(average="macro", threshold=0.5)

`mh.nn.metrics.F1(average="macro")` cuts at .5, or at a threshold for each label.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Metric, ModelFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.problems import judged
from multihot.rules.spelling import metric_code

CLASSES = {"f1_score": "F1Score", "fbeta_score": "FBetaScore"}


def decides_by_argmax(metric: Metric) -> bool:
    """An F score object that was given no threshold."""
    own = metric.kind in CLASSES and metric.library in ("keras", "tfa")
    return own and metric.form == "object" and metric.arguments.get("threshold", None) is None


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each."""
    for problem, metric, certainty in judged(model, targets):
        if decides_by_argmax(metric):
            yield Seen(
                subject=metric.spelled or CLASSES[metric.kind or ""],
                message="without threshold the highest score of a row is its one decision, and "
                f"every further label is missed{_and_the_average(metric)}",
                advice="give the threshold at which a label is decided",
                code=_code(metric, model),
                certainty=certainty,
                settles=problem.settles,
                place=metric.place,
            )


def _and_the_average(metric: Metric) -> str:
    vector = metric.arguments.get("average", None) is None
    return "; without average it is one number a label" if vector else ""


def _code(metric: Metric, model: ModelFacts) -> str:
    given = metric.arguments.given
    average = given.get("average") if isinstance(given.get("average"), str) else "macro"
    size = [f"{name}={given[name]}" for name in ("num_classes", "beta") if _number(given, name)]
    call = f'(average="{average}", {"".join(f"{each}, " for each in size)}threshold=0.5)'
    name = CLASSES[metric.kind or ""]
    return (
        f"tfa.metrics.{name}{call}"
        if metric.library == "tfa"
        else metric_code(f"{name}{call}", model)
    )


def _number(given: object, name: str) -> bool:
    return isinstance(given, dict) and isinstance(given.get(name), int | float)


RULE = Rule("f1-argmax", "error", __doc__ or "", (check,))
