"""An audit within anyone's `model.fit`: what it sees, what it costs, what it leaves alone."""

from __future__ import annotations

import gc
import math
from itertools import islice

import numpy as np
import pytest
from scipy.sparse import csr_array

import multihot as mh
from multihot.errors import DataError, MultihotError
from multihot.nn import auditing, load_keras

keras = load_keras()
BACKEND = keras.backend.backend()
layers = keras.layers
N_ROWS, N_FEATURES, N_LABELS = 48, 6, 4

rng = np.random.default_rng(0)
INPUTS = rng.random((N_ROWS, N_FEATURES), dtype=np.float32)
TARGETS = (rng.random((N_ROWS, N_LABELS)) < 0.4).astype(np.float32)
ONE_LABEL_EACH = np.eye(N_LABELS, dtype=np.float32)[rng.integers(0, N_LABELS, N_ROWS)]


def sigmoid_model(activation="sigmoid", metrics=(), **how):
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((N_FEATURES,)),
            layers.Dense(8, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(N_LABELS, activation=activation, name="labels"),
        ]
    )
    model.compile("adam", "binary_crossentropy", metrics=list(metrics), **how)
    return model


class Rows(keras.utils.PyDataset):
    def __len__(self):
        return 6

    def __getitem__(self, place):
        return INPUTS[8 * place : 8 * place + 8], TARGETS[8 * place : 8 * place + 8]


def generated():
    rows = Rows()
    for place in range(1_000):
        yield rows[place % 6]


def fed_by_tf_data():
    tensorflow = pytest.importorskip("tensorflow")
    data = tensorflow.data.Dataset.from_tensor_slices((INPUTS, TARGETS))
    return data.shuffle(N_ROWS, seed=3).batch(8)


FEEDS = {
    "arrays": lambda: {"x": INPUTS, "y": TARGETS, "batch_size": 8},
    "a last batch that is smaller": lambda: {"x": INPUTS, "y": TARGETS, "batch_size": 9},
    "weighted rows": lambda: {"x": INPUTS, "y": TARGETS, "sample_weight": INPUTS[:, 0]},
    "PyDataset": lambda: {"x": Rows()},
    "generator": lambda: {"x": generated(), "steps_per_epoch": 6, "shuffle": False},
    "tf.data": lambda: {"x": fed_by_tf_data(), "shuffle": False},
}


def rules_found(callback):
    return {finding.rule for finding in callback.findings}


def weights_of(model):
    return [keras.ops.convert_to_numpy(variable.value).copy() for variable in model.weights]


def fitted(model, callbacks, feed):
    keras.utils.set_random_seed(2)
    history = model.fit(**feed, epochs=2, verbose=0, callbacks=callbacks)
    return weights_of(model), history.history


def same(first, second):
    weights = all(np.array_equal(a, b) for a, b in zip(first[0], second[0], strict=True))
    return weights and first[1] == second[1]


@pytest.mark.parametrize("feed", FEEDS)
def test_weights_and_logs_are_the_same_to_the_bit_with_and_without(feed):
    audited = mh.nn.AuditCallback(validation_data=(INPUTS, TARGETS))
    without = fitted(sigmoid_model(), [], FEEDS[feed]())
    model = sigmoid_model()
    step = model.train_function
    watched = fitted(model, [audited], FEEDS[feed]())
    assert same(without, watched)
    assert step is None
    assert model.train_function.__qualname__ != "peek.<locals>.first"


@pytest.mark.skipif(BACKEND == "torch", reason="PyTorch takes one step at a time")
@pytest.mark.parametrize("steps", [2, 4])
def test_several_steps_at_once_are_the_same_to_the_bit(steps):
    feed = FEEDS["a last batch that is smaller"]
    without = fitted(sigmoid_model(steps_per_execution=steps), [], feed())
    callback = mh.nn.AuditCallback()
    watched = fitted(sigmoid_model("softmax", steps_per_execution=steps), [callback], feed())
    assert "softmax-bce" in rules_found(callback)
    watched = fitted(sigmoid_model(steps_per_execution=steps), [mh.nn.AuditCallback()], feed())
    assert same(without, watched)


@pytest.mark.parametrize("eagerly", [True, False])
def test_a_step_that_is_not_compiled_is_the_same(eagerly):
    feed = FEEDS["arrays"]
    without = fitted(sigmoid_model(run_eagerly=eagerly), [], feed())
    callbacks = [mh.nn.AuditCallback(), mh.nn.AuditCallback()]
    watched = fitted(sigmoid_model(run_eagerly=eagerly), callbacks, feed())
    assert same(without, watched)


