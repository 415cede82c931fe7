"""A metric under the name of another.

## Why it matters
What is logged as "categorical_accuracy" and is the mean agreement of cells is read, compared and
published as what it is called. An example of Keras's own pages prints a binary accuracy as
"categorical accuracy", and its readers take 99 % for the share of rows that are right.

## What to do
Give it the name of what it is, in compile and where its number is read and printed:

    keras.metrics.BinaryAccuracy(name="binary_accuracy")
    loss, binary_accuracy = model.evaluate(x_test, y_test)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from multihot.facts import Metric, ModelFacts, Output, TargetFacts
from multihot.facts.generations import generations_of, resolve
from multihot.facts.models import Named
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import loss_kind
from multihot.rules.spelling import word_of

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
# what variables and printed texts say, the longer ones first
WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    (r"\bcategorical acc(uracy)?\b", _EXCLUSIVE),
    (r"\bbinary acc(uracy)?\b", CLAIMS["binary"]),
    (r"\b(subset acc(uracy)?|exact match)\b", frozenset()),
    (r"\b(roc )?auc\b", CLAIMS["auc"]),
    (r"\bprecision\b", CLAIMS["precision"]),
    (r"\brecall\b", CLAIMS["recall"]),
    (r"\bf1\b", CLAIMS["f1"]),
    (r"\bacc(uracy)?\b", CLAIMS["accuracy"]),
)
_PIECES = re.compile(r"[A-Z]?[a-z]+\d?|[A-Z]+\d?")
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


def check_names(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each number of `evaluate` that is given the name of another."""
    output = model.only
    for named in model.named if output else ():
        claimed, known = _claimed(named.name), _may_be(model, output or Output(), named, targets)
        if claimed is not None and known and not known & claimed:
            yield _misnamed(named, next(iter(known)) if len(known) == 1 else "an accuracy")


def _claimed(name: str) -> frozenset[str] | None:
    """Metrics that may be called so; None where the name says nothing of that."""
    words = " ".join(_PIECES.findall(name)).lower()
    if "loss" in words.split():
        return None
    claimed: list[frozenset[str]] = []
    for pattern, kinds in WORDS:
        rest = re.sub(pattern, "", words)
        if rest != words:
            claimed.append(kinds)
            words = rest
    return frozenset().union(*claimed) if claimed else None


def _may_be(
    model: ModelFacts, output: Output, named: Named, targets: TargetFacts | None
) -> frozenset[str]:
    """What the number is, in every Keras that it may be; empty where that is not known."""
    if named.index == 0:
        return frozenset({"the loss"})
    metric = output.metrics[named.index - 1]
    if metric.library != "keras":
        return frozenset()
    if metric.form != "string" or metric.kind != "accuracy":
        return frozenset({metric.kind or ""}) & JUDGED
    loss = output.loss
    read = {
        resolve(
            word_of(metric),
            generation,
            width=output.head.units,
            loss=loss_kind(output),
            loss_form=loss.form if loss else "string",
            targets=targets.kind if targets else None,
        )
        for generation in generations_of(model.keras)
    }
    return CLAIMS["accuracy"] if None in read else frozenset(kind for kind in read if kind)


def _misnamed(named: Named, kind: str) -> Seen:
    return Seen(
        subject=named.name,
        message=f"evaluate(...)[{named.index}] is called '{named.name}', and it is {kind}",
        advice="call it what it is",
        code=f"{kind.split()[-1]} = model.evaluate(...)[{named.index}]",
        evidence={"name": named.name, "index": named.index, "kind": kind},
        place=named.place,
    )


def _seen(metric: Metric, claim: str) -> Seen:
    return Seen(
        subject=metric.spelled or f"{metric.name}",
        message=f"is logged as '{metric.name}', and it is {metric.kind}",
        advice=f"leave '{claim}' to what it names",
        code=f'name="{metric.kind}"',
        evidence={"name": metric.name, "kind": metric.kind},
        place=metric.place,
    )


RULE = Rule("mislabelled-metric", "note", __doc__ or "", (check, check_names))
