"""scikit-learn's own checks of a classifier."""

from __future__ import annotations

import pytest
from sklearn.utils.estimator_checks import estimator_checks_generator, parametrize_with_checks

import multihot as mh

OF_A_HALF = dict.fromkeys(
    ("check_classifiers_train", "check_classifier_multioutput"),
    "decisions are made at thresholds that were chosen, not at .5",
)
# what a network does in its own way; the others look at what it shares with the linear model
OF_NETWORKS = (
    "check_estimators_pickle",
    "check_fit_idempotent",
    "check_methods_subset_invariance",
    "check_estimators_nan_inf",
    "check_classifiers_multilabel_output_format_predict_proba",
)


@parametrize_with_checks(
    [mh.MultiLabelClassifier("linear")], expected_failed_checks=lambda _: OF_A_HALF
)
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_the_contract_of_scikit_learn_is_kept(estimator, check):
    check(estimator)


def _of_networks() -> list[object]:
    network = mh.MultiLabelClassifier("mlp", epochs=1, refit=False)
    checks = estimator_checks_generator(network)
    return [check for _, check in checks if check.func.__name__ in OF_NETWORKS]


@pytest.mark.parametrize("check", _of_networks(), ids=lambda check: check.func.__name__)
def test_a_network_keeps_it_too(check):
    check(mh.MultiLabelClassifier("mlp", epochs=1, refit=False))