@pytest.mark.skipif(BACKEND == "torch", reason="PyTorch does not trace the step")
@pytest.mark.parametrize("feed", ["arrays", "a last batch that is smaller", "generator"])
def test_the_step_is_traced_no_more_often_than_without(feed):
    traced = []
    for callbacks in ([], [mh.nn.AuditCallback()]):
        model = sigmoid_model()
        step, model.n_traced = model.train_step, 0

        def counted(*arguments, model=model, step=step):
            model.n_traced += 1
            return step(*arguments)

        model.train_step = counted
        fitted(model, callbacks, FEEDS[feed]())
        traced.append(model.n_traced)
    assert traced[0] == traced[1] > 0


@pytest.mark.parametrize("feed", FEEDS)
def test_the_first_batch_shows_rows_of_several_labels(feed, capsys):
    callback = mh.nn.AuditCallback()
    fitted(sigmoid_model("softmax"), [callback], FEEDS[feed]())
    assert "softmax-bce" in rules_found(callback)
    assert capsys.readouterr().err.count("[softmax-bce]") == 1


def test_one_label_in_each_row_of_a_batch_proves_nothing():
    callback = mh.nn.AuditCallback()
    sigmoid_model().fit(INPUTS, ONE_LABEL_EACH, verbose=0, callbacks=[callback])
    assert "sigmoid-on-onehot" not in rules_found(callback)


def test_one_label_in_each_row_of_all_targets_does():
    callback = mh.nn.AuditCallback(targets=ONE_LABEL_EACH)
    sigmoid_model().fit(INPUTS, ONE_LABEL_EACH, verbose=0, callbacks=[callback])
    assert "sigmoid-on-onehot" in rules_found(callback)


def test_a_right_fit_has_nothing_at_warning_or_above():
    model = sigmoid_model(metrics=[mh.nn.metrics.F1()])
    model.get_layer("labels").bias.assign(np.log(TARGETS.mean(0) / (1 - TARGETS.mean(0))))
    callback = mh.nn.AuditCallback(targets=TARGETS)
    model.fit(INPUTS, TARGETS, verbose=0, callbacks=[callback])
    assert [each for each in callback.findings if each.severity != "note"] == []


def test_a_label_that_no_validation_row_reaches_is_named_at_the_end():
    model = sigmoid_model()
    bias = np.array([-20.0, 0.0, 0.0, 0.0])
    model.get_layer("labels").bias.assign(bias)
    callback = mh.nn.AuditCallback(
        validation_data=(INPUTS, TARGETS), labels=["war", "sport", "food", "art"]
    )
    model.fit(INPUTS, TARGETS, verbose=0, callbacks=[callback])
    (found,) = [each for each in callback.findings if each.rule == "label-never-predicted"]
    assert "war" in found.subject + found.message


def test_logits_are_judged_as_the_probabilities_that_the_loss_makes_of_them():
    model = keras.Sequential([keras.Input((N_FEATURES,)), layers.Dense(N_LABELS)])
    model.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
    callback = mh.nn.AuditCallback(validation_data=(INPUTS, TARGETS))
    model.fit(INPUTS, TARGETS, verbose=0, callbacks=[callback])
    assert "logits-as-probabilities" not in rules_found(callback)


def test_a_fit_with_an_error_is_not_begun_where_that_is_asked(capsys):
    model = sigmoid_model("softmax")
    before = weights_of(model)
    callback = mh.nn.AuditCallback(on_finding="raise")
    with pytest.raises(MultihotError, match="before the first step"):
        model.fit(INPUTS, TARGETS, verbose=0, callbacks=[callback])
    assert all(np.array_equal(a, b) for a, b in zip(before, weights_of(model), strict=True))
    assert "[softmax-bce]" in capsys.readouterr().err
    assert math.isfinite(model.fit(INPUTS, TARGETS, verbose=0).history["loss"][0])


def test_findings_can_be_warnings():
    callback = mh.nn.AuditCallback(on_finding="warn")
    with pytest.warns(UserWarning, match="softmax-bce"):
        sigmoid_model("softmax").fit(INPUTS, TARGETS, verbose=0, callbacks=[callback])


def test_a_second_fit_is_audited_anew(capsys):
    model, callback = sigmoid_model("softmax"), mh.nn.AuditCallback()
    for _ in range(2):
        model.fit(INPUTS, TARGETS, verbose=0, callbacks=[callback])
    assert capsys.readouterr().err.count("[softmax-bce]") == 2
    assert len(callback.findings) == len({(each.rule, each.subject) for each in callback.findings})


def test_an_audit_that_goes_wrong_does_not_end_the_fit(monkeypatch):
    monkeypatch.setattr("multihot.nn.auditing.judge", lambda *_: 1 / 0)
    callback = mh.nn.AuditCallback()
    with pytest.warns(UserWarning, match="the first batch could not be audited"):
        sigmoid_model().fit(INPUTS, TARGETS, verbose=0, callbacks=[callback])
    assert callback.findings == ()


