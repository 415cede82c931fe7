"""What a step is judged by: metrics of decisions at one cut, or of scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import average_precision_score, f1_score, log_loss

from multihot.arrays import as_targets
from multihot.errors import DataError
from multihot.metrics import BY_NAME
from multihot.training.judging import judge_of

NAN = float("nan")
TARGETS = [[1, 0, 1], [0, 1, 0], [1, 1, 0], [0, 0, 1]]
SCORES = np.array([[0.9, 0.3, 0.5], [0.2, 0.6, 0.1], [0.4, 0.8, 0.35], [0.1, 0.2, 0.7]])
HIGHER = [name for name, metric in BY_NAME.items() if metric.better == "higher"]


def judged(targets: object, scores: np.ndarray, monitor: str = "f1_macro") -> dict[str, float]:
    return dict(judge_of(as_targets(targets), monitor)(scores))


def test_by_hand():
    # at .375, between .4 and .35, all 6 labels are found and nothing else is given
    assert judged(TARGETS, SCORES) == {
        "validation_loss": pytest.approx(0.354159),
        "cut": pytest.approx(0.375),
        "f1_micro": 1,
        "f1_macro": 1,
    }


def test_the_validation_loss_is_that_of_scikit_learn_over_all_cells():
    found = judged(TARGETS, SCORES)["validation_loss"]
    assert found == pytest.approx(log_loss(np.ravel(TARGETS), SCORES.ravel()))


@settings(max_examples=60, deadline=None)
@given(
    arrays(float, (6, 3), elements=st.sampled_from([0, 1])).filter(lambda truth: truth.any()),
    arrays(float, (6, 3), elements=st.floats(0, 1, width=16)),
)
def test_f1_is_that_of_scikit_learn_at_the_cut(targets, scores):
    found = judged(targets, scores)
    decisions = scores >= found["cut"]
    for average in ("micro", "macro"):
        expected = f1_score(targets, decisions, average=average, zero_division=0)
        assert found[f"f1_{average}"] == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(
    arrays(float, (6, 3), elements=st.sampled_from([0, 1])).filter(lambda truth: truth.any()),
    arrays(float, (6, 3), elements=st.floats(0, 1, width=16)),
    st.floats(0, 1),
)
def test_no_other_cut_has_a_better_micro_f1(targets, scores, other):
    best = judged(targets, scores)["f1_micro"]
    assert best >= f1_score(targets, scores >= other, average="micro", zero_division=0) - 1e-12


def test_cells_that_nobody_knows_are_left_out():
    gappy = [[1, 0, 1], [0, 1, NAN], [1, NAN, 0], [NAN, 0, 1]]
    known = ~np.isnan(gappy)
    found = judged(gappy, SCORES)
    expected = f1_score(np.array(gappy)[known], SCORES[known] >= found["cut"])
    assert found["f1_micro"] == pytest.approx(expected)


@pytest.mark.parametrize("monitor", HIGHER)
def test_every_metric_for_which_higher_is_better_can_be_monitored(monitor):
    found = judged(TARGETS, SCORES, monitor)
    assert set(found) == {"validation_loss", "cut", "f1_micro", "f1_macro", monitor}
    assert 0 <= found[monitor] <= 1 + 1e-12


def test_areas_do_not_depend_on_the_cut():
    expected = average_precision_score(TARGETS, SCORES, average="macro")
    assert judged(TARGETS, SCORES, "average_precision_macro")[
        "average_precision_macro"
    ] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("monitor", "message"),
    [
        ("f1_marco", r"'f1_marco' cannot be monitored. Did you mean 'f1_macro'\?\n.*'f1_micro'"),
        ("hamming_loss", r"'hamming_loss' cannot be monitored.*\n.*use one of"),
        ("", r"'' cannot be monitored.\n.*use one of"),
        (3, r"3 cannot be monitored.\n.*use one of"),
    ],
)
def test_what_cannot_be_monitored_is_refused_with_the_nearest(monitor, message):
    with pytest.raises(DataError, match=rf"monitor: {message}"):
        judge_of(as_targets(TARGETS), monitor)


def test_scores_that_are_no_numbers_are_refused():
    with pytest.raises(DataError, match=r"validation scores: expected .* nan.*\n.*diverged"):
        judged(TARGETS, np.full((4, 3), NAN))
