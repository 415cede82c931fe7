"""Class weights that are no dict."""

from __future__ import annotations

import numpy as np
import pytest

from facts_by_hand import BCE, FIT, SEVERAL, found, model, weighted
from multihot.facts import Head, ModelFacts, Output, Weights
from multihot.nn import load_keras

keras = load_keras()


@pytest.mark.parametrize(
    ("form", "told"), [("list", "a list"), ("array", "an array"), ("string", "a word")]
)
def test_anything_but_a_dict(form, told):
    fitted = model("softmax", 4, fits=(weighted(Weights(form, place=FIT)),))
    (finding,) = found(model=fitted)
    assert (finding.rule, finding.severity) == ("class-weight-shape", "error")
    assert finding.message == (
        f"class_weight is {told}: Keras 3 and tf.keras stop with an AttributeError, "
        "older Keras trains without it"
    )
    assert finding.code == "model.fit(..., class_weight=dict(enumerate(weights)))"
    assert finding.place == FIT


def test_on_rows_with_several_labels_no_dict_is_right_either():
    fitted = model("sigmoid", 3, BCE, fits=(weighted(Weights("list")),))
    (finding,) = found(model=fitted, targets=SEVERAL)
    assert finding.rule == "class-weight-shape"
    assert "def weighted_crossentropy(y_true, y_pred):" in finding.code


@pytest.mark.parametrize("form", ["dict", None])
def test_a_dict_and_what_is_not_known_are_left_alone(form):
    assert found(model=model("softmax", 4, fits=(weighted(Weights(form)),))) == []


def test_several_outputs_had_a_list_of_dicts_in_old_keras():
    two = ModelFacts((Output(Head()), Output(Head())), fits=(weighted(Weights("list")),))
    assert found(model=two) == []


@pytest.mark.parametrize("given", [[1, 2], np.ones(2), "balanced"])
def test_keras_stops(given):
    made = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, "softmax")])
    made.compile(loss="categorical_crossentropy")
    with pytest.raises(AttributeError, match="has no attribute 'get'"):
        made.fit(np.ones((4, 3)), np.eye(2)[[0, 1, 0, 1]], class_weight=given, verbose=0)
