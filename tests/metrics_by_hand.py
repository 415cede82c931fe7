"""Metrics as facts, and what the rules about metrics find in models that have them."""

from __future__ import annotations

import ast
from typing import Any

from facts_by_hand import BCE, model
from multihot.facts import (
    Arguments,
    Facts,
    FunctionFacts,
    Keras,
    Metric,
    ModelFacts,
    Operand,
    Place,
    ScriptFacts,
    Use,
)
from multihot.rules import Finding, judge, metrics

COMPILE, DIVISION, CALL = (Place("train.py", line=line) for line in (16, 8, 30))
KERAS_3, TF_2_8 = Keras("keras", (3, 5)), Keras("tf.keras", (2, 8))
TF_2_1, ANY_TF = Keras("tf.keras", (2, 1)), Keras("tf.keras")


def text(word: str, kind: str, **more: Any) -> Metric:
    """A string of `metrics=`."""
    return Metric(kind, "string", f"'{word}'", word, place=COMPILE, **more)


def made(
    kind: str, spelled: str, name: str = "", *, library: Any = "keras", **given: Any
) -> Metric:
    """An object of `metrics=`; `given` are its arguments."""
    arguments = Arguments({**given, **({"name": name} if name else {})})
    return Metric(
        kind, "object", spelled, name or kind, library=library, arguments=arguments, place=COMPILE
    )


def function(name: str, *, ratio: bool = False, ignores: bool = False) -> Metric:
    """A function of the user's."""
    told = FunctionFacts(
        name,
        ratio_of_sums=DIVISION if ratio else None,
        ignores_targets=DIVISION if ignores else None,
    )
    return Metric("custom", "function", name, name, "custom", function=told, place=COMPILE)


def sigmoids(*of: Metric, keras: Keras | None = None, **more: Any) -> ModelFacts:
    """A model of 416 labels that is judged by these."""
    return model("sigmoid", 416, BCE, *of, about={"keras": keras}, **more)


def script(*uses: Use) -> ScriptFacts:
    """A script of these calls."""
    return ScriptFacts("train.py", uses=uses)


def use(name: str, arguments: dict[str, Any] | None = None, **operands: Operand) -> Use:
    """A call of a library."""
    return Use(name, operands, Arguments(arguments or {}), place=CALL)


def found(**facts: Any) -> list[Finding]:
    """By all rules about metrics, so that one trap is seen to be told once."""
    findings = judge(Facts(**facts), metrics.RULES)
    for finding in findings:
        ast.parse(finding.code)
        assert (finding.certainty == "possible") == bool(finding.settles)
    return list(findings)


def told(**facts: Any) -> list[tuple[str, str]]:
    """Rule and severity of what is found."""
    return [(finding.rule, finding.severity) for finding in found(**facts)]
