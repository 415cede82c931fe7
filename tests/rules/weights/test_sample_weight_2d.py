"""A weight for each cell, where fit wants one a row."""

from __future__ import annotations

import numpy as np
import pytest

from facts_by_hand import BCE, FIT, found, model, weighted
from multihot.facts import ModelFacts, Weights
from multihot.nn import load_keras

keras = load_keras()

CELLS = Weights("array", rank=2, place=FIT)


def of(weights: Weights | None, rank: int | None = 2, units: int | None = 6, **more) -> ModelFacts:
    fit = weighted(sample_weight=weights, **more)
    return model("sigmoid", units, BCE, fits=(fit,), head={"rank": rank})


def test_a_weight_a_cell_stops_fit_or_is_silent():
    (finding,) = found(model=of(CELLS))
    assert (finding.rule, finding.severity) == ("sample-weight-2d", "error")
    assert finding.message == (
        "sample_weight has a weight a cell, and the loss has one number a row: fit stops, "
        "unless a batch has 6 rows: then weights go to the wrong rows, in silence"
    )
    assert finding.code.startswith("positives = y_train.sum(axis=0)")
    assert finding.place == FIT


def test_as_many_rows_a_batch_as_labels_are_silent():
    (finding,) = found(model=of(CELLS, batch_size=6))
    assert finding.message.endswith("a batch of 6 rows is weighed along the wrong axis, in silence")


def test_a_number_of_labels_that_is_not_known_is_not_told():
    (finding,) = found(model=of(CELLS, units=None))
    assert "unless a batch has as many rows as labels: then" in finding.message


def test_the_model_may_give_scores_for_each_step():
    (finding,) = found(model=of(CELLS, rank=None))
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if the model gives scores for each step"
    assert found(model=of(CELLS, rank=3)) == []


@pytest.mark.parametrize("weights", [Weights("array", rank=1), Weights("array"), None])
def test_a_weight_a_row_and_what_is_not_known_are_left_alone(weights):
    assert found(model=of(weights)) == []


def test_several_outputs_are_left_alone():
    assert found(model=ModelFacts(fits=(weighted(sample_weight=CELLS),))) == []


def fitted(batch_size: int) -> None:
    made = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, "sigmoid")])
    made.compile(loss=BCE)
    cells = np.ones((8, 2))
    made.fit(cells[:, [0, 0, 0]], cells, sample_weight=cells, batch_size=batch_size, verbose=0)


def test_keras_stops_unless_a_batch_has_as_many_rows_as_labels():
    fitted(batch_size=2)
    with pytest.raises(ValueError, match="Incompatible shapes"):
        fitted(batch_size=4)
