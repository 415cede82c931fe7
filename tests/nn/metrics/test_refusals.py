"""What a metric cannot use it refuses, and says what to do."""

from __future__ import annotations

import inspect
import re
from functools import partial

import numpy as np
import pytest

from multihot.errors import DataError, ShapeError
from multihot.nn import metrics as ours
from multihot.nn.metrics.streaming import OTHER_WORDS

ONE = np.ones((2, 3), dtype=np.float32)


@pytest.mark.parametrize("make", [ours.F1, ours.SubsetAccuracy, ours.ROCAUC, ours.LRAP])
@pytest.mark.parametrize("word", sorted(OTHER_WORDS))
def test_the_words_of_others_are_refused_with_ours(make, word):
    with pytest.raises(DataError, match=f"takes no {word}=") as refused:
        make(**{word: 0.5})
    assert refused.value.remedy == OTHER_WORDS[word]


def test_threshold_is_refused_with_thresholds():
    with pytest.raises(DataError, match="thresholds=, one number or one a label"):
        ours.F1(average="macro", threshold=0.5)


def test_an_unknown_argument_is_a_type_error_as_anywhere():
    with pytest.raises(TypeError, match="avarage"):
        ours.F1(avarage="macro")


def test_the_signature_shows_the_arguments():
    assert list(inspect.signature(ours.F1).parameters) == [
        "average",
        "thresholds",
        "from_logits",
        "undefined",
        "name",
        "dtype",
    ]


@pytest.mark.parametrize("make", [ours.F1, ours.ROCAUC])
def test_an_unknown_average_is_refused(make):
    with pytest.raises(DataError, match="Did you mean 'macro'"):
        make(average="marco")


def test_an_area_has_no_average_over_rows():
    with pytest.raises(DataError, match="use one of 'micro', 'macro', 'weighted', 'none'"):
        ours.ROCAUC(average="samples")


@pytest.mark.parametrize("make", [ours.F1, lambda undefined: ours.NDCGAtK(3, undefined=undefined)])
def test_an_unknown_policy_is_refused(make):
    with pytest.raises(DataError, match="use one of 'zero', 'nan', 'drop'"):
        make(undefined="skip")


@pytest.mark.parametrize("beta", [-1, float("nan"), "2", None])
def test_beta_is_a_number_from_zero_on(beta):
    with pytest.raises(DataError, match=r"a number from 0 \(precision\) on"):
        ours.FBeta(beta)


@pytest.mark.parametrize("k", [0, 1.5, -2])
def test_k_is_a_whole_number(k):
    with pytest.raises(DataError, match="a whole number from 1 on"):
        ours.PrecisionAtK(k)


@pytest.mark.parametrize("thresholds", [float("nan"), [[0.5]], 1.5, -0.2, "0.5", True, [0.5, 2]])
def test_thresholds_are_numbers_from_zero_to_one(thresholds):
    with pytest.raises(DataError, match=r"an array of shape \(n_labels,\)"):
        ours.F1(thresholds=thresholds)


def test_thresholds_are_as_many_as_labels():
    metric = ours.F1(thresholds=[0.5, 0.4])
    with pytest.raises(ShapeError, match="2 thresholds for 3 labels"):
        metric.update_state(ONE, ONE)


@pytest.mark.parametrize(
    ("targets", "scores"),
    [(ONE[:, 0], ONE), (ONE, ONE[:, :2]), (ONE[None], ONE[None]), (ONE[:, 0], ONE[:, 0])],
)
def test_a_column_for_every_label(targets, scores):
    with pytest.raises(ShapeError, match="every label a column of its own"):
        ours.F1().update_state(targets, scores)


def test_a_number_of_labels_that_nobody_knows_is_refused():
    with pytest.raises(ShapeError, match="a fixed last dimension"):
        ours.F1().build((None, None))


@pytest.mark.parametrize("shape", [(2, 2), (2, 3, 1), (3,), (3, 1), (5, 3)])
def test_weights_that_fit_neither_rows_nor_cells_are_refused(shape):
    with pytest.raises(
        ShapeError, match=re.escape(f"has shape {shape}") + "(.|\n)*one number a row"
    ):
        ours.F1().update_state(ONE, ONE, np.ones(shape))


@pytest.mark.parametrize(
    "make", [lambda: ours.F1(average="samples"), ours.SubsetAccuracy, ours.LRAP]
)
def test_weights_of_cells_are_refused_where_rows_are_averaged(make):
    with pytest.raises(ShapeError, match="one weight a row"):
        make().update_state(ONE, ONE, ONE)


@pytest.mark.parametrize("make", [ours.F1, ours.SubsetAccuracy, ours.LabelAccuracy, ours.ROCAUC])
@pytest.mark.parametrize("ask", ["state", "result"])
def test_nothing_is_told_of_nothing(make, ask):
    with pytest.raises(DataError, match="call update_state first"):
        getattr(make(), ask)()


EVERY = [
    *(ours.F1, ours.Precision, ours.Recall, ours.Jaccard, ours.FBeta, ours.SubsetAccuracy),
    *(ours.LabelAccuracy, ours.HammingLoss, ours.ROCAUC, ours.AveragePrecision, ours.LRAP),
    *(partial(each, 2) for each in (ours.PrecisionAtK, ours.RecallAtK, ours.NDCGAtK)),
    *(partial(ours.F1, average=average) for average in ("micro", "samples", None)),
]


@pytest.mark.parametrize("make", EVERY)
def test_a_batch_of_another_number_of_labels_is_refused_by_the_name_of_the_metric(make):
    metric = make()
    metric.update_state(ONE, ONE)
    message = rf"^{metric.name}: 2 labels now, 3 before\n.*begin anew for other labels"
    with pytest.raises(ShapeError, match=message):
        metric.update_state(ONE[:, :2], ONE[:, :2])
    with pytest.raises(ShapeError, match=message):
        metric.build((None, 2))


def test_rows_have_no_counts_per_label():
    metric = ours.F1(average="samples")
    metric.update_state(ONE, ONE)
    with pytest.raises(DataError, match='use average="macro"'):
        metric.state()
