"""Signal features by hand: one scale for all steps, so the shape is kept."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multihot.data import Signals, Table, Texts
from multihot.errors import DataError, ShapeError
from multihot.features import SignalFeatures, State

NAN = float("nan")


def signals(*rows: list[float]) -> Signals:
    return Signals(np.array(rows, dtype=float))


def test_by_hand():
    features = SignalFeatures.fit(signals([1, 3, NAN], [5, 7, 9]))
    # mean 5, standard deviation √((16 + 4 + 0 + 4 + 16) / 5) = √8
    assert features.transform(signals([5, 13, NAN])).tolist() == pytest.approx(
        np.array([[0, 8**0.5, 0]])
    )
    assert features.transform(signals([1, 2, 3])).dtype == np.float32
    assert features.n_features == 3


@pytest.mark.parametrize("constant", [0.0, 0.1, -1 / 3, 1e9 / 7])
def test_signals_that_never_vary_are_only_shifted(constant):
    features = SignalFeatures.fit(signals(*[[constant] * 7] * 3))
    assert features.scale == 1
    found = features.transform(signals([constant] * 6 + [constant + 2]))
    assert found.tolist() == pytest.approx(np.array([[0] * 6 + [2]]), abs=1e-3)


def test_signals_of_gaps_only_are_zero():
    features = SignalFeatures.fit(signals([NAN, NAN]))
    assert features.transform(signals([NAN, 3])).tolist() == [[0, 3]]


@settings(max_examples=50, deadline=None)
@given(arrays(float, (4, 5), elements=st.floats(-1e6, 1e6) | st.just(NAN)))
def test_features_made_again_from_their_state_are_the_same(values):
    features = SignalFeatures.fit(Signals(values, tuple("abcde")))
    facts = json.loads(json.dumps(features.to_state().facts))
    again = SignalFeatures.from_state(State(facts, {}))
    assert again == features
    assert (
        again.transform(Signals(values)).tobytes() == features.transform(Signals(values)).tobytes()
    )


@pytest.mark.parametrize(
    ("inputs", "name"), [(Texts(("a",)), "texts"), (Table.of_numbers(np.ones((1, 3))), "table")]
)
def test_other_inputs_than_signals_are_refused(inputs, name):
    with pytest.raises(DataError, match=rf"trained on signals, these are {name}\n.*give signals"):
        SignalFeatures.fit(signals([1, 2, 3])).transform(inputs)


def test_signals_of_another_length_are_refused():
    with pytest.raises(ShapeError, match=r"signals of 2 steps, training had 3\n.*cut or fill"):
        SignalFeatures.fit(signals([1, 2, 3])).transform(signals([1, 2]))
