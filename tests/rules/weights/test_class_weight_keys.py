"""Keys of class_weight that are no class."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from facts_by_hand import CATEGORICAL, FIT, SEVERAL, found, model, told, weighted
from multihot.facts import UNKNOWN, ModelFacts, Place, TargetFacts, Weights


def of(*keys: object, units: int | None = 4) -> ModelFacts:
    by_class = Weights("dict", keys=keys, place=FIT)
    return model("softmax", units, "kl_divergence", fits=(weighted(by_class),))


@pytest.mark.parametrize(
    ("keys", "units", "message"),
    [
        (("cat", "dog"), 4, "2 of 2 keys are no class 0 to 3: 'cat', 'dog'"),
        ((1, 2, 3, 4), 4, "1 of 4 keys are no class 0 to 3: 4"),
        ((0, 0.5), None, "1 of 2 keys are no class: 0.5"),
    ],
)
def test_names_and_numbers_beyond_the_classes(keys, units, message):
    (finding,) = found(model=of(*keys, units=units))
    assert (finding.rule, finding.severity) == ("class-weight-keys", "error")
    assert finding.message == f"{message}; a class without a key weighs 1.0"
    assert finding.place == FIT


def test_one_score_has_the_classes_0_and_1():
    binary = model(
        "sigmoid", 1, "binary_crossentropy", fits=(weighted(Weights("dict", keys=(-1, 1))),)
    )
    (finding,) = found(model=binary)
    assert finding.message.startswith("1 of 2 keys are no class 0 to 1: -1;")


def test_targets_tell_how_many_classes_there_are_where_the_head_does_not():
    (finding,) = found(model=of(0, 9, units=None), targets=CATEGORICAL)
    assert finding.message.startswith("1 of 2 keys are no class 0 to 3: 9")
    assert found(model=of(0, 9, units=None), targets=TargetFacts("integer")) == []


@pytest.mark.parametrize("keys", [(0, 1, 2, 3), (0, 3), (0.0, True), (np.int64(2),), (UNKNOWN,)])
def test_classes_in_any_number_type_are_left_alone(keys):
    assert found(model=of(*keys)) == []


def test_keys_that_are_not_known_are_left_alone():
    unknown = model("softmax", 4, fits=(weighted(Weights("dict")), weighted()))
    assert found(model=unknown) == []
    assert found(model=ModelFacts(fits=(weighted(Weights("dict", keys=("cat",))),))) == []


def test_on_rows_with_several_labels_no_key_is_right():
    fitted = model("sigmoid", 3, "binary_crossentropy", fits=of("cat").fits)
    assert told(model=fitted, targets=SEVERAL) == [("class-weight-argmax", "error")]


@pytest.mark.parametrize("name", ["out", "layer 'out'"])
def test_the_name_of_the_output_is_no_class_and_its_weights_are_not_known(name):
    facts = of("out")
    (output,) = facts.outputs
    named = replace(output, head=replace(output.head, place=Place(name=name)))
    assert told(model=replace(facts, outputs=(named,))) == []
    assert told(model=facts) == [("class-weight-keys", "error")]
