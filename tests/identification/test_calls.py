"""Every call that is shown is typed as it stands, and gives the number it is shown for.

scikit-learn, Keras 3, torchmetrics and this package are the oracles: not the text is compared,
what it evaluates to is.
"""

import warnings

import numpy as np
import pytest
import sklearn.metrics

import multihot as mh
from multihot.identification.candidates import candidates
from multihot.identification.facts import Facts
from multihot.nn.backend import load_keras

keras = load_keras()
SKLEARN = {name: getattr(sklearn.metrics, name) for name in dir(sklearn.metrics)}
ROWS = ("plain", "hard", "decided", "double")


def rows_of(kind):
    rng = np.random.default_rng(len(kind))
    targets = (rng.random((60, 7)) < 0.35).astype(int)
    targets[:2] = np.eye(7, dtype=int)[:2]  # no label without a row
    scores = np.clip(0.45 * targets + 0.7 * rng.random(targets.shape) - 0.05, 0, 1)
    if kind == "hard":
        targets[:, 2], targets[:, 6], targets[4], targets[9] = 0, 1, 0, 1
        scores[:, 3] *= 0.4
        scores[4], scores[5], scores[7, 1], scores[8, :3] = 0.1, 0.5, 0.5, 0.9
    if kind == "decided":
        scores = scores.round()
    return targets, scores.astype(np.float64 if kind == "double" else np.float32)


def shown(kind, system):
    """Each call of a system, with the value of its definition and what its words stand for."""
    targets, scores = rows_of(kind)
    facts = Facts.of(targets, scores)
    for candidate in candidates(facts):
        name = candidate.definition.name
        way = max(
            (way for way in facts.ways if way.suffix in name), key=lambda way: len(way.suffix)
        )
        words = {"targets": targets, "scores": scores, "decisions": way.given.astype(int)}
        words["name"] = name
        for call in candidate.definition.calls:
            if system in call.system:
                yield name, call.text, candidate.value, words


def differing(kind, system, evaluated, *, within=2e-6):
    found, wrong = 0, []
    for name, text, value, words in shown(kind, system):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = evaluated(text, words)
        if theirs is not None:
            found += 1
            if not np.isclose(value, theirs, rtol=within, atol=within, equal_nan=True):
                wrong.append((name, text, value, theirs))
    return found, wrong


def of_scikit_learn(text, words):
    if text.startswith("classification_report"):
        return of_report(text, words)
    return eval(text, {**SKLEARN, "np": np, **words})


def of_report(text, words):
    asked = text.partition(": ")[2].strip('"')
    report = SKLEARN["classification_report"](
        words["targets"], words["decisions"], output_dict=True, zero_division=0
    )
    label = asked.removeprefix("row ").strip("'")
    measure = words["name"].removeprefix(f"label '{label}': ").replace(",", "_").split("_")[0]
    return report[label]["f1-score" if measure == "f1" else measure]


@pytest.mark.parametrize("kind", ROWS)
def test_what_is_shown_of_scikit_learn_gives_the_number(kind):
    found, wrong = differing(kind, "scikit-learn", of_scikit_learn)
    assert wrong == []
    assert found > 250


def of_keras(text, words):
    if not text.startswith("keras.metrics."):
        return None
    metric = eval(text, {"keras": keras})
    metric.update_state(words["targets"].astype("float32"), words["scores"])
    return float(np.asarray(metric.result()))


@pytest.mark.parametrize("kind", ["plain", "hard", "decided"])
def test_what_is_shown_of_keras_gives_the_number(kind):
    found, wrong = differing(kind, "eras", of_keras)
    assert wrong == []
    assert found > 25


def of_multihot(text, words):
    return eval(text, {"mh": mh, **words})


@pytest.mark.parametrize("kind", ROWS)
def test_what_is_shown_of_this_package_gives_the_number(kind):
    found, wrong = differing(kind, "multihot", of_multihot, within=1e-12)
    assert wrong == []
    assert found > 200


