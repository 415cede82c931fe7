"""sample_weight in fit, and metrics that do not see it.

## Why it matters
Keras weighs the loss by `sample_weight`, and of the metrics only those in `weighted_metrics`.
What stands in `metrics` counts every row once. Loss and metric are then of two different
populations: the model is trained on one and looks well or badly on the other.

## What to do
Move the metrics that should be weighed:

    model.compile(..., weighted_metrics=["binary_accuracy"])

If unweighted numbers are what is wanted, nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Fit, ModelFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.problems import Problem, problems


def check(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """One finding for each fit with sample weights, where no metric of the model is weighed."""
    if not model.metrics_known or any(metric.weighted for metric in model.metrics):
        return
    for problem in problems(model, targets):
        if problem.output.metrics and problem.multilabel in ("certain", "possible"):
            for fit in model.fits:
                if fit.sample_weight is not None:
                    yield _seen(problem, fit)


def _seen(problem: Problem, fit: Fit) -> Seen:
    names = [each.spelled or each.name or each.kind or "?" for each in problem.output.metrics]
    certain = problem.multilabel == "certain"
    return Seen(
        subject="sample_weight",
        message=f"weighs the rows in the loss and not in {', '.join(names)}",
        advice="move what should be weighed to weighted_metrics",
        code=f"weighted_metrics=[{', '.join(names)}]",
        certainty="certain" if certain else "possible",
        settles=problem.settles,
        evidence={"metrics": names},
        place=fit.sample_weight.place if fit.sample_weight else fit.place,
    )


RULE = Rule("weighted-metrics-ignored", "warning", __doc__ or "", (check,))
