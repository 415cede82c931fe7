"""An evaluation is a mapping that tells how sure its numbers are and survives a file."""

from __future__ import annotations

import json

import numpy as np
import pytest

from multihot.errors import DataError
from multihot.evaluation import Evaluation, Interval, UnknownMetric, evaluate

NAN = float("nan")


def of_100_rows() -> Evaluation:
    rng = np.random.default_rng(0)
    targets = rng.integers(0, 2, (100, 3))
    scores = np.clip(targets * 0.3 + rng.random((100, 3)) * 0.7, 0, 1)
    return evaluate(targets, scores, labels=["film", "love", "wär"])


def with_gaps() -> Evaluation:
    """Numbers that are NaN: a label that no row has, and nobody knows of one row."""
    return evaluate([[1, 0], [NAN, NAN]], [[0.75, 0.25], [0.5, 0.125]], undefined="nan")


def test_it_is_a_mapping_from_name_to_number():
    evaluation = evaluate([[1, 0]], [[1, 0]])
    assert evaluation["f1_micro"] == 1
    assert "f1_micro" in evaluation
    assert "f1" not in evaluation
    assert 1 not in evaluation
    assert len(evaluation) == len(list(evaluation)) == len(dict(evaluation))
    assert evaluation.get("f1", "none") == "none"


def test_an_unknown_metric_is_refused_with_the_nearest():
    message = r"no metric 'f1_marco'. Did you mean 'f1_macro'\?\n.*`multihot metrics`"
    with pytest.raises(UnknownMetric, match=message) as caught:
        evaluate([[1, 0]], [[1, 0]])["f1_marco"]
    assert isinstance(caught.value, DataError)
    assert isinstance(caught.value, KeyError)


@pytest.mark.parametrize("name", ["f1_micro", "f1_macro", "f1_samples", "subset_accuracy"])
def test_an_interval_holds_the_number_and_is_narrower_for_less_confidence(name):
    evaluation = of_100_rows()
    wide, narrow = evaluation.interval(name), evaluation.interval(name, confidence=0.5)
    assert wide.low < narrow.low < evaluation[name] < narrow.high < wide.high
    assert (wide.confidence, narrow.confidence) == (0.95, 0.5)


def test_an_interval_of_a_share_is_as_wide_as_the_binomial_says():
    # 30 of 100 rows right: the standard error is .0458, 1.96 of them .0898
    found = evaluate([[1, 0]] * 100, [[1, 0]] * 30 + [[1, 1]] * 70).interval("subset_accuracy")
    assert found.low == pytest.approx(0.30 - 0.0898, abs=0.015)
    assert found.high == pytest.approx(0.30 + 0.0898, abs=0.015)


def test_an_interval_is_the_same_every_time():
    assert of_100_rows().interval("f1_macro") == of_100_rows().interval("f1_macro")


def test_a_number_that_no_draw_moves_has_an_interval_of_one_point():
    certain = evaluate([[1, 0], [0, 1]] * 20, [[1, 0], [0, 1]] * 20)
    assert certain.interval("f1_micro") == Interval(1, 1, 0.95)


def test_rows_that_weigh_nothing_move_no_interval():
    weights = [1] * 20 + [0] * 20
    evaluation = evaluate([[1, 0]] * 40, [[1, 0]] * 20 + [[0, 1]] * 20, sample_weight=weights)
    assert evaluation.interval("f1_micro") == Interval(1, 1, 0.95)


def test_an_undefined_number_has_an_undefined_interval():
    found = with_gaps().interval("f1_macro")
    assert np.isnan([found.low, found.high]).all()


def test_an_interval_of_a_number_of_scores_is_refused_with_those_there_are():
    with pytest.raises(DataError, match=r"interval: no interval of lrap\n.*one of .*'f1_macro'"):
        of_100_rows().interval("lrap")


def test_an_interval_of_an_unknown_metric_is_refused_with_the_nearest():
    with pytest.raises(UnknownMetric, match="Did you mean 'f1_macro'"):
        of_100_rows().interval("f1_marco")


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, NAN])
def test_a_confidence_that_is_none_is_refused(confidence):
    with pytest.raises(DataError, match=r"interval: a confidence of .*\n.*between 0 and 1"):
        of_100_rows().interval("f1_micro", confidence=confidence)


def test_an_evaluation_of_a_file_has_the_intervals_that_were_kept():
    whole = of_100_rows()
    read = Evaluation.from_json(whole.with_intervals(["f1_micro"]).to_json())
    assert read.interval("f1_micro") == whole.interval("f1_micro")


@pytest.mark.parametrize(("name", "confidence"), [("f1_macro", 0.95), ("f1_micro", 0.5)])
def test_an_evaluation_of_a_file_has_no_further_intervals(name, confidence):
    read = Evaluation.from_json(of_100_rows().with_intervals(["f1_micro"]).to_json())
    with pytest.raises(DataError, match=rf"no interval of {name}\n.*need the rows"):
        read.interval(name, confidence=confidence)


@pytest.mark.parametrize("make", [of_100_rows, with_gaps])
def test_a_file_gives_back_what_was_written(make):
    evaluation = make().with_intervals(["f1_macro"])
    read = Evaluation.from_json(evaluation.to_json())
    assert dict(read) == pytest.approx(dict(evaluation), nan_ok=True, abs=0)
    np.testing.assert_equal(dict(read.per_label), dict(evaluation.per_label))
    assert (read.labels, read.thresholds) == (evaluation.labels, evaluation.thresholds)
    assert (read.threshold_metric, read.n_rows) == ("", evaluation.n_rows)
    assert read.undefined == evaluation.undefined
    assert read.undefined_policy == evaluation.undefined_policy
    assert [each.name for each in read.baselines] == [each.name for each in evaluation.baselines]
    np.testing.assert_equal(
        [dict(each.numbers) for each in read.baselines],
        [dict(each.numbers) for each in evaluation.baselines],
    )
    np.testing.assert_equal(
        vars(read.intervals["f1_macro"]), vars(evaluation.intervals["f1_macro"])
    )
    assert read.to_json() == evaluation.to_json()
    assert read.table() == evaluation.table()


def test_the_file_is_json_without_nan_and_with_a_format():
    text = with_gaps().with_intervals(["f1_macro"]).to_json()
    value = json.loads(text)
    assert "NaN" not in text
    assert value["format"] == 1
    assert value["numbers"]["f1_macro"] is None
    assert value["intervals"]["f1_macro"] == {"low": None, "high": None, "confidence": 0.95}
    assert '"wär"' in of_100_rows().to_json()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "3", "{}", '{"format": "1"}', '{"format": 1, "numbers": [1]}'],
)
def test_a_text_that_is_no_evaluation_is_refused(text):
    with pytest.raises(DataError, match=r"not an evaluation \((.|\n)*evaluate the run again"):
        Evaluation.from_json(text)


def test_a_file_of_a_newer_version_is_refused():
    newer = of_100_rows().to_json().replace('"format": 1', '"format": 2')
    with pytest.raises(DataError, match=r"format 2, this version reads up to 1\n.*update multihot"):
        Evaluation.from_json(newer)
