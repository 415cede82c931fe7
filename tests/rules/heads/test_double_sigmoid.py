"""A head of probabilities, and a loss that makes probabilities of them."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, CATEGORICAL, CCE, LOSS, SPARSE, found, model, told
from multihot.facts import Keras


def test_a_sigmoid_upon_a_sigmoid_has_a_floor():
    (finding,) = found(model=model("sigmoid", 6, BCE, from_logits=True))
    assert (finding.rule, finding.severity) == ("double-sigmoid", "error")
    assert finding.message == (
        "the head applies sigmoid, and from_logits=True applies sigmoid upon it: "
        "the loss cannot fall below 0.693 where a label is 0, nor below 0.313 where it is 1"
    )
    assert finding.code == "model.compile(..., loss=keras.losses.BinaryCrossentropy())"
    assert finding.place == LOSS


@pytest.mark.parametrize("loss", [CCE, SPARSE])
def test_a_softmax_upon_a_softmax_has_a_floor_that_grows_with_the_classes(loss):
    (finding,) = found(model=model("softmax", 4, loss, from_logits=True), targets=CATEGORICAL)
    assert (finding.rule, finding.severity) == ("double-sigmoid", "error")
    assert finding.message.endswith("applies softmax upon it: the loss cannot fall below 0.744")


def test_where_the_floor_is_not_known_none_is_told():
    (finding,) = found(model=model("sigmoid", None, "binary_focal_crossentropy", from_logits=True))
    assert finding.message.endswith("the loss cannot come near 0")


@pytest.mark.parametrize("about", [{"backend": "tensorflow"}, {"keras": Keras("tf.keras")}])
def test_tensorflow_takes_the_logits_back_and_warns(about):
    (finding,) = found(model=model("sigmoid", 6, BCE, from_logits=True, about=about))
    assert finding.severity == "warning"
    assert "TensorFlow takes it back and warns" in finding.message


@pytest.mark.parametrize("from_logits", [False, None])
def test_one_of_the_two_is_right(from_logits):
    assert found(model=model("sigmoid", 6, BCE, from_logits=from_logits)) == []
    assert found(model=model("linear", 6, BCE, from_logits=True)) == []


def test_a_softmax_under_binary_crossentropy_is_wrong_before_that():
    assert told(model=model("softmax", 6, BCE, from_logits=True)) == [("softmax-bce", "error")]
