"""Which models are tried on what, and which are refused."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot.arrays import as_targets
from multihot.data import Dataset, Inputs, Signals, Table, Texts
from multihot.errors import DataError
from multihot.features import LETTERS, WORDS
from multihot.labels import LabelSpace
from multihot.nn import TABLE_STRENGTHS, TEXT_STRENGTHS, KerasLearner, LinearLearner, load_keras
from multihot.training import Effort
from multihot.training.candidates import plausible, prepare, too_slow

TEXTS = Texts(("a horse", "a horse", "two wars", "two wars"))
NUMBERS = Table.of_numbers(np.arange(8.0).reshape(4, 2))
SIGNALS = Signals(np.arange(16.0).reshape(4, 4))
EFFORT = Effort(epochs=7, batch_size=3, patience=2, learning_rate=0.25)


def dataset(inputs: Inputs) -> Dataset:
    targets = as_targets([[1, 0], [1, 0], [0, 1], [1, 1]])
    return Dataset(inputs, targets, LabelSpace(("west", "war")))


def one_layer(n_features: int, n_labels: int) -> object:
    layers = load_keras().layers
    stack = [layers.Input((n_features,)), layers.Dense(n_labels, activation="sigmoid")]
    return load_keras().Sequential(stack)


def one_label_too_many(n_features: int, n_labels: int) -> object:
    return one_layer(n_features, n_labels + 1)


def no_model(n_features: int, n_labels: int) -> str:
    return "a forest"


def prepared(kind: object, inputs: Inputs = TEXTS) -> object:
    return prepare(kind, dataset(inputs), effort=EFFORT, seed=0)


@pytest.mark.parametrize(
    ("inputs", "kinds"),
    [
        (TEXTS, ("linear", "mlp")),
        (NUMBERS, ("linear", "mlp")),
        (SIGNALS, ("conv1d", "linear", "mlp")),
    ],
)
def test_each_kind_of_inputs_has_its_plausible_models(inputs, kinds):
    assert plausible(inputs) == kinds


def test_a_linear_model_of_texts_sees_words_and_letters_and_is_tried_free():
    candidate = prepared("linear")
    assert candidate.features.grams == (WORDS, LETTERS)
    assert isinstance(candidate.learner, LinearLearner)
    assert candidate.learner.strengths == TEXT_STRENGTHS


def test_a_linear_model_of_very_many_letters_sees_words_alone(monkeypatch):
    monkeypatch.setattr("multihot.training.candidates._FEW_LETTERS", 30)
    assert prepared("linear").features.grams == (WORDS,)


@pytest.mark.parametrize("inputs", [NUMBERS, SIGNALS])
def test_a_linear_model_of_numbers_is_tried_stiff(inputs):
    assert prepared("linear", inputs).learner.strengths == TABLE_STRENGTHS


def test_a_network_of_texts_sees_words_that_occur_twice():
    candidate = prepared("mlp")
    assert candidate.features.vocabularies == (
        ("a", "a horse", "horse", "two", "two wars", "wars"),
    )


def test_the_effort_reaches_the_network():
    learner = prepared("mlp").learner
    assert isinstance(learner, KerasLearner)
    assert (learner.n_steps, learner.batch_size, learner.patience) == (7, 3, 2)
    assert float(np.asarray(learner.model.optimizer.learning_rate.value)) == 0.25


def test_a_function_builds_a_model_of_the_right_size_and_gives_it_its_name():
    candidate = prepared(one_layer, NUMBERS)
    assert candidate.kind == "one_layer"
    assert candidate.learner.model.output_shape == (None, 2)
    assert candidate.learner.model.input_shape == (None, 2)


def test_a_model_of_another_output_is_refused():
    message = r"model: the model gives \(None, 3\), .* need \(None, 2\)\n.*Dense\(n_labels"
    with pytest.raises(DataError, match=message):
        prepared(one_label_too_many)


def test_what_is_no_keras_model_is_refused():
    with pytest.raises(DataError, match=r"model: the function gave str.*\n.*return a keras.Model"):
        prepared(no_model)


@pytest.mark.parametrize(("inputs", "name"), [(TEXTS, "texts"), (NUMBERS, "table")])
def test_conv1d_of_other_than_signals_is_refused(inputs, name):
    message = rf"model: conv1d is for signals, these are {name}\n.*choose linear or mlp"
    with pytest.raises(DataError, match=message):
        prepared("conv1d", inputs)


def test_an_unknown_model_is_refused_with_the_nearest():
    message = r"model: unknown model 'linaer'. Did you mean 'linear'\?\n.*'mlp'.*module:function"
    with pytest.raises(DataError, match=message):
        prepared("linaer")


def wide(n_rows: int, n_columns: int) -> Dataset:
    numbers = csr_array((n_rows, n_columns), dtype=np.float32)
    targets = csr_array((n_rows, 1), dtype=np.float32)
    return Dataset(Table.of_numbers(numbers, ["x"] * n_columns), targets, LabelSpace(("war",)))


@pytest.mark.parametrize(
    ("n_rows", "n_features", "seconds"), [(5_000, 20_000, "74"), (100_000, 1_000, "74")]
)
def test_a_trial_that_would_take_a_minute_is_left_out_and_says_so(n_rows, n_features, seconds):
    reason = too_slow("mlp", wide(n_rows, 1), n_features)
    assert reason == (
        f"left out: {n_rows:,} rows of {n_features:,} features would take some {seconds} s"
    )


def test_a_short_trial_is_made_and_a_linear_model_always():
    assert too_slow("mlp", wide(1_000, 1), 20_000) == ""
    assert too_slow("linear", wide(1_000_000, 1), 20_000) == ""


@pytest.mark.parametrize("kind", [["linear"], 3, None])
def test_what_can_be_no_model_is_refused(kind):
    with pytest.raises(DataError, match=r"is no model\n.*'linear', 'mlp'.* or a function"):
        prepare(kind, dataset(NUMBERS), effort=EFFORT, seed=0)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"epochs": 0}, r"epochs: is 0\n.*a whole number from 1 to 2,147,483,647"),
        ({"batch_size": 2.5}, r"batch_size: is 2.5\n"),
        ({"batch_size": 2**31}, r"batch_size: is 2147483648\n"),
        ({"patience": "many"}, r"patience: is 'many'\n"),
        ({"learning_rate": -1}, r"learning_rate: is -1\n.*a number above 0, such as 0.001"),
        ({"learning_rate": float("nan")}, r"learning_rate: is nan\n"),
    ],
)
def test_an_effort_that_is_none_is_refused(wrong, message):
    with pytest.raises(DataError, match=message):
        Effort(**wrong)
