"""What the page draws, as plain values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from multihot.data import DataFacts, PartFacts
from multihot.evaluation import evaluate
from multihot.metrics import CATALOGUE
from multihot.report import Story
from multihot.report.curves import panels, ticks
from multihot.report.formatting import clipped, count, number
from multihot.report.frequencies import CELL, frequencies, staircase
from multihot.report.label_table import label_rows
from multihot.report.number_tables import number_groups


def facts_of(n_labels: int, *pairs: tuple[str, str, int]) -> DataFacts:
    labels = tuple(f"l{i}" for i in range(n_labels))
    part = PartFacts("train", 100, 1.0, 0.1, 0.0, 0.0, tuple(range(1, n_labels + 1)))
    return DataFacts(labels, (part,), pairs)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0625, "0.062"), (-0.5, "−0.500"), (1234.5, "1,234.500"), (float("inf"), "–"), (None, "–")],
)
def test_numbers_have_three_places(value, shown):
    assert number(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (1e6, "1,000,000"), (float("nan"), "–")])
def test_counts_have_separators(value, shown):
    assert count(value) == shown


def test_a_text_without_spaces_is_cut_where_it_must():
    assert clipped("x" * 30, 10) == "xxxxxxxxx …"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, (0, 0.5, 1)),
        (0, 0.003, (0, 0.001, 0.002, 0.003)),
        (-1, 1, (-1, 0, 1)),
        (7, 7, (7,)),
    ],
)
def test_ticks_are_round_numbers(low, high, expected):
    assert ticks(low, high, 3) == expected


def test_a_gap_in_the_log_is_a_gap_in_the_line():
    log = ({"step": 0, "loss": 1.0}, {"step": 1, "loss": float("nan")}, {"step": 2, "loss": 0.5})
    (panel,) = panels(Story(log=log))
    assert panel.lines[0].path == "M40.0 10.0M406.0 95.0"
    assert panel.kept is None


def test_the_kept_step_is_marked_in_place():
    log = ({"step": 10, "loss": 1.0}, {"step": 20, "loss": 0.5}, {"step": 30, "loss": 0.25})
    (panel,) = panels(Story(log=log, best_step=20))
    assert panel.kept == 223.0
    assert [dot.kept for dot in panel.lines[0].dots] == [False, True, False]
    assert panel.lines[0].kept_value == 0.5


def test_few_labels_are_all_drawn_the_most_frequent_first():
    drawn = frequencies(facts_of(4))
    assert [each.label for each in drawn.frequent] == ["l3", "l2", "l1", "l0"]
    assert [each.share for each in drawn.frequent] == [1.0, 0.75, 0.5, 0.25]
    assert (drawn.n_left_out, drawn.rarest) == (0, ())


def test_of_many_labels_the_middle_is_left_out():
    drawn = frequencies(facts_of(1000))
    assert [drawn.frequent[0].label, drawn.frequent[-1].label] == ["l999", "l980"]
    assert drawn.n_left_out == 970
    assert [drawn.rarest[0].label, drawn.rarest[-1].label] == ["l9", "l0"]


def test_labels_that_occur_together_meet_below_the_diagonal():
    stairs = staircase(facts_of(4, ("l0", "l3", 8), ("l1", "l3", 2)))
    assert stairs is not None
    assert [stair.label for stair in stairs.stairs] == ["l3", "l1", "l0"]
    assert [(cell.x, cell.y, cell.strength) for cell in stairs.cells] == [
        (0, 2 * CELL, 1.0),
        (0, CELL, 0.5),
    ]
    assert stairs.cells[0].title == "l0 and l3: 8"


def test_labels_that_never_occur_together_are_not_drawn():
    assert staircase(facts_of(4)) is None


def test_labels_are_sorted_by_their_rows_whatever_their_columns():
    evaluation = evaluate(
        [[0, 1, 1], [0, 1, 0]], [[0.1, 0.9, 0.9], [0.1, 0.9, 0.1]], labels=["a", "b", "c"]
    )
    assert [row.name for row in label_rows(evaluation)] == ["b", "c", "a"]


def test_a_number_that_was_not_measured_of_the_labels_is_undefined():
    evaluation = evaluate([[0, 1]], [[0.1, 0.9]])
    less = replace(evaluation, per_label={"support": evaluation.per_label["support"]})
    assert number(label_rows(less)[0].numbers["f1"]) == "–"


def test_every_number_of_the_catalogue_that_was_measured_is_in_one_group():
    evaluation = evaluate([[0, 1], [1, 0]], [[0.1, 0.9], [0.8, 0.3]])
    shown = [row.metric.name for group in number_groups(evaluation) for row in group.rows]
    measured = [metric.name for metric in CATALOGUE if metric.name in evaluation]
    assert sorted(shown) == sorted(measured)
