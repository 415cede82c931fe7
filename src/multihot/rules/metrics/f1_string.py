"""The string 'f1_score' among the metrics.

## Why it matters
Before Keras 3 no string names an F score: 'f1_score' raises "unknown metric function" (only
TF 2.13 to 2.15 know 'F1Score'). In Keras 3 the string is `F1Score()` with nothing set: one number
a label, of the highest score in each row. EarlyStopping cannot watch it, and further labels of a
row are counted as missed.

## What to do
Pass an object with an average and a threshold:

    metrics=[keras.metrics.F1Score(average="macro", threshold=0.5)]

In older versions compute it after training, with `mh.evaluate(targets, scores)`.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Metric, ModelFacts, TargetFacts
from multihot.facts.generations import REFUSED, generations_of, resolve, spans
from multihot.rules.findings import Certainty, Seen
from multihot.rules.judging import Rule
from multihot.rules.problems import Problem, problems
from multihot.rules.spelling import has_f1, metric_code, word_of

WORDS = frozenset({"f1_score", "F1Score", "fbeta_score", "f_beta_score", "FBetaScore"})
BY_ARGMAX = "the string means F1Score(): one number a label, of the highest score in each row"
RIGHT = "right if the labels exclude each other and Keras is 3 or later"


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each string, refused or read."""
    for problem in problems(model, targets):
        for metric in problem.output.metrics:
            if word_of(metric) in WORDS:
                yield from _judged(model, problem, metric)


def _judged(model: ModelFacts, problem: Problem, metric: Metric) -> Iterator[Seen]:
    generations = generations_of(model.keras)
    word = word_of(metric)
    refusing = [each for each in generations if resolve(word, each) == REFUSED]
    refused = bool(refusing) and len(refusing) == len(generations)
    # classes that exclude each other have one argmax a row
    if not refused and problem.multilabel in ("no", None):
        return
    certainty = _certainty(problem, refused=refused)
    told = [f"unknown in {spans(refusing)}"] if refusing else []
    yield Seen(
        subject=f"'{word}'",
        message="; ".join(told if refused else [BY_ARGMAX, *told]),
        advice="pass an object with an average and a threshold",
        code=_code(model),
        certainty=certainty,
        settles="" if certainty == "certain" else RIGHT,
        place=metric.place,
    )


def _certainty(problem: Problem, *, refused: bool) -> Certainty:
    return "certain" if refused or problem.multilabel == "certain" else "possible"


def _code(model: ModelFacts) -> str:
    if not has_f1(model.keras):
        return 'mh.evaluate(y_test, model.predict(x_test))["f1_macro"]'
    return metric_code('F1Score(average="macro", threshold=0.5)', model)


RULE = Rule("f1-string", "error", __doc__ or "", (check,))
