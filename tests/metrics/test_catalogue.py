"""The catalogue names every number once and says what it is."""

from __future__ import annotations

import pytest

from multihot.metrics import BY_NAME, CATALOGUE, FORMULAS, GROUPS


def test_every_name_and_title_is_there_once():
    assert len({metric.name for metric in CATALOGUE}) == len(CATALOGUE)
    assert len({metric.title for metric in CATALOGUE}) == len(CATALOGUE)
    assert list(BY_NAME.values()) == list(CATALOGUE)


def test_every_group_has_metrics_and_every_metric_a_group():
    assert {metric.group for metric in CATALOGUE} == set(GROUPS)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(
    ("average", "group"),
    [("micro", "cells"), ("macro", "labels"), ("weighted", "labels"), ("samples", "rows")],
)
def test_every_formula_is_in_the_catalogue_with_every_average(formula, average, group):
    metric = BY_NAME[f"{formula}_{average}"]
    assert (metric.group, metric.takes, metric.better) == (group, "decisions", "higher")


def test_only_losses_are_better_when_lower_and_only_sizes_are_neither():
    assert [m.name for m in CATALOGUE if m.better == "lower"] == ["hamming_loss"]
    assert [m.name for m in CATALOGUE if m.better == "none"] == [
        "cardinality_true",
        "cardinality_predicted",
        "empty_share",
    ]


def test_what_is_taken_for_something_else_says_so():
    assert "not what Keras calls accuracy" in BY_NAME["subset_accuracy"].caution
    assert "BinaryAccuracy" in BY_NAME["label_accuracy"].caution
    assert "MEKA" in BY_NAME["jaccard_samples"].caution
    assert "scikit-learn counts them as 0" in BY_NAME["average_precision_macro"].caution
