"""The numbers of a few rows, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.nn import load_keras
from multihot.nn import metrics as ours

NAN = float("nan")
# label 0: tp 1, fn 1, tn 1; label 1: tp 2, fp 1 -- no two numbers alike
TARGETS = [[1, 0], [1, 1], [0, 1]]
SCORES = [[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]]


def told(metric: object, targets: object = TARGETS, scores: object = SCORES, **given) -> object:
    metric.update_state(np.array(targets), np.array(scores, dtype=np.float32), **given)
    found = np.array(
        [float(value) for value in np.ravel(load_keras().ops.convert_to_numpy(metric.result()))]
    )
    return found[0] if len(found) == 1 else found


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (ours.Precision(average=None), [1, 2 / 3]),
        (ours.Recall(average="none"), [1 / 2, 1]),
        (ours.F1(average=None), [2 / 3, 4 / 5]),
        (ours.FBeta(2.0, average=None), [5 / 9, 10 / 11]),
        (ours.Jaccard(average=None), [1 / 2, 2 / 3]),
        (ours.Precision(), 5 / 6),
        (ours.Precision(average="micro"), 3 / 4),
        (ours.Jaccard(average="micro"), 3 / 5),
        (ours.Recall(average="samples"), (1 + 1 / 2 + 1) / 3),
        (ours.Precision(average="samples"), (1 / 2 + 1 + 1) / 3),
        (ours.SubsetAccuracy(), 1 / 3),
        (ours.LabelAccuracy(), 4 / 6),
        (ours.HammingLoss(), 2 / 6),
        (ours.PrecisionAtK(2), (1 + 2 + 1) / 6),
        (ours.RecallAtK(1), (1 + 1 / 2 + 1) / 3),
        (ours.LRAP(), (1 + (1 + 1) / 2 + 1) / 3),
        (ours.ROCAUC(average=None), [1 / 2, 0]),
        (ours.AveragePrecision(average=None), [(1 + 2 / 3) / 2, (1 / 2 + 2 / 3) / 2]),
    ],
)
def test_numbers(metric, expected):
    assert told(metric) == pytest.approx(expected, rel=1e-6)


def test_weighted_average():
    # supports 1 and 3: (1 · 2/3 + 3 · 1) / 4
    found = told(ours.F1(average="weighted"), [[1, 1], [0, 1], [0, 1]], [[1, 1], [1, 1], [0, 1]])
    assert found == pytest.approx(11 / 12)


@pytest.mark.parametrize(
    ("undefined", "macro", "samples"),
    [("zero", 1 / 3, 1 / 3), ("nan", NAN, NAN), ("drop", 1 / 2, 1)],
)
def test_nothing_by_nothing_is_what_the_policy_says(undefined, macro, samples):
    # precision: label 0 is 1, label 1 is 0/1, label 2 is 0/0; of row 0 1/2, the others' differ
    targets, scores = [[1, 0, 0]], [[1, 1, 0]]
    found = told(ours.Precision(undefined=undefined), targets, scores)
    assert found == pytest.approx(macro, nan_ok=True)
    rows = told(
        ours.Precision(average="samples", undefined=undefined), [[1], [1], [0]], [[1], [0], [0]]
    )
    assert rows == pytest.approx(samples, nan_ok=True)


@pytest.mark.parametrize(("undefined", "expected"), [("zero", 0), ("nan", NAN), ("drop", NAN)])
@pytest.mark.parametrize("average", ["micro", "macro", "samples", "weighted"])
def test_nothing_at_all_is_what_the_policy_says(average, undefined, expected):
    metric = ours.Recall(average=average, undefined=undefined)
    assert told(metric, [[0, NAN]], [[0.1, 0.9]]) == pytest.approx(expected, nan_ok=True)


def test_per_label_an_undefined_one_is_zero_or_not_a_number():
    zero = told(ours.Recall(average=None), [[0, 1]], [[0, 1]])
    dropped = told(ours.Recall(average=None, undefined="drop"), [[0, 1]], [[0, 1]])
    assert zero == pytest.approx([0, 1])
    assert dropped == pytest.approx([NAN, 1], nan_ok=True)


@pytest.mark.parametrize(
    ("undefined", "expected"), [("zero", 1 / 4), ("drop", 1 / 2), ("nan", NAN)]
)
@pytest.mark.parametrize("make", [ours.RecallAtK, ours.NDCGAtK])
def test_a_row_without_true_labels_at_k(make, undefined, expected):
    # both labels of row 0 tie for the only place; row 1 has no true label
    found = told(make(1, undefined=undefined), [[1, 0], [0, 0]], [[0.5, 0.5], [0.9, 0.1]])
    assert found == pytest.approx(expected, nan_ok=True)


def test_a_row_without_true_labels_has_a_precision():
    assert told(ours.PrecisionAtK(1), [[1, 0], [0, 0]], [[0.5, 0.5], [0.9, 0.1]]) == 1 / 4


def test_places_beyond_the_labels_are_empty():
    assert told(ours.PrecisionAtK(5)) == pytest.approx((1 / 5 + 2 / 5 + 1 / 5) / 3)
    assert told(ours.RecallAtK(5)) == pytest.approx(1)
    assert told(ours.NDCGAtK(5), [[0, 1]], [[0.9, 0.1]]) == pytest.approx(1 / np.log2(3))


def test_a_row_without_true_labels_counts_one_for_lrap():
    assert told(ours.LRAP(), [[0, 0], [0, 1]], [[0.9, 0.1], [0.9, 0.1]]) == pytest.approx(3 / 4)


def test_a_score_at_its_threshold_is_a_decision():
    assert told(ours.Recall(average="micro", thresholds=0.7), [[1, 1]], [[0.7, 0.69]]) == 0.5


def test_each_label_has_a_threshold_of_its_own():
    found = told(ours.Recall(average=None, thresholds=[0.1, 0.9]), [[1, 1]], [[0.2, 0.8]])
    assert found.tolist() == [1, 0]


def test_logits_are_taken_for_logits_when_said():
    found = told(ours.Recall(average=None, from_logits=True), [[1, 1]], [[0.1, -0.1]])
    assert found.tolist() == [1, 0]


def test_unknown_targets_are_left_out():
    targets = [[1, NAN], [NAN, NAN], [0, 1]]
    assert told(ours.LabelAccuracy(), targets, SCORES) == pytest.approx(3 / 3)
    assert told(ours.SubsetAccuracy(), targets, SCORES) == pytest.approx(2 / 2)
    assert told(ours.PrecisionAtK(1), [[NAN, 1, 0]], [[0.9, 0.8, 0.1]]) == pytest.approx(1)
    assert told(ours.LRAP(), [[NAN, 1, 0]], [[0.9, 0.8, 0.1]]) == pytest.approx(1)


def test_a_row_counts_its_weight():
    weights = np.array([3.0, 1.0, 0.0])
    assert told(ours.SubsetAccuracy(), sample_weight=weights) == 0
    assert told(ours.LabelAccuracy(), sample_weight=weights) == pytest.approx((3 + 1) / 8)
    assert told(ours.LabelAccuracy(), sample_weight=weights[:, None]) == pytest.approx(4 / 8)


def test_a_cell_may_have_a_weight_where_labels_are_counted():
    weights = np.array([[1, 0.5], [0, 1], [1, 1]])
    assert told(ours.Precision(average="micro"), sample_weight=weights) == pytest.approx(3 / 3.5)
    assert told(ours.ROCAUC(average=None), [[1, 1], [0, 0], [0, 0]], sample_weight=weights)[
        0
    ] == pytest.approx(1)


def test_a_masked_row_is_left_out():
    keras = load_keras()
    scores = keras.ops.convert_to_tensor(np.array(SCORES, dtype=np.float32))
    mask = keras.ops.convert_to_tensor(np.array([False, True, True]))
    keras.src.backend.set_keras_mask(scores, mask)
    metric = ours.LabelAccuracy()
    metric.update_state(np.array(TARGETS), scores)
    assert float(metric.result()) == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    "make",
    [
        ours.F1,
        lambda: ours.F1(average="samples"),
        ours.SubsetAccuracy,
        ours.LabelAccuracy,
        lambda: ours.PrecisionAtK(1),
        lambda: ours.NDCGAtK(1),
        ours.LRAP,
        ours.ROCAUC,
        ours.AveragePrecision,
    ],
)
@pytest.mark.parametrize("strange", [-1, 0.9, 2])
def test_a_target_that_is_none_makes_no_number(make, strange):
    assert np.isnan(told(make(), [[1.0, 0.0], [0.0, strange], [0, 1]], SCORES))


@pytest.mark.parametrize(("beta", "same_as"), [(0, ours.Precision), (float("inf"), ours.Recall)])
def test_f_of_beta_0_is_precision_and_of_infinity_recall(beta, same_as):
    of_beta = ours.FBeta(beta)
    assert told(of_beta) == pytest.approx(told(same_as()))
    again = ours.FBeta.from_config(of_beta.get_config())
    assert (again.beta, again.name) == (beta, of_beta.name)


@pytest.mark.parametrize("beta", [1e200, 1e-200])
def test_f_of_a_beta_that_cannot_be_squared_is_a_number(beta):
    assert told(ours.FBeta(beta)) == pytest.approx(
        told(ours.FBeta(0 if beta < 1 else float("inf")))
    )
