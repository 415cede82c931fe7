"""AUC() over all cells together, where a row can carry several labels.

## Why it matters
Without `multi_label=True` Keras's AUC flattens: every cell of every label goes into one curve.
Frequent labels have high scores and many positives, so knowing nothing but the labels'
frequencies already gives a high area. A mean over labels asks each label by itself.

## What to do
Say which one is meant:

    keras.metrics.AUC(multi_label=True, name="auc_macro")
    keras.metrics.AUC(name="auc_micro")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import UNKNOWN, Metric, ModelFacts, TargetFacts
from multihot.facts.generations import REFUSED, generation_of, resolve
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.problems import Problem, judged
from multihot.rules.spelling import has_multi_label_auc, metric_code, word_of


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each that does not say that it is micro."""
    for problem, metric, certainty in judged(model, targets):
        if metric.kind == "auc" and _flattens(metric, model):
            yield Seen(
                subject=metric.spelled or "AUC()",
                message=f"one curve over the cells of all {_labels(problem)} labels (micro); "
                "frequent labels alone lift it",
                advice="take the mean over labels, or name it micro",
                code=_code(metric, model),
                certainty=certainty,
                settles=problem.settles,
                evidence={"labels": problem.output.head.units},
                place=metric.place,
            )


def _flattens(metric: Metric, model: ModelFacts) -> bool:
    """Nothing says that it is meant: neither an argument nor a name."""
    generation = generation_of(model.keras)
    refused = generation and resolve(word_of(metric), generation) == REFUSED
    stated = metric.arguments.get("multi_label", None) is not None
    named = "micro" in f"{metric.name} {metric.arguments.get('name', '')}"
    return metric.library == "keras" and not (refused or stated or named)


def _labels(problem: Problem) -> object:
    return problem.output.head.units or "the"


def _code(metric: Metric, model: ModelFacts) -> str:
    if not has_multi_label_auc(model.keras):
        return metric_code('AUC(name="auc_micro")', model)
    curve = metric.arguments.get("curve", "ROC")
    given = "" if curve in ("ROC", UNKNOWN) else f'curve="{curve}", '
    return metric_code(f'AUC({given}multi_label=True, name="auc_macro")', model)


RULE = Rule("auc-flattened", "warning", __doc__ or "", (check,))
