"""All that is known of one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multihot.facts.decisions import DecisionFacts
from multihot.facts.models import ModelFacts
from multihot.facts.scores import ScoreFacts
from multihot.facts.scripts import ScriptFacts
from multihot.facts.targets import TargetFacts

if TYPE_CHECKING:
    from multihot.data import Splits


@dataclass(frozen=True, eq=False)
class Facts:
    """What a rule may ask for, by the name of the field; None is not at hand.

    Args:
        model: a model, live or written in a script.
        targets: that it is for, or on their own.
        scores: predictions with their truth.
        decisions: what was decided, or is said to be, with the truth.
        splits: train, validation and test.
        script: a whole script; its models come one by one, as `model`.
    """

    model: ModelFacts | None = None
    targets: TargetFacts | None = None
    scores: ScoreFacts | None = None
    decisions: DecisionFacts | None = None
    splits: Splits | None = None
    script: ScriptFacts | None = None
