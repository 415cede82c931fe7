"""States add: whatever the batches and their order, the sums are the same to the last bit."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from judged_cases import NAN, Case, cases
from multihot.arrays import as_targets
from multihot.metrics import (
    CalibrationSums,
    Cells,
    KeptScores,
    LabelCounts,
    Measured,
    RankSums,
    ScoreBins,
    SetCounts,
    ranks_within,
    row_values,
)

CHANCES = np.array([0.5, 0.25, 0.8, 1, 0.3, 0.6])


def label_counts(case: Case) -> LabelCounts:
    return LabelCounts.of(case.targets, case.decisions, case.weights)


def set_counts(case: Case) -> SetCounts:
    return SetCounts.of(case.targets, case.decisions, case.weights)


def rank_sums(case: Case) -> RankSums:
    ranks = ranks_within("rows", case.targets, case.scores)
    values = row_values(ranks, CHANCES[: case.targets.shape[1]])
    return RankSums.of(values, case.known.any(axis=1), case.weights)


def cells_of(case: Case) -> tuple[Cells, Cells]:
    truth = as_targets(case.targets)
    return Cells.of(truth, truth.data == 1), Cells.of(truth, np.isnan(truth.data))


def calibration_sums(case: Case) -> CalibrationSums:
    return CalibrationSums.of(*cells_of(case), case.scores, case.weights)


def score_bins(case: Case) -> ScoreBins:
    return ScoreBins.of(*cells_of(case), case.scores)


def listed(state: object) -> list[object]:
    """Every field of a state, as lists."""
    fields = []
    for field in vars(state).values():
        if isinstance(field, csr_array):
            fields.append(field.toarray()[:, 1:].tolist())  # what scores least is not counted
        elif isinstance(field, np.ndarray):
            fields.append(field.tolist())
        else:
            fields.append(listed(field) if hasattr(field, "__dict__") else field)
    return fields


def part(case: Case, places: object) -> Case:
    weights = None if case.weights is None else case.weights[places]
    return Case(case.targets[places], case.decisions[places], case.scores[places], weights)


def as_dyadic(case: Case) -> Case:
    """The same with scores and weights in eighths, whose sums no order changes."""
    weights = None if case.weights is None else np.ceil(case.weights * 8) / 8
    scores = (np.rint(case.scores * 8) / 8).astype(case.scores.dtype)
    return Case(case.targets, case.decisions, scores, weights)


STATES = (label_counts, set_counts, rank_sums, calibration_sums, score_bins)
every_state = pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)


@every_state
@settings(max_examples=60)
@given(case=cases(unknown=True), data=st.data())
def test_batches_in_any_order_and_partition_give_the_same(state, case, data):
    case = as_dyadic(case) if state is not rank_sums else case
    n_rows = len(case.targets)
    order = np.array(data.draw(st.permutations(range(n_rows))))
    cuts = sorted(data.draw(st.lists(st.integers(0, n_rows), max_size=3)))
    batches = np.split(order, cuts)  # some of them empty
    total = state(part(case, batches[0]))
    for batch in batches[1:]:
        total += state(part(case, batch))
    assert listed(total) == listed(state(case))


@settings(max_examples=60)
@given(case=cases(unknown=True, weights=False), data=st.data())
def test_losses_of_any_scores_are_the_same_in_any_order(case, data):
    order = np.array(data.draw(st.permutations(range(len(case.targets)))))
    cut = data.draw(st.integers(0, len(order)))
    first, second = part(case, order[:cut]), part(case, order[cut:])
    total = calibration_sums(first) + calibration_sums(second)
    assert listed(total) == listed(calibration_sums(case))


@settings(max_examples=40)
@given(case=cases(unknown=True))
def test_nothing_is_neutral(case):
    labels, sets = label_counts(case), set_counts(case)
    assert listed(labels + LabelCounts.zeros(case.targets.shape[1])) == listed(labels)
    assert listed(SetCounts.zeros() + sets) == listed(sets + SetCounts.zeros()) == listed(sets)


@every_state
def test_many_rows_and_labels_give_the_same_in_any_order(state, monkeypatch):
    monkeypatch.setattr("multihot.metrics.calibration._CELLS_AT_ONCE", 20_000)
    rng = np.random.default_rng(9)
    targets = (rng.random((900, 310)) < 0.05).astype(float)
    targets[rng.random(targets.shape) < 0.02] = NAN
    scores = rng.random(targets.shape)
    case = Case(targets, (scores > 0.8).astype(int), scores, None)
    order = rng.permutation(900)
    if state is rank_sums:  # propensities of six labels
        case = part(case, (slice(None), slice(0, 6)))
    batches = np.split(order, [1, 200, 201, 500])
    total = state(part(case, batches[0]))
    for batch in batches[1:]:
        total += state(part(case, batch))
    assert listed(total) == listed(state(case))


def test_a_hundred_million_counts_are_exact_where_float32_would_stop():
    counts = LabelCounts.of([[1]], [[1]])
    for _ in range(27):
        counts += counts
    assert counts.tp.tolist() == [134_217_728]
    assert (counts + LabelCounts.of([[1]], [[1]])).tp.tolist() == [134_217_729]


@settings(max_examples=40)
@given(case=cases(unknown=True))
def test_kept_scores_of_batches_have_the_areas_of_the_whole(case):
    truth, cut = as_targets(case.targets), len(case.targets) // 2
    weights = (None, None) if case.weights is None else (case.weights[:cut], case.weights[cut:])
    whole = KeptScores((truth,), (case.scores,), (case.weights,))
    parts = KeptScores((truth[:cut],), (case.scores[:cut],), weights[:1]) + KeptScores(
        (truth[cut:],), (case.scores[cut:],), weights[1:]
    )
    for name, area in whole.per_label().items():
        assert np.array_equal(parts.per_label()[name].values, area.values, equal_nan=True)
    for name, area in whole.together().items():
        assert np.array_equal(parts.together()[name].values, area.values, equal_nan=True)


def test_a_batch_without_weights_counts_each_row_once():
    truth, scores = as_targets([[1], [0]]), np.array([[0.4], [0.6]])
    kept = KeptScores((truth, truth), (scores, 1 - scores), (None, np.array([3.0, 0.5])))
    # of (1 + 3) x (1 + 0.5) in weights: .4 beats .4 for half, .6 beats .4 and ties .6
    won = 1 * 0.5 / 2 + 3 * (0.5 + 1 / 2)
    assert kept.per_label()["roc_auc"].values == pytest.approx([won / (4 * 1.5)])


def test_a_measured_number_is_a_float_that_can_be_sent_elsewhere():
    measured = pickle.loads(pickle.dumps(Measured(0.25, 3)))
    assert (measured, measured.n_undefined, repr(measured)) == (0.25, 3, "0.25 (3 undefined)")
    assert repr(Measured(0.25)) == "0.25"
    assert Measured(0.25, 3) == 0.25
