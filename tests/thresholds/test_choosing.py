"""The chosen thresholds are the best there are, as trying all of them shows."""

from __future__ import annotations

from functools import partial
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array
from scipy.special import logit
from sklearn.metrics import accuracy_score, f1_score, jaccard_score, precision_score

from multihot.errors import DataError, ShapeError
from multihot.metrics import FORMULAS, LabelCounts, micro
from multihot.metrics.formulas import label_accuracy
from multihot.thresholds import choose_thresholds

NAN = float("nan")
SCORES = [0, 0.125, 0.25, 0.375, 0.5, 0.75, 1]


def tables(*, truths: tuple[float, ...] = (0, 1), most_labels: int = 3) -> st.SearchStrategy:
    """Targets and scores; every label has a row, scores are often tied."""
    shapes = st.tuples(st.integers(1, 7), st.integers(1, most_labels))
    return shapes.flatmap(
        lambda shape: st.tuples(
            arrays(float, shape, elements=st.sampled_from(truths)),
            arrays(float, shape, elements=st.sampled_from(SCORES)),
        )
    ).filter(lambda table: bool((table[0] == 1).any(axis=0).all()))


def every_cut(scores: np.ndarray) -> list[float]:
    """A threshold for each way to cut the scores: none, between two of them, all."""
    distinct = np.unique(scores)
    return [0.0, *(distinct[1:] + distinct[:-1]) / 2, 1.5]


def best_of_label(measure, truth, scores) -> float:
    known = ~np.isnan(truth)
    return max(
        measure(truth[known], scores[known] >= cut, zero_division=0) for cut in every_cut(scores)
    )


@pytest.mark.parametrize(
    ("metric", "measure"),
    [
        ("f1_macro", f1_score),
        ("f1_weighted", f1_score),
        ("jaccard_macro", jaccard_score),
        ("precision_macro", precision_score),
    ],
)
@settings(max_examples=40, deadline=None)
@given(tables(truths=(0, 1, NAN), most_labels=2))
def test_each_label_gets_the_best_of_all_cuts(metric, measure, table):
    targets, scores = table
    chosen = choose_thresholds(targets, scores, metric, scope="label")
    expected = [best_of_label(measure, t, s) for t, s in zip(targets.T, scores.T, strict=True)]
    known = ~np.isnan(targets)
    reached = [
        measure(t[k], s[k] >= cut, zero_division=0)
        for t, s, k, cut in zip(targets.T, scores.T, known.T, chosen.values, strict=True)
    ]
    assert reached == pytest.approx(expected)


def best_of_all_combinations(formula, targets, scores) -> float:
    counted = [
        [LabelCounts.of(t[:, None], (s[:, None] >= cut)).fields() for cut in every_cut(s)]
        for t, s in zip(targets.T, scores.T, strict=True)
    ]
    fractions = (formula(*np.sum(cuts, axis=0)) for cuts in product(*counted))
    return max(float(top[0]) / max(float(bottom[0]), 1) for top, bottom in fractions)


@pytest.mark.parametrize("metric", ["precision", "recall", "f1", "f2", "jaccard"])
@settings(max_examples=40, deadline=None)
@given(tables(truths=(0, 1, NAN)))
def test_micro_thresholds_are_the_best_of_all_combinations(metric, table):
    targets, scores = table
    formula = FORMULAS[metric]
    chosen = choose_thresholds(targets, scores, f"{metric}_micro", scope="label")
    reached = micro(formula, LabelCounts.of(targets, chosen.decide(scores)))
    assert reached == pytest.approx(best_of_all_combinations(formula, targets, scores))


@settings(max_examples=40, deadline=None)
@given(tables(truths=(0, 1, NAN)))
def test_the_share_of_right_answers_is_the_best_of_all_combinations(table):
    targets, scores = table
    chosen = choose_thresholds(targets, scores, "label_accuracy", scope="label")
    reached = micro(label_accuracy, LabelCounts.of(targets, chosen.decide(scores)))
    assert reached == pytest.approx(best_of_all_combinations(label_accuracy, targets, scores))


OF_ALL = {
    "f1_micro": partial(f1_score, average="micro", zero_division=0),
    "f1_macro": partial(f1_score, average="macro", zero_division=0),
    "f1_weighted": partial(f1_score, average="weighted", zero_division=0),
    "f1_samples": partial(f1_score, average="samples", zero_division=0),
    "subset_accuracy": accuracy_score,
    "label_accuracy": lambda targets, decisions: np.mean(targets == decisions),
}


@pytest.mark.parametrize("metric", OF_ALL)
@settings(max_examples=30, deadline=None)
@given(tables().filter(lambda table: table[0].shape[1] > 1))
def test_one_threshold_for_all_is_the_best_of_all_cuts(metric, table):
    targets, scores = table
    chosen = choose_thresholds(targets, scores, metric, scope="all")
    expected = max(OF_ALL[metric](targets, (scores >= cut) * 1.0) for cut in every_cut(scores))
    assert len(set(chosen.values)) == 1
    assert OF_ALL[metric](targets, (scores >= chosen.values) * 1.0) == pytest.approx(expected)


