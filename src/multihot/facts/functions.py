"""What a metric that is a plain function does, read from its syntax tree."""

from __future__ import annotations

from dataclasses import dataclass

from multihot.facts.places import NOWHERE, Place


@dataclass(frozen=True)
class FunctionFacts:
    """A function that a model is given as a metric or a loss.

    Args:
        name: of the function.
        ratio_of_sums: it divides sums over the batch, so what is logged is a mean of ratios
            (`K.sum(...) / (K.sum(...) + K.epsilon())`); where.
        ignores_targets: it overwrites its targets with ones (`y_true = K.ones_like(y_true)`);
            where.
        place: of its `def`.
    """

    name: str
    ratio_of_sums: Place | None = None
    ignores_targets: Place | None = None
    place: Place = NOWHERE
