"""A metric function that divides sums over a batch.

## Why it matters
Keras calls a function on each batch and logs the mean of what it returns. A quotient of sums,
as in the much-copied `f1_m`, `precision_m`, `recall_m`, is then a mean of quotients, and hangs
on the batch size and on the order of the rows: an F1 of .411 was .387 in batches of 8. With
per-label quotients it is worse, for most labels are absent from most batches: 2,048 rows of 20
labels have a macro F1 of .356 in batches of 16, .408 of 32, .436 of 128; it is .445.

## What to do
Pass a metric that keeps its counts:

    metrics=[keras.metrics.F1Score(average="macro", threshold=0.5)]

`mh.nn.metrics.F1`, `Precision`, `Recall` with `average="macro"`, "micro" or "samples" do so;
older Keras has `Precision()` and `Recall()`, which are micro.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.errors import listed
from multihot.facts import FunctionFacts, Metric, ModelFacts, Output, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import BINARY, loss_kind
from multihot.rules.problems import Problem, is_image, problems
from multihot.rules.spelling import has_f1, metric_code

CLASSIFYING = frozenset({"sigmoid", None})


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for all functions of an output."""
    for problem in problems(model, targets):
        found = [
            (metric, metric.function)
            for metric in problem.output.metrics
            if metric.function and _is_ratio(metric.function)
        ]
        if found and _judges_labels(problem):
            yield _seen(model, found)


def _is_ratio(function: FunctionFacts) -> bool:
    """Where it ignores its targets, `ones-like-metric` says the worse."""
    return function.ratio_of_sums is not None and function.ignores_targets is None


def _judges_labels(problem: Problem) -> bool:
    """Labels of rows or of steps; neither classes nor pixels nor quantities."""
    output = problem.output
    exclusive = problem.multilabel == "no" and output.head.units != 1
    return not exclusive and not is_image(output.head) and _classifies(output)


def _classifies(output: Output) -> bool:
    return output.head.activation in CLASSIFYING or loss_kind(output) in BINARY


def _seen(model: ModelFacts, found: list[tuple[Metric, FunctionFacts]]) -> Seen:
    names = list(dict.fromkeys(function.name for _, function in found))
    first = found[0][1]
    return Seen(
        subject=", ".join(names),
        message=f"{listed(names)} {'are ratios' if len(names) > 1 else 'is a ratio'} over a batch: "
        "what is logged is the mean of the batches' ratios, not the ratio of all rows",
        advice="pass a metric that keeps its counts from batch to batch",
        code=_code(model),
        evidence={"functions": names},
        place=first.ratio_of_sums or first.place,
    )


def _code(model: ModelFacts) -> str:
    one_unit = model.only is not None and model.only.head.units == 1
    f1 = ['F1Score(average="macro", threshold=0.5)'] if has_f1(model.keras) and not one_unit else []
    calls = [*f1, "Precision()", "Recall()"]
    return f"metrics=[{', '.join(metric_code(call, model) for call in calls)}]"


RULE = Rule("batch-mean-metric", "error", __doc__ or "", (check,))
