"""Numbers of one label, as the rows of a report on labels have them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.identification.deciding import Way
from multihot.identification.definitions import Call, Candidate, Definition
from multihot.identification.facts import Facts
from multihot.identification.priors import ONE_LABEL, rarity_of
from multihot.metrics import AREAS, FORMULAS, per_label
from multihot.metrics.catalogue import MEASURES
from multihot.metrics.formulas import label_accuracy

_SK = "scikit-learn 1.9"
_MEASURES = {
    **{name: FORMULAS[name] for name in ("f1", "precision", "recall", "jaccard", "specificity")},
    "label_accuracy": label_accuracy,
}
_REPORTED = ("f1", "precision", "recall")
_KERAS = {"precision": "Precision", "recall": "Recall"}


def labelled(facts: Facts) -> Iterator[Candidate]:
    """Each label's own numbers, where there is more than one label."""
    if facts.shape[1] == 1:
        return
    for way in facts.ways:
        if {"thresholds", "above half"} & set(way.rules):
            for measure in _MEASURES:
                yield from _of_measure(measure, way, facts)
        elif "highest" in way.rules:
            yield from _of_measure("f1", way, facts)
    for area in AREAS:
        values = facts.evaluation.per_label[area]
        for column, value in enumerate(values):
            call = Call(_SK, f"{area}_score(targets[:, {column}], scores[:, {column}])")
            yield _candidate(area, facts, column, float(value), (call,), None)


def _of_measure(measure: str, way: Way, facts: Facts) -> Iterator[Candidate]:
    values = per_label(_MEASURES[measure], way.counts)
    for column in np.arange(len(values)):
        calls = tuple(_calls(measure, facts.labels.names[column], int(column), way))
        yield _candidate(measure, facts, int(column), float(values[column]), calls, way)


def _calls(measure: str, label: str, column: int, way: Way) -> Iterator[Call]:
    if "highest" in way.rules:
        yield Call("Keras 3", f'metrics=["f1_score"]: a vector, place {column}')
        return
    if measure in _REPORTED:
        yield Call(_SK, f"classification_report(targets, decisions): row {label!r}")
    if measure in _KERAS and "above half" in way.rules:
        yield Call("Keras 3, tf.keras 2", f"keras.metrics.{_KERAS[measure]}(class_id={column})")
    if measure == "label_accuracy":
        yield Call(_SK, f"accuracy_score(targets[:, {column}], decisions[:, {column}])")
    elif measure in ("f1", "jaccard"):
        yield Call(_SK, f"{measure}_score(targets[:, {column}], decisions[:, {column}])")


def _candidate(
    measure: str, facts: Facts, column: int, value: float, calls: tuple[Call, ...], way: Way | None
) -> Candidate:
    label = facts.labels.names[column]
    entry = MEASURES.get(measure)
    words = entry.words if entry else "share of the rows that are decided rightly"
    macro = measure if measure == "label_accuracy" else f"{measure}_macro"
    definition = Definition(
        name=f"label {label!r}: {measure}{way.suffix if way else ''}",
        words=f"{words}, of the label {label!r} alone{f'; decided by {way.words}' if way else ''}",
        calls=calls,
        kind="decisions" if way else "ranks",
        rarity=ONE_LABEL + rarity_of(f"{measure}_macro", measure) + (way.rarity if way else 0),
        mistaken_for="a number of all labels",
        instead=macro,
    )
    return Candidate(definition, value)
