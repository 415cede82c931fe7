"""'accuracy' and its classes, where a row can carry several labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facts_by_hand import BCE, BINARIZED, CATEGORICAL, CCE, MSE, SEVERAL, model
from metrics_by_hand import (
    ANY_TF,
    COMPILE,
    KERAS_3,
    TF_2_1,
    TF_2_8,
    Keras,
    found,
    function,
    made,
    sigmoids,
    text,
    told,
)
from multihot.facts import Head, Loss, ModelFacts, Output, TargetFacts
from multihot.facts.counting import target_facts

ACCURACY = text("accuracy", "accuracy")
CELLS = "the mean agreement of single cells (binary_accuracy)"
ARGMAXES = "the agreement of argmaxes (categorical_accuracy)"
OLD, NEW = "Keras 1.0.6 to 2.3, TF 1.13 to 2.1", "Keras from 2.4 on, TF from 2.2 on"


@pytest.mark.parametrize(
    ("keras", "severity", "message"),
    [
        (None, "error", f"'accuracy' is {CELLS} in {OLD}, but {ARGMAXES} in {NEW}"),
        (ANY_TF, "error", f"'accuracy' is {CELLS} in {OLD}, but {ARGMAXES} in {NEW}"),
        (KERAS_3, "error", f"'accuracy' is {ARGMAXES} in Keras 3.5, but {CELLS} in {OLD}"),
        (TF_2_8, "error", f"'accuracy' is {ARGMAXES} in TF 2.8, but {CELLS} in {OLD}"),
        (
            Keras("tf.keras", (2, 17)),
            "error",
            f"'accuracy' is {ARGMAXES} in TF 2.17, but {CELLS} in {OLD}",
        ),
        (TF_2_1, "warning", f"'accuracy' is {CELLS} in TF 2.1, but {ARGMAXES} in {NEW}"),
        (
            Keras("keras", (2, 2)),
            "warning",
            f"'accuracy' is {CELLS} in Keras 2.2, but {ARGMAXES} in {NEW}",
        ),
    ],
)
def test_accuracy_is_told_for_the_users_keras_and_for_the_others(keras, severity, message):
    (finding,) = found(model=sigmoids(ACCURACY, keras=keras))
    assert (finding.rule, finding.severity) == ("accuracy-ambiguous", severity)
    assert finding.subject == "'accuracy'"
    assert finding.message == message
    assert (finding.certainty, finding.place) == ("certain", COMPILE)


@pytest.mark.parametrize(
    ("keras", "code"),
    [
        (KERAS_3, 'keras.metrics.F1Score(average="macro", threshold=0.5)'),
        (TF_2_8, 'tf.keras.metrics.AUC(multi_label=True, name="auc_macro")'),
        (ANY_TF, 'tf.keras.metrics.F1Score(average="macro", threshold=0.5)'),
    ],
)
def test_the_way_out_is_there_in_the_users_keras(keras, code):
    (finding,) = found(model=sigmoids(ACCURACY, keras=keras))
    assert finding.code == f'metrics=["binary_accuracy", {code}]'


def test_the_oldest_keras_has_no_other_metric_to_offer():
    (finding,) = found(model=sigmoids(ACCURACY, keras=Keras("keras", (2, 2))))
    assert finding.code == 'metrics=["binary_accuracy"]'


def test_with_targets_at_hand_the_numbers_of_knowing_nothing_are_told():
    (finding,) = found(
        model=model("sigmoid", 3, BCE, ACCURACY, about={"keras": KERAS_3}), targets=SEVERAL
    )
    # 5 of 12 cells are 1; the first row's argmax is column 0, and so is that of the empty row
    assert finding.message == (
        f"'accuracy' is {ARGMAXES} in Keras 3.5, but {CELLS} in {OLD}; "
        "equal scores under .5 for all labels get .583 of cells, .500 of argmaxes"
    )


def test_targets_that_nobody_knows_in_part_give_no_numbers():
    targets = target_facts([[1, float("nan")], [1, 1]])
    (finding,) = found(model=model("sigmoid", 2, BCE, ACCURACY), targets=targets)
    assert "equal scores" not in finding.message


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("accuracy", "'accuracy' in metrics, like 'accuracy' in weighted_metrics, is"),
        ("acc", "'accuracy' in metrics, like 'acc' in weighted_metrics, is"),
    ],
)
def test_the_word_in_both_lists_is_one_finding(word, told):
    again = replace(text(word, "accuracy"), weighted=True)
    (finding,) = [
        each
        for each in found(model=sigmoids(ACCURACY, again, keras=KERAS_3))
        if each.rule == "accuracy-ambiguous"
    ]
    assert finding.message.startswith(told)


def test_words_that_keras_reads_unlike_are_two_findings():
    capital = text("Accuracy", "accuracy")
    assert len(found(model=sigmoids(ACCURACY, capital, keras=KERAS_3))) == 2


def test_live_keras_has_the_last_word():
    metric = text("acc", "accuracy", resolved="binary_accuracy")
    (finding,) = found(model=sigmoids(metric, keras=KERAS_3))
    assert finding.severity == "warning"
    assert finding.message.startswith(f"'acc' is {CELLS} in Keras 3.5")


@pytest.mark.parametrize(
    ("given", "settles"),
    [
        (
            model("sigmoid", None, BCE, ACCURACY),
            "right if the head has one unit, or every row of y has exactly one label",
        ),
        (model("sigmoid", 4, CCE, ACCURACY), "right if every row of y has exactly one label"),
        (model("sigmoid", 4, None, ACCURACY), "right if every row of y has exactly one label"),
        (model("sigmoid", 4, MSE, ACCURACY), "right if every row of y has exactly one label"),
    ],
)
def test_where_classes_may_exclude_each_other_it_is_a_note(given, settles):
    (finding,) = found(model=given)
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == settles


@pytest.mark.parametrize(
    "given",
    [
        model("sigmoid", None, BCE, ACCURACY),
        model("linear", 4, BCE, ACCURACY, from_logits=True),
        model(None, None, None, ACCURACY),
    ],
)
def test_multi_hot_targets_settle_it(given):
    (finding,) = found(model=given, targets=BINARIZED)
    assert (finding.rule, finding.severity) == ("accuracy-ambiguous", "error")


def test_where_all_generations_agree_what_it_compares_is_told():
    (finding,) = found(model=model("softmax", 4, CCE, ACCURACY), targets=BINARIZED)
    assert finding.message == f"'accuracy' is {ARGMAXES}; that of a row of targets is its first 1"


@pytest.mark.parametrize(
    ("given", "targets"),
    [
        (model("softmax", 10, CCE, ACCURACY), None),
        (model("softmax", 10, CCE, ACCURACY), CATEGORICAL),
        (model("softmax", 10, "sparse_categorical_crossentropy", ACCURACY), None),
        (model("sigmoid", 1, BCE, ACCURACY), None),
        (model("sigmoid", 1, BCE, ACCURACY), TargetFacts("column")),
        (model("sigmoid", 4, BCE, ACCURACY), CATEGORICAL),
        (model("linear", 10, "sparse_categorical_crossentropy", ACCURACY, from_logits=True), None),
        (model("linear", 4, MSE, ACCURACY), None),
        (model(None, None, BCE, ACCURACY), None),
        (model("sigmoid", 3, BCE, ACCURACY, head={"rank": 4}), None),
        (model("sigmoid", 3, BCE, ACCURACY, head={"kind": "Conv2DTranspose"}), None),
        (sigmoids(text("binary_accuracy", "binary_accuracy")), None),
        (sigmoids(made("binary_accuracy", "BinaryAccuracy()", "accuracy")), None),
        (sigmoids(function("accuracy")), None),
    ],
)
def test_accuracy_of_classes_or_of_one_unit_is_clear(given, targets):
    assert told(model=given, targets=targets) == []


def test_targets_of_several_outputs_are_told_apart_by_nobody():
    outputs = (
        Output(Head("sigmoid", units=5), Loss(BCE), (ACCURACY,)),
        Output(Head("softmax", units=5), Loss(CCE), (ACCURACY,)),
    )
    (finding,) = found(model=ModelFacts(outputs), targets=CATEGORICAL)
    assert finding.rule == "accuracy-ambiguous"


def test_a_categorical_accuracy_looks_at_the_first_label():
    metric = text("categorical_accuracy", "categorical_accuracy")
    (finding,) = found(model=sigmoids(metric, keras=TF_2_8))
    assert (finding.rule, finding.severity) == ("categorical-on-multihot", "error")
    assert finding.message == (
        "argmax of a row of targets is its first 1; further labels of the row are not looked at"
    )
    assert finding.code == "tf.keras.metrics.BinaryAccuracy()"
    assert told(model=model("softmax", 5, CCE, metric), targets=BINARIZED) == [
        ("categorical-on-multihot", "error")
    ]


def test_a_categorical_accuracy_of_classes_is_right():
    metric = made("categorical_accuracy", "CategoricalAccuracy()")
    assert told(model=model("softmax", 5, CCE, metric)) == []
    assert told(model=model("sigmoid", 5, CCE, metric), targets=CATEGORICAL) == []
    assert told(model=model("sigmoid", 5, CCE, metric)) == [("categorical-on-multihot", "note")]


EXACT = made("accuracy", "Accuracy()")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (model("sigmoid", 5, BCE, EXACT), "BinaryAccuracy"),
        (model("sigmoid", 1, BCE, EXACT), "BinaryAccuracy"),
        (model("softmax", 5, CCE, EXACT), "CategoricalAccuracy"),
        (
            model("softmax", 5, "sparse_categorical_crossentropy", EXACT),
            "SparseCategoricalAccuracy",
        ),
        (model("linear", 5, BCE, EXACT, from_logits=True), "BinaryAccuracy"),
    ],
)
def test_the_class_accuracy_compares_floats(given, meant):
    (finding,) = found(model=given)
    assert (finding.rule, finding.severity) == ("accuracy-class", "error")
    assert finding.message == (
        "counts scores that equal their target as floats do: .7 is not 1, so it says 0"
    )
    assert finding.code == f"keras.metrics.{meant}()"


def test_the_class_accuracy_may_be_right_for_outputs_that_are_0_and_1():
    (finding,) = found(model=model(None, None, "custom", EXACT))
    assert (finding.severity, finding.settles) == (
        "note",
        "right if the model's outputs are 0 and 1",
    )


def test_top_k_looks_at_the_first_label():
    metric = made("top_k_categorical_accuracy", "TopKCategoricalAccuracy(k=3)", k=3)
    (finding,) = found(model=sigmoids(metric))
    assert (finding.rule, finding.severity) == ("topk-multihot", "warning")
    assert finding.message == (
        "asks whether the first 1 of a row is among the 3 highest scores; "
        "further labels of the row are not looked at"
    )
    assert finding.code == "keras.metrics.Precision(top_k=3), keras.metrics.Recall(top_k=3)"
    assert told(model=model("softmax", 5, CCE, metric)) == []


def test_top_k_of_a_string_is_of_five():
    metric = text("top_k_categorical_accuracy", "top_k_categorical_accuracy")
    (finding,) = found(model=sigmoids(metric))
    assert "among the 5 highest" in finding.message
