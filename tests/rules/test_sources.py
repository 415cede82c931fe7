"""The catalogue: from which sources each rule is known, with both cases of each.

The sources:

- M: a live Keras model that is compiled, and what else its `fit` is given; no targets.
- M+D: such a model with its targets.
- D: data alone, as `targets` and as `splits`.
- P: predictions beside their truth, as `scores` and as `decisions`.
- S: a script.

A trap and its clean twin are for M and M+D in `live_traps`, for D and P in `sources_by_hand`, for S
in the folder of the rule in `cases`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from live_traps import TRAPS, Trap
from multihot.auditing import audit
from multihot.rules import RULES, Finding
from sources_by_hand import PAIRS, Pair

SOURCES = {
    # head, loss, shapes
    "softmax-multihot": "M+D P S",
    "softmax-bce": "M S",
    "sigmoid-cce": "M S",
    "sigmoid-on-onehot": "M+D D S",
    "logits-as-probabilities": "M P S",
    "double-sigmoid": "M S",
    "logit-threshold": "M S",
    "sparse-cce-multihot": "M+D S",
    "head-width": "M+D S",
    "softmax-dense1": "M S",
    "stacked-activations": "M S",
    "sequence-head-shape": "M+D S",
    "half-precision-head": "M S",
    "head-bias-unset": "M+D",
    # metrics
    "accuracy-ambiguous": "M S",
    "categorical-on-multihot": "M+D S",
    "accuracy-class": "M S",
    "topk-multihot": "M S",
    "binary-accuracy-baseline": "M+D D P",
    "subset-vs-label-accuracy": "P",
    "argmax-decode": "P S",
    "f1-argmax": "M S",
    "f1-average-none": "M S",
    "f1-string": "S",
    "metric-string-case": "S",
    "batch-mean-metric": "M S",
    "ones-like-metric": "M S",
    "auc-flattened": "M S",
    "auc-empty-label": "M+D D P",
    "auc-quantised": "P",
    "auc-on-binarised": "P S",
    "unthresholded-scores": "P S",
    "swapped-arguments": "S",
    "micro-precision-recall": "M S",
    "weighted-metrics-ignored": "M+D S",
    "mislabelled-metric": "S",
    # weights
    "class-weight-argmax": "M+D S",
    "class-weight-shape": "M S",
    "class-weight-from-argmax": "S",
    "class-weight-unused": "S",
    "class-weight-keys": "M D S",
    "sample-weight-2d": "M D S",
    # data and splits
    "validation-split-tail": "S",
    "stratify-multihot": "S",
    "label-absent-from-split": "D",
    "binarizer-refit": "S",
    "binarizer-strings": "D S",
    "unseen-labels": "D",
    "oov-label-column": "D S",
    "label-order-mismatch": "D P",
    "shuffled-generator": "S",
    "fit-before-split": "S",
    "duplicates-across-splits": "D",
    "all-zero-rows": "D",
    "constant-label": "D",
    "duplicate-label": "D",
    "rare-label": "D",
    "label-cell-unsplit": "D",
    "labels-misread": "D",
    "label-variants": "D",
    "target-dtype": "D",
    "targets-not-binary": "D",
    "missing-labels": "D",
    "single-label-rows": "D",
    # choice and watch
    "threshold-magic": "S",
    "threshold-on-test": "S",
    "select-on-test": "S",
    "monitor-mode": "M S",
    "monitor-name": "M S",
    "monitor-train": "M S",
    "schedule-and-plateau": "M S",
    "label-never-predicted": "P",
    "miscalibrated-label": "P",
}

NOT_FROM = {
    ("sigmoid-on-onehot", "splits"): "single-label-rows says it of them, without a head",
    ("binary-accuracy-baseline", "targets"): "rare ones are right until a number is made of them",
    ("binary-accuracy-baseline", "splits"): "rare ones are right until a number is made of them",
    ("auc-empty-label", "targets"): "without a mean AUC, constant-label says it",
    ("auc-empty-label", "splits"): "without a mean AUC, label-absent-from-split says it",
    ("class-weight-keys", "targets"): "weights are given to the fit of a model",
    ("class-weight-keys", "splits"): "weights are given to the fit of a model",
    ("sample-weight-2d", "targets"): "a weight a cell is right where the head scores each step",
    ("sample-weight-2d", "splits"): "weights are given to the fit of a model",
    ("label-absent-from-split", "targets"): "one array has no parts",
    ("duplicates-across-splits", "targets"): "one array has no parts",
    ("unseen-labels", "splits"): "a part has no names but those of its label space",
    ("label-order-mismatch", "splits"): "parts of other labels, or another order, are refused",
    ("target-dtype", "splits"): "a part is float32",
    ("softmax-multihot", "decisions"): "one decision a row is argmax-decode",
    ("logits-as-probabilities", "decisions"): "what is not 0 or 1 is unthresholded-scores",
    ("argmax-decode", "scores"): "scores are not decoded yet",
    ("auc-empty-label", "decisions"): "decisions have no curve",
    ("auc-quantised", "decisions"): "decisions have no curve",
    ("auc-on-binarised", "decisions"): "it is right that decisions have two values",
    ("unthresholded-scores", "scores"): "it is right that scores have no threshold yet",
    ("miscalibrated-label", "decisions"): "decisions are no shares",
}

FORMS = {"D": ("targets", "splits"), "P": ("scores", "decisions")}
SEVERITY = {rule.id: rule.severity for rule in RULES}
CASES = Path(__file__).parent / "cases"
OF_MODELS = [trap for trap in TRAPS if "M" in SOURCES[trap.rule].split()]


def rules_from(source: str) -> set[str]:
    return {rule for rule, sources in SOURCES.items() if source in sources.split()}


def warned(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in findings if finding.severity != "note"}


def of_rule(rule: str, findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(each.severity, each.certainty) for each in findings if each.rule == rule}


def name(of: tuple[tuple[str, str], Pair]) -> str:
    return "-from-".join(of[0])


def test_every_rule_says_from_where_it_is_known():
    assert set(SOURCES) == set(SEVERITY)
    assert set(" ".join(SOURCES.values()).split()) == {"M", "M+D", "D", "P", "S"}


def test_every_rule_of_models_has_a_live_model_with_the_trap_and_one_without():
    assert {trap.rule for trap in TRAPS} == rules_from("M") | rules_from("M+D")


def test_every_rule_of_data_and_predictions_has_a_pair_of_each_form_or_a_reason():
    forms = {
        (rule, form) for source in FORMS for rule in rules_from(source) for form in FORMS[source]
    }
    assert set(PAIRS) | set(NOT_FROM) == forms
    assert not set(PAIRS) & set(NOT_FROM)


@pytest.mark.parametrize("kind", ["flagged", "clean"])
def test_every_rule_of_scripts_has_cases(kind: str):
    assert {file.parent.name for file in CASES.glob(f"*/{kind}*.py")} == rules_from("S")


@pytest.mark.parametrize("trap", OF_MODELS, ids=lambda trap: trap.rule)
def test_a_compiled_model_is_enough(trap: Trap):
    made, fit = trap.flagged()
    findings = audit(model=made, fit=fit)
    assert of_rule(trap.rule, findings) == {(trap.severity, "certain")}
    assert warned(findings) <= {trap.rule}


@pytest.mark.parametrize("trap", OF_MODELS, ids=lambda trap: trap.rule)
def test_a_compiled_model_that_is_right_is_left_alone(trap: Trap):
    made, fit = trap.clean()
    findings = audit(model=made, fit=fit)
    assert warned(findings) == set()
    assert of_rule(trap.rule, findings) == set()


@pytest.mark.parametrize("of", PAIRS.items(), ids=name)
def test_data_and_predictions_are_enough(of: tuple[tuple[str, str], Pair]):
    (rule, form), pair = of
    findings = audit(**pair.flagged)
    assert form in pair.flagged
    assert of_rule(rule, findings) == {(pair.severity or SEVERITY[rule], "certain")}
    assert warned(findings) <= {rule, *pair.beside}


@pytest.mark.parametrize("of", PAIRS.items(), ids=name)
def test_data_and_predictions_that_are_right_are_left_alone(of: tuple[tuple[str, str], Pair]):
    (rule, form), pair = of
    findings = audit(**pair.clean)
    assert form in pair.clean
    assert warned(findings) == set()
    assert of_rule(rule, findings) == set()
