"""The features fit the inputs, and are known again by their state."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot.data import Inputs, Signals, Table, Texts
from multihot.errors import DataError
from multihot.features import (
    SignalFeatures,
    State,
    TableFeatures,
    TextFeatures,
    features_from_state,
    fit_features,
)

EVERY_KIND = [
    (Texts(("a horse", "a horse")), TextFeatures),
    (Table.of_numbers(np.array([[1.0, 2.0], [3.0, 5.0]])), TableFeatures),
    (Table.of_numbers(csr_array(np.eye(2))), TableFeatures),
    (Signals(np.array([[1.0, 2.0], [3.0, 5.0]])), SignalFeatures),
]


def dense(inputs: Inputs, features: object) -> np.ndarray:
    found = features.transform(inputs)
    return found.toarray() if isinstance(found, csr_array) else found


@pytest.mark.parametrize(("inputs", "kind"), EVERY_KIND)
def test_each_kind_of_inputs_has_its_features(inputs, kind):
    features, matrix = fit_features(inputs)
    assert isinstance(features, kind)
    assert matrix.shape == (2, features.n_features)
    assert matrix.dtype == np.float32
    found = matrix.toarray() if isinstance(matrix, csr_array) else matrix
    assert found.tolist() == dense(inputs, features).tolist()


@pytest.mark.parametrize(("inputs", "kind"), EVERY_KIND)
def test_a_state_tells_which_features_it_was(inputs, kind):
    features, _ = fit_features(inputs)
    again = features_from_state(features.to_state())
    assert isinstance(again, kind)
    assert dense(inputs, again).tolist() == dense(inputs, features).tolist()


@pytest.mark.parametrize("facts", [{"kind": "images"}, {}])
def test_a_state_of_unknown_features_is_refused(facts):
    with pytest.raises(DataError, match=r"unknown features '(images|None)'\n.*update multihot"):
        features_from_state(State(facts, {}))
