"""A metric function that overwrites its targets with ones.

## Why it matters
`y_true = K.ones_like(y_true)` stands in a recall, a precision and an F1 that are copied from
page to page. From that line on every label of every row counts as true, so the number does not
hang on the targets at all: it says how much the model predicts. A model that says yes to
everything gets 1.

## What to do
Drop the function, and pass a metric that keeps its counts:

    metrics=[keras.metrics.F1Score(average="macro", threshold=0.5)]
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.errors import listed
from multihot.facts import ModelFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.spelling import has_f1, metric_code


def check(model: ModelFacts) -> Iterator[Seen]:
    """One finding for all functions of an output."""
    for output in model.outputs:
        functions = [each.function for each in output.metrics if each.function]
        blind = [each for each in functions if each.ignores_targets]
        if blind:
            names = list(dict.fromkeys(each.name for each in blind))
            yield Seen(
                subject=", ".join(names),
                message=f"{listed(names)} {'take' if len(names) > 1 else 'takes'} every label of "
                "every row for true: the number does not hang on the targets",
                advice="drop it, and pass a metric that keeps its counts from batch to batch",
                code=_code(model),
                evidence={"functions": names},
                place=blind[0].ignores_targets or blind[0].place,
            )


def _code(model: ModelFacts) -> str:
    if has_f1(model.keras):
        return metric_code('F1Score(average="macro", threshold=0.5)', model)
    return f"{metric_code('Precision()', model)}, {metric_code('Recall()', model)}"


RULE = Rule("ones-like-metric", "error", __doc__ or "", (check,))
