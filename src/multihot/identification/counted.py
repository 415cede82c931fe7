"""Measures of decisions: every way to decide, every average, every policy for 0/0."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.identification.averaging import POLICIES, Averaged, averages, mean
from multihot.identification.calling import calls_of
from multihot.identification.deciding import Way
from multihot.identification.definitions import Call, Candidate, Definition
from multihot.identification.facts import Facts
from multihot.identification.mistaking import mistaken_for
from multihot.identification.priors import POLICY, VARIANT, rarity_of
from multihot.metrics import BY_NAME, FORMULAS, Measured, Metric, set_metrics
from multihot.metrics.formulas import label_accuracy

_OF_HIGHEST = 1  # it is Keras's default there, so not far-fetched
_SIZES = ("cardinality_true", "cardinality_predicted")


def counted(facts: Facts) -> Iterator[Candidate]:
    """Every metric that decisions are enough for, decided in every way."""
    for way in facts.ways:
        yield from _of_cells(way)
        yield from _of_sets(way)
        for measure in FORMULAS:
            yield from _of_measure(measure, way)
        yield from _of_averages(way)


def _of_measure(measure: str, way: Way) -> Iterator[Candidate]:
    for each in averages(FORMULAS[measure], way.counts, way.sets):
        metric = BY_NAME[f"{measure}_{each.average}"]
        yield Candidate(
            _definition(metric, way, each), each.value, is_share=metric.low == 0 and each.value >= 0
        )


def _definition(metric: Metric, way: Way, each: Averaged) -> Definition:
    told = "" if each.policy == "zero" else f", {POLICIES[each.policy]}"
    words, instead = mistaken_for(metric.name)
    keras = "highest" in way.rules and metric.measure == "f1" and each.average != "samples"
    return Definition(
        name=f"{metric.name}{told}{way.suffix}",
        words=f"{metric.definition}{told}; decided by {way.words}",
        calls=tuple(calls_of(metric, way.rules, each.policy, sole=each.is_sole)),
        kind="decisions",
        rarity=rarity_of(metric.name, metric.measure)
        + POLICY[each.policy]
        + (min(way.rarity, _OF_HIGHEST) if keras else way.rarity),
        mistaken_for=words,
        instead=instead,
        metric=metric.name,
    )


def _of_cells(way: Way) -> Iterator[Candidate]:
    right, known = (float(part.sum()) for part in label_accuracy(*way.counts.fields()))
    accuracy = right / known if known else np.nan
    for name, value in (("label_accuracy", accuracy), ("hamming_loss", 1 - accuracy)):
        yield _plain(name, Measured(value), way, is_share=False)
    wrong = (known - right) / way.sets.rows.sum() if known else np.nan
    words = f"wrong answers of a row, their mean; decided by {way.words}"
    calls = (Call("napkinXC", "hamming_loss(targets, decisions)"),)
    rarity = VARIANT + way.rarity
    name = f"wrong labels a row{way.suffix}"
    yield Candidate(_other(name, words, calls, rarity, "hamming_loss"), wrong, is_share=False)


def _of_sets(way: Way) -> Iterator[Candidate]:
    for name, value in set_metrics(way.sets).items():
        if name != "cardinality_true" or not way.suffix:
            yield _plain(name, value, way, is_share=name not in _SIZES)


def _plain(name: str, value: float, way: Way, *, is_share: bool) -> Candidate:
    each = Averaged("micro", "zero", float(value), is_sole=True)
    return Candidate(_definition(BY_NAME[name], way, each), float(value), is_share)


def _of_averages(way: Way) -> Iterator[Candidate]:
    """F1 of averages, both IoUs, and average precision of decisions: no catalogue has them."""
    for average, counts, weights in (
        ("macro", way.counts, np.ones(len(way.counts.tp))),
        ("samples", way.sets.as_counts(), way.sets.rows),
    ):
        precision, recall = (
            mean(_divided(*FORMULAS[name](*counts.fields())), weights)
            for name in ("precision", "recall")
        )
        value = _divided(np.array([2 * precision * recall]), np.array([precision + recall]))[0]
        words = f"F1 of the {average} precision and the {average} recall, not the mean of F1s"
        system = ("LibMultiLabel 0.10", '"Another-Macro-F1"') if average == "macro" else None
        calls = () if system is None else (Call(*system),)
        name = f"f1 of {average} precision and recall{way.suffix}"
        rarity = VARIANT + 1 + way.rarity
        words = f"{words}; decided by {way.words}"
        yield Candidate(_other(name, words, calls, rarity, f"f1_{average}"), float(value))
    yield from _of_overlaps(way)
    yield from _of_sides(way)


def _of_overlaps(way: Way) -> Iterator[Candidate]:
    tp, fp, fn, tn = (float(field[0]) for field in way.counts.total().fields())
    nothing = tn / (tn + fp + fn) if tn + fp + fn else 0.0
    something = tp / (tp + fp + fn) if tp + fp + fn else 0.0
    for value, what, how in (
        (nothing, "of the cells without a label", "target_class_ids=[0]"),
        ((nothing + something) / 2, "mean of that with and that without a label", ""),
    ):
        call = Call("Keras 3", f"keras.metrics.BinaryIoU({how})")
        calls = (call,) if "half" in way.rules else ()
        words = f"overlap (IoU), {what}; decided by {way.words}"
        rarity = VARIANT + 2 + way.rarity
        name = f"IoU {what}{way.suffix}"
        yield Candidate(_other(name, words, calls, rarity, "jaccard_micro"), value)


def _of_sides(way: Way) -> Iterator[Candidate]:
    """Balanced accuracy where of recall and specificity one is 0/0: the other stands for both."""
    counts, rows = way.counts, way.sets.as_counts()
    groups = {
        "macro": (counts, np.ones(len(counts.tp)), "targets.T, decisions.T"),
        "samples": (rows, way.sets.rows, "targets, decisions"),
    }
    for average, (group, weights, pairs) in groups.items():
        recall, other = (FORMULAS[name](*group.fields()) for name in ("recall", "specificity"))
        sides = (recall[1] > 0).astype(int) + (other[1] > 0)
        if (sides == 2).all():  # noqa: PLR2004 - both
            continue
        value = mean((_divided(*recall) + _divided(*other)) / np.maximum(sides, 1), weights)
        text = f"np.mean([balanced_accuracy_score(t, d) for t, d in zip({pairs})])"
        name = f"balanced_accuracy_{average} of what is there{way.suffix}"
        words = f"balanced accuracy, {average}; of recall and specificity the one that is not 0/0 "
        words += f"stands for both; decided by {way.words}"
        calls, rarity = (Call("scikit-learn 1.9", text),), VARIANT + 3 + way.rarity
        instead = f"balanced_accuracy_{average}"
        yield Candidate(_other(name, words, calls, rarity, instead), value)


def _other(name: str, words: str, calls: tuple[Call, ...], rarity: int, instead: str) -> Definition:
    return Definition(
        name=name,
        words=words,
        calls=calls,
        kind="decisions",
        rarity=rarity,
        mistaken_for=f"the {BY_NAME[instead].title}",
        instead=instead,
    )


def _divided(numerator: object, denominator: object) -> np.ndarray:
    top, bottom = np.asarray(numerator, float), np.asarray(denominator, float)
    return np.divide(top, bottom, out=np.zeros(len(top)), where=bottom != 0)
