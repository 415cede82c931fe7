"""Every metric, label by label and row by row, is scikit-learn's on the cells that are known."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pytest
from sklearn import metrics as sk

from multihot.nn import metrics as ours

N_ROWS, N_LABELS = 60, 7
AVERAGES = ("macro", "micro", "weighted", "samples")
FRACTIONS = (
    (ours.F1, sk.f1_score),
    (partial(ours.FBeta, 2.0), partial(sk.fbeta_score, beta=2)),
    (partial(ours.FBeta, 0.5), partial(sk.fbeta_score, beta=0.5)),
    (ours.Precision, sk.precision_score),
    (ours.Recall, sk.recall_score),
    (ours.Jaccard, sk.jaccard_score),
)
AREAS = (
    (ours.ROCAUC, sk.roc_auc_score, 2),
    (ours.AveragePrecision, sk.average_precision_score, 1),
)


class Data:
    """Rows with ties, a label nobody has, an empty row, and unknown cells and weights if asked."""

    def __init__(self, *, unknown: bool, weighted: bool) -> None:
        rng = np.random.default_rng(7)
        self.targets = (rng.random((N_ROWS, N_LABELS)) < 0.4).astype(np.float32)
        self.scores = rng.integers(0, 17, (N_ROWS, N_LABELS)).astype(np.float32) / 16
        self.targets[:, 6], self.scores[:, 6] = 0, self.scores[:, 6] / 4
        self.targets[3], self.scores[3] = 0, 0.25
        if unknown:
            self.targets[rng.random(self.targets.shape) < 0.15] = np.nan
            self.targets[5] = np.nan
        self.weights = rng.random(N_ROWS).astype(np.float32) * 3 if weighted else None

    def fed(self, metric: object, *, batch_size: int = 15) -> object:
        for start in range(0, N_ROWS, batch_size):
            rows = slice(start, start + batch_size)
            weights = None if self.weights is None else self.weights[rows]
            metric.update_state(self.targets[rows], self.scores[rows], weights)
        return metric

    @property
    def row_weights(self) -> np.ndarray:
        return np.ones(N_ROWS) if self.weights is None else self.weights.astype(np.float64)

    def columns(self) -> Iterator[tuple[np.ndarray, ...]]:
        """Truth, scores and weights of the known cells of each label."""
        for column in range(N_LABELS):
            known = ~np.isnan(self.targets[:, column])
            yield (
                self.targets[known, column],
                self.scores[known, column],
                self.row_weights[known],
            )

    def cells(self) -> tuple[np.ndarray, ...]:
        parts = zip(*self.columns(), strict=True)
        return tuple(np.concatenate(part) for part in parts)

    def mean_of_rows(self, of_row: Callable[[np.ndarray, np.ndarray], float]) -> float:
        values, weights = [], []
        for row, weight in enumerate(self.row_weights):
            known = ~np.isnan(self.targets[row])
            if known.any():
                values.append(of_row(self.targets[row, known], self.scores[row, known]))
                weights.append(weight)
        return float(np.average(values, weights=weights))


@pytest.fixture(params=[False, True], ids=["plain", "unknown and weighted"])
def data(request) -> Data:
    return Data(unknown=request.param, weighted=request.param)


def average_of(data: Data, theirs: Callable[..., float], average: str) -> float:
    if average == "micro":
        truth, scores, weights = data.cells()
        return theirs(truth, scores >= 0.5, sample_weight=weights, zero_division=0)
    if average == "samples":
        return data.mean_of_rows(lambda truth, s: theirs(truth, s >= 0.5, zero_division=0))
    values = [
        theirs(truth, scores >= 0.5, sample_weight=weights, zero_division=0)
        for truth, scores, weights in data.columns()
    ]
    support = [(truth * weights).sum() for truth, _, weights in data.columns()]
    return float(np.average(values, weights=support if average == "weighted" else None))


@pytest.mark.parametrize("average", AVERAGES)
@pytest.mark.parametrize(("make", "theirs"), FRACTIONS)
def test_fractions(data, make, theirs, average):
    metric = data.fed(make(average=average))
    assert float(metric.result()) == pytest.approx(average_of(data, theirs, average), rel=2e-6)


@pytest.mark.parametrize(("make", "theirs"), FRACTIONS)
def test_fractions_per_label(data, make, theirs):
    metric = data.fed(make(average=None))
    expected = [
        theirs(truth, scores >= 0.5, sample_weight=weights, zero_division=0)
        for truth, scores, weights in data.columns()
    ]
    assert [float(value) for value in metric.result()] == pytest.approx(expected, rel=2e-6)


def test_agreement(data):
    truth, scores, weights = data.cells()
    accuracy = sk.accuracy_score(truth, scores >= 0.5, sample_weight=weights)
    found = {
        make: float(data.fed(make()).result())
        for make in (ours.SubsetAccuracy, ours.LabelAccuracy, ours.HammingLoss)
    }
    right = data.mean_of_rows(lambda truth, s: float((truth == (s >= 0.5)).all()))
    assert found[ours.SubsetAccuracy] == pytest.approx(right, rel=2e-6)
    assert found[ours.LabelAccuracy] == pytest.approx(accuracy, rel=2e-6)
    assert found[ours.HammingLoss] == pytest.approx(1 - accuracy, rel=2e-6)


@pytest.mark.parametrize(("make", "theirs", "n_kinds"), AREAS)
def test_areas(data, make, theirs, n_kinds):
    columns = [column for column in data.columns() if len(set(column[0])) >= n_kinds]
    columns = [column for column in columns if column[0].any()]
    values = [theirs(truth, scores, sample_weight=w) for truth, scores, w in columns]
    sizes = [(truth * weights).sum() for truth, _, weights in columns]
    truth, scores, weights = data.cells()
    expected = {
        "macro": np.mean(values),
        "weighted": np.average(values, weights=sizes),
        "micro": theirs(truth, scores, sample_weight=weights),
    }
    for average, number in expected.items():
        metric = data.fed(make(average=average))
        assert float(metric.result()) == pytest.approx(number, rel=2e-6)
    of_label = np.array([float(v) for v in data.fed(make(average=None)).result()])
    assert of_label[~np.isnan(of_label)] == pytest.approx(values, rel=2e-6)
    assert np.flatnonzero(np.isnan(of_label)).tolist() == [6]


@pytest.mark.parametrize("k", [1, 3, 5])
def test_ndcg_with_ties(data, k):
    metric = data.fed(ours.NDCGAtK(k))
    expected = data.mean_of_rows(lambda truth, s: sk.ndcg_score([truth], [s], k=k))
    assert float(metric.result()) == pytest.approx(expected, rel=3e-6)


def test_lrap_with_ties(data):
    metric = data.fed(ours.LRAP())
    expected = data.mean_of_rows(
        lambda truth, s: sk.label_ranking_average_precision_score([truth], [s])
    )
    assert float(metric.result()) == pytest.approx(expected, rel=2e-6)


@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize(
    ("make", "theirs"),
    [(ours.PrecisionAtK, sk.precision_score), (ours.RecallAtK, sk.recall_score)],
)
def test_precision_and_recall_of_k_places_without_ties(data, make, theirs, k):
    data.scores += np.arange(N_LABELS, dtype=np.float32) / 1024

    def of_row(truth: np.ndarray, scores: np.ndarray) -> float:
        chosen = scores >= np.sort(scores)[-k]
        return theirs(truth, chosen, zero_division=0)

    metric = data.fed(make(k))
    assert float(metric.result()) == pytest.approx(data.mean_of_rows(of_row), rel=2e-6)


def test_many_batches_are_one(data):
    for make in (ours.F1, ours.SubsetAccuracy, partial(ours.NDCGAtK, 3), ours.LRAP, ours.ROCAUC):
        whole, parts = (data.fed(make(), batch_size=size) for size in (N_ROWS, 15))
        assert float(parts.result()) == pytest.approx(float(whole.result()), rel=1e-6)


@pytest.mark.parametrize("k", [1, 2, 4])
def test_ties_share_the_places_as_in_the_mean_over_all_orders(k):
    truth, scores = np.array([1, 0, 1, 0, 1]), np.array([0.5, 0.5, 0.25, 0.5, 0.75])
    orders = [np.array(order) for order in itertools.permutations(range(5))]
    hits = [truth[order[np.argsort(-scores[order], kind="stable")]][:k].sum() for order in orders]
    for make, places in ((ours.PrecisionAtK, k), (ours.RecallAtK, 3)):
        metric = make(k)
        metric.update_state(truth[None], scores[None].astype(np.float32))
        assert float(metric.result()) == pytest.approx(np.mean(hits) / places, rel=1e-6)


def test_fine_bins_are_near_the_exact_areas():
    rng = np.random.default_rng(1)
    truth = (rng.random((4000, 3)) < 0.1).astype(np.float32)
    logits = rng.normal(-4, 1.5, truth.shape) + 2 * truth
    scores = (1 / (1 + np.exp(-logits))).astype(np.float32)
    for make, theirs, _ in AREAS:
        plain, of_logits = make(), make(from_logits=True)
        plain.update_state(truth, scores)
        of_logits.update_state(truth, logits.astype(np.float32))
        exact = theirs(truth, scores, average="macro")
        assert float(plain.result()) == pytest.approx(exact, abs=2e-3)
        assert float(of_logits.result()) == pytest.approx(float(plain.result()), abs=1e-4)
