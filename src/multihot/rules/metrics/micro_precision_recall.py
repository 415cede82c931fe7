"""Precision and recall of Keras, which are micro averages.

## Why it matters
`keras.metrics.Precision()` and `Recall()` count the cells of all labels together. A frequent
label outweighs a hundred rare ones; scikit-learn's default and most papers mean something
else.

## What to do
Nothing, if that is meant; say "micro" where the number is told. Otherwise:

    mh.nn.metrics.Precision(average="macro"), mh.nn.metrics.Recall(average="macro")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Metric, ModelFacts, TargetFacts
from multihot.facts.generations import REFUSED, generation_of, resolve
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.problems import Problem, problems
from multihot.rules.spelling import word_of

CLASSES = {"precision": "Precision", "recall": "Recall"}
CHOSEN = ("class_id", "top_k")


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One note for all of an output."""
    for problem in problems(model, targets):
        found = [each for each in problem.output.metrics if _is_micro(each, model)]
        if found and problem.multilabel in ("certain", "possible"):
            yield _seen(problem, found)


def _is_micro(metric: Metric, model: ModelFacts) -> bool:
    generation = generation_of(model.keras)
    refused = generation and resolve(word_of(metric), generation) == REFUSED
    chosen = any(metric.arguments.get(name, None) is not None for name in CHOSEN)
    named = "micro" in f"{metric.name} {metric.arguments.get('name', '')}"
    own = metric.kind in CLASSES and metric.library == "keras" and metric.form != "function"
    return own and not (refused or chosen or named)


def _seen(problem: Problem, found: list[Metric]) -> Seen:
    units = problem.output.head.units
    return Seen(
        subject=", ".join(each.spelled or CLASSES[each.kind or ""] for each in found),
        message=f"cells of all {units or 'the'} labels are counted together: micro averages",
        advice="say micro where the numbers are told, or take the mean over labels",
        code=", ".join(
            f'mh.nn.metrics.{CLASSES[each.kind or ""]}(average="macro")' for each in found
        ),
        certainty="certain" if problem.multilabel == "certain" else "possible",
        settles=problem.settles,
        evidence={"labels": units},
        place=found[0].place,
    )


RULE = Rule("micro-precision-recall", "note", __doc__ or "", (check,))