def test_of_many_scores_one_threshold_for_all_is_near_the_best():
    rng = np.random.default_rng(0)
    targets = (rng.random((300, 4)) < 0.2).astype(float)
    scores = np.clip(0.3 * targets + 0.6 * rng.random((300, 4)), 0, 1)
    chosen = choose_thresholds(targets, scores, scope="all")
    macro_f1 = partial(f1_score, targets, average="macro", zero_division=0)
    best = max(macro_f1((scores >= cut) * 1.0) for cut in np.linspace(0, 1, 301))
    assert macro_f1((scores >= chosen.values) * 1.0) > best - 0.01


def test_by_hand():
    targets = [[1, 0], [1, 0], [0, 1], [0, 1]]
    scores = [[0.2, 0.1], [0.3, 0.3], [0.1, 0.7], [0.1, 0.5]]
    each = choose_thresholds(targets, scores, scope="label")
    assert each.values == pytest.approx([0.15, 0.4])
    assert each.metric == "f1_macro"
    together = choose_thresholds(targets, scores, "f1_samples", scope="all")
    assert together.values == pytest.approx([0.15, 0.15])
    assert together.metric == "f1_samples"


@settings(deadline=None)
@given(tables(), st.sampled_from(["label", "all"]), st.sampled_from(["f1_macro", "f1_micro"]))
def test_tied_scores_are_never_cut_apart_and_none_is_met_exactly(table, scope, metric):
    targets, scores = table
    scores = np.clip(scores, 0.01, 0.99)
    chosen = choose_thresholds(targets, scores, metric, scope=scope)
    assert not (scores == chosen.values).any()


def test_two_neighbouring_numbers_are_told_apart():
    above = np.nextafter(0.5, 1)
    chosen = choose_thresholds([[0], [1]], [[0.5], [above]], scope="label")
    assert chosen.decide([[0.5], [above]]).toarray().tolist() == [[0], [1]]


@settings(max_examples=60, deadline=None)
@given(
    tables(truths=(0, 1, NAN)),
    st.sampled_from(["label", "all", "pooled"]),
    st.sampled_from(["f1_macro", "f1_micro", "recall_weighted"]),
    st.sampled_from([np.float32, np.float64]),
    st.integers(0, 2**32 - 1),
)
def test_rounded_to_float32_they_decide_the_same_of_the_rows_that_chose(
    table, scope, metric, kind, seed
):
    # scores a few steps of float32 apart; as float64 also in between, no two in one step
    targets, steps = table[0], np.random.default_rng(seed).permutation(40)[: table[0].size]
    base = np.float32(0.7).view(np.int32)
    scores = (base + steps.reshape(targets.shape)).astype(np.int32).view(np.float32).astype(kind)
    if kind == np.float64:
        scores += 2.0**-27  # an eighth of a step
    chosen = choose_thresholds(targets, scores, metric, scope=scope)
    known = ~np.isnan(targets)
    in_float64 = (scores.astype(np.float64) >= chosen.values)[known]
    in_float32 = (scores.astype(np.float32) >= chosen.values.astype(np.float32))[known]
    assert in_float64.tolist() == in_float32.tolist()
    assert chosen.decide(scores).toarray()[known].tolist() == in_float64.tolist()


def test_a_label_that_is_best_never_given_is_not_given_at_a_score_of_1():
    targets, scores = [[0], [0], [1]], [[1.0], [0.5], [0.5]]
    chosen = choose_thresholds(targets, scores, "label_accuracy", scope="label")
    assert chosen.decide(scores).nnz == 0


def test_a_label_that_is_best_always_given_is_given_at_a_score_of_0():
    chosen = choose_thresholds([[1], [1]], [[0.0], [0.5]], scope="label")
    assert chosen.values.tolist() == [0]


def test_cells_that_nobody_knows_choose_nothing():
    scores = [[0.25], [0.5], [0.75]]
    known = choose_thresholds([[0], [1]], [[0.25], [0.75]], scope="label").values
    gapped = choose_thresholds([[0], [NAN], [1]], scores, scope="label").values
    assert gapped.tolist() == known.tolist() == [0.5]


@pytest.mark.parametrize("scope", ["label", "pooled"])
@pytest.mark.parametrize("metric", ["f1_macro", "f1_micro", "label_accuracy"])
@pytest.mark.parametrize("nobody", [0, NAN])
def test_a_label_that_no_row_is_known_to_have_takes_the_common_threshold(nobody, metric, scope):
    targets = [[1, nobody, 1], [0, 0, 1], [0, nobody, 0]]
    scores = [[0.75, 0.5, 0.625], [0.125, 0.25, 0.75], [0.25, 0.5, 0]]
    common = choose_thresholds(targets, scores, metric, scope="all").values[1]
    chosen = choose_thresholds(targets, scores, metric, scope=scope).values
    assert chosen[1] == pytest.approx(common)


