"""Thresholds that were picked by hand, or by the test rows; models that those picked."""

from __future__ import annotations

import pytest

from multihot.facts import Cut, Facts, Operand, Place, ScriptFacts, Use
from multihot.facts.scripts import Choice
from multihot.rules import Finding, judge
from multihot.rules.choices import RULES

CURVE = "sklearn.metrics.precision_recall_curve"


def findings(*, cuts=(), uses=(), choices=()) -> tuple[Finding, ...]:
    script = ScriptFacts("train.py", cuts=tuple(cuts), uses=tuple(uses), choices=tuple(choices))
    return judge(Facts(script=script), RULES)


def cut(threshold=None, *, part="test", line=1, swept=False, **about) -> Cut:
    given = {"role": "scores", "kind": "multi-hot", "written": "pred", "part": part, **about}
    return Cut(Operand(**given), threshold, swept, Place("train.py", line=line))


def use(name: str, *, part=None, line=1, role="scores") -> Use:
    operands = {"y": Operand(role=role, part=part)} if part else {}
    return Use(name, operands, place=Place("train.py", line=line))


def test_a_threshold_that_is_picked_by_hand_is_a_note():
    (finding,) = findings(cuts=[cut(0.35)])
    assert (finding.rule, finding.severity, finding.certainty) == (
        "threshold-magic",
        "note",
        "certain",
    )
    assert finding.message == "pred are cut at 0.35 for every label"


def test_a_threshold_of_scores_of_an_unknown_kind_is_possible():
    (finding,) = findings(cuts=[cut(0.35, kind=None)])
    assert finding.settles == "matters if rows can have several labels"


@pytest.mark.parametrize(
    "usual",
    [
        cut(0.5),
        cut(0.0),
        cut(None),
        cut(0.35, kind="integer"),
        cut(0.35, role="inputs"),
        cut(0.35, part="validation", swept=True),
    ],
)
def test_the_usual_thresholds_and_other_comparisons_are_left_alone(usual):
    assert findings(cuts=[usual]) == ()


def test_thresholds_that_are_tried_on_test_and_used_are_an_error():
    (finding,) = findings(cuts=[cut(swept=True, line=3), cut(line=9)])
    assert (finding.rule, finding.severity, finding.place.line) == (
        "threshold-on-test",
        "error",
        3,
    )
    assert finding.message == "thresholds are tried on pred of test"


def test_the_best_of_those_that_are_tried_is_picked_by_argmax():
    (finding,) = findings(cuts=[cut(swept=True, line=3)], uses=[use("numpy.argmax", line=5)])
    assert finding.severity == "error"


def choice(keeps, *, part="test") -> Choice:
    return Choice("f1", part, keeps, Place("train.py", line=4))


def test_the_best_of_those_that_are_tried_is_kept_in_the_loop():
    (finding,) = findings(cuts=[cut(swept=True, line=3)], choices=[choice("threshold")])
    assert (finding.rule, finding.severity) == ("threshold-on-test", "error")


def test_a_model_that_is_kept_for_its_number_on_test_is_an_error():
    (finding,) = findings(choices=[choice("model")])
    assert (finding.rule, finding.severity, finding.place.line) == ("select-on-test", "error", 4)
    assert finding.message == (
        "a loop keeps the model that is the best by f1, a number of the test rows"
    )


def test_a_setting_that_is_kept_may_only_be_told():
    (finding,) = findings(choices=[choice("setting")])
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if it is told and never used"


@pytest.mark.parametrize(
    "kept", [choice("threshold"), choice("model", part="validation"), choice("model", part=None)]
)
def test_thresholds_and_what_validation_rows_choose_are_no_choice_of_the_model_on_test(kept):
    assert findings(choices=[kept]) == ()


def test_a_curve_of_test_whose_threshold_is_taken_is_an_error():
    (finding,) = findings(uses=[use(CURVE, part="test", line=3)], cuts=[cut(line=9)])
    assert (finding.rule, finding.severity) == ("threshold-on-test", "error")
    assert finding.message == (
        "precision_recall_curve is drawn of the test rows, and a threshold is taken"
    )


def test_thresholds_of_multihot_are_not_chosen_on_test():
    (finding,) = findings(uses=[use("multihot.choose_thresholds", part="test")])
    assert finding.message == "choose_thresholds is given the test rows"


def test_thresholds_that_are_only_tried_may_be_for_a_table():
    (finding,) = findings(cuts=[cut(swept=True)])
    assert (finding.severity, finding.settles) == (
        "note",
        "right if no threshold is taken from it",
    )


def test_a_curve_for_a_plot_and_a_choice_on_validation_are_right():
    classes = use("numpy.argmax", part="test", line=9)
    assert findings(uses=[use(CURVE, part="test", line=3), classes]) == ()
    chosen = [use(CURVE, part="validation", line=2), use(CURVE, part="test", line=3)]
    assert findings(uses=chosen, cuts=[cut(line=9)]) == ()
    assert findings(cuts=[cut(swept=True, part="validation", line=3), cut(line=9)]) == ()
