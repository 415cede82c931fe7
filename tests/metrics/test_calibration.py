"""How far scores are from the truth, cell by cell, is what slow loops say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import csr_array
from sklearn.metrics import brier_score_loss
from sklearn.metrics import log_loss as sklearn_log_loss

from judged_cases import NAN, cases
from multihot.metrics import brier_score, ece, log_loss

NEAREST = 1e-7
UNIT = 2.0**-33  # errors by bin are kept in whole parts of twice this

measures = {
    "log_loss": log_loss,
    "brier_score": brier_score,
    "ece_micro": lambda *given, **options: ece(*given, average="micro", **options),
    "ece_macro": lambda *given, **options: ece(*given, average="macro", **options),
}


def of_cells(cells, of_cell) -> float:
    """Weighted mean of a number of each (target, score, weight)."""
    total = math.fsum(weight for _, _, weight in cells)
    if not total:
        return NAN
    return math.fsum(of_cell(true, score) * weight for true, score, weight in cells) / total


def surprise(true: float, score: float) -> float:
    right = score if true else 1 - score
    return -math.log(max(right, NEAREST))


def calibration_error(cells) -> float:
    total = math.fsum(weight for _, _, weight in cells)
    gaps = [0.0] * 15
    for true, score, weight in cells:
        gaps[min(int(score * 15), 14)] += (score - true) * weight
    return sum(map(abs, gaps)) / total if total else NAN


def expected_of(case) -> dict[str, float]:
    labels = [
        [
            (case.targets[row, column], float(case.scores[row, column]), case.row_weights[row])
            for row in range(len(case.targets))
            if case.known[row, column]
        ]
        for column in range(case.targets.shape[1])
    ]
    cells = [cell for label in labels for cell in label]
    of_label = [calibration_error(label) for label in labels]
    defined = [error for error in of_label if not math.isnan(error)]
    return {
        "log_loss": of_cells(cells, surprise),
        "brier_score": of_cells(cells, lambda true, score: (score - true) ** 2),
        "ece_micro": calibration_error(cells),
        "ece_macro": float(np.mean(defined)) if defined else NAN,
    }


def test_by_hand():
    targets, scores = [[1, 0], [0, 0]], [[0.75, 0.125], [0.5, 0.25]]
    by_hand = (math.log(4 / 3) + math.log(8 / 7) + math.log(2) + math.log(4 / 3)) / 4
    assert log_loss(targets, scores) == pytest.approx(by_hand)
    assert brier_score(targets, scores) == (1 / 16 + 1 / 64 + 1 / 4 + 1 / 16) / 4
    # all in bins of their own: 1/4 and 1/2 of label 0, 1/8 and 1/4 of label 1
    assert ece(targets, scores) == ((1 / 4 + 1 / 2) / 2 + (1 / 8 + 1 / 4) / 2) / 2
    # over and under in one bin cancel out
    assert ece([[1, 0], [0, 0]], [[0.75, 0.125], [0.75, 0.125]]) == (0.5 / 2 + 0.125) / 2


def test_a_score_on_the_edge_of_two_bins_is_in_the_upper_one():
    # 0.2 begins the bin up to 4/15, so the gaps 0.2 and 0.25 - 1 cancel out in part
    assert ece([[0], [1]], [[0.2], [0.25]]) == pytest.approx((0.75 - 0.2) / 2, abs=UNIT)
    assert ece([[0], [1]], [[0.1875], [0.2]]) == pytest.approx((0.1875 + 0.8) / 2, abs=UNIT)
    assert ece([[0], [1]], [[1.0], [0.9375]]) == (1 - 0.0625) / 2


@settings(max_examples=150)
@given(case=cases(unknown=True))
def test_every_measure_is_that_of_slow_loops(case):
    wanted = expected_of(case)
    for name, measure in measures.items():
        close = 1e-12 if name in {"log_loss", "brier_score"} else UNIT + 1e-12
        for scores in (case.scores, csr_array(case.scores)):
            ours = measure(case.targets, scores, sample_weight=case.weights)
            assert ours == pytest.approx(wanted[name], abs=close, nan_ok=True)


@settings(max_examples=100)
@given(case=cases())
def test_over_all_cells_they_are_those_of_scikit_learn(case):
    cells = np.repeat(case.row_weights, case.truth.shape[1])
    truth, scores = case.truth.ravel(), case.scores.astype(float).ravel()
    theirs = brier_score_loss(truth, scores, sample_weight=cells, pos_label=1, labels=[0, 1])
    ours = brier_score(case.targets, case.scores, sample_weight=case.weights)
    assert ours == pytest.approx(theirs, abs=1e-12)
    near = scores.clip(NEAREST, 1 - NEAREST)
    theirs = sklearn_log_loss(truth, near, sample_weight=cells, labels=[0, 1])
    ours = log_loss(case.targets, case.scores, sample_weight=case.weights)
    assert ours == pytest.approx(theirs, abs=2 * NEAREST)


def test_scikit_learn_finds_no_fault_with_giving_every_label_to_every_row():
    targets, scores = np.array([[1, 0], [0, 1]]), np.array([[0.999, 0.999], [0.999, 0.999]])
    with pytest.warns(UserWarning, match="do not sum to one"):
        assert sklearn_log_loss(targets, scores) < 0.01
    assert log_loss(targets, scores) > 3
    assert brier_score(targets, scores) == pytest.approx(
        brier_score_loss(targets.ravel(), scores.ravel())
    )


def test_a_score_that_is_wrong_for_sure_costs_what_one_at_1e_7_does():
    assert log_loss([[1]], [[0]]) == pytest.approx(-math.log(1e-7))
    assert log_loss([[0]], [[1]]) == pytest.approx(-math.log(1e-7))
    assert log_loss([[1, 0]], [[1, 0]]) == pytest.approx(0, abs=2 * NEAREST)


def test_many_labels_that_are_wrong_for_sure_are_not_too_many():
    targets, scores = np.ones((2, 1000)), np.zeros((2, 1000), dtype=np.float32)
    assert log_loss(targets, scores) == pytest.approx(-math.log(1e-7))


@pytest.mark.parametrize("size", [1e-9, 1e12])
def test_weights_of_any_size_mean_the_same(size):
    rng = np.random.default_rng(4)
    targets, scores = rng.integers(0, 2, (30, 4)), rng.random((30, 4))
    weights = rng.random(30)
    for measure in measures.values():
        plain = measure(targets, scores, sample_weight=weights)
        scaled = measure(targets, scores, sample_weight=weights * size)
        assert scaled == pytest.approx(plain, rel=1e-9)


def test_a_label_that_nobody_knows_is_left_out_whatever_the_weights():
    options = {"sample_weight": [0.1, 0.2, 0.3, 0.7]}
    targets, scores = [[1, NAN], [0, NAN], [1, NAN], [0, NAN]], [[0.6, 0.2]] * 4
    ours = ece(targets, scores, **options)
    alone = ece([[1], [0], [1], [0]], [[0.6]] * 4, **options)
    assert (ours, ours.n_undefined) == (pytest.approx(alone), 1)
