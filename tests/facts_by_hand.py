"""Models and targets as facts, and what the rules about heads and weights find in them."""

from __future__ import annotations

import ast
from typing import Any

from multihot.facts import (
    Facts,
    Fit,
    Head,
    Loss,
    Metric,
    ModelFacts,
    Output,
    Place,
    TargetFacts,
    Weights,
)
from multihot.facts.counting import target_facts
from multihot.rules import Finding, heads, judge, weights

BCE, CCE = "binary_crossentropy", "categorical_crossentropy"
SPARSE, MSE = "sparse_categorical_crossentropy", "mean_squared_error"
HEAD, LOSS, FIT = Place("train.py", line=12), Place("train.py", line=15), Place("train.py", line=20)

BINARIZED = TargetFacts("multi-hot", why="made by MultiLabelBinarizer on line 7")
CATEGORICAL = TargetFacts("one-hot", why="made by to_categorical on line 7", n_labels=4)
SEVERAL = target_facts([[1, 0, 1], [0, 1, 1], [0, 0, 1], [0, 0, 0]])
SINGLE = target_facts([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]])


def model(
    activation: str | None,
    units: int | None = None,
    loss: str | None = None,
    *metrics: Metric,
    from_logits: bool | None = False,
    fits: tuple[Fit, ...] = (),
    about: dict[str, Any] | None = None,
    head: dict[str, Any] | None = None,
) -> ModelFacts:
    """A model of one output; `head` and `about` are more of its fields."""
    made = Head(activation, units=units, kind="Dense", place=HEAD)
    made = Head(**{**vars(made), **(head or {})})
    asked = Loss(loss, from_logits=from_logits, place=LOSS) if loss else None
    output = Output(made, asked, metrics)
    return ModelFacts((output,), compiled=loss is not None, fits=fits, **(about or {}))


def weighted(
    class_weight: Weights | None = None, sample_weight: Weights | None = None, **more: Any
) -> Fit:
    """A fit with weights."""
    return Fit(class_weight=class_weight, sample_weight=sample_weight, place=FIT, **more)


def found(**facts: Any) -> list[Finding]:
    """By all rules about heads and weights, so that one trap is seen to be told once."""
    findings = judge(Facts(**facts), (*heads.RULES, *weights.RULES))
    for finding in findings:
        ast.parse(finding.code)
    return list(findings)


def told(**facts: Any) -> list[tuple[str, str]]:
    """Rule and severity of what is found."""
    return [(finding.rule, finding.severity) for finding in found(**facts)]