@pytest.mark.parametrize("scope", ["pooled", "label", "all"])
@pytest.mark.parametrize("targets", [np.zeros((0, 2)), np.full((4, 2), NAN)], ids=["none", "NaN"])
def test_targets_of_which_none_is_known_give_no_ground(targets, scope):
    message = r"none of the [08] targets is known: there is no ground for a choice\n.*are known"
    for truth in (targets, csr_array(targets)):
        with pytest.raises(DataError, match=message):
            choose_thresholds(truth, np.full(targets.shape, 0.5), scope=scope)


def test_a_label_that_nobody_knows_takes_the_one_threshold_for_all():
    targets = [[1, NAN], [1, NAN], [0, NAN], [0, NAN]]
    scores = [[0.9, 0.1], [0.7, 0.3], [0.5, 0.2], [0.3, 0.4]]
    common = choose_thresholds(targets, scores, scope="all").values
    chosen = choose_thresholds(targets, scores, scope="label").values
    assert chosen[1] == common[1]


def test_thresholds_know_the_names_that_the_tables_give_to_the_columns():
    targets = pd.DataFrame({"war": [1, 1, 0, 0], "love": [0, 0, 1, 1]})
    scores = pd.DataFrame({"love": [0.1, 0.15, 0.2, 0.3], "war": [0.9, 0.8, 0.5, 0.4]})
    for scope in ("pooled", "label", "all"):
        assert choose_thresholds(targets, scores, scope=scope).labels == ("war", "love")
        assert choose_thresholds(targets.to_numpy(), scores, scope=scope).labels == ("love", "war")
    assert choose_thresholds(targets.to_numpy(), scores.to_numpy()).labels == ()


ROWS = np.array([[1, 0.5], [0, 0.5], [1, 0.7], [0, 0.1], [0, 0.05], [1, 0.3], [0, 0.2], [0, 0.6]])


def pooled(copies: int) -> np.ndarray:
    """How far from the common one are thresholds of labels with 3 and 1 true rows, so often."""
    scores = np.column_stack((ROWS[:, 1], ROWS[::-1, 1] / 4))
    targets = np.column_stack((ROWS[:, 0], np.arange(8) == 4))
    repeated = np.tile(targets, (copies, 1)), np.tile(scores, (copies, 1))
    common = choose_thresholds(*repeated, scope="all")
    return logit(choose_thresholds(*repeated).values) - logit(common.values)


def test_pooled_thresholds_go_from_the_common_to_their_own_as_rows_with_the_label_grow():
    # n copies of 3 and of 1 true rows: n * 3 / (n * 3 + 200) and n / (n + 200) of the way
    once, often, ever = pooled(1), pooled(100), pooled(2000)
    whole_way = ever / [6000 / 6200, 2000 / 2200]
    # a threshold is rounded to float32
    assert once == pytest.approx(whole_way * [3 / 203, 1 / 201], abs=2e-6)
    assert often == pytest.approx(whole_way * [300 / 500, 100 / 300], abs=2e-6)
    assert (np.abs(whole_way) > 0.3).all()


def test_with_many_rows_pooled_thresholds_are_nearly_as_good_as_the_best():
    rng = np.random.default_rng(0)
    targets = (rng.random((20_000, 2)) < [0.5, 0.1]).astype(float)
    scores = 1 / (1 + np.exp(-rng.normal(2 * targets - [1, 3], 1)))
    best = choose_thresholds(targets, scores, scope="label").decide(scores).toarray()
    ours = choose_thresholds(targets, scores).decide(scores).toarray()
    macro_f1 = partial(f1_score, targets, average="macro")
    assert macro_f1(ours) > macro_f1(best) - 0.005


@pytest.mark.parametrize("scope", ["label", "pooled"])
@pytest.mark.parametrize("metric", ["f1_samples", "subset_accuracy", "jaccard_samples"])
def test_metrics_of_whole_rows_are_refused_for_single_labels_with_the_way_out(metric, scope):
    with pytest.raises(DataError, match=rf"^metric: {metric} judges whole rows.*\n.*scope=\"all\""):
        choose_thresholds([[1]], [[0.5]], metric, scope=scope)


@pytest.mark.parametrize("scope", ["label", "pooled", "all"])
@pytest.mark.parametrize("metric", ["f1_marco", "f1", "roc_auc_macro", "label_accuracy_macro", ""])
def test_another_metric_is_refused_with_those_that_can_be(metric, scope):
    message = rf"^metric: no thresholds can be chosen for '{metric}'(.|\n)*use one of .*'f1_macro'"
    with pytest.raises(DataError, match=message):
        choose_thresholds([[1]], [[0.5]], metric, scope=scope)


def test_a_misspelt_metric_is_refused_with_the_nearest():
    with pytest.raises(DataError, match="Did you mean 'f1_macro'"):
        choose_thresholds([[1]], [[0.5]], "f1_marco")


def test_another_scope_is_refused_with_the_nearest():
    with pytest.raises(DataError, match=r"no scope 'lable'. Did you mean 'label'\?\n.*'pooled'"):
        choose_thresholds([[1]], [[0.5]], scope="lable")


def test_tables_of_different_shapes_are_refused():
    with pytest.raises(ShapeError, match=r"targets \(1, 2\), scores \(2, 1\)"):
        choose_thresholds([[1, 0]], [[0.5], [0.5]])
