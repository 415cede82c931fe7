"""Class weights of the first label of each row."""

from __future__ import annotations

import pytest

from facts_by_hand import found
from multihot.facts import Operand, Place, ScriptFacts, Use

CALL = Place("train.py", line=9)
COMPUTE = "sklearn.utils.class_weight.compute_class_weight"
FIRST = Operand(
    "classes", "multi-hot", why="made by MultiLabelBinarizer on line 7", argmax="targets"
)


def script(operand: Operand, name: str = COMPUTE, *, unused: bool = False) -> ScriptFacts:
    return ScriptFacts("train.py", uses=(Use(name, {"y": operand}, unused=unused, place=CALL),))


@pytest.mark.parametrize("name", [COMPUTE, "sklearn.utils.compute_sample_weight"])
def test_the_argmax_of_multi_hot_targets_is_found(name):
    (finding,) = found(script=script(FIRST, name))
    assert (finding.rule, finding.severity) == ("class-weight-from-argmax", "error")
    assert finding.message == (
        "targets are multi-hot (made by MultiLabelBinarizer on line 7); "
        "their argmax keeps the first label of a row, and label 0 where there is none"
    )
    assert finding.code.startswith("positives = y_train.sum(axis=0)")
    assert finding.place == CALL


@pytest.mark.parametrize(
    "operand",
    [
        Operand("classes", "one-hot", argmax="targets"),
        Operand("classes", None, argmax="targets"),
        Operand("targets", "integer"),
        Operand("classes", "multi-hot", argmax="scores"),
    ],
)
def test_other_class_numbers_are_left_alone(operand):
    assert found(script=script(operand)) == []


def test_other_functions_and_results_that_nobody_reads_are_left_alone():
    assert found(script=script(FIRST, "sklearn.metrics.classification_report")) == []
    rules = [finding.rule for finding in found(script=script(FIRST, unused=True))]
    assert rules == ["class-weight-unused"]
