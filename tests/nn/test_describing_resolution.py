"""What a string is said to mean before fit is what Keras makes of it at the first batch."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.facts.counting import target_facts
from multihot.facts.generations import REFUSED, generation_of, resolve
from multihot.nn import load_keras
from multihot.nn.describing import model_facts

keras = load_keras()
losses = keras.losses
N_ROWS, N_LABELS = 12, 4
ACCURACIES = ("accuracy", "acc", "Accuracy", "ACC")
WORDS = (
    *ACCURACIES,
    *("auc", "AUC", "precision", "Precision", "recall", "Recall"),
    *("f1_score", "F1Score", "f_beta_score", "FBetaScore"),
)
REFUSED_WORDS = ("crossentropy", "ce", "fbeta_score")

rng = np.random.default_rng(0)
CLASSES = rng.integers(0, N_LABELS, N_ROWS)
TARGETS = {
    "multi-hot": (rng.random((N_ROWS, N_LABELS)) < 0.6).astype("float32"),
    "one-hot": np.eye(N_LABELS, dtype="float32")[CLASSES],
    "integer": CLASSES,
    "a column of classes": CLASSES[:, None],
    "a column of 0 and 1": (CLASSES[:, None] > 1).astype("float32"),
}
DENSE = ("binary_crossentropy", losses.binary_crossentropy, losses.BinaryCrossentropy(), "mse")
CATEGORICAL = ("categorical_crossentropy", losses.CategoricalCrossentropy())
SPARSE = ("sparse_categorical_crossentropy", losses.SparseCategoricalCrossentropy())
CASES = [
    (targets, units, activation, loss)
    for targets, units, activation, given in (
        ("multi-hot", N_LABELS, "sigmoid", DENSE),
        ("multi-hot", N_LABELS, "softmax", (*DENSE, *CATEGORICAL)),
        ("multi-hot", N_LABELS, "linear", (losses.BinaryCrossentropy(from_logits=True), "mse")),
        ("one-hot", N_LABELS, "softmax", CATEGORICAL),
        ("one-hot", N_LABELS, "sigmoid", DENSE),
        ("integer", N_LABELS, "softmax", SPARSE),
        ("a column of classes", N_LABELS, "softmax", SPARSE),
        ("a column of 0 and 1", 1, "sigmoid", DENSE),
        ("a column of 0 and 1", 1, "linear", (losses.BinaryCrossentropy(from_logits=True),)),
    )
    for loss in given
]


def compiled(units, activation, loss, words):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(units, activation)])
    model.compile("sgd", loss, metrics=list(words), run_eagerly=True)
    return model


def derived(model, targets):
    told = model_facts(model)
    loss = told.only.loss
    return [
        resolve(
            metric.spelled.strip("'"),
            generation_of(told.keras),
            width=told.only.head.units,
            loss=loss.kind,
            loss_form=loss.form,
            targets=target_facts(targets).kind,
        )
        for metric in told.metrics
    ]


@pytest.mark.parametrize(("targets", "units", "activation", "loss"), CASES)
def test_keras_resolves_as_was_said_before(targets, units, activation, loss):
    y = TARGETS[targets]
    # AUC and its like want one target a score
    model = compiled(units, activation, loss, ACCURACIES if loss in SPARSE else WORDS)
    before = derived(model, y)
    model.train_on_batch(np.zeros((N_ROWS, 3), "float32"), y)
    assert before == [metric.resolved for metric in model_facts(model).metrics]
    assert before[0] == before[3]


@pytest.mark.parametrize("word", REFUSED_WORDS)
def test_keras_refuses_what_was_said_to_be_refused(word):
    model = compiled(N_LABELS, "sigmoid", "binary_crossentropy", [word])
    assert derived(model, TARGETS["multi-hot"]) == [REFUSED]
    with pytest.raises(ValueError, match="Could not interpret metric"):
        model.train_on_batch(np.zeros((N_ROWS, 3), "float32"), TARGETS["multi-hot"])
