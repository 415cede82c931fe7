"""Every entrance takes tables whose columns or rows stand in another order."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import multihot as mh

RNG = np.random.default_rng(0)
LABELS = ["war", "love", "film"]
SCORES = pd.DataFrame(RNG.random((40, 3)), columns=LABELS)
TARGETS = pd.DataFrame((RNG.random((40, 3)) < [0.2, 0.5, 0.8]).astype(int), columns=LABELS)
TURNED = SCORES[["film", "war", "love"]]
THRESHOLDS = pd.Series({"film": 0.7, "love": 0.4, "war": 0.2})
PLAIN = mh.evaluate(TARGETS.to_numpy(), SCORES.to_numpy(), [0.2, 0.4, 0.7])


def test_an_evaluation_is_that_of_arrays_in_one_order_and_names_the_labels():
    evaluation = mh.evaluate(TARGETS, TURNED, THRESHOLDS)
    assert dict(evaluation) == dict(PLAIN)
    assert evaluation.labels == ("war", "love", "film")
    assert evaluation.thresholds == (0.2, 0.4, 0.7)


def test_labels_say_the_order_of_what_is_told():
    evaluation = mh.evaluate(TARGETS, TURNED, THRESHOLDS, labels=["film", "war", "love"])
    turned = PLAIN.per_label["support"][[2, 0, 1]].tolist()
    assert evaluation.per_label["support"].tolist() == turned
    assert evaluation.labels == ("film", "war", "love")


def test_rows_of_names_meet_scores_that_are_named():
    rows = [[name for name in LABELS if row[name]] for _, row in TARGETS.iterrows()]
    assert dict(mh.evaluate(rows, TURNED, THRESHOLDS, labels=LABELS)) == dict(PLAIN)


def test_rows_that_an_index_names_are_matched_with_their_weights():
    index = [f"{row}.jpg" for row in range(40)]
    weights = pd.Series(RNG.integers(0, 5, 40), index=index)
    plain = mh.evaluate(TARGETS.to_numpy(), SCORES.to_numpy(), sample_weight=weights.to_numpy())
    named = mh.evaluate(
        TARGETS.set_axis(index),
        TURNED.set_axis(index).sample(frac=1, random_state=0),
        sample_weight=weights.sample(frac=1, random_state=1),
    )
    assert named["f1_macro"] == plain["f1_macro"]
    assert named["roc_auc_macro"] == plain["roc_auc_macro"]


def test_weights_in_a_table_are_refused_by_their_shape_and_not_by_their_name():
    with pytest.raises(mh.ShapeError, match=r"sample_weight has shape \(40, 1\)"):
        mh.evaluate(TARGETS, SCORES, sample_weight=pd.DataFrame({"weight": np.ones(40)}))


def test_frequencies_of_training_carry_names():
    trained = mh.LabelFrequencies(pd.Series({"film": 90, "war": 10, "love": 40}), 100)
    plain = mh.LabelFrequencies(np.array([10, 40, 90]), 100)
    named = mh.evaluate(TARGETS, SCORES, trained=trained)
    wanted = mh.evaluate(TARGETS, SCORES, trained=plain)
    assert named["ps_precision_at_1"] == wanted["ps_precision_at_1"]


@pytest.mark.parametrize(
    "measure",
    [
        lambda truth, scores: mh.metrics.roc_auc(truth, scores, average=None),
        lambda truth, scores: mh.metrics.f1(truth, scores >= 0.5, average=None),
        lambda truth, scores: mh.metrics.log_loss(truth, scores),
        lambda truth, scores: mh.metrics.ndcg_at_k(truth, scores, k=2),
        lambda truth, scores: mh.metrics.subset_accuracy(truth, scores >= 0.5),
        lambda truth, scores: mh.choose_thresholds(truth, scores).values,
        lambda truth, scores: mh.LabelCounts.of(truth, scores >= 0.5).tp,
        lambda truth, scores: mh.EvaluationState.of(truth, scores).evaluation()["f1_macro"],
        lambda truth, scores: mh.identify(PLAIN["roc_auc_macro"], truth, scores).matches[0].value,
    ],
)
def test_a_measure_is_that_of_arrays_in_one_order(measure):
    named, plain = measure(TARGETS, TURNED), measure(TARGETS.to_numpy(), SCORES.to_numpy())
    assert np.array_equal(named, plain)


def test_an_audit_judges_columns_of_one_name_and_refuses_others():
    sure = TARGETS * 0.8 + 0.1
    plain = mh.audit(targets=TARGETS, scores=sure)
    turned = mh.audit(targets=TARGETS, scores=sure[["film", "war", "love"]])
    told = [finding for finding in turned if finding.rule != "label-order-mismatch"]
    assert (len(turned), told) == (len(plain) + 1, list(plain))
    with pytest.raises(mh.DataError, match="'film' only in targets; 'song' only in decisions"):
        mh.audit(targets=TARGETS, decisions=TARGETS.rename(columns={"film": "song"}))


def test_states_keep_the_names_and_are_not_added_in_another_order():
    one, two = mh.EvaluationState.of(TARGETS, TURNED), mh.EvaluationState.of(TARGETS, SCORES)
    assert (one + two).evaluation().labels == ("war", "love", "film")
    kept = mh.EvaluationState.from_bytes(one.to_bytes())
    assert kept.names == ("war", "love", "film")
    turned = mh.EvaluationState.of(TARGETS[["love", "war", "film"]], SCORES)
    with pytest.raises(mh.DataError, match=r"other columns, or in another order\n.*in one order"):
        kept + turned


def test_a_classifier_matches_the_rows_of_y_with_those_of_x():
    index = [f"{row}.jpg" for row in range(40)]
    X, y = SCORES.set_axis(index), (SCORES > 0.5).astype(int).set_axis(index)
    plain = mh.MultiLabelClassifier("linear").fit(X.to_numpy(), y)
    named = mh.MultiLabelClassifier("linear").fit(X, y.sample(frac=1, random_state=0))
    assert np.array_equal(plain.predict_proba(X.to_numpy()), named.predict_proba(X))
    turned = y[["love", "film", "war"]].sample(frac=1, random_state=1)
    assert named.score(X, turned) == plain.score(X.to_numpy(), y)
