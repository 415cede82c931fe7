"""Counts add: whatever the batches, their sum is the count of the whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array
from sklearn.metrics import multilabel_confusion_matrix

from multihot.errors import DataError, ShapeError
from multihot.metrics import LabelCounts, Outcomes, SetCounts

NAN = float("nan")
# label 0: 4 hits, 3 false alarms, 2 misses, 1 left alone; label 1: 7, 0, 1, 2
TARGETS = np.array([[1, 1, 1, 1, 0, 0, 0, 1, 1, 0], [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]]).T
DECISIONS = np.array([[1, 1, 1, 1, 1, 1, 1, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 0, 0, 0]]).T

tables = st.tuples(st.integers(0, 12), st.integers(1, 4)).flatmap(
    lambda shape: st.tuples(
        arrays(float, shape, elements=st.sampled_from([0, 1, NAN])),
        arrays(float, shape, elements=st.sampled_from([0, 1])),
        arrays(float, shape[:1], elements=st.integers(0, 5)),
    )
)


def listed(counts: LabelCounts | SetCounts) -> list[list[object]]:
    return [np.asarray(field).tolist() for field in vars(counts).values()]


def test_labels_by_hand():
    counts = LabelCounts.of(TARGETS, DECISIONS)
    assert counts.tp.tolist() == [4, 7]
    assert counts.fp.tolist() == [3, 0]
    assert counts.fn.tolist() == [2, 1]
    assert counts.tn.tolist() == [1, 2]
    assert [field.tolist() for field in counts.total().fields()] == [[11], [3], [3], [3]]


def test_counts_without_weights_are_whole_numbers():
    assert {field.dtype for field in LabelCounts.of(TARGETS, DECISIONS).fields()} == {
        np.dtype(np.int64)
    }


def test_weights_are_summed_by_hand():
    counts = LabelCounts.of([[1], [0], [1], [0]], [[1], [1], [0], [0]], [0.5, 0.25, 3, 7])
    assert listed(counts) == [[0.5], [0.25], [3], [7]]


def test_cells_that_nobody_knows_are_left_out():
    counts = LabelCounts.of([[1, NAN], [NAN, 1], [0, 0]], [[1, 1], [0, 0], [1, 0]])
    assert listed(counts) == [[1, 0], [1, 0], [0, 1], [0, 1]]


@given(tables)
def test_targets_of_every_kind_are_counted_alike(drawn):
    targets, decisions, _ = drawn
    expected = listed(LabelCounts.of_outcomes(Outcomes.of(targets, decisions)))
    assert listed(LabelCounts.of(targets, decisions)) == expected
    assert listed(LabelCounts.of(csr_array(targets), decisions)) == expected
    known = np.nan_to_num(targets)
    expected = listed(LabelCounts.of_outcomes(Outcomes.of(known, decisions)))
    for kind in (bool, np.uint8, np.int64, np.float32):
        assert listed(LabelCounts.of(known.astype(kind), decisions.astype(kind))) == expected
        assert listed(LabelCounts.of(np.asfortranarray(known, kind), decisions)) == expected


@pytest.mark.parametrize("kind", [np.uint8, np.int64, np.float32])
def test_targets_that_are_neither_0_nor_1_are_refused(kind):
    with pytest.raises(DataError, match="targets: expected only 0 and 1, found 1 other values"):
        LabelCounts.of(np.array([[0, 2], [1, 1]], dtype=kind), [[0, 1], [1, 1]])


def test_sets_by_hand():
    # two rows with 1 of 2 predictions right, one with 2 of 3 true found and a cell unknown
    counts = SetCounts.of(
        [[1, 0, 0, 0], [0, 0, 1, 0], [1, 1, 1, NAN]], [[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 0, 1]]
    )
    assert counts.kinds.tolist() == [[1, 2, 1, 4], [2, 2, 3, 3]]
    assert counts.rows.tolist() == [2, 1]
    assert listed(counts.as_counts()) == [[1, 2], [1, 0], [0, 1], [2, 0]]


def test_rows_of_which_no_label_is_known_are_not_counted_as_sets():
    assert SetCounts.of([[NAN, NAN], [1, 0]], [[1, 0], [1, 0]]).rows.tolist() == [1]


def test_weights_of_sets_are_summed_by_hand():
    counts = SetCounts.of([[1, 0], [0, 1], [1, 1]], [[1, 0], [0, 1], [0, 0]], [0.5, 0.25, 3])
    assert counts.kinds.tolist() == [[0, 0, 2, 2], [1, 1, 1, 2]]
    assert counts.rows.tolist() == [3, 0.75]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("weights", [None, np.arange(30) / 8])
def test_labels_agree_with_scikit_learn(seed, weights):
    targets, decisions = np.random.default_rng(seed).integers(0, 2, (2, 30, 4))
    theirs = multilabel_confusion_matrix(targets, decisions, sample_weight=weights)
    counts = LabelCounts.of(targets, decisions, weights)
    assert counts.tp == pytest.approx(theirs[:, 1, 1])
    assert counts.fp == pytest.approx(theirs[:, 0, 1])
    assert counts.fn == pytest.approx(theirs[:, 1, 0])
    assert counts.tn == pytest.approx(theirs[:, 0, 0])


@given(tables, st.integers(0, 12))
def test_counting_labels_in_two_batches_is_counting_once(table, cut):
    targets, decisions, _ = table
    whole = LabelCounts.of(targets, decisions)
    first = LabelCounts.of(targets[:cut], decisions[:cut])
    second = LabelCounts.of(targets[cut:], decisions[cut:])
    assert listed(first + second) == listed(whole)


@given(tables, st.integers(0, 12))
def test_counting_sets_in_two_batches_is_counting_once(table, cut):
    targets, decisions, _ = table
    whole = SetCounts.of(targets, decisions)
    parts = SetCounts.of(targets[:cut], decisions[:cut]) + SetCounts.of(
        targets[cut:], decisions[cut:]
    )
    assert listed(parts) == listed(whole)
    assert parts.rows.dtype == whole.rows.dtype == np.int64


@given(tables, st.integers(0, 12))
def test_counting_weighted_rows_in_two_batches_is_counting_once(table, cut):
    targets, decisions, weights = table
    labels = LabelCounts.of(targets, decisions, weights)
    sets = SetCounts.of(targets, decisions, weights)
    first = targets[:cut], decisions[:cut], weights[:cut]
    second = targets[cut:], decisions[cut:], weights[cut:]
    assert listed(LabelCounts.of(*first) + LabelCounts.of(*second)) == listed(labels)
    assert listed(SetCounts.of(*first) + SetCounts.of(*second)) == listed(sets)


@given(tables)
def test_a_whole_weight_is_so_many_copies_of_the_row(table):
    targets, decisions, weights = table
    times = weights.astype(int)
    copies = np.repeat(targets, times, axis=0), np.repeat(decisions, times, axis=0)
    weighted = LabelCounts.of(targets, decisions, weights)
    assert listed(weighted) == listed(LabelCounts.of(*copies))


@given(tables)
def test_zeros_are_neutral(table):
    targets, decisions, _ = table
    labels, sets = LabelCounts.of(targets, decisions), SetCounts.of(targets, decisions)
    assert listed(labels + LabelCounts.zeros(targets.shape[1])) == listed(labels)
    assert listed(SetCounts.zeros() + sets) == listed(sets)


@given(tables)
def test_every_known_cell_is_one_of_four(table):
    targets, decisions, _ = table
    whole = LabelCounts.of(targets, decisions).total()
    assert sum(field[0] for field in whole.fields()) == np.count_nonzero(~np.isnan(targets))


@given(tables)
def test_what_is_decided_of_unknown_cells_changes_nothing(table):
    targets, decisions, _ = table
    other = np.where(np.isnan(targets), 1 - decisions, decisions)
    assert listed(LabelCounts.of(targets, other)) == listed(LabelCounts.of(targets, decisions))
    assert listed(SetCounts.of(targets, other)) == listed(SetCounts.of(targets, decisions))


def test_other_weights_can_stand_in_for_those_of_the_outcomes():
    outcomes = Outcomes.of([[1], [1]], [[1], [0]], [2, 3])
    assert listed(LabelCounts.of_outcomes(outcomes)) == [[2], [0], [3], [0]]
    assert listed(LabelCounts.of_outcomes(outcomes, np.array([5.0, 7]))) == [[5], [0], [7], [0]]


@pytest.mark.parametrize("counts", [LabelCounts, SetCounts])
def test_scores_are_refused_with_the_way_out(counts):
    with pytest.raises(DataError, match="decisions >= thresholds"):
        counts.of([[1, 0]], [[0.9, 0.2]])


@pytest.mark.parametrize("counts", [LabelCounts, SetCounts])
def test_tables_of_different_shapes_are_refused(counts):
    with pytest.raises(ShapeError, match=r"targets \(1, 2\), decisions \(2, 1\)"):
        counts.of([[1, 0]], [[1], [0]])


def test_other_than_one_weight_a_row_is_refused():
    with pytest.raises(ShapeError, match="one weight a row"):
        LabelCounts.of([[1, 0]], [[1, 0]], [1, 2])


@pytest.mark.parametrize("most", [4, 300, 70_000])
def test_kinds_are_told_apart_however_many_labels_rows_have(most):
    # few kinds are counted in a table, more are sorted as one number each, or as four
    kinds = np.array([[2, 3, most, most], [0, 1, 2, most], [2, 3, most, most], [most] * 4])
    counts = SetCounts.of_kinds(kinds)
    assert counts.kinds.tolist() == [[0, 1, 2, most], [2, 3, most, most], [most] * 4]
    assert counts.rows.tolist() == [1, 2, 1]
    assert SetCounts.of_kinds(kinds, np.array([0.5, 1, 2, 4])).rows.tolist() == [1, 2.5, 4]


def test_weights_that_do_not_add_exactly_leave_no_row_over():
    # 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1
    weights = [0.1, 0.2, 0.3, 0.7]
    all_true = LabelCounts.of([[1], [1], [1], [1]], [[1], [1], [1], [1]], weights)
    assert listed(all_true) == [[pytest.approx(1.3)], [0], [0], [0]]
    unknown = LabelCounts.of([[NAN], [NAN], [NAN], [0]], [[1], [0], [1], [0]], [*weights[:3], 0])
    assert listed(unknown) == [[0], [0], [0], [0]]
