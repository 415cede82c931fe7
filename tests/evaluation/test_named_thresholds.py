"""Thresholds that know their labels meet tables by name; names that nothing meets are refused."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest

import multihot as mh

TARGETS = pd.DataFrame([[1, 0], [1, 0], [0, 1], [0, 1]] * 10, columns=["war", "love"])
SCORES = pd.DataFrame(
    [[0.9, 0.1], [0.8, 0.15], [0.5, 0.2], [0.4, 0.3]] * 10, columns=["war", "love"]
)
TURNED_TARGETS, TURNED = TARGETS[["love", "war"]], SCORES[["love", "war"]]
CHOSEN = mh.choose_thresholds(TARGETS, SCORES, scope="label")
WAR, LOVE = CHOSEN.values.tolist()
NAMED = pd.Series({"love": 0.15, "war": 0.55})


def test_chosen_thresholds_decide_each_column_by_its_name():
    assert CHOSEN.decide(SCORES).sum(axis=0).tolist() == [20, 20]
    assert CHOSEN.decide(TURNED).sum(axis=0).tolist() == [20, 20]
    assert CHOSEN.decide(TURNED).toarray()[:, ::-1].tolist() == TARGETS.to_numpy().tolist()


@pytest.mark.parametrize("targets", [TARGETS, TURNED_TARGETS])
@pytest.mark.parametrize("scores", [SCORES, TURNED])
def test_chosen_thresholds_judge_tables_in_any_order(targets, scores):
    evaluation = mh.evaluate(targets, scores, CHOSEN)
    assert evaluation["f1_macro"] == 1
    by_name = dict(zip(evaluation.labels, evaluation.thresholds, strict=True))
    assert by_name == {"war": WAR, "love": LOVE}


def test_labels_that_are_given_name_the_columns_of_arrays():
    arrays = TURNED_TARGETS.to_numpy(), TURNED.to_numpy()
    evaluation = mh.evaluate(*arrays, CHOSEN, labels=["love", "war"])
    assert (evaluation["f1_macro"], evaluation.thresholds) == (1, (LOVE, WAR))
    (found, *_) = mh.identify("1.000", *arrays, CHOSEN, labels=["love", "war"]).matches
    assert (found.definition.name, found.value) == ("label_accuracy", 1)
    told = mh.audit(targets=arrays[0], scores=arrays[1], thresholds=CHOSEN, labels=["love", "war"])
    assert "label-never-predicted" not in {finding.rule for finding in told}


def test_arrays_without_names_go_by_place():
    evaluation = mh.evaluate(TARGETS.to_numpy(), SCORES.to_numpy(), CHOSEN)
    assert (evaluation["f1_macro"], evaluation.labels) == (1, ("0", "1"))
    assert CHOSEN.decide(SCORES.to_numpy()).sum(axis=0).tolist() == [20, 20]
    assert mh.evaluate(TARGETS, SCORES, [WAR, LOVE])["f1_macro"] == 1


def test_columns_that_are_numbered_are_names_once_they_are_in_another_order():
    targets, scores = (pd.DataFrame(TARGETS.to_numpy()), pd.DataFrame(SCORES.to_numpy()))
    chosen = mh.choose_thresholds(targets, scores, scope="label")
    assert mh.evaluate(targets[[1, 0]], scores, chosen)["f1_macro"] == 1
    turned = mh.choose_thresholds(targets[[1, 0]], scores, scope="label")
    assert mh.evaluate(targets, scores, turned)["f1_macro"] == 1
    assert mh.evaluate(TARGETS, SCORES, chosen)["f1_macro"] == 1


def test_thresholds_of_other_labels_are_refused():
    other = TARGETS.rename(columns={"love": "peace"})
    with pytest.raises(mh.DataError, match=r"'love' only in thresholds(.|\n)*`.values` of thresh"):
        mh.evaluate(other, SCORES.rename(columns={"love": "peace"}), CHOSEN)
    with pytest.raises(mh.DataError, match="'love' only in thresholds"):
        CHOSEN.decide(SCORES.rename(columns={"love": "peace"}))


def test_a_series_and_a_mapping_make_thresholds_that_know_their_labels():
    for given in (NAMED, NAMED.to_dict()):
        made = mh.Thresholds(given)
        assert (made.labels, made.values.tolist()) == (("love", "war"), [0.15, 0.55])
        ordered = mh.Thresholds(given, labels=("war", "love"))
        assert (ordered.labels, ordered.values.tolist()) == (("war", "love"), [0.55, 0.15])
    with pytest.raises(mh.ShapeError, match=r"2 thresholds, 1 names\n.*name each threshold once"):
        mh.Thresholds(np.array([0.5, 0.5]), labels=("war",))


@pytest.mark.parametrize("given", [NAMED, NAMED.to_dict(), pd.Series([0.55, 0.15], index=[1, 0])])
def test_names_beside_arrays_that_have_none_are_refused_everywhere(given):
    targets, scores = TARGETS.to_numpy(), SCORES.to_numpy()
    counts = mh.LabelCounts.of(targets, scores >= 0.5)
    for take in (
        lambda: mh.evaluate(targets, scores, given),
        lambda: mh.identify(0.5, targets, scores, given),
        lambda: mh.audit(targets=targets, scores=scores, thresholds=given),
        lambda: mh.EvaluationState.of(targets, scores, given),
        lambda: mh.EvaluationState.of_counts(counts, given),
        lambda: mh.nn.AuditCallback(validation_data=(scores, targets), thresholds=given),
    ):
        with pytest.raises(mh.DataError, match=r"^thresholds: the names(.|\n)*leave the names out"):
            take()
    with pytest.raises(mh.DataError, match=r"in the order of the model's outputs"):
        mh.nn.metrics.F1(thresholds=given)


def test_a_series_that_counts_from_0_goes_by_place():
    plain = pd.Series([0.55, 0.18])
    assert mh.evaluate(TARGETS.to_numpy(), SCORES.to_numpy(), plain)["f1_macro"] == 1
    assert mh.nn.metrics.F1(thresholds=plain).thresholds == [0.55, 0.18]


def test_frequencies_with_names_beside_arrays_that_have_none_are_refused():
    trained = mh.LabelFrequencies(pd.Series({"love": 4, "war": 6}), 10)
    with pytest.raises(mh.DataError, match=r"^trained: the names(.|\n)*leave the names out"):
        mh.evaluate(TARGETS.to_numpy(), SCORES.to_numpy(), trained=trained)


def test_a_callback_takes_names_that_labels_or_validation_targets_have():
    for made in (NAMED, NAMED.to_dict(), CHOSEN):
        mh.nn.AuditCallback(thresholds=made, labels=["war", "love"])
        mh.nn.AuditCallback(thresholds=made, validation_data=(SCORES, TURNED_TARGETS))
        with pytest.raises(mh.DataError, match="'love' only in thresholds"):
            mh.nn.AuditCallback(thresholds=made, labels=["war", "peace"])


def test_a_keras_metric_takes_chosen_thresholds_by_place_and_keeps_plain_numbers():
    metric = mh.nn.metrics.F1(thresholds=CHOSEN)
    assert metric.get_config()["thresholds"] == [WAR, LOVE]


def test_states_keep_the_names_of_thresholds_and_refuse_labels_in_another_order():
    state = mh.EvaluationState.of(TARGETS.to_numpy(), SCORES.to_numpy(), CHOSEN)
    kept = mh.EvaluationState.from_bytes(state.to_bytes())
    assert kept.thresholds.labels == ("war", "love")
    assert kept.evaluation(["war", "love"])["f1_macro"] == 1
    for made in (kept, mh.EvaluationState.of(TARGETS, SCORES)):
        message = r"sums are of 'war', 'love', in this order(.|\n)*leave labels= out"
        with pytest.raises(mh.DataError, match=message):
            made.evaluation(["love", "war"])


def test_thresholds_that_were_kept_before_they_knew_labels_know_none():
    before = mh.Thresholds(np.array([0.5, 0.25]))
    vars(before).pop("labels")
    assert pickle.loads(pickle.dumps(before)).labels == ()
