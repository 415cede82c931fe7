"""An accuracy of cells that is not above predicting nothing.

## Why it matters
With 416 labels and three a row, .993 of the cells are 0. Whoever predicts no label at all gets
that, so a model with .992 of cells right has learned less than nothing, and one with .994
little: the numbers that can tell are those that look at positives.

## What to do
Compare with 1 minus the share of ones in the targets, and judge by F1 or average precision:

    metrics=[keras.metrics.F1Score(average="macro", threshold=0.5)]
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import (
    DecisionFacts,
    Metric,
    ModelFacts,
    Place,
    ScoreFacts,
    TargetFacts,
    TargetNumbers,
)
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.problems import judged
from multihot.rules.spelling import metric_code, told

NEAR_ALL = 0.95


def check_scores(scores: ScoreFacts) -> Iterator[Seen]:
    """One finding where decisions are right in no more cells than no decision is."""
    evaluation = scores.evaluation
    if evaluation is None:
        return
    nothing = next((each.numbers for each in evaluation.baselines if each.name == NOTHING), {})
    base = nothing.get("label_accuracy", 1.0)
    yield from _seen(evaluation["label_accuracy"], base, scores.place)


def check_decisions(decisions: DecisionFacts) -> Iterator[Seen]:
    """As of the decisions that scores are cut into."""
    counts = decisions.counts
    if counts is None:
        return
    right, absent = (counts.tp + counts.tn).sum(), (counts.fp + counts.tn).sum()
    known = absent + (counts.tp + counts.fn).sum()
    if known:
        yield from _seen(float(right / known), float(absent / known), decisions.place)


def _seen(own: float, base: float, place: Place) -> Iterator[Seen]:
    if own <= base < 1:
        yield Seen(
            subject="label accuracy",
            message=f"{told(own)} of cells are right; predicting no label at all gets {told(base)}",
            advice="judge by F1 or average precision, and choose thresholds",
            code='mh.choose_thresholds(y_val, scores_val, metric="f1_macro")',
            evidence={"label_accuracy": own, "predicting_nothing": base},
            place=place,
        )


def check_targets(model: ModelFacts, targets: TargetFacts) -> Iterator[Seen]:
    """One finding where a model is judged by binary accuracy alone, and nearly all cells are 0."""
    numbers = targets.numbers
    base = _share_of_zeros(numbers) if numbers else 0.0
    if base < NEAR_ALL or not model.metrics_known:
        return
    for _, metric, certainty in judged(model, targets):
        if _is_binary(metric) and all(_is_binary(each) for each in model.metrics):
            yield Seen(
                subject=metric.spelled or "binary_accuracy",
                message=f"predicting no label at all gets {told(base)}",
                advice="add a metric that looks at positives",
                code=metric_code('F1Score(average="macro", threshold=0.5)', model),
                certainty=certainty,
                evidence={"predicting_nothing": base},
                place=metric.place,
            )


def _is_binary(metric: Metric) -> bool:
    return metric.kind == "binary_accuracy" or metric.resolved == "binary_accuracy"


def _share_of_zeros(numbers: TargetNumbers) -> float:
    if numbers.positives is None or numbers.known is None or not numbers.known.sum():
        return 0.0
    return float(1 - numbers.positives.sum() / numbers.known.sum())


NOTHING = "predict nothing"

RULE = Rule(
    "binary-accuracy-baseline",
    "warning",
    __doc__ or "",
    (check_scores, check_decisions, check_targets),
)
