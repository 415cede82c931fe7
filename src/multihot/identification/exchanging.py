"""Targets and decisions in each other's place, and decisions in the place of scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from multihot.arrays import Floats
from multihot.identification.averaging import POLICIES, Averaged, Policy, averages, mean
from multihot.identification.deciding import Way
from multihot.identification.definitions import Call, Candidate, Definition
from multihot.identification.facts import Facts
from multihot.identification.priors import EXCHANGED, MISUSE, POLICY, rarity_of
from multihot.metrics import BY_NAME, FORMULAS, LabelCounts, SetCounts

_SK = "scikit-learn 1.9"
_CUT = {"thresholds", "half", "above half", "above thresholds"}
# fp and fn change places: the one is the other, so it is no new number but for its weights
_SAME = ("f1", "jaccard", "mcc")
_FUNCTIONS = {
    "precision": "precision_score(decisions, targets",
    "recall": "recall_score(decisions, targets",
    "f1": "f1_score(decisions, targets",
    "f2": "fbeta_score(decisions, targets, beta=2",
    "f05": "fbeta_score(decisions, targets, beta=0.5",
    "jaccard": "jaccard_score(decisions, targets",
}
_ZERO_DIVISION: dict[Policy, str] = {"zero": "", "one": ", zero_division=1"}


def exchanged(facts: Facts) -> Iterator[Candidate]:
    """Every measure of decisions with its arguments exchanged, and areas of decisions."""
    for way in facts.ways:
        if _CUT & set(way.rules):
            for measure in FORMULAS:
                yield from _with_arguments_exchanged(measure, way)
            yield from _areas_of_decisions(way)


def _with_arguments_exchanged(measure: str, way: Way) -> Iterator[Candidate]:
    counts, sets = _turned(way.counts), _turned_sets(way.sets)
    for each in averages(FORMULAS[measure], counts, sets):
        if measure in _SAME and each.average != "weighted":
            continue
        name = f"{measure}_{each.average}"
        told = "" if each.policy == "zero" else f", {POLICIES[each.policy]}"
        definition = Definition(
            name=f"{name} with arguments exchanged{told}{way.suffix}",
            words=f"{BY_NAME[name].title}, targets and decisions in each other's place{told}; "
            f"decided by {way.words}",
            calls=_call(measure, each),
            kind="decisions",
            rarity=rarity_of(name, measure) + EXCHANGED + POLICY[each.policy] + way.rarity,
            mistaken_for=f"the {BY_NAME[name].title}",
            instead=name,
        )
        yield Candidate(definition, each.value, is_share=measure != "mcc")


def _call(measure: str, each: Averaged) -> tuple[Call, ...]:
    how = _ZERO_DIVISION.get(each.policy)
    if measure not in _FUNCTIONS or how is None:
        return ()
    return (Call(_SK, f'{_FUNCTIONS[measure]}, average="{each.average}"{how})'),)


def _turned(counts: LabelCounts) -> LabelCounts:
    return LabelCounts(counts.tp, counts.fn, counts.fp, counts.tn)


def _turned_sets(sets: SetCounts) -> SetCounts:
    return replace(sets, kinds=sets.kinds[:, [0, 2, 1, 3]])


def _areas_of_decisions(way: Way) -> Iterator[Candidate]:
    counts, rows = way.counts, way.sets.as_counts()
    sizes = counts.tp + counts.fn
    groups = {
        "micro": (counts.total(), np.ones(1)),
        "macro": (counts, np.ones(len(sizes))),
        "weighted": (counts, sizes),
        "samples": (rows, way.sets.rows),
    }
    for average, (group, weights) in groups.items():
        for area, values in (("roc_auc", _roc_auc(group)), ("average_precision", _ap(group))):
            lost = np.isnan(values) & (area == "roc_auc")  # the other counts 0 in scikit-learn
            value = mean(np.nan_to_num(values[~lost]), weights[~lost], empty=np.nan)
            call = Call(_SK, f'{area}_score(targets, decisions, average="{average}")')
            yield _of_decisions(f"{area}_{average}", value, way, () if lost.any() else (call,))


def _of_decisions(name: str, value: float, way: Way, calls: tuple[Call, ...]) -> Candidate:
    metric = BY_NAME[name]
    definition = Definition(
        name=f"{name} of decisions{way.suffix}",
        words=f"{metric.title}, of decisions in the place of scores; decided by {way.words}",
        calls=calls,
        kind="decisions",
        rarity=MISUSE + rarity_of(name, metric.measure) + way.rarity,
        mistaken_for=f"the {metric.title}, of the scores",
        instead=name,
    )
    return Candidate(definition, value)


def _roc_auc(counts: LabelCounts) -> Floats:
    """The curve has one corner: the mean of recall and specificity."""
    numerator, denominator = FORMULAS["balanced_accuracy"](*counts.fields())
    return _or_nan(numerator, denominator)


def _ap(counts: LabelCounts) -> Floats:
    """Two steps: what is given at its precision, what is missed at the base rate."""
    tp, fp, fn, tn = counts.fields()
    first = np.nan_to_num(_or_nan(tp * (1.0 * tp), (tp + fp) * (1.0 * (tp + fn))))
    return first + _or_nan(fn, (tp + fn)) * (tp + fn) / (tp + fp + fn + tn)


def _or_nan(numerator: object, denominator: object) -> Floats:
    top, bottom = np.asarray(numerator, float), np.asarray(denominator, float)
    return np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom != 0)
