"""The most surprising wrong rows come first, each with what was said and what is true."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot.arrays import as_targets
from multihot.data import Dataset, Texts
from multihot.evaluation import Guess, find_mistakes
from multihot.labels import LabelSpace

NAN = float("nan")
PART = Dataset(
    Texts(("right", "slightly wrong", "very wrong", "unknown")),
    as_targets([[1, 0, 0], [0, 1, 0], [1, 0, 1], [0, NAN, 1]]),
    LabelSpace(("film", "love", "war")),
    source="films.csv",
    lines=np.array([2, 3, 5, 8]),
)
SCORES = np.array([[0.9, 0.1, 0.2], [0.6, 0.8, 0.3], [0.2, 0.7, 0.1], [0.3, 0.95, 0.75]])
DECISIONS = csr_array((SCORES >= 0.5).astype(np.int8))


def test_rows_that_are_wrong_by_hand():
    worst, slight = find_mistakes(PART, SCORES, DECISIONS)
    assert (worst.place, worst.text) == ("films.csv:5", "very wrong")
    assert worst.surprise == pytest.approx(-log(0.2) - log(0.3) - log(0.1))
    assert worst.guesses == (
        Guess("love", 0.7, given=True, true=False),
        Guess("film", 0.2, given=False, true=True),
        Guess("war", 0.1, given=False, true=True),
    )
    assert (slight.place, slight.text) == ("films.csv:3", "slightly wrong")
    assert slight.surprise == pytest.approx(-log(0.4) - log(0.8) - log(0.7))
    assert slight.guesses == (
        Guess("love", 0.8, given=True, true=True),
        Guess("film", 0.6, given=True, true=False),
    )


def test_a_label_that_nobody_knows_is_no_mistake_but_shown_as_unknown():
    missed = csr_array(np.array([[1, 0, 0], [0, 1, 0], [1, 0, 1], [0, 1, 0]]))
    (mistake,) = find_mistakes(PART, SCORES, missed)
    assert mistake.surprise == pytest.approx(-log(0.7) - log(0.75))
    assert mistake.guesses == (
        Guess("love", 0.95, given=True, true=None),
        Guess("war", 0.75, given=False, true=True),
    )


def test_no_more_than_asked_for_are_shown():
    assert [each.text for each in find_mistakes(PART, SCORES, DECISIONS, most=1)] == ["very wrong"]


def test_where_all_is_right_there_are_no_mistakes():
    right = csr_array(np.array([[1, 0, 0], [0, 1, 0], [1, 0, 1], [0, 0, 1]]))
    assert find_mistakes(PART, SCORES, right) == ()


def test_a_score_of_exactly_0_or_1_surprises_finitely():
    one = PART.take(np.array([0]))
    (mistake,) = find_mistakes(one, np.array([[0.0, 1.0, 0.0]]), csr_array(np.array([[0, 1, 0]])))
    assert mistake.surprise == pytest.approx(-2 * log(1e-6), rel=1e-5)
