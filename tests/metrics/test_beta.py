"""F of any beta from 0, which is precision, to infinity, which is recall."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import fbeta_score

from multihot import metrics
from multihot.errors import DataError
from multihot.metrics import formulas

RNG = np.random.default_rng(0)
TARGETS, DECISIONS = (RNG.random((2, 50, 6)) < 0.4).astype(int)
TARGETS[:, 0] = DECISIONS[:, 1] = TARGETS[3] = 0
averages = pytest.mark.parametrize("average", ["micro", "macro", "weighted", "samples"])


@averages
@pytest.mark.parametrize("beta", [0, 1e-8, 0.3, 0.5, 1, 2, 3.0, np.float32(7), 1e8, np.inf])
def test_it_is_that_of_scikit_learn(beta, average):
    expected = fbeta_score(TARGETS, DECISIONS, beta=beta, average=average, zero_division=0)
    ours = metrics.f_beta(TARGETS, DECISIONS, beta=beta, average=average)
    assert ours == pytest.approx(expected, abs=1e-12)


@averages
def test_0_is_precision_and_infinity_recall_to_the_last_digit(average):
    given = {"average": average, "undefined": "drop"}
    of_0 = metrics.f_beta(TARGETS, DECISIONS, beta=0, **given)
    of_infinity = metrics.f_beta(TARGETS, DECISIONS, beta=float("inf"), **given)
    assert of_0 == metrics.precision(TARGETS, DECISIONS, **given)
    assert of_infinity == metrics.recall(TARGETS, DECISIONS, **given)


@pytest.mark.parametrize("beta", [1e160, 1e200, 1.7e308, 10**400])
def test_a_beta_too_large_to_be_squared_is_nearly_recall(beta):
    ours = metrics.f_beta(TARGETS, DECISIONS, beta=beta)
    assert ours == pytest.approx(metrics.recall(TARGETS, DECISIONS), abs=1e-12)


@pytest.mark.parametrize("beta", [1e-160, 1e-300, 5e-324])
def test_a_beta_too_small_to_be_squared_is_nearly_precision_and_defined_where_f_is(beta):
    ours = metrics.f_beta(TARGETS, DECISIONS, beta=beta)
    assert ours == pytest.approx(metrics.precision(TARGETS, DECISIONS), abs=1e-12)
    # nothing is given: F is 0, where precision is 0/0
    assert metrics.f_beta([[1]], [[0]], beta=beta, undefined="nan") == 0
    assert np.isnan(metrics.f_beta([[1]], [[0]], beta=0, undefined="nan"))


@pytest.mark.parametrize("beta", [-1, -1e-300, float("nan"), -float("inf"), -(10**400), "2", None])
@pytest.mark.parametrize(
    "take",
    [
        lambda beta: metrics.f_beta([[1]], [[1]], beta=beta),
        lambda beta: formulas.f_beta(1, 2, 3, 4, beta=beta),
    ],
)
def test_what_is_no_beta_is_refused_with_its_value(take, beta):
    with pytest.raises(DataError, match=r"^beta: beta is .*\n.*from 0 \(precision\) on; 1 is F1"):
        take(beta)