def test_a_model_of_several_outputs_is_fitted_as_ever():
    inputs = keras.Input((N_FEATURES,))
    heads = [layers.Dense(N_LABELS, activation="sigmoid", name=name)(inputs) for name in "ab"]
    model = keras.Model(inputs, heads)
    model.compile("adam", "binary_crossentropy")
    model.fit(INPUTS, [TARGETS, TARGETS], verbose=0, callbacks=[mh.nn.AuditCallback()])


def test_a_model_without_targets_is_fitted_as_ever():
    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.inner = layers.Dense(N_FEATURES)

        def call(self, inputs):
            outputs = self.inner(inputs)
            self.add_loss(keras.ops.mean(keras.ops.square(outputs - inputs)))
            return outputs

    model = Own()
    model.compile("adam")
    model.fit(INPUTS, verbose=0, callbacks=[mh.nn.AuditCallback()])


@pytest.mark.skipif(BACKEND == "tensorflow", reason="it builds the model in the first step")
def test_a_subclassed_model_is_followed_to_its_head():
    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.last = layers.Dense(N_LABELS)

        def call(self, inputs):
            return keras.activations.softmax(self.last(inputs))

    model, callback = Own(), mh.nn.AuditCallback()
    model.compile("adam", "binary_crossentropy")
    model.fit(INPUTS, TARGETS, verbose=0, callbacks=[callback])
    assert "softmax-bce" in rules_found(callback)


def test_targets_may_be_a_list_or_a_sparse_matrix():
    for targets in (ONE_LABEL_EACH.tolist(), csr_array(ONE_LABEL_EACH)):
        callback = mh.nn.AuditCallback(targets=targets)
        sigmoid_model().fit(INPUTS, ONE_LABEL_EACH, verbose=0, callbacks=[callback])
        assert "sigmoid-on-onehot" in rules_found(callback)


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_collected_after_it_as_before(collects, monkeypatch):
    seen = []
    whole = auditing.judge
    monkeypatch.setattr(
        auditing, "judge", lambda *facts: seen.append(gc.isenabled()) or whole(*facts)
    )
    callback = mh.nn.AuditCallback(validation_data=(INPUTS, TARGETS))
    before = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        sigmoid_model().fit(INPUTS, TARGETS, verbose=0, callbacks=[callback])
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()
    assert seen == [False, False]


def test_what_it_took_is_told():
    callback = mh.nn.AuditCallback()
    sigmoid_model().fit(INPUTS, TARGETS, verbose=0, callbacks=[callback])
    assert callback.seconds > 0


@pytest.mark.filterwarnings("ignore:Your input ran out of data")  # as one of no length must
@pytest.mark.parametrize("given", [np.asarray, csr_array, np.ndarray.tolist])
@pytest.mark.parametrize(
    ("feed", "share", "n_scored"),
    [
        (lambda: (INPUTS, TARGETS), 0.0025, 240),  # every third, because 256 are the fewest asked
        (lambda: (INPUTS, TARGETS), 8, 360),  # 8 x 48 rows that were fitted allow every second
        (lambda: ((batch for batch in islice(generated(), 6)),), 0.0025, 720),
    ],
    ids=["a short fit", "a fit that is long beside it", "a fit of unknown length"],
)
def test_a_fit_scores_as_many_validation_rows_as_its_length_affords(
    feed, share, n_scored, given, monkeypatch
):
    scored = []
    whole = auditing.score_facts
    monkeypatch.setattr(auditing, "_ROWS_SHARE", share)
    monkeypatch.setattr(
        auditing,
        "score_facts",
        lambda truth, scores, *how, **more: (
            scored.append(scores.shape) or whole(truth, scores, *how, **more)
        ),
    )
    inputs, truth = np.tile(INPUTS, (15, 1)), np.tile(TARGETS, (15, 1))  # 720 rows
    callback = mh.nn.AuditCallback(validation_data=(inputs, given(truth)))
    sigmoid_model().fit(*feed(), verbose=0, shuffle=False, callbacks=[callback])
    assert scored == [(n_scored, N_LABELS)]


@pytest.mark.parametrize("given", [INPUTS, (INPUTS,)])
def test_validation_data_that_are_no_pair_are_refused(given):
    with pytest.raises(DataError, match=r"pass a pair of arrays, \(x, y\)"):
        mh.nn.AuditCallback(validation_data=given)


def test_what_to_do_on_a_finding_is_one_of_three():
    with pytest.raises(DataError, match="print"):
        mh.nn.AuditCallback(on_finding="shout")


@pytest.mark.parametrize(("targets", "severity"), [(TARGETS, "error"), (ONE_LABEL_EACH, "note")])
def test_a_batch_with_rows_of_several_labels_proves_them_and_one_without_proves_nothing(
    targets, severity
):
    model = sigmoid_model("softmax")
    model.compile("adam", "categorical_crossentropy")
    callback = mh.nn.AuditCallback()
    model.fit(INPUTS, targets, verbose=0, callbacks=[callback])
    (finding,) = (each for each in callback.findings if each.rule == "softmax-multihot")
    assert finding.severity == severity
