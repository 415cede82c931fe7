"""The class `Accuracy()`, which asks whether floats are equal.

## Why it matters
The string 'accuracy' is read as one of three metrics; the class `keras.metrics.Accuracy` is none
of them. It counts how often a score is exactly its target: .7 is not 1, so it stays at 0, or
near it where scores are rounded to 0 or 1 by their float.

## What to do
For labels that are judged one by one:

    metrics=[keras.metrics.BinaryAccuracy()]

For classes that exclude each other, `CategoricalAccuracy()`, or `SparseCategoricalAccuracy()`
where targets are class numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Metric, ModelFacts, Output, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import CROSS_ENTROPIES, SPARSE, loss_kind
from multihot.rules.spelling import metric_code

PROBABILITIES = frozenset({"sigmoid", "softmax"})


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each, where scores are probabilities or logits."""
    for output in model.outputs:
        for metric in output.metrics:
            if _compares_floats(metric):
                yield _seen(model, output, metric, targets if model.only else None)


def _compares_floats(metric: Metric) -> bool:
    return metric.kind == "accuracy" and metric.form == "object" and metric.library == "keras"


def _seen(model: ModelFacts, output: Output, metric: Metric, targets: TargetFacts | None) -> Seen:
    known = output.head.activation in PROBABILITIES or loss_kind(output) in CROSS_ENTROPIES
    return Seen(
        subject=metric.spelled or "Accuracy()",
        message="counts scores that equal their target as floats do: .7 is not 1, so it says 0",
        advice="name the accuracy that is meant",
        code=metric_code(f"{_meant(output, targets)}()", model),
        certainty="certain" if known else "possible",
        settles="" if known else "right if the model's outputs are 0 and 1",
        place=metric.place,
    )


def _meant(output: Output, targets: TargetFacts | None) -> str:
    if output.head.activation != "softmax":
        return "BinaryAccuracy"
    numbered = loss_kind(output) in SPARSE or (targets is not None and targets.kind == "integer")
    return "SparseCategoricalAccuracy" if numbered else "CategoricalAccuracy"


RULE = Rule("accuracy-class", "error", __doc__ or "", (check,))
