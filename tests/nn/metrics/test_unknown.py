"""Where nothing is known, there is no number."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from multihot.nn import metrics as ours

NOBODY_KNOWS = np.full((3, 2), np.nan, dtype=np.float32)
TARGETS = np.array([[1, 0], [1, 1], [0, 1]], dtype=np.float32)
SCORES = np.array([[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]], dtype=np.float32)
EVERY = [
    *(ours.SubsetAccuracy, ours.LabelAccuracy, ours.HammingLoss, ours.LRAP),
    *(ours.ROCAUC, ours.AveragePrecision, partial(ours.PrecisionAtK, 1)),
    *(
        partial(make, undefined=undefined)
        for undefined in ("zero", "nan", "drop")
        for make in (
            *(partial(ours.RecallAtK, 1), partial(ours.NDCGAtK, 1)),
            *(
                partial(ours.F1, average=average)
                for average in ("micro", "macro", "weighted", "samples", None)
            ),
        )
    ),
]


@pytest.mark.parametrize("make", EVERY)
def test_nothing_known_is_no_number_and_changes_none(make):
    metric, plain = make(), make()
    metric.update_state(NOBODY_KNOWS, SCORES)
    assert np.isnan(np.asarray(metric.result())).all()
    metric.update_state(TARGETS, SCORES)
    plain.update_state(TARGETS, SCORES)
    assert np.array_equal(np.asarray(metric.result()), np.asarray(plain.result()))
    assert not np.isnan(np.asarray(plain.result())).any()


@pytest.mark.parametrize("make", EVERY)
def test_after_a_reset_there_is_no_number(make):
    metric = make()
    metric.update_state(TARGETS, SCORES)
    metric.reset_state()
    assert np.isnan(np.asarray(metric.result())).all()
