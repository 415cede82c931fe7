"""What cannot be measured is refused with the remedy."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot import metrics
from multihot.errors import DataError, ShapeError

NAN = float("nan")
COUNTED = (
    *(metrics.precision, metrics.recall, metrics.f1, metrics.f2, metrics.f05, metrics.jaccard),
    *(metrics.specificity, metrics.balanced_accuracy, metrics.mcc),
    partial(metrics.f_beta, beta=3),
)
SETS = (
    *(metrics.subset_accuracy, metrics.label_accuracy, metrics.hamming_loss),
    *(metrics.cardinality_predicted, metrics.empty_share),
)
AREAS = (metrics.roc_auc, metrics.average_precision)
AT_K = (
    *(metrics.precision_at_k, metrics.recall_at_k, metrics.r_precision_at_k, metrics.ndcg_at_k),
    *(metrics.ps_precision_at_k, metrics.ps_ndcg_at_k),
)
PROPENSITY = (metrics.ps_precision_at_k, metrics.ps_ndcg_at_k)
OF_ROWS = (
    *(metrics.one_error, metrics.coverage_error, metrics.ranking_loss, metrics.lrap),
    *(metrics.argmax_accuracy, metrics.log_loss, metrics.brier_score, metrics.ece),
    *(partial(measure, k=2) for measure in AT_K),
)
SCORED = (*AREAS, *OF_ROWS)
TARGETS = [[1, 0], [0, 1]]


def named(measure: object) -> str:
    return getattr(measure, "func", measure).__name__


def each(measures: tuple[object, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("measure", measures, ids=named)


@each(COUNTED + SETS)
def test_decisions_of_another_shape_are_refused(measure):
    with pytest.raises(ShapeError, match=r"targets \(2, 2\), decisions \(1, 2\)\n.*in one order"):
        measure(TARGETS, [[1, 0]])


@each(SCORED)
def test_scores_of_another_shape_are_refused(measure):
    with pytest.raises(ShapeError, match=r"targets \(2, 2\), scores \(2, 1\)\n.*in one order"):
        measure(TARGETS, [[0.5], [0.25]])


@each(COUNTED + SETS)
def test_scores_given_as_decisions_are_refused(measure):
    with pytest.raises(DataError, match=r"such as 0.9 in row 0.*\n.*decisions >= thresholds"):
        measure(TARGETS, [[0.9, 0], [1, 1]])


@each(COUNTED + SETS)
def test_decisions_that_nobody_took_are_refused(measure):
    with pytest.raises(DataError, match="a decision is 0 or 1"):
        measure(TARGETS, [[NAN, 0], [1, 1]])


@each(SCORED)
@pytest.mark.parametrize("score", [1.5, -0.25, NAN, float("inf")])
@pytest.mark.parametrize("form", [np.asarray, csr_array])
def test_scores_that_are_no_chances_are_refused(measure, score, form):
    told = rf"such as {score:g} in row 0, column 1\n.*exp\(-logits\)"
    with pytest.raises(DataError, match=told):
        measure(TARGETS, form([[0.9, score], [0.5, 1]]))


@each(COUNTED + SETS + SCORED)
def test_targets_other_than_0_and_1_are_refused(measure):
    with pytest.raises(DataError, match=r"targets: .*such as 2 in row 1, column 0\n.*as NaN"):
        measure([[0, 1], [2, 0]], TARGETS)


@each(COUNTED + SETS + SCORED)
def test_other_than_one_weight_a_row_is_refused(measure):
    with pytest.raises(ShapeError, match="one weight a row"):
        measure(TARGETS, TARGETS, sample_weight=[1, 2, 3])
    with pytest.raises(DataError, match="use 0 or more"):
        measure(TARGETS, TARGETS, sample_weight=[1, -2])


@each(COUNTED + AREAS)
def test_an_average_that_there_is_not_is_refused_with_the_nearest(measure):
    with pytest.raises(DataError, match=r"no average 'mikro'. Did you mean 'micro'\?\n.*'samples'"):
        measure(TARGETS, TARGETS, average="mikro")


def test_errors_by_bin_have_two_averages():
    with pytest.raises(DataError, match=r"no average 'samples'.*\n.*use one of 'micro', 'macro'"):
        metrics.ece(TARGETS, TARGETS, average="samples")


@each((*COUNTED, *AREAS, *(partial(measure, k=2) for measure in AT_K)))
def test_a_policy_that_there_is_not_is_refused(measure):
    with pytest.raises(DataError, match=r"no undefined 'skip'.*\n.*'zero', 'nan', 'drop'"):
        measure(TARGETS, TARGETS, undefined="skip")


@each(AT_K)
@pytest.mark.parametrize("k", [0, -1, 1.5])
def test_less_than_one_label_to_look_at_is_refused(measure, k):
    with pytest.raises(DataError, match=rf"k is {k}\n.*1 label a row or more"):
        measure(TARGETS, TARGETS, k=k)


@each(PROPENSITY)
@pytest.mark.parametrize(
    "chances", [[0.5], [0.5, 0.5, 0.5], [0, 0.5], [0.5, 1.5], [NAN, 0.5], [[0.5, 0.5]]]
)
def test_propensities_that_are_none_are_refused(measure, chances):
    with pytest.raises(DataError, match=r"2 numbers above 0 up to 1(.|\n)*metrics.propensities"):
        measure(TARGETS, TARGETS, k=1, propensities=chances)


@pytest.mark.parametrize("within", ["rows", "labels", "all"])
def test_places_of_scores_of_another_shape_are_refused(within):
    with pytest.raises(ShapeError, match="in one order"):
        metrics.ranks_within(within, TARGETS, [[0.5, 0.25]])
