"""All who decide decide alike: of scores at the threshold, and one step of float32 beside it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import expit

import multihot as mh
from multihot.arrays import logits_of
from multihot.data import Texts
from multihot.estimator.coding import coding_of
from multihot.io import LabelColumn, Reading, TextColumns
from multihot.labels import LabelSpace
from multihot.nn import TrainedModel
from multihot.prediction import predict_file
from multihot.runs import Run
from multihot.thresholds import Thresholds

N_ROWS = 10_000
CUTS = [0.7, 0.1, 1 / 3, 0.5, 0.9999999, 1e-6]


def near(cuts: list[float]) -> NDArray[np.float32]:
    """Scores at the float32 number nearest to each cut, and one step below and above it."""
    at = np.array(cuts, dtype=np.float32)
    choices = np.stack((np.nextafter(at, np.float32(0)), at, np.nextafter(at, np.float32(1))))
    rng = np.random.default_rng(0)
    chosen = rng.integers(0, 3, (N_ROWS, len(cuts)))
    return np.take_along_axis(choices, chosen, axis=0)


SCORES = near(CUTS)
EXPECTED = np.array(CUTS, dtype=np.float32) <= SCORES
TARGETS = np.random.default_rng(1).random(SCORES.shape) < 0.5


@dataclass
class Written:
    """Features that are the scores, written into a text."""

    n_features: int = len(CUTS)

    def transform(self, rows: Texts) -> NDArray[np.float32]:
        return np.array([text.split() for text in rows.texts], dtype=np.float32)


@dataclass
class Same:
    """A network that scores what it is given."""

    def score(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        return features


def run_at(cuts: list[float]) -> Run:
    labels = LabelSpace(tuple("abcdef"))
    model = TrainedModel(Written(), Same(), labels, kind="linear", monitor="f1_macro")
    reading = Reading(TextColumns(("t",)), LabelColumn("l", separator="|"))
    return Run(model, Thresholds(np.array(cuts)), settings={"reading": reading.to_dict()})


def as_texts(scores: NDArray[np.float32]) -> list[str]:
    return [" ".join(map(repr, row)) for row in scores.tolist()]


def counts_of(given: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    return (given & TARGETS).sum(axis=0).tolist(), given.sum(axis=0).tolist()


@pytest.mark.parametrize("form", [np.asarray, csr_array, np.asfortranarray])
def test_evaluate_and_states_decide_so(form):
    evaluation = mh.evaluate(TARGETS, form(SCORES), CUTS)
    assert evaluation.per_label["predicted"].tolist() == EXPECTED.sum(axis=0).tolist()
    counts = mh.EvaluationState.of(TARGETS, form(SCORES), CUTS).labels
    assert (counts.tp.tolist(), (counts.tp + counts.fp).tolist()) == counts_of(EXPECTED)
    assert (Thresholds(np.array(CUTS)).decide(form(SCORES)).toarray() == EXPECTED).all()


def test_keras_metrics_decide_so():
    metric = mh.nn.metrics.F1(thresholds=CUTS)
    metric.update_state(TARGETS.astype(np.float32), SCORES)
    counts = metric.state()
    assert (counts.tp.tolist(), (counts.tp + counts.fp).tolist()) == counts_of(EXPECTED)


def test_identify_decides_so():
    right = (EXPECTED == TARGETS).mean()
    found = mh.identify(float(right), TARGETS[:500], SCORES[:500], CUTS, tolerance=1)
    expected = (EXPECTED == TARGETS)[:500].mean()
    values = {each.definition.name: each.value for each in found.matches}
    assert values["label_accuracy"] == pytest.approx(expected, abs=1e-12)


def test_a_run_and_the_classifier_predict_so(tmp_path):
    run, names = run_at(CUTS), np.array(list("abcdef"))
    expected = [tuple(names[row].tolist()) for row in EXPECTED]
    texts = as_texts(SCORES)
    assert run.predict(texts) == expected
    classifier = mh.MultiLabelClassifier()
    classifier.run_, classifier.coding_ = run, coding_of(TARGETS[:5])
    assert (classifier.predict(texts) == EXPECTED).all()
    assert predicted_from_file(run, texts, tmp_path) == ["|".join(row) for row in expected]


def predicted_from_file(run: Run, texts: list[str], folder: Path) -> list[str]:
    data, output = folder / "scores.csv", folder / "out.csv"
    with data.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["t"], *([text] for text in texts)])
    predict_file(run, data, output)
    with output.open(encoding="utf-8", newline="") as file:
        return [row["labels"] for row in csv.DictReader(file)]


def test_half_precision_is_decided_in_float32():
    halves = SCORES.astype(np.float16)
    expected = halves.astype(np.float32) >= np.array(CUTS, dtype=np.float32)
    decided = Thresholds(np.array(CUTS)).decide(halves).toarray()
    assert (decided == expected).all()
    metric = mh.nn.metrics.F1(thresholds=CUTS)
    metric.update_state(TARGETS.astype(np.float32), halves)
    assert (metric.state().tp.tolist(), *counts_of(expected)[:1]) == (counts_of(expected)[0],) * 2


def test_float64_scores_are_decided_in_float64():
    scores = np.array([[0.7, np.nextafter(0.7, 0), float(np.float32(0.7))]])
    assert Thresholds(np.full(3, 0.7)).decide(scores).toarray().tolist() == [[1, 0, 0]]


def test_chosen_thresholds_decide_the_same_of_float64_and_float32_scores():
    chosen = mh.choose_thresholds(TARGETS, SCORES, scope="label")
    decided = chosen.decide(SCORES).toarray()
    assert (chosen.decide(SCORES.astype(np.float64)).toarray() == decided).all()


def test_logits_at_the_threshold_are_decided_alike_by_evaluate_and_by_keras_metrics():
    at = logits_of(np.array(CUTS, dtype=np.float32))
    logits = np.stack((np.nextafter(at, np.float32(-100)), at, np.nextafter(at, np.float32(100))))
    targets = np.ones(logits.shape, dtype=np.float32)
    expected = [[0] * 6, [1] * 6, [1] * 6]
    assert (expit(logits) >= np.array(CUTS, dtype=np.float32)).astype(int).tolist() == expected
    evaluation = mh.evaluate(targets, logits, CUTS, from_logits=True)
    metric = mh.nn.metrics.Recall(thresholds=CUTS, from_logits=True)
    metric.update_state(targets, logits)
    assert evaluation.per_label["predicted"].tolist() == metric.state().tp.tolist() == [2] * 6


def test_a_threshold_too_small_for_a_keras_backend_is_not_0_there():
    metric = mh.nn.metrics.Precision(thresholds=1e-40)
    metric.update_state(np.ones((1, 2), dtype=np.float32), np.array([[0, 1e-30]], dtype=np.float32))
    assert metric.state().tp.tolist() == [0, 1]


def test_never_is_never_in_keras_metrics():
    for from_logits, highest in ((False, 1.0), (True, np.inf)):
        metric = mh.nn.metrics.Precision(thresholds=[0.5, np.inf], from_logits=from_logits)
        metric.update_state(np.ones((1, 2)), np.full((1, 2), highest, dtype=np.float32))
        assert metric.state().tp.tolist() == [1, 0]
        again = type(metric).from_config(metric.get_config())
        assert again.thresholds == metric.thresholds
