"""TopKCategoricalAccuracy of rows that carry several labels.

## Why it matters
It asks whether the row's first 1 is among the k highest scores. The other labels of the row are
not looked at, and a row without labels counts as if it had the label of column 0.

## What to do
Ask how many of the k highest are labels of the row, or how many of its labels are among them:

    metrics=[keras.metrics.Precision(top_k=5), keras.metrics.Recall(top_k=5)]

`mh.nn.metrics.PrecisionAtK(5)` and `mh.nn.metrics.RecallAtK(5)` take the mean over rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Metric, ModelFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.problems import judged
from multihot.rules.spelling import metric_code

DEFAULT_K = 5


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each."""
    for problem, metric, certainty in judged(model, targets):
        if metric.kind == "top_k_categorical_accuracy":
            k = _k(metric)
            yield Seen(
                subject=metric.spelled or "TopKCategoricalAccuracy",
                message=f"asks whether the first 1 of a row is among the {k} highest scores; "
                "further labels of the row are not looked at",
                advice="precision and recall at k look at all labels of the row",
                code=f"{metric_code(f'Precision(top_k={k})', model)}, "
                + metric_code(f"Recall(top_k={k})", model),
                certainty=certainty,
                settles=problem.settles,
                evidence={"k": k},
                place=metric.place,
            )


def _k(metric: Metric) -> object:
    k = metric.arguments.get("k", DEFAULT_K)
    return k if isinstance(k, int) else "k"


RULE = Rule("topk-multihot", "warning", __doc__ or "", (check,))
