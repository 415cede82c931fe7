"""What each Keras makes of the strings of compile: the table, row by row, and live Keras."""

from __future__ import annotations

import warnings

import pytest

from multihot.facts import Keras
from multihot.facts.generations import (
    GENERATIONS,
    REFUSED,
    generation_of,
    generations_of,
    logged,
    resolve,
)

BCE, CCE = "binary_crossentropy", "categorical_crossentropy"
SPARSE = "sparse_categorical_crossentropy"
BINARY, CATEGORICAL = "binary_accuracy", "categorical_accuracy"
SPARSE_ACCURACY = "sparse_categorical_accuracy"
NAMED = {f"{each.flavour} {each.name}": each for each in GENERATIONS}

# 'accuracy' of 5 sigmoid units on multi-hot targets, with the loss as the string, as an object
# and with another loss; of one unit; of class numbers with the sparse loss, with another loss
ROWS = {
    "keras Keras 1.0.0 to 1.0.4": (*[CATEGORICAL] * 3, BINARY, CATEGORICAL, CATEGORICAL),
    "keras Keras 1.0.5": (*[CATEGORICAL] * 3, BINARY, SPARSE_ACCURACY, CATEGORICAL),
    "keras Keras 1.0.6 to 1.2": (
        *(BINARY, CATEGORICAL, CATEGORICAL),
        *(BINARY, SPARSE_ACCURACY, CATEGORICAL),
    ),
    "keras Keras 2.0 to 2.2": (
        *(BINARY, CATEGORICAL, CATEGORICAL),
        *(BINARY, SPARSE_ACCURACY, CATEGORICAL),
    ),
    "keras Keras 2.3": (
        *(BINARY, BINARY, CATEGORICAL),
        *(BINARY, SPARSE_ACCURACY, CATEGORICAL),
    ),
    "keras Keras 2.4 to 2.12": (*[CATEGORICAL] * 3, BINARY, SPARSE_ACCURACY, SPARSE_ACCURACY),
    "keras Keras 2.13 to 2.15": (*[CATEGORICAL] * 3, BINARY, SPARSE_ACCURACY, SPARSE_ACCURACY),
    "keras Keras 3": (*[CATEGORICAL] * 3, BINARY, SPARSE_ACCURACY, SPARSE_ACCURACY),
    "tf.keras TF 1.13 to 2.0": (
        *(BINARY, None, CATEGORICAL),
        *(BINARY, SPARSE_ACCURACY, CATEGORICAL),
    ),
    "tf.keras TF 2.1": (*(BINARY, BINARY, CATEGORICAL), *(BINARY, SPARSE_ACCURACY, CATEGORICAL)),
    "tf.keras TF 2.2 to 2.12": (*[CATEGORICAL] * 3, BINARY, SPARSE_ACCURACY, SPARSE_ACCURACY),
    "tf.keras TF 2.13 to 2.15": (*[CATEGORICAL] * 3, BINARY, SPARSE_ACCURACY, SPARSE_ACCURACY),
    "tf.keras Keras 3": (*[CATEGORICAL] * 3, BINARY, SPARSE_ACCURACY, SPARSE_ACCURACY),
}


def test_every_generation_has_its_row():
    assert ROWS.keys() == NAMED.keys()


@pytest.mark.parametrize("name", ROWS)
def test_accuracy_is_what_the_table_says(name):
    generation = NAMED[name]
    several = {"width": 5, "targets": "multi-hot"}
    assert (
        resolve("accuracy", generation, loss=BCE, **several),
        resolve("acc", generation, loss=BCE, loss_form="object", **several),
        resolve("accuracy", generation, loss="mean_squared_error", **several),
        resolve("accuracy", generation, loss=BCE, width=1, targets="column"),
        resolve("accuracy", generation, loss=SPARSE, width=5, targets="integer"),
        resolve("accuracy", generation, loss=CCE, width=5, targets="column"),
    ) == ROWS[name]


