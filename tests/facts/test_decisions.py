"""Decisions beside their targets, and cells of them that decide nothing."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.metrics import accuracy_score, f1_score, hamming_loss

from multihot import DataError, ShapeError
from multihot.facts import Undecided
from multihot.facts.counting import decision_facts

NAN, INFINITE = float("nan"), float("inf")
TARGETS = np.array([[1, 0, 1], [0, 1, 1], [1, 0, 0], [0, 0, 1]])
DECISIONS = np.array([[1, 0, 0], [0, 1, 1], [1, 1, 0], [0, 0, 0]])


@pytest.mark.parametrize("form", [np.asarray, csr_array])
@pytest.mark.parametrize("kind", [bool, np.uint8, np.int64, np.float32, np.float64])
def test_cells_of_0_and_1_of_any_kind_are_decided(form, kind):
    assert decision_facts(TARGETS, form(DECISIONS.astype(kind))).undecided is None


@pytest.mark.parametrize(
    ("decisions", "undecided"),
    [
        ([[1, 0], [0.25, 1]], Undecided(1, 0.25, 1, 0, 0, 1, "fractions")),
        ([[0.5, 0], [-3, 1]], Undecided(2, 0.5, 0, 0, -3, 1, "fractions")),
        ([[1, 2], [0, 3]], Undecided(2, 2, 0, 1, 0, 3, "whole")),
        ([[0, 1], [-1, 1]], Undecided(1, -1, 1, 0, -1, 1, "whole")),
        ([[1, -1], [-1, -1]], Undecided(3, -1, 0, 1, -1, 1, "two")),
        ([[0, 255], [0, 0]], Undecided(1, 255, 0, 1, 0, 255, "two")),
        ([[2, 2], [2, 2]], Undecided(4, 2, 0, 0, 2, 2, "two")),
    ],
)
def test_other_cells_are_counted_and_the_first_is_told(decisions, undecided):
    assert Undecided.of(np.array(decisions)) == undecided


@pytest.mark.parametrize(("value", "values"), [(NAN, "NaN"), (INFINITE, "infinite")])
def test_a_cell_that_is_no_number_is_told_before_any_other(value, values):
    for decisions in (np.array([[0.5, 0], [1, value]]), csr_array([[0.5, 0], [1, value]])):
        undecided = Undecided.of(decisions)
        assert undecided is not None
        assert (undecided.n_cells, undecided.row, undecided.column) == (2, 1, 1)
        assert undecided.values == values


@pytest.mark.parametrize(
    ("decisions", "undecided"),
    [
        ([[0, 0.5, 0], [0, 0, 1]], Undecided(1, 0.5, 0, 1, 0, 1, "fractions")),
        ([[0, 0, 0], [0, 0, 9]], Undecided(1, 9, 1, 2, 0, 9, "two")),
        ([[1, -1, 1], [1, 1, 1]], Undecided(1, -1, 0, 1, -1, 1, "whole")),
    ],
)
def test_what_sparse_decisions_do_not_store_is_0(decisions, undecided):
    assert Undecided.of(csr_array(decisions)) == undecided


def test_the_first_of_many_rows_is_found_wherever_it_is():
    decisions = np.zeros((60_000, 40), dtype=np.float32)
    decisions[45_678, 9] = 0.75
    assert Undecided.of(decisions) == Undecided(1, 0.75, 45_678, 9, 0, 0.75, "fractions")


@pytest.mark.parametrize("form", [np.asarray, csr_array])
def test_numbers_are_those_of_scikit_learn(form):
    numbers = decision_facts(TARGETS, form(DECISIONS)).numbers
    assert numbers["subset_accuracy"] == accuracy_score(TARGETS, DECISIONS)
    assert numbers["hamming_loss"] == pytest.approx(hamming_loss(TARGETS, DECISIONS))
    assert numbers["f1_macro"] == pytest.approx(f1_score(TARGETS, DECISIONS, average="macro"))


@pytest.mark.parametrize(
    ("targets", "decisions"),
    [
        ([[1, 0], [0, 1]], [[0.9, 0.1], [0.2, 0.6]]),
        ([[1, -1], [-1, 1]], [[1, 0], [0, 1]]),
    ],
)
def test_what_cannot_be_compared_has_no_numbers(targets, decisions):
    facts = decision_facts(targets, decisions)
    assert (facts.outcomes, facts.counts, facts.numbers) == (None, None, {})


def test_decisions_of_other_rows_are_refused():
    with pytest.raises(ShapeError, match=r"targets \(4, 3\), decisions \(2, 3\)"):
        decision_facts(TARGETS, DECISIONS[:2])


def test_decisions_that_are_no_numbers_are_refused():
    with pytest.raises(DataError, match="decisions: found the text 'war'"):
        decision_facts([[1], [0]], [["war"], ["love"]])
