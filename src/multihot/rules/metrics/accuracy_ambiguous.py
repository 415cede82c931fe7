"""The string 'accuracy' where a row can carry several labels.

## Why it matters
Keras turns the word into one of three metrics, and the rule by which it does has changed. With
several output units, multi-hot targets and binary cross-entropy it was the mean agreement of
single cells up to TF 2.1 and Keras 2.3 (and is so in TF 2 with eager execution switched off);
since then it is the agreement of two argmaxes: whether the highest score of a row stands at the
row's first 1. People saw .97 become .70 by an upgrade. The mean agreement of cells is near 1 for
a model that predicts nothing; the agreement of argmaxes looks at one label of each row.

## What to do
Name the metric that is meant:

    metrics=["binary_accuracy", keras.metrics.F1Score(average="macro", threshold=0.5)]

or, with the counts of multihot: `mh.nn.metrics.LabelAccuracy()`,
`mh.nn.metrics.SubsetAccuracy()`, `mh.nn.metrics.F1(average="macro")`. With one output unit, or
with a softmax head on classes that exclude each other, the word is clear.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Keras, Metric, ModelFacts, TargetFacts, TargetNumbers
from multihot.facts.generations import GENERATIONS, generation_of, resolve, spans
from multihot.rules.findings import Certainty, Seen, Severity
from multihot.rules.judging import Rule
from multihot.rules.pairing import loss_kind
from multihot.rules.problems import Problem, judged
from multihot.rules.spelling import has_f1, has_multi_label_auc, metric_code, told, word_of

BINARY, CATEGORICAL = "binary_accuracy", "categorical_accuracy"
MEANINGS = {
    BINARY: "the mean agreement of single cells (binary_accuracy)",
    CATEGORICAL: "the agreement of argmaxes (categorical_accuracy)",
    "sparse_categorical_accuracy": "the agreement of class numbers (sparse_categorical_accuracy)",
}


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for all strings of an output that stand for the same accuracy."""
    found = [each for each in judged(model, targets) if _is_word(each[1])]
    for problem, metric, certainty in found:
        alike = [
            other
            for of, other, _ in found
            if of is problem and _readings(other, problem) == _readings(metric, problem)
        ]
        if metric is alike[0]:
            yield _seen(model, problem, alike, certainty)


def _is_word(metric: Metric) -> bool:
    return metric.kind == "accuracy" and metric.form == "string"


def _seen(model: ModelFacts, problem: Problem, words: list[Metric], certainty: Certainty) -> Seen:
    metric = words[0]
    readings = _readings(metric, problem)
    own = generation_of(model.keras)
    now = metric.resolved or (readings.get(own.name) if own else None)
    numbers = problem.targets.numbers if problem.targets else None
    return Seen(
        subject=f"'{word_of(metric)}'",
        message=f"{_spelled(words)} "
        + "; ".join([_meaning(readings, now, model.keras), *_nothing(numbers)]),
        advice="name the metric that is meant",
        code=_code(model),
        certainty=certainty,
        settles=problem.settles,
        severity=_severity(now),
        evidence={"resolved": now, "readings": readings},
        place=metric.place,
    )


def _spelled(words: list[Metric]) -> str:
    """The word; where there are several, each with the list that it stands in."""
    lists = [f" in {'weighted_metrics' if each.weighted else 'metrics'}" for each in words]
    several = len(set(lists)) > 1
    first, *others = [
        f"'{word_of(each)}'{place if several else ''}"
        for each, place in zip(words, lists, strict=True)
    ]
    return f"{first}, like {' and '.join(others)}," if others else first


def _readings(metric: Metric, problem: Problem) -> dict[str, str | None]:
    """What each generation makes of the word, by the generation's name."""
    loss = problem.output.loss
    # what is possibly one-hot is read as multi-hot is
    return {
        generation.name: resolve(
            word_of(metric),
            generation,
            width=problem.output.head.units or _SEVERAL,
            loss=loss_kind(problem.output),
            loss_form=loss.form if loss else "string",
            targets="multi-hot",
        )
        for generation in GENERATIONS
    }


def _meaning(readings: dict[str, str | None], now: str | None, keras: Keras | None) -> str:
    """What it is here, and what it is elsewhere."""
    where = {
        kind: spans(each for each in _IN_USE if readings[each.name] == kind) for kind in MEANINGS
    }
    read = [kind for kind in MEANINGS if where[kind]]
    if len(read) == 1:
        return f"is {MEANINGS[read[0]]}; that of a row of targets is its first 1"
    if now not in MEANINGS:
        return "is " + ", but ".join(f"{MEANINGS[kind]} in {where[kind]}" for kind in read)
    others = [f", but {MEANINGS[kind]} in {where[kind]}" for kind in read if kind != now]
    return f"is {MEANINGS[now]} in {_version(keras)}{''.join(others)}"


def _version(keras: Keras | None) -> str:
    if keras is None or keras.version is None:
        return "this Keras"
    package = "Keras" if keras.flavour == "keras" else "TF"
    return f"{package} {'.'.join(str(each) for each in keras.version)}"


def _nothing(numbers: TargetNumbers | None) -> list[str]:
    """What a model that gives every label the same low score gets by the one and the other."""
    if numbers is None or numbers.positives is None or numbers.known is None:
        return []
    known, n_rows = int(numbers.known.sum()), sum(numbers.row_sums)
    if not known or not n_rows or numbers.n_unknown:
        return []
    cells = 1 - numbers.positives.sum() / known
    # equal scores have their argmax in column 0, and so have rows without a label
    argmaxes = (numbers.positives[0] + numbers.row_sums[0]) / n_rows
    return [
        f"equal scores under .5 for all labels get {told(cells)} of cells, "
        f"{told(argmaxes)} of argmaxes"
    ]


def _severity(now: str | None) -> Severity | None:
    """Agreement of cells is what is meant, if anything is; only its name misleads."""
    return "warning" if now == BINARY else None


def _code(model: ModelFacts) -> str:
    metrics = ['"binary_accuracy"']
    if has_f1(model.keras):
        metrics.append(metric_code('F1Score(average="macro", threshold=0.5)', model))
    elif has_multi_label_auc(model.keras):
        metrics.append(metric_code('AUC(multi_label=True, name="auc_macro")', model))
    return f"metrics=[{', '.join(metrics)}]"


_SEVERAL = 2
_IN_USE = tuple(each for each in GENERATIONS if each.first >= (1, 0, 6))

RULE = Rule("accuracy-ambiguous", "error", __doc__ or "", (check,))