@pytest.mark.parametrize(
    ("name", "auc", "capital_auc", "f1_score", "capital_f1"),
    [
        ("keras Keras 2.0 to 2.2", REFUSED, REFUSED, REFUSED, REFUSED),
        ("keras Keras 2.3", REFUSED, REFUSED, REFUSED, REFUSED),
        ("keras Keras 2.4 to 2.12", REFUSED, "auc", REFUSED, REFUSED),
        ("keras Keras 2.13 to 2.15", REFUSED, "auc", REFUSED, "f1_score"),
        ("keras Keras 3", "auc", "auc", "f1_score", "f1_score"),
        ("tf.keras TF 2.1", REFUSED, None, REFUSED, REFUSED),
        ("tf.keras TF 2.2 to 2.12", REFUSED, "auc", REFUSED, REFUSED),
        ("tf.keras TF 2.13 to 2.15", REFUSED, "auc", REFUSED, "f1_score"),
        ("tf.keras Keras 3", "auc", "auc", "f1_score", "f1_score"),
    ],
)
def test_a_string_is_known_in_some_generations(name, auc, capital_auc, f1_score, capital_f1):
    words = ("auc", "AUC", "f1_score", "F1Score")
    expected = (auc, capital_auc, f1_score, capital_f1)
    assert tuple(resolve(word, NAMED[name]) for word in words) == expected


def test_the_first_keras_had_precision_and_recall_of_a_batch():
    assert resolve("precision", NAMED["keras Keras 1.0.6 to 1.2"]) == "precision"
    assert resolve("precision", NAMED["keras Keras 2.0 to 2.2"]) == REFUSED


@pytest.mark.parametrize(
    ("name", "crossentropy", "capital"),
    [
        ("keras Keras 1.0.6 to 1.2", REFUSED, None),
        ("keras Keras 2.3", "binary_crossentropy", None),
        ("tf.keras TF 2.2 to 2.12", "categorical_crossentropy", CATEGORICAL),
        ("keras Keras 3", REFUSED, CATEGORICAL),
    ],
)
def test_crossentropy_is_read_as_accuracy_is_and_capitals_came_late(name, crossentropy, capital):
    asked = {"width": 5, "loss": BCE, "targets": "multi-hot"}
    assert resolve("crossentropy", NAMED[name], **asked) == crossentropy
    assert resolve("Accuracy", NAMED[name], **asked) == capital


@pytest.mark.parametrize(
    ("name", "asked", "told"),
    [
        ("keras Keras 3", {"width": 5}, None),
        ("keras Keras 3", {"targets": "multi-hot"}, None),
        ("keras Keras 3", {"width": 1}, BINARY),
        ("keras Keras 2.3", {"width": 5}, None),
        ("keras Keras 2.3", {"loss": BCE}, BINARY),
        ("keras Keras 2.3", {"loss": CCE}, None),
        ("keras Keras 2.3", {"width": 5, "loss": CCE}, CATEGORICAL),
    ],
)
def test_what_hangs_on_something_unknown_is_unknown(name, asked, told):
    assert resolve("accuracy", NAMED[name], **asked) == told


def test_words_that_all_read_alike_are_not_in_the_table():
    assert resolve("binary_accuracy", NAMED["keras Keras 3"], width=5) is None


@pytest.mark.parametrize(
    ("keras", "name"),
    [
        (Keras("keras", (1, 1)), "Keras 1.0.6 to 1.2"),
        (Keras("keras", (2, 2)), "Keras 2.0 to 2.2"),
        (Keras("keras", (2, 3)), "Keras 2.3"),
        (Keras("keras", (2, 8)), "Keras 2.4 to 2.12"),
        (Keras("keras", (3, 15)), "Keras 3"),
        (Keras("tf.keras", (1, 15)), "TF 1.13 to 2.0"),
        (Keras("tf.keras", (2, 1)), "TF 2.1"),
        (Keras("tf.keras", (2, 2)), "TF 2.2 to 2.12"),
        (Keras("tf.keras", (2, 15)), "TF 2.13 to 2.15"),
        (Keras("tf.keras", (2, 16)), "Keras 3"),
        (Keras("tf.keras", (2, 20)), "Keras 3"),
    ],
)
def test_a_version_has_its_generation(keras, name):
    assert generation_of(keras).name == name


@pytest.mark.parametrize(
    ("keras", "how_many"),
    [
        (Keras("keras", (1, 0)), 3),
        (Keras("keras"), 8),
        (Keras("tf.keras"), 5),
        (None, 13),
        (Keras("tf.keras", (1, 4)), 0),
    ],
)
def test_without_a_version_there_are_several(keras, how_many):
    assert generation_of(keras) is None
    assert len(generations_of(keras)) == how_many


