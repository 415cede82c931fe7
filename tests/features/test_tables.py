"""Table features by hand: one scale, gaps made visible, categories as zeros and ones."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array
from sklearn.preprocessing import MaxAbsScaler, OneHotEncoder, StandardScaler

from multihot.data import Signals, Table, Texts
from multihot.errors import DataError, ShapeError
from multihot.features import State, TableFeatures

NAN = float("nan")
EIGHTHS = st.integers(-1_000_000, 1_000_000).map(lambda whole: whole / 8)
NUMBERS = arrays(float, (5, 3), elements=EIGHTHS | st.just(NAN))


def table(numbers: object, *categories: list[str | None]) -> Table:
    """A table of the numbers, and columns of categories called x, y."""
    values = np.array(numbers, dtype=float)
    columns = np.empty((len(values), len(categories)), dtype=object)
    for place, column in enumerate(categories):
        columns[:, place] = column
    names = tuple("abc"[: values.shape[1]])
    return Table(values, names, columns, tuple("xy"[: len(categories)]))


def sparse(numbers: object) -> Table:
    return Table.of_numbers(csr_array(np.array(numbers, dtype=np.float32)))


def through_json(features: TableFeatures) -> TableFeatures:
    state = features.to_state()
    return TableFeatures.from_state(State(json.loads(json.dumps(state.facts)), state.arrays))


def test_by_hand():
    train = table([[1, 10], [3, NAN], [5, 30]], ["red", None, "blue"])
    features = TableFeatures.fit(train)
    root = 1.5**0.5  # (5 - 3) / √((4 + 0 + 4) / 3)
    assert features.transform(train).tolist() == pytest.approx(
        np.array([[-root, -1, 0, 0, 1], [0, 0, 1, 0, 0], [root, 1, 0, 1, 0]])
    )
    assert features.n_features == 5
    assert features.transform(train).dtype == np.float32


def test_new_rows_take_scale_gaps_and_categories_of_training():
    features = TableFeatures.fit(table([[1, 10], [3, NAN], [5, 30]], ["red", None, "blue"]))
    new = table([[3, NAN], [NAN, 40]], ["green", "red"])
    # a never had a gap in training: its gap is the mean and has no mark; green is all zeros
    assert features.transform(new).tolist() == [[0, 0, 1, 0, 0], [0, 2, 0, 0, 1]]


def test_sparse_numbers_stay_sparse_and_zero():
    features = TableFeatures.fit(sparse([[0, -4, 0], [2, 0, 0], [0, 1, 0]]))
    found = features.transform(sparse([[1, -4, 0], [0, 0, 3], [0, NAN, 0]]))
    assert isinstance(found, csr_array)
    assert found.toarray().tolist() == [[0.5, -1, 0], [0, 0, 3], [0, 0, 0]]
    assert found.dtype == np.float32
    assert features.n_features == 3


def test_categories_stand_behind_sparse_numbers():
    numbers = csr_array(np.array([[0, 2], [4, 0]], dtype=np.float32))
    values = np.array([["red"], ["blue"]], dtype=object)
    mixed = Table(numbers, ("a", "b"), values, ("x",))
    found = TableFeatures.fit(mixed).transform(mixed)
    assert found.toarray().tolist() == [[0, 1, 0, 1], [1, 0, 1, 0]]


@pytest.mark.parametrize("constant", [0.0, 7.0, 0.1, 1e-9, -1 / 3, 1e12 / 7])
def test_a_column_that_never_varies_is_only_shifted(constant):
    features = TableFeatures.fit(table([[constant]] * 7))
    assert features.scales.tolist() == [1]
    assert features.transform(table([[constant], [constant + 2]])).tolist() == pytest.approx(
        np.array([[0], [2]]), abs=1e-3
    )


def test_the_mean_of_many_short_numbers_does_not_drift():
    numbers = np.full((200_000, 1), 0.1, dtype=np.float32)
    numbers[::2] = 1000.1
    assert TableFeatures.fit(Table.of_numbers(numbers)).centres == pytest.approx([500.1], rel=1e-7)


def test_a_column_of_gaps_only_is_zero_and_marked():
    features = TableFeatures.fit(table([[NAN], [NAN]]))
    assert features.transform(table([[NAN], [3]])).tolist() == [[0, 1], [3, 0]]


@settings(max_examples=50, deadline=None)
@given(arrays(float, (6, 3), elements=st.integers(-1000, 1000).map(float)))
def test_dense_numbers_agree_with_scikit_learn(numbers):
    found = TableFeatures.fit(table(numbers)).transform(table(numbers))
    assert found == pytest.approx(StandardScaler().fit_transform(numbers), abs=1e-5)


@settings(max_examples=50, deadline=None)
@given(arrays(float, (6, 3), elements=st.integers(-1000, 1000).map(float)))
def test_sparse_numbers_agree_with_scikit_learn(numbers):
    found = TableFeatures.fit(sparse(numbers)).transform(sparse(numbers)).toarray()
    assert found == pytest.approx(MaxAbsScaler().fit_transform(numbers), abs=1e-6)


def test_categories_agree_with_scikit_learn():
    train, new = [["red", "l"], ["blue", "s"], ["red", "m"]], [["blue", "xl"], ["pink", "m"]]
    encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False).fit(train)
    features = TableFeatures.fit(table(np.ones((3, 0)), *np.array(train, dtype=object).T))
    found = features.transform(table(np.ones((2, 0)), *np.array(new, dtype=object).T))
    assert found.tolist() == encoder.transform(new).tolist()


@settings(max_examples=50, deadline=None)
@given(NUMBERS, NUMBERS)
def test_features_made_again_from_their_state_are_the_same(train, new):
    features = TableFeatures.fit(table(train, list("uvwuv")))
    rows = table(new, ["u", None, "z", "w", "v"])
    assert through_json(features).transform(rows).tobytes() == features.transform(rows).tobytes()


@settings(max_examples=50, deadline=None)
@given(NUMBERS)
def test_sparse_features_made_again_from_their_state_are_the_same(numbers):
    features = TableFeatures.fit(sparse(numbers))
    first, again = features.transform(sparse(numbers)), through_json(features)
    assert again.transform(sparse(numbers)).toarray().tobytes() == first.toarray().tobytes()
    assert again.n_features == first.shape[1]


@settings(max_examples=50, deadline=None)
@given(NUMBERS)
def test_features_are_finite_and_as_many_as_said(numbers):
    features = TableFeatures.fit(table(numbers, list("uvwuv")))
    found = features.transform(table(numbers, list("uvwuv")))
    assert np.isfinite(found).all()
    assert found.shape == (5, features.n_features)


def test_a_model_of_dense_numbers_takes_the_same_numbers_sparse():
    numbers = [[1.0, 0.0], [3.0, 2.0]]
    features = TableFeatures.fit(Table.of_numbers(np.array(numbers)))
    assert features.transform(sparse(numbers)).tolist() == [[-1, -1], [1, 1]]


def test_a_model_of_sparse_numbers_takes_the_same_numbers_dense():
    features = TableFeatures.fit(sparse([[1, 0], [4, 2]]))
    found = features.transform(Table.of_numbers(np.array([[2.0, 1.0]])))
    assert found.toarray().tolist() == [[0.5, 0.5]]


@pytest.mark.parametrize(
    ("inputs", "name"), [(Texts(("a",)), "texts"), (Signals(np.ones((1, 2))), "signals")]
)
def test_other_inputs_than_a_table_are_refused(inputs, name):
    message = rf"trained on a table, these are {name}\n.*a table with the columns of training"
    with pytest.raises(DataError, match=message):
        TableFeatures.fit(table([[1, 2]])).transform(inputs)


def test_other_columns_are_refused_by_name():
    features = TableFeatures.fit(table([[1, 2]], ["red"]))
    other = Table.of_numbers(np.ones((1, 2)), ("a", "d"))
    message = (
        r"the table has 2 columns, training had 3; missing: 'b', 'x'; unknown: 'd'\n"
        r".*columns of training, in their order"
    )
    with pytest.raises(ShapeError, match=message):
        features.transform(other)


def test_columns_in_another_order_are_refused():
    features = TableFeatures.fit(table([[1, 2]]))
    with pytest.raises(ShapeError, match=r"missing: none; unknown: none\n.*in their order"):
        features.transform(Table.of_numbers(np.ones((1, 2)), ("b", "a")))
