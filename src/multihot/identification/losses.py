"""Losses and distances of the scores from the targets, and what is mistaken for scores in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from multihot.arrays import Floats
from multihot.identification.calling import elsewhere
from multihot.identification.definitions import Call, Candidate, Definition
from multihot.identification.facts import Facts
from multihot.identification.mistaking import mistaken_for
from multihot.identification.priors import EXCHANGED, MISUSE, VARIANT, rarity_of
from multihot.metrics import BY_NAME

_LEAST = 1e-7
_ALIKE = 1e-6
_SK = "scikit-learn 1.9"
_KERAS = "Keras, tf.keras"


def losses(facts: Facts) -> Iterator[Candidate]:
    """Every loss."""
    yield from _log_losses(facts)
    for name in ("brier_score", "ece_micro", "ece_macro"):
        yield _metric(name, facts.evaluation[name], tuple(elsewhere(BY_NAME[name])))
    scores = facts.scores.astype(np.float64)
    yield from _of_true_labels(facts, scores)
    yield from _of_sums(facts)
    yield from _of_distances(np.abs(scores - facts.truth))
    yield from _of_likeness(facts, scores)
    yield from _of_mistaken_scores(facts, scores)


def _metric(name: str, value: float, calls: tuple[Call, ...], told: str = "") -> Candidate:
    metric = BY_NAME[name]
    words, instead = mistaken_for(name)
    definition = Definition(
        name=f"{name}{told}",
        words=f"{metric.definition}{told}",
        calls=calls,
        kind="scores",
        rarity=rarity_of(name, metric.measure) + bool(told),
        mistaken_for=words,
        instead=instead,
        metric=name,
    )
    return Candidate(definition, value, is_share=False)


def _log_losses(facts: Facts) -> Iterator[Candidate]:
    """The log loss, and apart from it those that hold scores of 0 and 1 off them otherwise."""
    value = facts.evaluation["log_loss"]
    calls = elsewhere(BY_NAME["log_loss"])
    scores = facts.scores
    epsilon = float(np.finfo(scores.dtype).eps)
    off = f", scores held off 0 and 1 by {epsilon:.2g}"
    others = {
        "eras": (_bce(facts.truth, scores.astype(np.float32)), ", in float32"),
        "scikit": (_bce(facts.truth, scores, epsilon), off),
    }
    for system, (other, told) in others.items():
        if abs(other - value) > _ALIKE * abs(value):
            theirs = tuple(call for call in calls if system in call.system)
            calls = [call for call in calls if system not in call.system]
            yield _metric("log_loss", other, theirs, told)
    yield _metric("log_loss", value, tuple(calls))


def _of_true_labels(facts: Facts, scores: Floats) -> Iterator[Candidate]:
    least = float(np.finfo(facts.scores.dtype).eps)
    clipped = np.clip(scores, least, 1 - least)
    yield _loss(
        "log loss without false labels",
        "-ln of the scores of the true labels, summed over a row: false labels are ignored",
        _of_trues(facts.truth, clipped),
        Call(_SK, "log_loss(targets, scores)"),
    )
    whole = scores.sum(axis=1, keepdims=True)
    shares = np.divide(scores, whole, out=np.zeros_like(scores), where=whole > 0)
    yield _loss(
        "categorical cross-entropy",
        "categorical cross-entropy: scores are divided by their sum over the row",
        _of_trues(facts.truth, np.clip(shares, _LEAST, 1 - _LEAST)),
        Call(_KERAS, 'loss="categorical_crossentropy"'),
    )


def _of_sums(facts: Facts) -> Iterator[Candidate]:
    yield _loss(
        "log_loss of a row",
        "log loss, summed over the labels of a row",
        facts.evaluation["log_loss"] * facts.shape[1],
        Call("MULAN", "LogLoss"),
        further=1,
    )
    yield _loss(
        "brier_score of a row",
        "Brier score, summed over the labels of a row",
        facts.evaluation["brier_score"] * facts.shape[1],
        Call(_SK, "brier_score_loss(targets, scores)"),
        Call("MULAN", "MeanSquaredError"),
        instead="brier_score",
    )


def _of_trues(truth: NDArray[np.bool_], scores: Floats) -> float:
    return -float(np.where(truth, np.log(scores), 0.0).sum(axis=1).mean())


def _of_distances(distance: Floats) -> Iterator[Candidate]:
    yield _loss(
        "mean absolute error",
        "distance of the scores from the targets, mean over all cells",
        float(distance.mean()),
        Call(_KERAS, 'metrics=["mae"]'),
        Call(_SK, "mean_absolute_error(targets, scores)"),
        instead="brier_score",
    )
    yield _loss(
        "root mean squared error",
        "root of the squared distance of the scores from the targets, mean over all cells",
        float(np.sqrt(np.square(distance).mean())),
        Call(_KERAS, "keras.metrics.RootMeanSquaredError()"),
        instead="brier_score",
    )


def _of_likeness(facts: Facts, scores: Floats) -> Iterator[Candidate]:
    right = np.clip(1 - np.abs(scores - facts.truth), _LEAST, 1 - _LEAST)
    yield _loss(
        "binary focal cross-entropy",
        "binary focal cross-entropy, gamma 2: cells that are nearly right hardly count",
        float((np.square(1 - right) * -np.log(right)).mean()),
        Call(_KERAS, 'loss="binary_focal_crossentropy"'),
    )
    yield _loss(
        "scores equal to the targets",
        "share of the scores that equal 0 or 1 exactly, and rightly: a comparison of floats",
        float((facts.scores == facts.truth).mean()),
        Call("Keras 3, tf.keras 2", "keras.metrics.Accuracy()"),
        instead="label_accuracy",
        further=1,
    )


def _of_mistaken_scores(facts: Facts, scores: Floats) -> Iterator[Candidate]:
    truth = facts.truth
    if facts.logits is None:
        yield _loss(
            "log_loss, sigmoid applied twice",
            "binary cross-entropy of scores that were taken for logits: sigmoid applied twice",
            _bce(truth, expit(scores)),
            Call(_KERAS, "BinaryCrossentropy(from_logits=True) after a sigmoid"),
            further=MISUSE,
        )
    else:
        yield from _of_raw_logits(truth, facts.logits.astype(np.float32))
    yield _loss(
        "log_loss with arguments exchanged",
        "binary cross-entropy with targets and scores in each other's place",
        _bce(scores, truth.astype(np.float32)),
        Call(_KERAS, "binary_crossentropy(scores, targets)"),
        further=EXCHANGED,
    )


def _of_raw_logits(truth: NDArray[np.bool_], logits: NDArray[np.float32]) -> Iterator[Candidate]:
    yield _loss(
        "log_loss of raw logits",
        "binary cross-entropy of logits that were taken for scores",
        _bce(truth, logits),
        Call(_KERAS, 'loss="binary_crossentropy" without a sigmoid'),
        further=MISUSE,
    )
    yield _loss(
        "brier_score of raw logits",
        "squared distance of the logits from the targets, mean over all cells",
        float(np.square(logits - truth).mean(dtype=np.float64)),
        Call(_KERAS, 'metrics=["mse"] without a sigmoid'),
        instead="brier_score",
        further=MISUSE,
    )


def _bce(truth: NDArray[Any], scores: NDArray[Any], least: float = _LEAST) -> float:
    """Binary cross-entropy, rounded as the type of the scores rounds."""
    kind = scores.dtype.type
    clipped = np.clip(scores, kind(least), kind(1 - least))
    each = truth * np.log(clipped) + (1 - truth) * np.log(1 - clipped)
    return -float(each.mean(dtype=np.float64))


def _loss(
    name: str,
    words: str,
    value: float,
    *calls: Call,
    instead: str = "log_loss",
    further: int = 0,
) -> Candidate:
    definition = Definition(
        name=name,
        words=words,
        calls=calls,
        kind="scores",
        rarity=VARIANT + further,
        mistaken_for=f"the {BY_NAME[instead].title}",
        instead=instead,
    )
    return Candidate(definition, value, is_share=False)
