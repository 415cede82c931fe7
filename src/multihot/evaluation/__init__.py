"""Every number of a model's decisions and scores, and the rows behind them."""

from multihot.evaluation.evaluations import Baseline, Evaluation, Interval, UnknownMetric
from multihot.evaluation.measuring import evaluate
from multihot.evaluation.mistakes import Guess, Mistake, find_mistakes
from multihot.evaluation.states import EvaluationState
from multihot.evaluation.tables import Column, Remarks, render, rounded_up

__all__ = [
    "Baseline",
    "Column",
    "Evaluation",
    "EvaluationState",
    "Guess",
    "Interval",
    "Mistake",
    "Remarks",
    "UnknownMetric",
    "evaluate",
    "find_mistakes",
    "render",
    "rounded_up",
]
