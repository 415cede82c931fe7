"""Weights of any size that a float can hold give the numbers that weights near 1 give."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn import metrics as sk

import multihot as mh
from multihot import metrics
from multihot.errors import DataError

NAN = float("nan")
RNG = np.random.default_rng(0)
N_ROWS, N_LABELS = 60, 5
TARGETS = (RNG.random((N_ROWS, N_LABELS)) < 0.4).astype(float)
SCORES = RNG.random((N_ROWS, N_LABELS)).round(2)
DECISIONS = (SCORES >= 0.5).astype(int)
WEIGHTS = RNG.integers(1, 2**20, N_ROWS) / 2.0**20
COUNTED = (
    *(metrics.precision, metrics.recall, metrics.f1, metrics.f2, metrics.f05, metrics.jaccard),
    *(metrics.specificity, metrics.balanced_accuracy, metrics.mcc),
)
SETS = (
    *(metrics.subset_accuracy, metrics.label_accuracy, metrics.hamming_loss),
    *(metrics.cardinality_predicted, metrics.empty_share),
)
AREAS = (metrics.roc_auc, metrics.average_precision)
OF_ROWS = (
    *(metrics.log_loss, metrics.brier_score, metrics.ece, metrics.lrap, metrics.one_error),
    *(metrics.coverage_error, metrics.ranking_loss, metrics.argmax_accuracy),
    *(partial(metrics.ndcg_at_k, k=3), partial(metrics.ps_precision_at_k, k=3)),
)
# of 2^-1054 upwards, so that each weight still has its 20 digits
SIZES = pytest.mark.parametrize("power", [1017, 996, -996, -1054])
FORMS = pytest.mark.parametrize("form", [np.asarray, np.float32, csr_array], ids=str)


@SIZES
@FORMS
def test_every_number_is_that_of_weights_near_1(power, form):
    scores = form(SCORES)
    near_1 = mh.evaluate(TARGETS, scores, sample_weight=WEIGHTS)
    extreme = mh.evaluate(TARGETS, scores, sample_weight=np.ldexp(WEIGHTS, power))
    for name in (each for each in near_1 if not each.startswith("ps_")):  # these go by counts
        assert extreme[name] == pytest.approx(near_1[name], rel=1e-12), name
    for name, values in near_1.per_label.items():
        size = power if name in ("support", "predicted") else 0
        assert extreme.per_label[name] == pytest.approx(np.ldexp(values, size), rel=1e-12, abs=0)


def test_intervals_are_those_of_weights_near_1():
    near_1 = mh.evaluate(TARGETS, SCORES, sample_weight=WEIGHTS).interval("f1_macro")
    large = mh.evaluate(TARGETS, SCORES, sample_weight=np.ldexp(WEIGHTS, 1017))
    assert large.interval("f1_macro") == near_1


@SIZES
@pytest.mark.parametrize("average", ["micro", "macro", "weighted", "samples"])
def test_functions_give_what_weights_near_1_give(power, average):
    weights = np.ldexp(WEIGHTS, power)
    for measure in COUNTED + AREAS:
        given = SCORES if measure in AREAS else DECISIONS
        near_1 = measure(TARGETS, given, average=average, sample_weight=WEIGHTS)
        extreme = measure(TARGETS, given, average=average, sample_weight=weights)
        assert extreme == pytest.approx(near_1, rel=1e-12)


@SIZES
def test_functions_of_sets_and_rows_give_what_weights_near_1_give(power):
    weights = np.ldexp(WEIGHTS, power)
    for measure in SETS + OF_ROWS:
        given = DECISIONS if measure in SETS else SCORES
        near_1 = measure(TARGETS, given, sample_weight=WEIGHTS)
        assert measure(TARGETS, given, sample_weight=weights) == pytest.approx(near_1, rel=1e-12)
    near_1 = metrics.cardinality_true(TARGETS, sample_weight=WEIGHTS)
    assert metrics.cardinality_true(TARGETS, sample_weight=weights) == pytest.approx(near_1)


def test_the_least_weight_there_is_counts_as_any():
    least = mh.evaluate(TARGETS, SCORES, sample_weight=np.full(N_ROWS, 5e-324))
    plain = mh.evaluate(TARGETS, SCORES)
    for name in (each for each in plain if not each.startswith("ps_")):
        assert least[name] == pytest.approx(plain[name], rel=1e-9), name


MIXED = WEIGHTS * np.where(RNG.random(N_ROWS) < 0.5, 1e300, 1e-300)


@pytest.mark.parametrize("average", ["micro", "macro", "weighted"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (metrics.roc_auc, sk.roc_auc_score),
        (metrics.average_precision, sk.average_precision_score),
    ],
)
def test_areas_of_mixed_sizes_are_those_of_scikit_learn(ours, theirs, average):
    given = {"average": average, "sample_weight": MIXED}
    assert ours(TARGETS, SCORES, **given) == pytest.approx(theirs(TARGETS, SCORES, **given))


@pytest.mark.parametrize("average", ["micro", "macro", "weighted", "samples"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (metrics.precision, sk.precision_score),
        (metrics.recall, sk.recall_score),
        (metrics.f1, sk.f1_score),
        (metrics.jaccard, sk.jaccard_score),
    ],
)
def test_counts_of_mixed_sizes_are_those_of_scikit_learn(ours, theirs, average):
    given = {"average": average, "sample_weight": MIXED}
    expected = theirs(TARGETS, DECISIONS, zero_division=0, **given)
    assert ours(TARGETS, DECISIONS, **given) == pytest.approx(expected)


def test_small_weights_of_a_label_are_not_lost_beside_large_ones():
    # others 1e-300 and 2e-300, one of them given; both true ones 1e300
    targets, scores = [[1], [1], [0], [0]], [[0.9], [0.8], [0.7], [0.1]]
    decisions, weights = [[1], [1], [1], [0]], [1e300, 1e300, 1e-300, 2e-300]
    counts = metrics.LabelCounts.of(targets, decisions, weights)
    fields = [field.tolist() for field in counts.fields()]
    assert fields == [[2e300], [1e-300], [0], [2e-300]]
    assert metrics.specificity(targets, decisions, sample_weight=weights) == pytest.approx(2 / 3)
    balanced = metrics.balanced_accuracy(targets, decisions, sample_weight=weights)
    assert balanced == pytest.approx((1 + 2 / 3) / 2)
    # precision, recall and the share of right ones of those left alone are 1
    mcc = metrics.mcc(targets, decisions, sample_weight=weights)
    assert mcc == pytest.approx(np.sqrt(2 / 3))
    assert metrics.roc_auc(targets, scores, sample_weight=weights) == 1


@pytest.mark.parametrize("form", [np.asarray, csr_array])
def test_a_label_known_of_small_rows_alone_is_judged_by_them(form):
    # label 0 is known of the two rows of 1e-300: true at .9, and not at .8
    targets = [[1, 0], [0, 0], [NAN, 1], [NAN, 1]]
    scores = form(np.array([[0.9, 0.1], [0.8, 0.2], [0.2, 0.7], [0.1, 0.9]]))
    weights = [1e-300, 1e-300, 1e300, 1e300]
    judged = mh.evaluate(targets, scores, sample_weight=weights).per_label
    assert judged["support"][0] == 1e-300
    assert judged["specificity"][0] == 0
    assert judged["label_accuracy"][0] == 0.5
    assert judged["roc_auc"][0] == 1
    # bins of .8 and of .9: |.9 - 1| and |.8 - 0|
    assert judged["ece"][0] == pytest.approx((0.1 + 0.8) / 2)


@pytest.mark.parametrize("undefined", ["zero", "nan", "drop"])
def test_weights_of_0_alone_judge_nothing(undefined):
    nothing = mh.evaluate(TARGETS, SCORES, sample_weight=np.zeros(N_ROWS), undefined=undefined)
    assert np.isnan(list(nothing.values())).all()
    assert nothing.per_label["support"].tolist() == [0] * N_LABELS
    assert np.isnan(nothing.per_label["f1"]).all()
    f1 = metrics.f1(TARGETS, DECISIONS, sample_weight=np.zeros(N_ROWS), undefined=undefined)
    assert np.isnan(f1)


def test_weights_whose_sum_no_float_can_hold_are_refused():
    message = r"^sample_weight: the weights add up to more than 1.8e\+308\n.*divide them all"
    with pytest.raises(DataError, match=message):
        mh.evaluate(TARGETS, SCORES, sample_weight=np.full(N_ROWS, 1e308))


@pytest.mark.parametrize("size", [1e306, 1e-300])
def test_states_refuse_weights_of_which_they_could_not_keep_sums(size):
    message = (
        r"sample_weight: weights up to \S+ cannot be added up batch by batch(.|\n)*same number"
    )
    with pytest.raises(DataError, match=message):
        mh.EvaluationState.of(TARGETS, SCORES, areas="none", sample_weight=WEIGHTS * size)


def test_states_of_large_weights_add_up_to_the_whole():
    weights = WEIGHTS * 1e280
    given = {"areas": "exact"}
    first = mh.EvaluationState.of(TARGETS[:25], SCORES[:25], sample_weight=weights[:25], **given)
    rest = mh.EvaluationState.of(TARGETS[25:], SCORES[25:], sample_weight=weights[25:], **given)
    whole = mh.evaluate(TARGETS, SCORES, sample_weight=WEIGHTS)
    together = (first + rest).evaluation()
    for name in together:
        assert together[name] == pytest.approx(whole[name], rel=1e-9), name
