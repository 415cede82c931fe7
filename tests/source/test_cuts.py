"""Comparisons that turn scores into decisions."""

from __future__ import annotations

import pytest

SCORES = "scores = load_model('m.h5').predict(x_val)\n"


@pytest.mark.parametrize(
    ("text", "threshold", "swept"),
    [
        ("p = scores > 0.3", 0.3, False),
        ("p = 0.3 < scores", 0.3, False),
        ("T = 0.4\np = scores >= T", 0.4, False),
        ("p = scores > thresholds", None, False),
        ("for t in np.linspace(0, 1): p = scores > t", None, True),
        ("p = np.where(scores > 0.3, 1, 0)", 0.3, False),
        ("p = tf.greater(scores, 0.3)", 0.3, False),
        ("p = [1 if s > 0.3 else 0 for s in scores]", 0.3, False),
        ("scores[scores > 0.3] = 1", 0.3, False),
        ("def cut(p, t=0.3):\n    return p > t\ncut(scores)", 0.3, False),
    ],
)
def test_a_cut_has_its_threshold(facts, text, threshold, swept):
    (cut,) = facts(SCORES + text).cuts
    assert (cut.threshold, cut.swept, cut.scores.role, cut.scores.part) == (
        threshold,
        swept,
        "scores",
        "validation",
    )


@pytest.mark.parametrize(
    "text",
    ["loss > 0.3", "y_val > 0.3", "scores.shape[0] > 3", "scores == 1", "np.round(scores)"],
)
def test_what_is_no_comparison_of_scores_is_no_cut(facts, text):
    assert facts(SCORES + text).cuts == ()


def test_a_cut_is_placed_at_the_comparison(facts):
    (cut,) = facts(f"{SCORES}decided = (scores > 0.3).astype(int)").cuts
    assert (cut.place.line, cut.place.column, cut.place.end_column) == (13, 12, 24)
