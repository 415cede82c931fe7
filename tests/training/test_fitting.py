"""Training chooses on validation, says why, and is the same again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot.arrays import as_targets
from multihot.data import Dataset, Splits, Table, Texts
from multihot.errors import DataError
from multihot.labels import LabelSpace
from multihot.nn import KerasNetwork, LinearNetwork, load_keras
from multihot.thresholds import choose_thresholds
from multihot.training import Effort, Job, refit, train
from multihot.training.fitting import _best_of, _Plan
from pressing import Interrupts

NAN = float("nan")
WORDS = {"love": "kiss wedding rose", "war": "tank trench rifle", "west": "horse saddle dust"}
SHORT = Effort(epochs=4, batch_size=32, learning_rate=0.01)


def films(n_rows: int, seed: int) -> Dataset:
    """Texts in which two words of each label of the row stand between others."""
    rng = np.random.default_rng(seed)
    space = LabelSpace(tuple(WORDS))
    truth = rng.random((n_rows, 3)) < [0.5, 0.3, 0.2]
    label_sets = [[name for name, has in zip(WORDS, row, strict=True) if has] for row in truth]
    texts = []
    for labels in label_sets:
        own = [str(rng.choice(WORDS[label].split())) for label in labels for _ in range(2)]
        texts.append(" ".join([*own, *rng.choice(["a", "the", "film", "about", "town"], 3)]))
    return Dataset(Texts(tuple(texts)), space.encode(label_sets), space, source="films.csv")


def parts() -> Splits:
    return Splits(films(90, 0), films(40, 1), films(30, 2))


def exclusive(n_rows: int, seed: int) -> Dataset:
    """Two numbers and the label that exactly one of them is large: no line tells it."""
    rng = np.random.default_rng(seed)
    numbers = rng.choice([-1.0, 1.0], (n_rows, 2))
    truth = numbers[:, :1] * numbers[:, 1:] < 0
    return Dataset(Table.of_numbers(numbers), as_targets(truth * 1.0), LabelSpace(("one",)))


def test_a_linear_model_learns_what_can_be_learned():
    splits = parts()
    model = train(splits, "linear")
    scores = model.score(splits.test.inputs)
    assert np.mean((scores > 0.4) == splits.test.targets.toarray()) > 0.95
    assert (model.kind, model.monitor, model.labels) == ("linear", "f1_macro", splits.train.labels)
    assert [trial.kind for trial in model.trials] == ["linear"]


def test_words_of_validation_and_test_are_not_in_the_vocabulary():
    splits = parts()
    marked = Texts((*splits.validation.inputs.texts[:-1], "kiss zeppelin"))
    splits = replace(splits, validation=replace(splits.validation, inputs=marked))
    words = train(splits, "linear").features.vocabularies[0]
    assert "kiss" in words
    assert "zeppelin" not in words


def test_the_same_seed_gives_the_same_scores():
    splits = parts()
    first, again = (train(splits, "mlp", seed=3, effort=SHORT) for _ in range(2))
    inputs = splits.test.inputs
    assert first.score(inputs).tobytes() == again.score(inputs).tobytes()
    assert [step.loss for step in first.log] == [step.loss for step in again.log]


def test_the_kept_step_is_the_best_of_the_log_and_scores_as_it_says():
    splits = parts()
    model = train(splits, "linear", monitor="f1_micro")
    values = [
        (step.numbers["f1_micro"], -round(step.numbers["validation_loss"], 3)) for step in model.log
    ]
    assert model.best_step == 1 + values.index(max(values))
    scores = model.score(splits.validation.inputs)
    cut = choose_thresholds(splits.validation.targets, scores, "f1_micro", scope="all").values[0]
    assert cut == model.log[model.best_step - 1].numbers["cut"]


def test_auto_keeps_the_model_that_is_better_on_validation_and_says_why():
    splits = Splits(exclusive(200, 0), exclusive(80, 1), exclusive(80, 2))
    effort = Effort(epochs=25, batch_size=32, learning_rate=0.01)
    model = train(splits, "auto", effort=effort)
    linear, mlp = model.trials
    assert (linear.kind, mlp.kind, model.kind) == ("linear", "mlp", "mlp")
    assert mlp.value > 0.95 > linear.value
    assert linear.reason == f"not chosen: no better validation f1_macro, {linear.value:.3f}"
    assert mlp.reason == f"chosen: the best validation f1_macro, {mlp.value:.3f}"
    assert isinstance(model.network, KerasNetwork)


def test_of_equal_models_the_first_is_kept_and_the_other_is_not_called_worse():
    rows = films(60, 0)
    model = train(Splits(rows, rows, rows), "auto", effort=replace(SHORT, epochs=8))
    assert [trial.value for trial in model.trials] == [1, 1]
    assert [trial.reason for trial in model.trials] == [
        "chosen: the best validation f1_macro, 1.000",
        "not chosen: no better validation f1_macro, 1.000",
    ]
    assert isinstance(model.network, LinearNetwork)


def test_a_model_that_would_take_too_long_is_left_out_and_said_so(monkeypatch):
    monkeypatch.setattr("multihot.training.candidates._LONGEST_TRIAL_SECONDS", 0)
    model = train(parts(), "auto")
    assert [trial.kind for trial in model.trials] == ["linear", "mlp"]
    assert model.trials[1].value is None
    assert model.trials[1].reason.startswith("left out: 90 rows of ")


def test_an_interruption_keeps_the_best_so_far_and_tries_no_other_model():
    model = train(parts(), "auto", watchers=(Interrupts(),))
    assert model.interrupted
    assert model.kind == "linear"
    assert model.log[-1].step == 2
    assert model.trials[1].reason == "left out: the training was interrupted"


def test_an_interruption_of_the_second_model_keeps_the_better_of_both():
    splits = parts()
    linear = train(splits, "linear")
    plan = _Plan(splits, "f1_macro", 0, SHORT, (Interrupts(),), None)
    model = _best_of(("mlp", "linear"), replace(plan, watchers=()))
    assert not model.interrupted
    assert model.kind == "linear"
    assert model.score(splits.test.inputs).tobytes() == linear.score(splits.test.inputs).tobytes()


def test_fitting_once_more_uses_train_and_validation():
    splits = parts()
    model = train(splits, "linear")
    again = refit(model, splits, "linear")
    own = replace(splits.validation, inputs=Texts(("zeppelin " * 3,) * 40))
    with_zeppelin = refit(model, replace(splits, validation=own), "linear")
    assert "zeppelin" in with_zeppelin.features.vocabularies[0]
    assert again.features.n_features > model.features.n_features
    assert again.network.weights.shape == (again.features.n_features, 3)
    assert (again.log, again.best_step, again.trials) == (model.log, model.best_step, model.trials)


def test_fitting_a_network_once_more_takes_as_many_epochs_and_leaves_the_first_alone():
    splits = parts()
    model = train(splits, "mlp", effort=SHORT)
    before = model.score(splits.test.inputs)
    again = refit(model, splits, "mlp", effort=SHORT)
    steps = int(np.asarray(again.network.model.optimizer.iterations.value))
    assert steps == model.best_step * 5  # (90 + 40) rows / 32 a batch
    assert model.score(splits.test.inputs).tobytes() == before.tobytes()


def own_layers(n_features: int, n_labels: int) -> object:
    layers = load_keras().layers
    stack = [layers.Input((n_features,)), layers.Dense(n_labels, activation="sigmoid")]
    return load_keras().Sequential(stack)


def test_a_model_of_ones_own_is_trained():
    splits = parts()
    model = train(splits, own_layers, effort=SHORT)
    assert model.kind == "own_layers"
    assert model.score(splits.test.inputs).shape == (30, 3)


@pytest.mark.parametrize("kind", ["linear", "mlp"])
def test_targets_that_nobody_knows_are_trained_around(kind):
    def with_gaps(part: Dataset, seed: int) -> Dataset:
        gaps = np.random.default_rng(seed).random(part.targets.shape) < 0.3
        return replace(part, targets=as_targets(np.where(gaps, NAN, part.targets.toarray())))

    splits = parts()
    gappy = Splits(
        with_gaps(splits.train, 0), with_gaps(splits.validation, 1), with_gaps(splits.test, 2)
    )
    model = train(gappy, kind, effort=SHORT)
    scores = model.score(splits.test.inputs)
    assert np.isfinite(scores).all()
    assert np.isfinite([step.loss for step in model.log]).all()


def test_sparse_tables_are_trained():
    rng = np.random.default_rng(0)

    def part(n_rows: int) -> Dataset:
        numbers = csr_array(rng.random((n_rows, 50)) * (rng.random((n_rows, 50)) < 0.2))
        truth = (numbers[:, :2].toarray() > 0) * 1.0
        return Dataset(Table.of_numbers(numbers), as_targets(truth), LabelSpace(("a", "b")))

    splits = Splits(part(40), part(40), part(40))
    assert train(splits, "linear").score(splits.test.inputs).shape == (40, 2)


def test_an_unknown_model_or_monitor_is_refused_with_the_nearest():
    with pytest.raises(DataError, match=r"unknown model 'auot'. Did you mean 'auto'\?\n.*'linear'"):
        train(parts(), "auot")
    with pytest.raises(DataError, match=r"'f1macro' cannot be monitored. Did you mean 'f1_macro'"):
        train(parts(), "linear", monitor="f1macro")


def test_conv1d_of_texts_is_refused():
    with pytest.raises(DataError, match=r"conv1d is for signals, these are texts\n.*linear or mlp"):
        train(parts(), "conv1d")


def test_huge_steps_end_in_a_loss_that_is_no_number_or_in_finite_scores():
    splits = parts()

    def exploding(n_features: int, n_labels: int) -> object:
        keras = load_keras()
        model = own_layers(n_features, n_labels)
        model.compile(loss=lambda _, p: keras.ops.mean(p / 0.0 * 0.0))
        return model

    with pytest.raises(DataError, match=r"the training loss is nan at step 1\n.*learning rate"):
        train(splits, exploding, effort=SHORT)


@pytest.mark.parametrize("begin", [lambda: train(parts(), seed=-1), lambda: Job(seed=-1)])
def test_a_seed_that_is_none_is_refused(begin):
    with pytest.raises(DataError, match=r"seed: is -1\n  To fix: give a whole number from 0 to 4"):
        begin()