@pytest.mark.parametrize("kind", ROWS)
def test_what_is_shown_of_torchmetrics_gives_the_number(kind):
    torch = pytest.importorskip("torch")
    theirs = pytest.importorskip("torchmetrics.classification")

    def of_torchmetrics(text, words):
        if not text.startswith("Multilabel"):
            return None
        known = {name: getattr(theirs, name) for name in dir(theirs)}
        metric = eval(text, {**known, "n_labels": words["targets"].shape[1]})
        metric.update(torch.tensor(words["scores"]), torch.tensor(words["targets"]))
        return float(metric.compute())

    found, wrong = differing(kind, "torchmetrics", of_torchmetrics, within=1e-5)
    assert wrong == []
    assert found > 25


STRINGS = {
    "accuracy": "argmax_accuracy",
    "acc": "argmax_accuracy",
    "binary_accuracy": "label_accuracy, score > 0.5",
    "categorical_accuracy": "argmax_accuracy",
    "top_k_categorical_accuracy": "top 5 categorical accuracy",
    "Precision": "precision_micro, score > 0.5",
    "recall": "recall_micro, score > 0.5",
    "AUC": "roc_auc_micro at 200 thresholds",
    "mse": "brier_score",
    "mae": "mean absolute error",
    "binary_crossentropy": "log_loss",
    "categorical_crossentropy": "categorical cross-entropy",
}


def test_what_keras_prints_for_each_string_is_identified():
    targets, scores = rows_of("hard")
    scores = np.clip(scores, 0.01, 0.99)
    model = keras.Sequential([keras.Input((7,)), keras.layers.Identity()])
    for string, name in STRINGS.items():
        model.compile(loss="binary_crossentropy", metrics=[string])
        printed = model.evaluate(scores, targets, verbose=0, return_dict=True)[string]
        found = mh.identify(f"{printed:.6f}", targets, scores)
        assert found.matches[0].definition.name == name, string


@pytest.mark.parametrize(
    ("string", "name"),
    [
        ("binary_crossentropy", "log_loss"),
        ("categorical_crossentropy", "categorical cross-entropy"),
        ("binary_focal_crossentropy", "binary focal cross-entropy"),
        ("mse", "brier_score"),
    ],
)
def test_what_keras_prints_as_loss_is_identified(string, name):
    targets, scores = rows_of("hard")
    scores = np.clip(scores, 0.01, 0.99)
    model = keras.Sequential([keras.Input((7,)), keras.layers.Identity()])
    model.compile(loss=string)
    printed = model.evaluate(scores, targets, verbose=0)
    found = mh.identify(f"{printed:.5f}", targets, scores)
    assert found.matches[0].definition.name == name


def test_what_keras_prints_for_f1_score_is_of_one_label_each():
    targets, scores = rows_of("plain")
    model = keras.Sequential([keras.Input((7,)), keras.layers.Identity()])
    model.compile(loss="binary_crossentropy", metrics=["f1_score"])
    printed = model.evaluate(scores, targets, verbose=0, return_dict=True)["f1_score"]
    names = [
        each.definition.name for each in mh.identify(f"{printed[3]:.6f}", targets, scores).matches
    ]
    assert "label '3': f1, highest score of the row" in names


def test_logits_without_a_sigmoid_give_what_keras_gives():
    targets, scores = rows_of("hard")
    logits = np.log(np.clip(scores, 0.02, 0.98) / (1 - np.clip(scores, 0.02, 0.98)))
    printed = {
        "log_loss of raw logits": keras.metrics.BinaryCrossentropy(),
        "roc_auc_micro at 200 thresholds, logits taken for scores": keras.metrics.AUC(),
        "brier_score of raw logits": keras.metrics.MeanSquaredError(),
        "label_accuracy, logit >= 0.5": keras.metrics.BinaryAccuracy(),
    }
    for name, metric in printed.items():
        metric.update_state(targets.astype("float32"), logits)
        number = f"{float(np.asarray(metric.result())):.6f}"
        found = mh.identify(number, targets, logits, from_logits=True)
        assert found.matches[0].definition.name == name
