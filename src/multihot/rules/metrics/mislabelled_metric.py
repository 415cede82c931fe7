"""A metric under the name of another.

## Why it matters
What is logged as "categorical_accuracy" and is the mean agreement of cells is read, compared and
published as what it is called. An example of Keras's own pages prints a binary accuracy as
"categorical accuracy", and its readers take 99 % for the share of rows that are right.

## What to do
Give it the name of what it is:

    keras.metrics.BinaryAccuracy(name="binary_accuracy")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Metric, ModelFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

_EXCLUSIVE = frozenset(
    {"categorical_accuracy", "sparse_categorical_accuracy", "top_k_categorical_accuracy"}
)
# words that a name may hold, with the metrics that may be called so
CLAIMS: dict[str, frozenset[str]] = {
    "categorical": _EXCLUSIVE,
    "binary": frozenset({"binary_accuracy"}),
    "precision": frozenset({"precision", "auc"}),
    "recall": frozenset({"recall", "auc"}),
    "auc": frozenset({"auc"}),
    "f1": frozenset({"f1_score"}),
    "accuracy": frozenset({"binary_accuracy", *_EXCLUSIVE}),
    "subset_acc": frozenset(),
    "exact_match": frozenset(),
}
JUDGED = frozenset({"binary_accuracy", "precision", "recall", "auc", "f1_score", *_EXCLUSIVE})


def check(model: ModelFacts) -> Iterator[Seen]:
    """One finding for each metric of Keras whose name says another."""
    for metric in model.metrics:
        if metric.kind in JUDGED and metric.library == "keras" and metric.form == "object":
            name = (metric.name or "").lower()
            for word, kinds in CLAIMS.items():
                if word in name and metric.kind not in kinds:
                    yield _seen(metric, word)
                    break


def _seen(metric: Metric, claim: str) -> Seen:
    return Seen(
        subject=metric.spelled or f"{metric.name}",
        message=f"is logged as '{metric.name}', and it is {metric.kind}",
        advice=f"leave '{claim}' to what it names",
        code=f'name="{metric.kind}"',
        evidence={"name": metric.name, "kind": metric.kind},
        place=metric.place,
    )


RULE = Rule("mislabelled-metric", "note", __doc__ or "", (check,))
