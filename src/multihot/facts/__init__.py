"""Facts about models, targets, scores and scripts, wherever they were found."""

from multihot.facts.arguments import UNKNOWN, Arguments, Unknown
from multihot.facts.decisions import DecisionFacts
from multihot.facts.functions import FunctionFacts
from multihot.facts.gathered import Facts
from multihot.facts.generations import Keras
from multihot.facts.models import (
    Callback,
    Fit,
    Head,
    Loss,
    Metric,
    ModelFacts,
    Output,
    Weights,
)
from multihot.facts.places import NOWHERE, Place
from multihot.facts.scores import ScoreFacts
from multihot.facts.scripts import Cut, Operand, ScriptFacts, Use
from multihot.facts.targets import TargetFacts, TargetKind, TargetNumbers
from multihot.facts.undecided import Undecided

__all__ = [
    "NOWHERE",
    "UNKNOWN",
    "Arguments",
    "Callback",
    "Cut",
    "DecisionFacts",
    "Facts",
    "Fit",
    "FunctionFacts",
    "Head",
    "Keras",
    "Loss",
    "Metric",
    "ModelFacts",
    "Operand",
    "Output",
    "Place",
    "ScoreFacts",
    "ScriptFacts",
    "TargetFacts",
    "TargetKind",
    "TargetNumbers",
    "Undecided",
    "Unknown",
    "Use",
    "Weights",
]
