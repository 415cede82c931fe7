"""Descending ends at the optimum, and never flies off whatever the problem."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import expit

from multihot.nn.descending import Problem, descend


def problem(features: np.ndarray, truth: np.ndarray, *, penalty: float = 1.0) -> Problem:
    columns = features.astype(np.float32)
    return Problem(
        columns, columns.T, truth.astype(np.float32), np.ones_like(truth, np.float32), penalty
    )


def start(task: Problem) -> np.ndarray:
    return np.zeros((task.columns.shape[1] + 1, task.truth.shape[1]), dtype=np.float32)


def objective(task: Problem, unknowns: np.ndarray) -> np.ndarray:
    """Loss and penalty of each label in float64, (n_labels,)."""
    weights, bias = unknowns[:-1].astype(np.float64), unknowns[-1].astype(np.float64)
    margins = task.columns.astype(np.float64) @ weights + bias
    loss = (np.logaddexp(0, margins) - task.truth * margins) * task.weight
    return loss.sum(axis=0) + task.penalty / 2 * (weights**2).sum(axis=0)


@st.composite
def problems(draw) -> Problem:
    """Random ones: separable or not, of any scale and penalty, with constant labels at times."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    n_rows, n_columns = draw(st.integers(1, 40)), draw(st.integers(1, 12))
    scale = 10.0 ** draw(st.integers(-4, 5))
    features = rng.normal(size=(n_rows, n_columns)) * scale
    truth = rng.integers(0, 2, (n_rows, 3))
    if draw(st.booleans()):
        truth = features @ rng.normal(size=(n_columns, 3)) > 0
    if draw(st.booleans()):
        truth[:, 0] = draw(st.sampled_from([0, 1]))
    return problem(features, truth, penalty=10.0 ** draw(st.integers(-4, 3)))


@settings(max_examples=150, deadline=None)
@given(problems())
def test_descending_never_goes_up_and_stays_finite(task):
    found = descend(task, start(task))
    assert np.isfinite(found).all()
    before = objective(task, start(task))
    assert (objective(task, found) <= before * (1 + 1e-4)).all()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.03, 0.3, 3.0]))
def test_the_least_is_found_as_scipy_finds_it(seed, penalty):
    rng = np.random.default_rng(seed)
    features, truth = rng.normal(size=(30, 5)), rng.integers(0, 2, (30, 2))
    task = problem(features, truth, penalty=penalty)
    found = objective(task, descend(task, start(task)))
    for label in (0, 1):
        alone = task.of_labels(np.array([label]))

        def value_and_slope(x: np.ndarray, alone: Problem = alone) -> tuple[float, np.ndarray]:
            margins = alone.columns.astype(np.float64) @ x[:-1] + x[-1]
            residual = expit(margins) - alone.truth[:, 0]
            slope = np.append(features.T @ residual + penalty * x[:-1], residual.sum())
            return float(objective(alone, x[:, None])[0]), slope

        least = minimize(value_and_slope, np.zeros(6), jac=True, options={"gtol": 1e-6})
        assert found[label] == pytest.approx(least.fun, rel=1e-4)


def test_labels_do_not_touch_each_other():
    rng = np.random.default_rng(0)
    features, truth = rng.normal(size=(50, 6)), rng.integers(0, 2, (50, 3))
    together = problem(features, truth)
    alone = together.of_labels(np.array([1]))
    one = descend(alone, start(alone))[:, 0]
    assert descend(together, start(together))[:, 1] == pytest.approx(one, abs=1e-3)


def test_the_start_is_not_written_to():
    task = problem(np.eye(4), np.eye(4))
    origin = start(task)
    descend(task, origin)
    assert not origin.any()


def test_the_optimum_is_where_it_stays():
    rng = np.random.default_rng(1)
    task = problem(rng.normal(size=(50, 6)), rng.integers(0, 2, (50, 3)))
    found = descend(task, start(task))
    assert descend(task, found).tolist() == found.tolist()


def test_a_cell_of_no_weight_does_not_count():
    features = np.array([[1.0], [-1.0], [5.0]])
    whole = problem(features[:2], np.array([[1], [0]]))
    weighted = problem(features, np.array([[1], [0], [0]]))
    weighted.weight[2] = 0
    assert descend(weighted, start(weighted)) == pytest.approx(
        descend(whole, start(whole)), abs=1e-3
    )
