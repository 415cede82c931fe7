"""Means of batches: what metrics without a state print, which is not the number of all rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats
from multihot.identification.deciding import Way
from multihot.identification.definitions import Call, Candidate, Definition
from multihot.identification.facts import Facts
from multihot.identification.priors import BATCHES, BATCHES_OF_KNOWN_SIZE, rarity_of
from multihot.metrics import BY_NAME

_EPSILON = 1e-7
_OWN = "functions of Keras's backend"
_WAYS = ("thresholds", "above half")


@dataclass(frozen=True, eq=False)
class Cut:
    """Where the rows are cut into batches.

    Args:
        starts: (n_batches,) first row of each.
        sizes: (n_batches,) rows of each.
    """

    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]

    @classmethod
    def of(cls, n_rows: int, size: int) -> Cut:
        """Batches of that size in the order of the rows; the last one may be shorter.

        >>> Cut.of(5, 2).sizes.tolist()
        [2, 2, 1]
        """
        starts = np.arange(0, n_rows, size)
        return cls(starts, np.diff(np.append(starts, n_rows)))

    def sums(self, values: NDArray[Any]) -> Floats:
        """The sum over the rows of each batch, (n_batches, ...)."""
        return np.add.reduceat(values, self.starts, axis=0, dtype=np.int64).astype(np.float64)


def batches(facts: Facts) -> Iterator[Candidate]:
    """The mean over batches of each size that is smaller than the whole."""
    for size in facts.batch_sizes:
        if size < facts.shape[0]:
            cut = Cut.of(facts.shape[0], size)
            for way in facts.ways:
                if set(_WAYS) & set(way.rules):
                    yield from _of_way(facts, way, cut, size)
            yield from _told(facts, {"argmax_accuracy": _agreement(facts, cut)}, cut, size)


def _of_way(facts: Facts, way: Way, cut: Cut, size: int) -> Iterator[Candidate]:
    hits: NDArray[np.bool_] = np.logical_and(facts.truth, way.given)
    wrong: NDArray[np.bool_] = np.logical_xor(facts.truth, way.given)
    tp, given, true = cut.sums(hits), cut.sums(way.given), cut.sums(facts.truth)
    of_batch = {
        **_means("macro", tp, given, true),
        **_means("micro", *(each.sum(axis=1, keepdims=True) for each in (tp, given, true))),
        "label_accuracy": 1 - cut.sums(wrong.sum(axis=1)) / cut.sizes / facts.shape[1],
        "subset_accuracy": 1 - cut.sums(np.asarray(wrong.any(axis=1))) / cut.sizes,
    }
    yield from _told(facts, of_batch, cut, size, way)


def _means(average: str, tp: Floats, given: Floats, true: Floats) -> Mapping[str, Floats]:
    """Precision, recall and F1 of each batch, with the epsilon that keeps 0/0 at 0."""
    precision, recall = tp / (given + _EPSILON), tp / (true + _EPSILON)
    f1 = 2 * precision * recall / (precision + recall + _EPSILON)
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {f"{name}_{average}": each.mean(axis=1) for name, each in values.items()}


def _agreement(facts: Facts, cut: Cut) -> Floats:
    right = facts.scores.argmax(axis=1) == facts.first_true
    return cut.sums(right) / cut.sizes


def _told(
    facts: Facts, of_batch: Mapping[str, Floats], cut: Cut, size: int, way: Way | None = None
) -> Iterator[Candidate]:
    further = BATCHES_OF_KNOWN_SIZE if facts.size_is_known else BATCHES
    even = bool((cut.sizes == size).all())
    for name, values in of_batch.items():
        rarity = rarity_of(name, BY_NAME[name].measure) + further + (way.rarity if way else 0)
        plain = float(values.mean())
        by_size = float(values @ cut.sizes / cut.sizes.sum())
        if name.endswith("accuracy") and even:
            continue  # then the mean of the batches is the number of all rows
        yield _candidate(name, plain, size, "", way, rarity)
        if not even and not name.endswith("accuracy"):
            yield _candidate(name, by_size, size, ", weighed by their sizes", way, rarity + 1)


def _candidate(
    name: str, value: float, size: int, told: str, way: Way | None, rarity: int
) -> Candidate:
    metric = BY_NAME[name]
    given = f"; decided by {way.words}" if way else ""
    definition = Definition(
        name=f"{name}, mean of batches of {size}{told}{way.suffix if way else ''}",
        words=f"{metric.title}, of each batch of {size} rows in their order, then the mean of the "
        f"batches{told}{given}",
        calls=(Call(_OWN, _text(name)),),
        kind="decisions",
        rarity=rarity,
        mistaken_for=f"the {metric.title}, of all rows",
        instead=name,
    )
    return Candidate(definition, value)


def _text(name: str) -> str:
    measure, _, average = name.rpartition("_")
    axis = ", axis=0" if average == "macro" else ""
    if average == "accuracy":
        return f"{measure} accuracy of a batch as a number"
    short = {"precision": "p = tp / (K.sum(given) + K.epsilon())"}
    if measure == "f1":
        return f"metrics=[f1_m] with 2*p*r / (p + r + K.epsilon()), p and r by K.sum(...{axis})"
    other = "K.sum(given" if measure in short else "K.sum(targets"
    return (
        f"metrics=[{measure}_m] with K.sum(targets * given{axis}) / ({other}{axis}) + K.epsilon())"
    )
