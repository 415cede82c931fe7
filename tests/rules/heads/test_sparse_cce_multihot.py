"""The loss of class numbers on rows of 0 and 1."""

from __future__ import annotations

import pytest

from facts_by_hand import BINARIZED, LOSS, SEVERAL, SPARSE, found, model
from multihot.facts import TargetFacts


@pytest.mark.parametrize("activation", ["softmax", "sigmoid"])
def test_multi_hot_targets_are_told_once(activation):
    (finding,) = found(model=model(activation, 3, SPARSE), targets=SEVERAL)
    assert (finding.rule, finding.severity) == ("sparse-cce-multihot", "error")
    assert finding.message.startswith("2 of 4 rows carry two labels or more; sparse_categorical")
    assert finding.code == (
        'Dense(3, activation="sigmoid")\nmodel.compile(..., loss="binary_crossentropy")'
    )
    assert finding.place == LOSS


def test_evidence_of_a_script_is_quoted():
    (finding,) = found(model=model("softmax", None, SPARSE), targets=BINARIZED)
    assert finding.message.startswith("targets are multi-hot (made by MultiLabelBinarizer on lin")


@pytest.mark.parametrize("targets", [TargetFacts("integer"), TargetFacts("column"), None])
def test_class_numbers_are_right(targets):
    assert found(model=model("softmax", 3, SPARSE), targets=targets) == []


def test_a_table_of_steps_is_right_for_a_head_for_each_step():
    assert found(model=model("softmax", 3, SPARSE, head={"rank": 3}), targets=SEVERAL) == []
