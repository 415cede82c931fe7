"""Every number of the catalogue, and only those, right on the field's most-read example."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.metrics import (
    accuracy_score,
    f1_score,
    hamming_loss,
    label_ranking_average_precision_score,
    roc_auc_score,
)

from multihot.errors import DataError, ShapeError
from multihot.evaluation import Evaluation, evaluate
from multihot.labels import LabelSpace
from multihot.metrics import CATALOGUE, LabelFrequencies
from multihot.thresholds import Thresholds

NAN = float("nan")
TARGETS = [[1, 0, 0], [0, 1, 1], [1, 0, 1]]
SCORES = [[0.9, 0.2, 0.6], [0.1, 0.8, 0.7], [0.4, 0.3, 0.95]]


def test_the_worked_example_of_the_most_read_answer():
    evaluation = evaluate(TARGETS, [[1, 0, 1], [0, 1, 1], [0, 0, 1]])
    assert round(evaluation["label_accuracy"], 4) == 0.7778
    assert round(evaluation["subset_accuracy"], 4) == 0.3333
    assert round(evaluation["hamming_loss"], 4) == 0.2222


def test_by_hand():
    # decisions [[1, 0, 1], [0, 1, 1], [0, 0, 1]]: 4 hits, 1 false alarm, 1 miss, 3 left alone
    evaluation = evaluate(TARGETS, SCORES, labels=["film", "love", "war"])
    assert evaluation["precision_micro"] == pytest.approx(4 / 5)
    assert evaluation["specificity_micro"] == pytest.approx(3 / 4)
    assert evaluation["f1_macro"] == pytest.approx((2 / 3 + 1 + 4 / 5) / 3)
    assert evaluation["jaccard_samples"] == pytest.approx((1 / 2 + 1 + 1 / 2) / 3)
    assert evaluation["cardinality_true"] == pytest.approx(5 / 3)
    assert evaluation["cardinality_predicted"] == pytest.approx(5 / 3)
    assert evaluation["empty_share"] == 0
    assert evaluation["lrap"] == 1
    assert evaluation["roc_auc_macro"] == 1
    assert evaluation.labels == ("film", "love", "war")
    assert evaluation.thresholds == (0.5, 0.5, 0.5)
    assert (evaluation.n_rows, evaluation.threshold_metric) == (3, "")


def test_labels_by_hand():
    per_label = evaluate(TARGETS, SCORES).per_label
    assert per_label["support"].tolist() == [2, 1, 2]
    assert per_label["predicted"].tolist() == [1, 1, 3]
    assert per_label["recall"].tolist() == [0.5, 1, 1]
    assert per_label["precision"] == pytest.approx([1, 1, 2 / 3])
    assert per_label["label_accuracy"] == pytest.approx([2 / 3, 1, 2 / 3])
    assert per_label["roc_auc"].tolist() == [1, 1, 1]
    assert {len(values) for values in per_label.values()} == {3}


def test_an_evaluation_has_every_metric_of_the_catalogue_and_no_other():
    assert set(evaluate(TARGETS, SCORES)) == {metric.name for metric in CATALOGUE}


def test_a_baseline_has_every_metric_of_decisions_and_no_other():
    takes = {metric.name for metric in CATALOGUE if metric.takes in ("decisions", "targets")}
    assert [set(each.numbers) for each in evaluate(TARGETS, SCORES).baselines] == [takes, takes]


@pytest.mark.parametrize("weights", [None, np.arange(1, 41) / 8], ids=["rows", "weights"])
@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_scikit_learn(seed, weights):
    rng = np.random.default_rng(seed)
    targets, scores = rng.integers(0, 2, (40, 5)), rng.random((40, 5)).round(1)
    cuts = np.array([0.2, 0.4, 0.5, 0.6, 0.8])
    decisions = (scores >= cuts).astype(int)
    ours = evaluate(targets, scores, cuts, sample_weight=weights)
    given = {"sample_weight": weights}
    assert ours["subset_accuracy"] == pytest.approx(accuracy_score(targets, decisions, **given))
    assert ours["hamming_loss"] == pytest.approx(hamming_loss(targets, decisions, **given))
    assert ours["f1_samples"] == pytest.approx(
        f1_score(targets, decisions, average="samples", zero_division=0, **given)
    )
    assert ours["lrap"] == pytest.approx(
        label_ranking_average_precision_score(targets, scores, **given)
    )
    assert ours["roc_auc_macro"] == pytest.approx(roc_auc_score(targets, scores, **given))


def test_thresholds_of_each_label_decide():
    chosen = Thresholds(np.array([0.4, 0.25, 0.65]), "f1_macro")
    evaluation = evaluate(TARGETS, SCORES, chosen)
    assert evaluation.per_label["predicted"].tolist() == [2, 2, 2]
    assert evaluation.thresholds == (0.4, 0.25, 0.65)
    assert evaluation.threshold_metric == "f1_macro"


def test_sparse_arrays_give_the_same_numbers():
    dense = evaluate(TARGETS, SCORES)
    sparse = evaluate(csr_array(np.array(TARGETS)), csr_array(np.array(SCORES)))
    assert dict(sparse) == pytest.approx(dict(dense), abs=1e-15)


def test_a_doubled_row_is_a_row_of_weight_2():
    doubled = evaluate([*TARGETS, TARGETS[0]], [*SCORES, SCORES[0]])
    weighted = evaluate(TARGETS, SCORES, sample_weight=[2, 1, 1])
    assert dict(weighted) == pytest.approx(dict(doubled))
    assert weighted.baselines[1].name == doubled.baselines[1].name
    assert dict(weighted.baselines[1].numbers) == pytest.approx(dict(doubled.baselines[1].numbers))


def test_rows_and_cells_that_nobody_knows_change_no_number():
    known = evaluate(TARGETS, SCORES)
    gapped = evaluate([*TARGETS, [NAN, NAN, NAN]], [*SCORES, [0.9, 0.2, 0.7]])
    assert dict(gapped) == pytest.approx(dict(known))
    assert gapped.n_rows == 4


@pytest.mark.parametrize(
    ("undefined", "macro", "samples"), [("zero", 0.5, 0.5), ("nan", NAN, NAN), ("drop", 1, 1)]
)
def test_what_is_undefined_counts_as_asked_and_is_told(undefined, macro, samples):
    evaluation = evaluate([[1, 0], [0, 0]], [[0.75, 0.25], [0.125, 0]], undefined=undefined)
    assert evaluation["f1_macro"] == pytest.approx(macro, nan_ok=True)
    assert evaluation["f1_samples"] == pytest.approx(samples, nan_ok=True)
    assert evaluation.per_label["f1"].tolist() == pytest.approx(
        [1, {"zero": 0}.get(undefined, NAN)], nan_ok=True
    )
    assert evaluation.undefined_policy == undefined
    assert (evaluation.undefined["f1_macro"], evaluation.undefined["f1_samples"]) == (1, 1)
    assert evaluation.undefined["roc_auc_macro"] == 1
    assert "f1_micro" not in evaluation.undefined


def test_baselines_by_hand():
    # 5 labels on 3 rows: always film and war gets 4 of 5, with 2 false alarms
    nothing, frequent = evaluate(TARGETS, SCORES).baselines
    assert (nothing.name, frequent.name) == (
        "predict nothing",
        "predict the 2 most frequent labels",
    )
    assert nothing.numbers["label_accuracy"] == pytest.approx(4 / 9)
    assert (nothing.numbers["f1_micro"], nothing.numbers["empty_share"]) == (0, 1)
    assert frequent.numbers["f1_micro"] == pytest.approx(8 / 11)
    assert frequent.numbers["recall_macro"] == pytest.approx(2 / 3)
    assert frequent.numbers["subset_accuracy"] == pytest.approx(1 / 3)


def test_what_was_frequent_in_training_can_stand_for_the_most_frequent():
    trained = LabelFrequencies(np.array([2, 7, 3]), 10)
    _, frequent = evaluate(TARGETS, SCORES, trained=trained).baselines
    assert frequent.name == "predict the most frequent label"
    assert frequent.numbers["recall_micro"] == pytest.approx(1 / 5)


def test_rows_that_weigh_nothing_give_no_number_and_no_crash():
    evaluation = evaluate([[1, 0]], [[0.75, 0.5]], sample_weight=[0])
    assert np.isnan([evaluation["subset_accuracy"], evaluation["lrap"]]).all()


def test_labels_may_be_a_space_names_or_nothing():
    assert evaluate([[1, 0]], [[1, 0]], labels=LabelSpace(("b", "a"))).labels == ("b", "a")
    assert evaluate([[1, 0]], [[1, 0]], labels=iter("ba")).labels == ("b", "a")
    assert evaluate([[1, 0]], [[1, 0]]).labels == ("0", "1")
    assert isinstance(evaluate([[1, 0]], [[1, 0]]), Evaluation)


def test_tables_of_different_shapes_are_refused():
    with pytest.raises(ShapeError, match=r"targets \(3, 3\), scores \(1, 3\)\n.*in one order"):
        evaluate(TARGETS, SCORES[:1])


def test_no_rows_are_refused():
    with pytest.raises(DataError, match=r"targets: there are no rows to judge\n.*one row or more"):
        evaluate(np.zeros((0, 3)), np.zeros((0, 3)))


def test_another_number_of_names_than_labels_is_refused():
    with pytest.raises(ShapeError, match=r"2 label names for 3 columns\n.*one name"):
        evaluate(TARGETS, SCORES, labels=["film", "love"])


def test_frequencies_of_another_number_of_labels_are_refused():
    with pytest.raises(ShapeError, match=r"trained has 2 labels, the targets have 3\n.*one number"):
        evaluate(TARGETS, SCORES, trained=LabelFrequencies(np.array([5, 2]), 10))


def test_another_number_of_thresholds_than_labels_is_refused():
    with pytest.raises(ShapeError, match="2 thresholds for 3 labels"):
        evaluate(TARGETS, SCORES, [0.5, 0.5])


def test_another_number_of_weights_than_rows_is_refused():
    with pytest.raises(ShapeError, match="one weight a row"):
        evaluate(TARGETS, SCORES, sample_weight=[1, 2])


def test_another_policy_is_refused_with_the_nearest():
    with pytest.raises(DataError, match=r"no undefined 'droop'. Did you mean 'drop'\?\n.*'zero'"):
        evaluate(TARGETS, SCORES, undefined="droop")


@pytest.mark.parametrize("undefined", ["zero", "nan", "drop"])
@pytest.mark.parametrize("form", [np.asarray, csr_array])
def test_where_no_cell_is_known_no_number_looks_measured(undefined, form):
    nobody_knows = np.full((3, 2), NAN)
    scores = form(np.array([[0.75, 0.25], [0.5, 0.125], [1, 0.0625]]))
    evaluation = evaluate(nobody_knows, scores, undefined=undefined)
    assert np.isnan(list(evaluation.values())).all()
    assert all(evaluation.undefined[name] > 0 for name in ("f1_macro", "f1_micro", "lrap"))
    for name, values in evaluation.per_label.items():
        assert np.isnan(values).all() or name in ("support", "predicted")
    assert np.isnan([list(each.numbers.values()) for each in evaluation.baselines]).all()
    assert np.isnan(evaluation.interval("f1_micro").low)
    assert "f1_macro" in evaluation.table()
    assert np.isnan(evaluation.from_json(evaluation.to_json())["f1_macro"])


def test_without_labels_there_is_no_number():
    assert np.isnan(list(evaluate(np.zeros((3, 0)), np.zeros((3, 0))).values())).all()
