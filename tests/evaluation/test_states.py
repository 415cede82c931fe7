"""States add: any order and partition of the rows gives the same numbers, to the last bit."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from multihot.errors import DataError, ShapeError
from multihot.evaluation import EvaluationState, evaluate
from multihot.metrics import NEVER, LabelCounts, LabelFrequencies
from multihot.thresholds import Thresholds

NAN = float("nan")
TARGETS = np.array([[1, 0, 1], [0, 1, NAN], [0, 0, 0], [1, 1, 1], [NAN, NAN, NAN], [0, 0, 1]])
SCORES = np.array(
    [
        [0.9, 0.3, 0.5],
        [0.2, 0.6, 0.1],
        [0.4, 0.4, 0.35],
        [0.1, 0.8, 0.7],
        [0.5, 0.5, 0.5],
        [0.7, 0.2, 0.9],
    ]
)
TRAINED = LabelFrequencies(np.array([40, 25, 60]), 100)


def many(seed: int, n_rows: int = 400, n_labels: int = 7) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    scores = rng.beta(0.3, 1.2, (n_rows, n_labels)).astype(np.float32)
    targets = (rng.random((n_rows, n_labels)) < scores).astype(np.float64)
    targets[rng.random((n_rows, n_labels)) < 0.05] = NAN
    return targets, scores


def numbers(state: EvaluationState) -> list[tuple[str, str]]:
    return [(name, float(each).hex()) for name, each in state.evaluation().items()]


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(6)), st.sets(st.integers(1, 5)), st.sampled_from(["bins", "exact"]))
def test_any_order_and_partition_gives_the_same_numbers(order, cuts, areas):
    whole = EvaluationState.of(TARGETS, SCORES, 0.45, areas=areas, trained=TRAINED)
    parts = [
        EvaluationState.of(TARGETS[rows], SCORES[rows], 0.45, areas=areas, trained=TRAINED)
        for rows in np.split(np.array(order), sorted(cuts))
    ]
    total = parts[0]
    for part in parts[1:]:
        total += part
    assert numbers(total) == numbers(whole)
    assert total.n_rows == 6


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_merges_of_many_batches_are_equal_to_the_last_bit(seed):
    targets, scores = many(seed)
    rows = np.random.default_rng(seed).permutation(len(targets))
    states = [
        EvaluationState.of(
            targets[some], scores[some], 0.3, trained=LabelFrequencies(np.arange(7), 9)
        )
        for some in np.array_split(rows, 37)
    ]
    left = states[0]
    for state in states[1:]:
        left = left + state
    while len(states) > 1:  # a tree instead of a chain
        states = [one + two for one, two in zip(states[::2], states[1::2], strict=False)] + (
            [states[-1]] if len(states) % 2 else []
        )
    assert numbers(left) == numbers(states[0])
    assert left.to_bytes() == states[0].to_bytes()


@pytest.mark.parametrize("areas", ["bins", "exact"])
def test_rows_in_many_blocks_are_those_in_one_to_the_last_bit(areas, monkeypatch):
    targets, scores = many(3)
    whole = EvaluationState.of(targets, scores, 0.3, areas=areas, trained=TRAINED_7)
    monkeypatch.setattr("multihot.evaluation.states._CELLS_AT_ONCE", 5000)
    blocks = EvaluationState.of(targets, scores, 0.3, areas=areas, trained=TRAINED_7)
    assert numbers(blocks) == numbers(whole)


def test_a_state_of_exact_areas_says_what_evaluate_says():
    targets, scores = many(7)
    state = EvaluationState.of(
        targets[:150], scores[:150], areas="exact", trained=TRAINED_7
    ) + EvaluationState.of(targets[150:], scores[150:], areas="exact", trained=TRAINED_7)
    assert dict(state.evaluation()) == dict(evaluate(targets, scores, trained=TRAINED_7))
    assert state.evaluation().error_bounds == {}


TRAINED_7 = LabelFrequencies(np.array([4, 8, 15, 16, 23, 42, 1]), 108)


@pytest.mark.parametrize("seed", range(20))
def test_areas_of_bins_are_as_near_as_they_say(seed):
    targets, scores = many(seed)
    streamed = EvaluationState.of(targets, scores).evaluation()
    exact = evaluate(targets, scores)
    assert set(streamed.error_bounds) == {
        f"{area}_{average}"
        for area in ("roc_auc", "average_precision")
        for average in ("micro", "macro", "weighted")
    }
    for name, error in streamed.error_bounds.items():
        assert abs(streamed[name] - exact[name]) <= error < 0.1


def test_counts_stay_exact_far_beyond_what_floats_can_count():
    state = EvaluationState.of(TARGETS, SCORES)
    once = dict(state.evaluation())
    for _ in range(50):  # 6 rows become 6 * 2^50
        state = state + state
    assert state.n_rows == 6 << 50
    assert state.labels.tp.tolist() == [1 << 50, 2 << 50, 3 << 50]
    assert dict(state.evaluation()) == once


def test_a_state_does_not_grow_with_the_rows():
    targets, scores = many(3)
    once = EvaluationState.of(targets, scores)
    assert len((once + once).to_bytes()) < 1.05 * len(once.to_bytes())


def test_a_batch_without_rows_changes_nothing():
    state = EvaluationState.of(TARGETS, SCORES, trained=TRAINED)
    nothing = EvaluationState.of(np.zeros((0, 3)), np.zeros((0, 3)), trained=TRAINED)
    assert numbers(state + nothing) == numbers(nothing + state) == numbers(state)


def test_sparse_batches_give_the_numbers_of_dense_ones():
    targets = np.nan_to_num(TARGETS)
    dense = EvaluationState.of(targets, SCORES, 0.3).evaluation()
    sparse = EvaluationState.of(csr_array(targets), csr_array(SCORES), 0.3).evaluation()
    assert dict(sparse) == pytest.approx(dict(dense), abs=1e-15)


def test_weights_count_with_exact_areas():
    weights = np.array([1, 2, 0.5, 1, 3, 0.25])
    state = EvaluationState.of(TARGETS, SCORES, areas="exact", sample_weight=weights)
    whole = evaluate(TARGETS, SCORES, sample_weight=weights)
    assert {name: whole[name] for name in state.evaluation()} == dict(state.evaluation())


def test_counts_alone_give_the_numbers_that_they_are_enough_for():
    counts = LabelCounts.of([[1, 0], [1, 1], [0, 1]], [[1, 1], [0, 1], [0, 1]])
    evaluation = EvaluationState(Thresholds.constant(0.5, n_labels=2), 3, counts).evaluation()
    assert evaluation["f1_micro"] == 0.75
    assert "f1_samples" not in evaluation
    assert "lrap" not in evaluation
    assert evaluation.baselines[0].numbers["label_accuracy"] == pytest.approx(1 / 3)


def test_logits_are_taken_as_logits_only_when_told():
    logits = np.array([[2.0, -1.0], [0.0, 3.0]])
    state = EvaluationState.of([[1, 0], [0, 1]], logits, from_logits=True)
    assert state.evaluation()["subset_accuracy"] == 0.5  # logit 0 is a score of .5, which is given
    with pytest.raises(DataError, match=r"found 3 others such as 2 .*\n.*from_logits=True"):
        EvaluationState.of([[1, 0], [0, 1]], logits)


def test_a_state_comes_back_from_its_bytes():
    state = EvaluationState.of(TARGETS, SCORES, [0.3, 0.4, 0.5], trained=TRAINED)
    again = EvaluationState.from_bytes(state.to_bytes())
    assert numbers(again) == numbers(state)
    assert again.evaluation().to_json() == state.evaluation().to_json()
    assert numbers(again + state) == numbers(state + state)


def test_a_state_of_counts_alone_comes_back_from_its_bytes():
    counts = LabelCounts.of([[1, 0]], [[1, 1]])
    state = EvaluationState(Thresholds.constant(0.25, n_labels=2, metric="f1_macro"), 1, counts)
    again = EvaluationState.from_bytes(state.to_bytes())
    assert numbers(again) == numbers(state)
    assert again.thresholds.metric == "f1_macro"


def damaged(data: bytes) -> list[bytes]:
    with np.load(io.BytesIO(data)) as archive:
        arrays = dict(archive)
    without = io.BytesIO()
    np.savez(without, **{name: each for name, each in arrays.items() if name != "tp"})
    pickled = io.BytesIO()
    np.savez(pickled, facts=np.array([{"format": 1}], dtype=object))
    return [b"", b"PK", data[:-30], data[: len(data) // 2], without.getvalue(), pickled.getvalue()]


@pytest.mark.parametrize("case", range(6))
def test_damaged_bytes_are_refused(case):
    data = damaged(EvaluationState.of(TARGETS, SCORES).to_bytes())[case]
    with pytest.raises(DataError, match=r"EvaluationState: not an evaluation state .*\n.*to_bytes"):
        EvaluationState.from_bytes(data)


def test_bytes_of_a_newer_version_are_refused():
    facts = np.frombuffer(json.dumps({"format": 99}).encode(), dtype=np.uint8)
    file = io.BytesIO()
    np.savez(file, facts=facts)
    with pytest.raises(DataError, match=r"format 99, this version reads up to 1\n.*update"):
        EvaluationState.from_bytes(file.getvalue())


def test_a_state_that_keeps_scores_is_not_written():
    state = EvaluationState.of(TARGETS, SCORES, areas="exact")
    with pytest.raises(DataError, match=r"keeps all scores.*\n.*areas=\"bins\""):
        state.to_bytes()


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"thresholds": 0.4}, "other thresholds"),
        ({"areas": "none"}, "areas of another kind"),
        ({"areas": "exact"}, "areas of another kind"),
        ({"trained": TRAINED}, "other label frequencies"),
    ],
)
def test_states_of_different_kinds_are_not_added(other, problem):
    with pytest.raises(DataError, match=rf"cannot be added: .*{problem}.*\n.*the same thresholds"):
        EvaluationState.of(TARGETS, SCORES) + EvaluationState.of(TARGETS, SCORES, **other)


def test_weights_with_bins_are_refused():
    with pytest.raises(DataError, match=r"count rows, not weights\n.*areas=\"exact\""):
        EvaluationState.of(TARGETS, SCORES, sample_weight=[1, 1, 1, 1, 1, 2])


def test_a_threshold_of_0_with_sparse_scores_is_refused():
    with pytest.raises(DataError, match=r"threshold of 0 gives a label to every row.*\n.*above 0"):
        EvaluationState.of(np.nan_to_num(TARGETS), csr_array(SCORES), 0)


def test_another_word_for_areas_is_refused_with_the_nearest():
    with pytest.raises(DataError, match=r"no areas 'bin'. Did you mean 'bins'\?"):
        EvaluationState.of(TARGETS, SCORES, areas="bin")


def test_a_state_of_nothing_has_no_numbers():
    with pytest.raises(DataError, match=r"no rows to judge\n.*one row or more"):
        EvaluationState.of(np.zeros((0, 3)), np.zeros((0, 3))).evaluation()


def test_another_number_of_names_than_labels_is_refused():
    with pytest.raises(ShapeError, match="2 label names for 3 columns"):
        EvaluationState.of(TARGETS, SCORES).evaluation(["a", "b"])


@pytest.mark.parametrize("areas", ["bins", "exact", "none"])
def test_states_of_another_number_of_labels_are_not_added(areas):
    message = r"one has 3 labels, the other 1\n.*of the same labels"
    one, other = (
        EvaluationState.of(targets, scores, areas=areas)
        for targets, scores in ((TARGETS, SCORES), (TARGETS[:, :1], SCORES[:, :1]))
    )
    with pytest.raises(DataError, match=message):
        one + other
    for part in ("labels", "calibration", *(() if areas == "none" else ("areas",))):
        with pytest.raises(ShapeError, match=r"^\w+: 1 labels now, 3 before\n.*begin anew"):
            getattr(one, part) + getattr(other, part)


def test_a_state_that_says_never_says_so_after_it_was_written():
    state = EvaluationState.of(TARGETS, SCORES, [0.5, np.inf, 1])
    again = EvaluationState.from_bytes(state.to_bytes())
    assert again.thresholds.values.tolist() == [0.5, NEVER, 1]
    assert again.labels.tp[1] == again.labels.fp[1] == 0
