"""Class weights that nobody reads."""

from __future__ import annotations

import pytest

from facts_by_hand import found
from multihot.facts import Fit, ModelFacts, Operand, Place, ScriptFacts, Use

CALL = Place("train.py", line=9)
FITTED = ModelFacts(fits=(Fit(),))


def script(name: str, *models: ModelFacts, unused: bool = True, y: Operand | None = None):
    use = Use(f"sklearn.utils.{name}", {"y": y} if y else {}, unused=unused, place=CALL)
    return ScriptFacts("train.py", models=models, uses=(use,))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (
            "class_weight.compute_class_weight",
            "model.fit(..., class_weight=dict(enumerate(weights)))",
        ),
        ("compute_sample_weight", "model.fit(..., sample_weight=weights)"),
    ],
)
def test_a_result_that_nobody_reads_is_found(name, code):
    (finding,) = found(script=script(name, FITTED))
    assert (finding.rule, finding.severity) == ("class-weight-unused", "warning")
    assert finding.message == "weights are computed here, and nothing reads them"
    assert finding.code == code
    assert finding.place == CALL


def test_on_rows_with_several_labels_handing_them_over_is_no_way_out():
    of_several = script("compute_class_weight", FITTED, y=Operand("targets", "multi-hot"))
    (finding,) = found(script=of_several)
    assert "def weighted_crossentropy" in finding.code


def test_a_file_without_a_fit_may_be_imported():
    (finding,) = found(script=script("compute_class_weight"))
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles.startswith("right if another file imports them")


def test_results_that_are_read_are_left_alone():
    assert found(script=script("compute_class_weight", FITTED, unused=False)) == []
    assert found(script=script("shuffle", FITTED)) == []