@pytest.mark.parametrize(
    ("word", "name", "as_logged"),
    [
        ("accuracy", "keras Keras 2.0 to 2.2", "acc"),
        ("accuracy", "keras Keras 2.3", "accuracy"),
        ("acc", "keras Keras 3", "acc"),
        ("AUC", "tf.keras TF 2.2 to 2.12", "auc"),
        ("AUC", "keras Keras 3", "AUC"),
        ("F1Score", "tf.keras TF 2.2 to 2.12", None),
        ("mse", "keras Keras 3", "mse"),
    ],
)
def test_a_metric_is_logged_by_a_name_of_the_generation(word, name, as_logged):
    assert logged(word, NAMED[name]) == as_logged


LIVE_TARGETS = {
    "multi-hot": [[1, 0, 1], [0, 1, 1], [0, 0, 0], [1, 0, 0]],
    "one-hot": [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]],
    "integer": [0, 1, 2, 0],
    "column": [[0], [1], [1], [0]],
}
LIVE_CASES = [
    (activation, width, loss, targets)
    for activation in ("sigmoid", "softmax", None)
    for width, loss, targets in [
        *[(3, BCE, kind) for kind in ("multi-hot", "one-hot")],
        *[(3, CCE, kind) for kind in ("multi-hot", "one-hot")],
        *[(3, SPARSE, kind) for kind in ("integer", "column")],
        *[(3, "mean_squared_error", kind) for kind in ("multi-hot", "one-hot")],
        *[
            (1, loss, kind)
            for loss in (BCE, "mean_squared_error")
            for kind in ("column", "integer")
        ],
    ]
]
WORDS = ("accuracy", "acc", "Accuracy", "auc", "AUC", "precision", "Precision", "recall", "Recall")


def live(activation, width, loss, targets, words):
    """Class and name of what the installed Keras makes of each word."""
    import numpy as np

    from multihot.nn.backend import load_keras

    keras = load_keras()
    head = keras.layers.Dense(width, activation=activation)
    model = keras.Sequential([keras.Input((2,)), head])
    loss = getattr(keras.losses, "".join(part.title() for part in loss.split("_")))()
    model.compile(loss=loss, metrics=list(words), jit_compile=False, run_eagerly=True)
    y = np.array(LIVE_TARGETS[targets])
    scores = model(np.ones((4, 2), "float32"))
    model._compile_metrics.build(y, scores)
    return {metric.name: type(metric).__name__ for metric in model._compile_metrics.metrics}


def snake(name: str) -> str:
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in name).lstrip("_")


@pytest.mark.filterwarnings("ignore:.*You are using a softmax")
@pytest.mark.parametrize(("activation", "width", "loss", "targets"), LIVE_CASES)
def test_keras_3_resolves_as_the_installed_keras_does(activation, width, loss, targets):
    classes = {"AUC": "auc"}
    seen = live(activation, width, loss, targets, WORDS)
    generation = NAMED["keras Keras 3"]
    told = {
        logged(word, generation): resolve(word, generation, width=width, loss=loss, targets=targets)
        for word in WORDS
    }
    assert told == {name: classes.get(kind) or snake(kind) for name, kind in seen.items()}


def test_one_batch_of_training_resolves_alike():
    import numpy as np

    from multihot.nn.backend import load_keras

    keras = load_keras()
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="sigmoid")])
    model.compile(loss=BCE, metrics=["accuracy", "F1Score", "f_beta_score"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.train_on_batch(np.ones((4, 2)), np.array(LIVE_TARGETS["multi-hot"], "float32"))
    seen = [(metric.name, type(metric).__name__) for metric in model._compile_metrics.metrics]
    assert seen == [
        ("accuracy", "CategoricalAccuracy"),
        ("F1Score", "F1Score"),
        ("f_beta_score", "FBetaScore"),
    ]


@pytest.mark.parametrize("word", ["crossentropy", "ce", "fbeta_score"])
def test_what_keras_3_refuses_raises_an_error_there(word):
    assert resolve(word, NAMED["keras Keras 3"], width=3, loss=BCE, targets="multi-hot") == REFUSED
    with pytest.raises(ValueError, match="Could not interpret metric identifier"):
        live("sigmoid", 3, BCE, "multi-hot", [word])
