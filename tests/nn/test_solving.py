"""The linear model is scikit-learn's logistic regression of each label, however it is solved."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse import random as random_sparse
from sklearn.linear_model import LogisticRegression

from multihot.arrays import as_targets
from multihot.features import Matrix
from multihot.nn import LinearLearner, LinearNetwork
from multihot.nn.descending import descend
from multihot.nn.solving import Basis, Solution, solve

NAN = float("nan")


def problem(n_rows: int, n_columns: int, *, density: float, seed: int = 0) -> tuple:
    """Sparse features, and targets of four labels of which some are rare, some are learnable."""
    rng = np.random.default_rng(seed)
    features = csr_array(
        random_sparse(n_rows, n_columns, density=density, random_state=rng, dtype=np.float32)
    )
    margins = features @ rng.normal(size=(n_columns, 4)) * 3 - [0, 1, 2, 4]
    targets = (rng.logistic(size=margins.shape) < margins).astype(float)
    targets[0] = 1
    return features, targets


def solved(features: Matrix, targets: object, *, strength: float) -> LinearNetwork:
    truth = as_targets(targets)
    basis = Basis.of(features)
    start = Solution.start(basis, truth)
    return solve(basis, truth, strength=strength, start=start).network(basis)


def scores_of_scikit_learn(
    features: Matrix, truth: np.ndarray, new: Matrix, strength: float
) -> np.ndarray:
    share = truth.mean()
    weight = np.where(truth == 1, np.sqrt((1 - share) / share), 1)
    model = LogisticRegression(C=strength, tol=1e-8, max_iter=20_000)
    model.fit(features, truth, sample_weight=weight / weight.mean())
    return model.predict_proba(new)[:, 1]


@pytest.mark.parametrize("strength", [0.03, 0.3, 1.0])
@pytest.mark.parametrize(
    ("n_rows", "n_columns", "density", "rotated"),
    [(60, 400, 0.1, True), (300, 40, 0.2, False)],
)
def test_sparse_problems_agree_with_scikit_learn(n_rows, n_columns, density, rotated, strength):
    features, targets = problem(n_rows, n_columns, density=density)
    new, _ = problem(50, n_columns, density=density, seed=1)
    assert (Basis.of(features).lower is not None) is rotated
    found = solved(features, targets, strength=strength).score(new)
    expected = [scores_of_scikit_learn(features, truth, new, strength) for truth in targets.T]
    assert found == pytest.approx(np.transpose(expected), abs=5e-3)


@pytest.mark.parametrize("strength", [0.03, 0.3, 1.0])
@pytest.mark.parametrize(("n_rows", "n_columns"), [(200, 12), (30, 80)])
def test_dense_problems_agree_with_scikit_learn(n_rows, n_columns, strength):
    features, targets = problem(n_rows, n_columns, density=0.3)
    features = features.toarray()
    new = problem(50, n_columns, density=0.3, seed=1)[0].toarray()
    assert Basis.of(features).lower is None
    found = solved(features, targets, strength=strength).score(new)
    expected = [scores_of_scikit_learn(features, truth, new, strength) for truth in targets.T]
    assert found == pytest.approx(np.transpose(expected), abs=5e-3)


@pytest.mark.parametrize(("n_rows", "n_columns"), [(60, 400), (300, 40)])
def test_a_free_model_agrees_when_it_is_solved_to_the_end(n_rows, n_columns, monkeypatch):
    to_the_end = partial(descend, tolerance=1e-5)
    monkeypatch.setattr("multihot.nn.solving.descend", to_the_end)
    features, targets = problem(n_rows, n_columns, density=0.1)
    found = solved(features, targets, strength=100.0).score(features)
    expected = [scores_of_scikit_learn(features, truth, features, 100.0) for truth in targets.T]
    assert found == pytest.approx(np.transpose(expected), abs=5e-3)


def test_labels_in_blocks_are_solved_as_each_alone(monkeypatch):
    features, targets = problem(80, 10, density=0.5)
    whole = solved(features, targets, strength=1.0).score(features)
    monkeypatch.setattr("multihot.nn.solving._NUMBERS_AT_ONCE", 15)
    assert solved(features, targets, strength=1.0).score(features) == pytest.approx(whole, abs=1e-3)


def test_a_start_elsewhere_ends_at_the_same_scores():
    features, targets = problem(60, 400, density=0.1)
    learner = LinearLearner(features, as_targets(targets), strengths=(0.1, 1.0, 10.0))
    for step in (1, 2, 3):
        learner.advance(step)
    direct = solved(features, targets, strength=10.0).score(features)
    assert learner.score(features) == pytest.approx(direct, abs=5e-3)


@pytest.mark.parametrize(("n_rows", "n_columns"), [(40, 300), (60, 10)])
def test_a_label_that_no_row_or_every_row_has_stays_finite(n_rows, n_columns):
    features, targets = problem(n_rows, n_columns, density=0.2)
    targets[:, 0], targets[:, 1] = 0, 1
    scores = solved(features, targets, strength=100.0).score(features)
    assert np.isfinite(scores).all()
    assert scores[:, 0].max() < 0.01
    assert scores[:, 1].min() > 0.99


def test_a_label_of_which_nothing_is_known_stays_finite():
    features, targets = problem(40, 10, density=0.2)
    targets[:, 2] = NAN
    assert np.isfinite(solved(features, targets, strength=1.0).score(features)).all()


@pytest.mark.parametrize(("n_rows", "n_columns"), [(50, 300), (120, 15)])
def test_rows_of_unknown_target_count_as_left_out(n_rows, n_columns):
    features, targets = problem(n_rows, n_columns, density=0.2)
    known = np.random.default_rng(2).random(n_rows) < 0.6
    gappy = np.where(known, targets[:, 0], NAN)[:, None]
    found = solved(features, gappy, strength=1.0).score(features)
    left_out = solved(csr_array(features[known]), targets[known, :1], strength=1.0)
    assert found == pytest.approx(left_out.score(features), abs=5e-3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.sampled_from([1e-3, 1.0, 30.0, 1e3]), st.booleans())
def test_rows_that_occur_twice_and_rows_of_zeros_are_solved(seed, scale, repeated):
    rng = np.random.default_rng(seed)
    features = rng.random((20, 200)) * (rng.random((20, 200)) < 0.7) * scale
    features[:3] = 0
    if repeated:
        features[10:] = features[:10]
    targets = rng.integers(0, 2, (20, 3))
    rows = csr_array(features.astype(np.float32))
    scores = solved(rows, targets, strength=1.0).score(rows)
    assert np.isfinite(scores).all()
    assert ((scores >= 0) & (scores <= 1)).all()


def test_rotated_and_plain_features_give_the_same_scores(monkeypatch):
    features, targets = problem(60, 400, density=0.1)
    rotated = solved(features, targets, strength=3.0).score(features)
    monkeypatch.setattr("multihot.nn.solving._MOST_ROWS_ROTATED", 0)
    assert Basis.of(features).lower is None
    assert solved(features, targets, strength=3.0).score(features) == pytest.approx(
        rotated, abs=5e-3
    )


def test_the_network_is_one_keras_layer():
    features, targets = problem(30, 8, density=0.5)
    network = solved(features, targets, strength=1.0)
    model = network.to_keras()
    assert [layer.name for layer in model.layers] == ["labels"]
    assert np.asarray(model(features.toarray())) == pytest.approx(network.score(features), abs=1e-6)
