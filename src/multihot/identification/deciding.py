"""The ways in which scores become decisions, here and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import BitRows, Floats
from multihot.metrics import LabelCounts, Outcomes, SetCounts, cuts_in

Rule: TypeAlias = Literal[
    "thresholds",
    "above thresholds",
    "half",
    "above half",
    "highest",
    "first highest",
    "top 3",
    "top 5",
    "anything",
    "raw logits",
]

_HALF = 0.5
_NEARLY_NOTHING = 1e-9
_RARITY: dict[Rule, int] = {
    "thresholds": 0,
    "above half": 1,
    "half": 1,
    "above thresholds": 2,
    "highest": 6,
    "first highest": 8,
    "raw logits": 8,
    "top 3": 10,
    "top 5": 10,
    "anything": 10,
}


@dataclass(frozen=True, eq=False)
class Way:
    """Decisions that were made in one way, or in several that decide alike on these data.

    Args:
        rules: how; the first is the least far-fetched.
        words: the same for a person.
        given: (n_rows, n_labels) bool.
        targets: the truth, 1 or NaN where stored.
    """

    rules: tuple[Rule, ...]
    words: str
    given: NDArray[np.bool_]
    targets: csr_array

    @property
    def rarity(self) -> int:
        """How far-fetched it is."""
        return min(_RARITY[rule] for rule in self.rules)

    @property
    def suffix(self) -> str:
        """What follows the name of a metric that is computed so; nothing for the thresholds."""
        return "" if self.rules[0] == "thresholds" else f", {self.words}"

    @cached_property
    def counts(self) -> LabelCounts:
        """Hits and mistakes of each label."""
        return LabelCounts.of_outcomes(self._outcomes)

    @cached_property
    def sets(self) -> SetCounts:
        """Kinds of rows."""
        return SetCounts.of_outcomes(self._outcomes)

    @cached_property
    def _outcomes(self) -> Outcomes:
        return Outcomes(self.targets, BitRows.of(self.given))


def ways_of(
    targets: csr_array,
    scores: NDArray[Any],
    thresholds: Floats,
    logits: NDArray[Any] | None = None,
    *,
    merged: bool = True,
) -> tuple[Way, ...]:
    """Every way to decide, the thresholds first; those that decide alike as one, if wanted.

    >>> truth, scores = csr_array([[1, 0]]), np.array([[0.7, 0.5]])
    >>> [way.words for way in ways_of(truth, scores, np.array([0.5, 0.5]))]
    ['score >= 0.5', 'score > 0.5']
    """
    ways: list[Way] = []
    for rule, words, given in _decided(scores, thresholds, logits):
        place = next((i for i, way in enumerate(ways) if np.array_equal(way.given, given)), None)
        if not merged or place is None:
            ways.append(Way((rule,), words, given, targets))
        else:
            ways[place] = replace(ways[place], rules=(*ways[place].rules, rule))
    return tuple(ways)


def _decided(
    scores: NDArray[Any], thresholds: Floats, logits: NDArray[Any] | None
) -> Iterator[tuple[Rule, str, NDArray[np.bool_]]]:
    all_half = bool((thresholds == _HALF).all())
    cuts = cuts_in(scores.dtype, thresholds)
    what = f"{thresholds[0]:g}" if (thresholds == thresholds[0]).all() else "the thresholds"
    yield "thresholds", f"score >= {what}", scores >= cuts
    yield "half", "score >= 0.5", scores >= _HALF
    if not all_half:
        yield "above thresholds", f"score > {what}", scores > cuts
    yield "above half", "score > 0.5", scores > _HALF
    best = scores.max(axis=1, keepdims=True)
    yield "highest", "highest score of the row", (scores >= best) & (scores > _NEARLY_NOTHING)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :5]
    depths: tuple[tuple[Rule, int], ...] = (("first highest", 1), ("top 3", 3), ("top 5", 5))
    for rule, k in depths:
        if k < scores.shape[1] or k == 1:
            given = np.zeros(scores.shape, dtype=bool)
            np.put_along_axis(given, order[:, :k], values=True, axis=1)
            yield rule, "first of the highest scores" if k == 1 else f"top {k}", given
    if logits is None:
        yield "anything", "score > 0", scores > 0
    else:
        yield "raw logits", "logit >= 0.5", logits >= _HALF
