"""What a step of training is judged by on validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scipy.sparse import csr_array

from multihot.arrays import Floats, as_scores
from multihot.errors import DataError, did_you_mean, listed, option_name
from multihot.evaluation import evaluate
from multihot.evaluation.deciding import decision_metrics
from multihot.metrics import BY_NAME, Outcomes, log_loss
from multihot.thresholds import choose_thresholds


def check_monitor(monitor: str) -> None:
    """Refuse what is no metric for which higher is better.

    Raises:
        DataError: it is none; the nearest is offered.
    """
    metric = BY_NAME.get(monitor)
    if metric is None or metric.better != "higher":
        names = [name for name, each in BY_NAME.items() if each.better == "higher"]
        raise DataError(
            f"{monitor!r} cannot be monitored. {did_you_mean(str(monitor), names)}".rstrip(),
            where=option_name("monitor"),
            remedy=f"use one of {listed(names, most=60)}",
        )


def judge_of(targets: csr_array, monitor: str) -> Callable[[Floats], Mapping[str, float]]:
    """Function from validation scores to a step's metrics: loss, F1 micro and macro, the monitor.

    Decisions are made at the one cut for all labels that is best for micro F1 at that step, so a
    model is not called bad because .5 is not its cut.

    Raises:
        DataError: the monitor is no metric for which higher is better.
    """
    check_monitor(monitor)

    def judge(scores: Floats) -> Mapping[str, float]:
        checked = as_scores(scores, name="validation scores")
        cut = choose_thresholds(targets, checked, "f1_micro", scope="all")
        measured: Mapping[str, float] = decision_metrics(Outcomes.of(targets, cut.decide(checked)))
        if monitor not in measured:
            measured = evaluate(targets, checked, cut)
        return {
            "validation_loss": float(log_loss(targets, checked)),
            "cut": float(cut.values[0]),
            **{name: float(measured[name]) for name in ("f1_micro", "f1_macro", monitor)},
        }

    return judge
