"""Labels that no score reaches, and scores that are no frequencies."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from multihot.facts import Facts
from multihot.facts.counting import score_facts
from multihot.rules import Finding, judge
from multihot.rules.choices import RULES

# ten rows: war is on six, and gets at most .4
TARGETS = [[1, 1]] * 4 + [[0, 1]] * 2 + [[1, 0]] * 4
SCORES = [[0.9, 0.4]] * 4 + [[0.2, 0.3]] * 2 + [[0.8, 0.1]] * 4


def findings(targets, scores, thresholds=0.5) -> tuple[Finding, ...]:
    facts = score_facts(targets, scores, thresholds, labels=["love", "war"])
    return judge(Facts(scores=facts), RULES)


def test_a_label_that_no_score_reaches_is_found():
    (finding,) = findings(TARGETS, SCORES)
    assert (finding.rule, finding.severity) == ("label-never-predicted", "warning")
    assert finding.message == (
        "1 of 2 labels are never predicted: 'war' (on 6 rows, highest score 0.4 against 0.5)"
    )


def test_sparse_scores_are_judged_alike():
    (finding,) = findings(csr_array(TARGETS), csr_array(SCORES))
    assert "highest score 0.4 against 0.5" in finding.message


def test_a_threshold_that_is_reached_is_right():
    assert findings(TARGETS, SCORES, [0.5, 0.3]) == ()


def test_a_label_that_no_row_has_need_not_be_predicted():
    assert findings([[1, 0], [0, 0]], [[0.9, 0.1], [0.2, 0.1]]) == ()


def test_logits_are_not_judged():
    assert findings(TARGETS, (np.array(SCORES) * -9).tolist()) == ()


def drawn(shares: np.ndarray, seed: int) -> np.ndarray:
    return (np.random.default_rng(seed).random(shares.shape) < shares).astype(int)


def shares_of(n_rows: int) -> np.ndarray:
    return np.random.default_rng(7).random((n_rows, 2))


def test_scores_that_are_three_times_too_high_are_found():
    shares = shares_of(2000)
    targets = drawn(np.column_stack([shares[:, 0] / 3, shares[:, 1]]), seed=1)
    (finding,) = findings(targets, shares)
    assert (finding.rule, finding.severity) == ("miscalibrated-label", "warning")
    assert finding.message == (
        "scores of 1 of 2 labels differ from frequencies, on average by: 'love' (0.33)"
    )


def test_scores_that_are_frequencies_are_right_on_many_rows_and_on_few():
    for n_rows in (60, 400, 5000):
        shares = shares_of(n_rows)
        assert findings(drawn(shares, seed=2), shares, 0.0) == ()


def test_decisions_are_no_scores():
    shares = shares_of(2000)
    assert findings(drawn(shares, seed=3), drawn(shares, seed=4)) == ()
