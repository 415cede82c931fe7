"""A metric cuts logits at .5, where a probability would be cut.

## Why it matters
`from_logits=True` tells the loss what the scores are, and no metric. `BinaryAccuracy`,
`Precision`, `Recall` and `F1Score` cut at .5 all the same: a logit of .5 is a probability of
.622, so true positives are missed. `AUC` looks only between 0 and 1: everything below is one
point of its curve (.788 where .873 is right).

## What to do
Cut logits at 0, tell AUC about them, or let the head end in a sigmoid, which every metric fits:

    keras.metrics.BinaryAccuracy(threshold=0.0)
    keras.metrics.Precision(thresholds=0.0)
    keras.metrics.AUC(multi_label=True, from_logits=True)

`F1Score` refuses a threshold of 0: it needs the sigmoid.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Metric, ModelFacts, Output
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import CROSS_ENTROPIES
from multihot.rules.spelling import metric_code
from multihot.rules.wording import head_code, subject_of

# the parameter that holds the cut, and what Keras takes where it is not given
CUTS = {
    "binary_accuracy": ("threshold", 0.5),
    "binary_io_u": ("threshold", 0.5),
    "f1_score": ("threshold", None),
    "fbeta_score": ("threshold", None),
    **dict.fromkeys(("precision", "recall"), ("thresholds", 0.5)),
    **dict.fromkeys(
        ("true_positives", "true_negatives", "false_positives", "false_negatives"),
        ("thresholds", 0.5),
    ),
}
GRIDS = {
    "auc",
    "precision_at_recall",
    "recall_at_precision",
    "sensitivity_at_specificity",
    "specificity_at_sensitivity",
}
CLASSES = {"binary_accuracy": "BinaryAccuracy", "precision": "Precision", "recall": "Recall"}


def check(model: ModelFacts) -> Iterator[Seen]:
    """One finding for each metric that cuts logits."""
    for output in model.outputs:
        loss = output.loss
        if loss is None or loss.kind not in CROSS_ENTROPIES or loss.from_logits is not True:
            continue
        if output.head.activation == "linear":
            for metric in output.metrics:
                yield from _judged(model, metric, output)


def _judged(model: ModelFacts, metric: Metric, output: Output) -> Iterator[Seen]:
    kind = _kind(metric, output)
    cut = _cut(metric, kind)
    if metric.library in ("keras", "tfa") and cut:
        yield Seen(
            subject=f"metric {metric.name or metric.spelled or kind}",
            message=f"{metric.spelled or kind} {cut}, and the head gives logits",
            advice=_advice(kind),
            code=_code(model, kind, output),
            evidence={"metric": kind, "head": subject_of(output)},
            place=metric.place,
        )


def _kind(metric: Metric, output: Output) -> str:
    """What the word 'accuracy' is of a single score is the same in every Keras."""
    if metric.kind == "accuracy" and metric.form == "string":
        return metric.resolved or ("binary_accuracy" if output.head.units == 1 else "")
    return metric.kind or ""


def _cut(metric: Metric, kind: str) -> str:
    """How the metric cuts where a logit should not be cut; empty where it does not."""
    if kind in GRIDS:
        told = metric.arguments.get("from_logits", False) is False
        own = metric.arguments.get("thresholds", None) is not None
        return "looks between 0 and 1 only" if told and not own else ""
    name, default = CUTS.get(kind, ("threshold", None))
    given = metric.arguments.get(name, default)
    cuts = given if isinstance(given, list | tuple) else [default if given is None else given]
    numbers = [cut for cut in cuts if isinstance(cut, int | float)]
    if not numbers or not all(0 < cut < 1 for cut in numbers):
        return ""
    return f"cuts at {', '.join(f'{cut:g}' for cut in numbers)}"


def _advice(kind: str) -> str:
    if kind == "auc":
        return "tell it that it is given logits"
    if kind in CLASSES:
        return "cut logits at 0, or end the model in a sigmoid"
    return "end the model in a sigmoid, and drop from_logits=True"


def _code(model: ModelFacts, kind: str, output: Output) -> str:
    if kind == "auc":
        several = "" if output.head.units == 1 else "multi_label=True, "
        return metric_code(f"AUC({several}from_logits=True)", model)
    if kind in CLASSES:
        return metric_code(f"{CLASSES[kind]}({CUTS[kind][0]}=0.0)", model)
    return head_code(output.head, "sigmoid")


RULE = Rule("logit-threshold", "error", __doc__ or "", (check,))
