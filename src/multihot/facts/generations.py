"""Which Keras, and what a generation of it makes of the strings that compile is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from multihot.facts.places import NOWHERE, Place


@dataclass(frozen=True)
class Keras:
    """A Keras that code is written for.

    Args:
        flavour: `keras` for the package of its own, `tf.keras` for the one in TensorFlow.
        version: (major, minor) of keras, or of TensorFlow for tf.keras; None where unknown.
        place: how it is known: an import, a line of requirements.txt, an option.
    """

    flavour: Literal["keras", "tf.keras"]
    version: tuple[int, int] | None = None
    place: Place = NOWHERE
