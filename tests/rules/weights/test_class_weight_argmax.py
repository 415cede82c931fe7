"""Class weights on rows that carry several labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from facts_by_hand import BCE, BINARIZED, CATEGORICAL, FIT, SEVERAL, found, model, weighted
from multihot.facts import Fit, ModelFacts, Place, TargetFacts, Weights
from multihot.nn import load_keras

keras = load_keras()

BY_CLASS = Weights("dict", keys=(0, 1, 2), place=FIT)


def test_a_row_gets_the_weight_of_its_first_label():
    fitted = model("sigmoid", 3, BCE, fits=(weighted(BY_CLASS),))
    (finding,) = found(model=fitted, targets=SEVERAL)
    assert (finding.rule, finding.severity) == ("class-weight-argmax", "error")
    assert finding.message == (
        "2 of 4 rows carry two labels or more; "
        "class_weight gives a row one weight, that of its first label"
    )
    assert finding.place == FIT


def test_keras_does_so():
    from keras.src.trainers.data_adapters.data_adapter_utils import class_weight_to_sample_weights

    rows = np.array([[0, 0, 0], [1, 0, 1], [0, 1, 1], [0, 0, 1]])
    weights = class_weight_to_sample_weights(rows, {0: 10, 1: 20, 2: 30})
    assert weights.tolist() == [10, 10, 20, 30]


def test_what_fit_is_given_comes_before_what_the_model_is_given():
    of_fit = weighted(BY_CLASS, targets=BINARIZED)
    (finding,) = found(model=model("sigmoid", 3, BCE, fits=(of_fit,)))
    assert finding.message.startswith("targets are multi-hot (made by MultiLabelBinarizer on line")


def test_weights_that_may_be_none_are_noted():
    fitted = model("sigmoid", 3, BCE, fits=(weighted(Weights(place=FIT)),))
    (finding,) = found(model=fitted, targets=SEVERAL)
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if it is None when fit is called"


@pytest.mark.parametrize("targets", [CATEGORICAL, TargetFacts("integer"), TargetFacts(), None])
def test_class_weights_are_right_where_a_row_has_one_class(targets):
    fitted = model("softmax", 4, "mean_squared_error", fits=(weighted(BY_CLASS),))
    assert found(model=fitted, targets=targets) == []


def test_fits_without_weights_and_several_outputs_are_left_alone():
    assert found(model=model("sigmoid", 3, BCE, fits=(Fit(),)), targets=SEVERAL) == []
    assert found(model=ModelFacts((), fits=(weighted(BY_CLASS),)), targets=SEVERAL) == []


def test_the_code_weighs_the_positives_of_each_label():
    targets = replace(SEVERAL, place=Place(name="y"))
    fitted = model("sigmoid", 3, BCE, fits=(weighted(BY_CLASS),))
    (finding,) = found(model=fitted, targets=targets)
    y = np.array([[1, 0, 1], [0, 1, 1], [0, 0, 1], [0, 0, 0]], dtype="float32")
    names = {"keras": keras, "y": y}
    exec(finding.code.rpartition("\n")[0], names)
    scores = np.full((4, 3), 0.25, dtype="float32")
    # label 0 and 1: 3 negatives a positive; label 2: 1 to 3
    present, absent = -np.log(0.25), -np.log(0.75)
    expected = np.where(y == 1, present * np.array([3, 3, 1 / 3]), absent)
    assert np.asarray(names["weighted_crossentropy"](y, scores)) == pytest.approx(
        expected, rel=1e-5
    )
