"""Multi-label targets taken for multi-class: of a row's labels only the first is looked at."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.identification.averaging import mean
from multihot.identification.definitions import Call, Candidate, Definition
from multihot.identification.facts import Facts
from multihot.identification.priors import VARIANT
from multihot.metrics import FORMULAS, LabelCounts
from multihot.metrics.formulas import Formula

_DEPTHS = (3, 5, 10)
_SK = "scikit-learn 1.9"
_ROWS = "targets.argmax(axis=1), scores.argmax(axis=1)"


def argmaxes(facts: Facts) -> Iterator[Candidate]:
    """Top-k accuracy of the first true label, and multi-class measures of both argmaxes."""
    rows = np.arange(facts.shape[0])
    own = facts.scores[rows, facts.first_true]
    above = (facts.scores > own[:, None]).sum(axis=1)
    for k in _DEPTHS:
        if k < facts.shape[1]:
            yield _top(k, float((above < k).mean()))
    if facts.shape[1] > 1:
        yield from _classes(facts)


def _top(k: int, value: float) -> Candidate:
    system = "Keras 2.3 to 3, tf.keras 2"
    default = k == _DEPTHS[1]
    calls = [Call(system, f"keras.metrics.TopKCategoricalAccuracy({'' if default else f'k={k}'})")]
    if default:
        calls.append(Call(system, 'metrics=["top_k_categorical_accuracy"]'))
    definition = Definition(
        name=f"top {k} categorical accuracy",
        words=f"share of the rows whose first true label is among the {k} highest scores; "
        "the other true labels are not looked at",
        calls=tuple(calls),
        kind="ranks",
        rarity=VARIANT - 1 if default else VARIANT + 1,
        mistaken_for="the share of the true labels that are among the highest scores",
        instead=f"recall_at_{k}" if k in (1, 3, 5) else "recall_at_5",
    )
    return Candidate(definition, value)


def _classes(facts: Facts) -> Iterator[Candidate]:
    counts = _counts(facts)
    for measure in ("precision", "recall", "f1"):
        values = _values(FORMULAS[measure], counts)
        for average, weights in (
            ("macro", np.ones(len(values))),
            ("weighted", counts.tp + counts.fn),
        ):
            if (measure, average) == ("recall", "weighted"):
                continue  # it is argmax_accuracy
            definition = Definition(
                name=f"{measure}_{average} of argmaxes",
                words=f"multi-class {measure}, {average}, of the first true label and the highest "
                "score of each row; the other labels are not looked at",
                calls=(Call(_SK, f'{measure}_score({_ROWS}, average="{average}")'),),
                kind="ranks",
                rarity=VARIANT + 3,
                mistaken_for=f"the {measure} of multi-label decisions",
                instead=f"{measure}_{average}",
            )
            yield Candidate(definition, mean(values, weights))


def _counts(facts: Facts) -> LabelCounts:
    """Counts of the classes that occur among either argmax."""
    n_labels, guess = facts.shape[1], facts.scores.argmax(axis=1)
    right = facts.first_true[guess == facts.first_true]
    tp, given, true = (
        np.bincount(each, minlength=n_labels) for each in (right, guess, facts.first_true)
    )
    there = (given + true) > 0
    tp, given, true = tp[there], given[there], true[there]
    fp, fn = given - tp, true - tp
    return LabelCounts(tp, fp, fn, facts.shape[0] - tp - fp - fn)


def _values(formula: Formula, counts: LabelCounts) -> np.ndarray:
    numerator, denominator = (np.asarray(part, float) for part in formula(*counts.fields()))
    return np.divide(numerator, denominator, out=np.zeros(len(numerator)), where=denominator != 0)
