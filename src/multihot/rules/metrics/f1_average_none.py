"""F1Score without an average: one number a label.

## Why it matters
`average=None` is the default of Keras's and TensorFlow Addons' F scores. The log then holds an
array: EarlyStopping and ModelCheckpoint cannot tell which of two arrays is better and raise an
error, or compare what should not be compared, and nothing is there to be plotted.

## What to do
Name the average:

    keras.metrics.F1Score(average="macro", threshold=0.5)

Where the labels' own numbers are wanted, say so with `average=None`, and watch another metric.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Metric, ModelFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.metrics.f1_argmax import CLASSES, decides_by_argmax
from multihot.rules.problems import judged
from multihot.rules.spelling import metric_code


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each that is watched, or whose average was not thought of."""
    for problem, metric, certainty in judged(model, targets):
        # without a threshold f1-argmax says it
        if not _is_vector(metric) or decides_by_argmax(metric):
            continue
        watcher = _watcher(model, metric)
        if watcher or "average" not in metric.arguments.given:
            yield Seen(
                subject=metric.spelled or CLASSES[metric.kind or ""],
                message=f"average=None gives one number a label; {watcher or 'callbacks'} "
                "cannot compare arrays",
                advice="name the average",
                code=_code(metric, model),
                certainty=certainty,
                settles=problem.settles,
                evidence={"labels": problem.output.head.units},
                place=metric.place,
            )


def _is_vector(metric: Metric) -> bool:
    own = metric.kind in CLASSES and metric.library in ("keras", "tfa")
    return own and metric.form == "object" and metric.arguments.get("average", None) is None


def _watcher(model: ModelFacts, metric: Metric) -> str:
    """A callback that compares the metric; empty where none does, or the name is not known."""
    names = (metric.name, f"val_{metric.name}") if metric.name else ()
    for fit in model.fits:
        for callback in fit.callbacks:
            if callback.arguments.get("monitor", "val_loss") in names:
                return callback.kind
    return ""


def _code(metric: Metric, model: ModelFacts) -> str:
    threshold = metric.arguments.get("threshold", 0.5)
    name = CLASSES[metric.kind or ""]
    call = (
        f'{name}(average="macro", threshold={threshold if isinstance(threshold, float) else 0.5})'
    )
    return f"tfa.metrics.{call}" if metric.library == "tfa" else metric_code(call, model)


RULE = Rule("f1-average-none", "warning", __doc__ or "", (check,))
