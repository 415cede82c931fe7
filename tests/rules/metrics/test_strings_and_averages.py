"""AUC, precision and recall by string, and what they are averages of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facts_by_hand import BCE, CATEGORICAL, CCE, model, weighted
from metrics_by_hand import (
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
from multihot.facts import Fit, ModelFacts, Place, Weights
from multihot.facts.counting import target_facts
from multihot.facts.models import Named

TF_2_2_TO_2_12 = "unknown in TF 2.2 to 2.12"


@pytest.mark.parametrize(
    ("word", "keras", "message"),
    [
        ("auc", TF_2_8, TF_2_2_TO_2_12),
        ("precision", TF_2_8, TF_2_2_TO_2_12),
        ("recall", TF_2_1, "unknown in TF 2.1"),
        ("AUC", Keras("keras", (2, 3)), "unknown in Keras 2.3"),
    ],
)
def test_a_string_that_this_keras_does_not_know_is_found(word, keras, message):
    (finding,) = found(model=sigmoids(text(word, word.lower()), keras=keras))
    assert (finding.rule, finding.severity) == ("metric-string-case", "warning")
    assert finding.message == message


def test_the_way_out_is_the_class_with_a_name():
    (finding,) = found(model=sigmoids(text("auc", "auc"), keras=TF_2_8))
    assert finding.code == 'tf.keras.metrics.AUC(multi_label=True, name="auc")'
    one = model("sigmoid", 1, BCE, text("auc", "auc"), about={"keras": TF_2_8})
    (finding,) = found(model=one)
    assert finding.code == 'tf.keras.metrics.AUC(name="auc")'


def test_a_string_that_a_later_keras_knows_is_a_note_where_the_version_is_unknown():
    one = model("sigmoid", 1, BCE, text("auc", "auc"), about={"keras": Keras("tf.keras")})
    (finding,) = found(model=one)
    assert (finding.severity, finding.settles) == (
        "note",
        "right if it is run with TF from 2.16 on",
    )
    assert finding.message == "unknown in TF 2.2 to 2.15, known in TF from 2.16 on"


@pytest.mark.parametrize(
    ("word", "about"),
    [
        ("AUC", {"keras": TF_2_8}),
        ("auc", {"keras": KERAS_3}),
        ("AUC", {"keras": KERAS_3}),
        ("AUC", {"keras": None}),
        ("AUC", {"keras": TF_2_1}),
    ],
)
def test_a_string_that_is_known_is_right(word, about):
    assert told(model=model("sigmoid", 1, BCE, text(word, "auc"), about=about)) == []


@pytest.mark.parametrize(
    "metric", [made("auc", "AUC()"), text("AUC", "auc"), made("auc", 'AUC(name="auc")', "auc")]
)
def test_an_auc_of_all_cells_together_is_found(metric):
    (finding,) = found(model=sigmoids(metric, keras=KERAS_3))
    assert (finding.rule, finding.severity) == ("auc-flattened", "warning")
    assert finding.message == (
        "one curve over the cells of all 416 labels (micro); frequent labels alone lift it"
    )
    assert finding.code == 'keras.metrics.AUC(multi_label=True, name="auc_macro")'


def test_the_curve_that_was_given_is_kept():
    (finding,) = found(model=sigmoids(made("auc", 'AUC(curve="PR")', curve="PR")))
    assert finding.code == 'keras.metrics.AUC(curve="PR", multi_label=True, name="auc_macro")'


def test_a_keras_without_multi_label_is_told_to_name_it_micro():
    (finding,) = found(model=sigmoids(made("auc", "AUC()"), keras=TF_2_1))
    assert finding.code == 'tf.keras.metrics.AUC(name="auc_micro")'


@pytest.mark.parametrize(
    ("given", "targets"),
    [
        (sigmoids(made("auc", "", multi_label=True)), None),
        (sigmoids(made("auc", "", multi_label=False)), None),
        (sigmoids(made("auc", "", "micro_auc")), None),
        (model("sigmoid", 1, BCE, made("auc", "")), None),
        (model("softmax", 5, CCE, made("auc", "")), None),
        (model("sigmoid", 4, BCE, made("auc", "")), CATEGORICAL),
    ],
)
def test_an_auc_that_says_what_it_is_or_is_of_one_label_is_right(given, targets):
    assert told(model=given, targets=targets) == []


BOTH = (made("precision", "Precision()"), made("recall", "Recall(name='rec')", "rec"))


def test_precision_and_recall_of_keras_are_one_note():
    (finding,) = found(model=sigmoids(*BOTH))
    assert (finding.rule, finding.severity) == ("micro-precision-recall", "note")
    assert finding.subject == "Precision(), Recall(name='rec')"
    assert finding.message == "cells of all 416 labels are counted together: micro averages"
    assert finding.code == (
        'mh.nn.metrics.Precision(average="macro"), mh.nn.metrics.Recall(average="macro")'
    )
    assert finding.place == COMPILE


@pytest.mark.parametrize(
    "given",
    [
        sigmoids(made("precision", "", class_id=3)),
        sigmoids(made("recall", "", top_k=5)),
        sigmoids(made("recall", "", "recall_micro")),
        model("sigmoid", 1, BCE, *BOTH),
        model("softmax", 4, CCE, *BOTH),
    ],
)
def test_precision_of_one_label_or_at_k_or_by_its_name_is_right(given):
    assert told(model=given) == []


def test_sample_weights_that_no_metric_sees_are_found():
    fit = weighted(sample_weight=Weights("array", rank=1, place=Place("train.py", line=21)))
    metrics = (text("binary_accuracy", "binary_accuracy"), made("auc", "AUC()", multi_label=True))
    (finding,) = found(model=sigmoids(*metrics, fits=(fit,)))
    assert (finding.rule, finding.severity) == ("weighted-metrics-ignored", "warning")
    assert finding.message == "weighs the rows in the loss and not in 'binary_accuracy', AUC()"
    assert finding.code == "weighted_metrics=['binary_accuracy', AUC()]"
    assert finding.place.line == 21


def test_weights_that_a_metric_sees_or_that_are_not_given_are_right():
    seen = text("binary_accuracy", "binary_accuracy", weighted=True)
    unseen = text("binary_accuracy", "binary_accuracy")
    fit = weighted(sample_weight=Weights("array", rank=1))
    assert told(model=sigmoids(seen, fits=(fit,))) == []
    assert told(model=sigmoids(unseen, fits=(Fit(),))) == []
    assert told(model=sigmoids(fits=(fit,))) == []
    assert told(model=model("softmax", 4, CCE, unseen, fits=(fit,))) == []
    more = model("sigmoid", 4, BCE, unseen, fits=(fit,), about={"metrics_known": False})
    assert told(model=more) == []


@pytest.mark.parametrize(
    ("metric", "message"),
    [
        (
            made("binary_accuracy", "BinaryAccuracy(...)", "categorical_accuracy"),
            "is logged as 'categorical_accuracy', and it is binary_accuracy",
        ),
        (
            made("binary_accuracy", "BinaryAccuracy(...)", "subset_accuracy"),
            "is logged as 'subset_accuracy', and it is binary_accuracy",
        ),
        (
            made("recall", "Recall(...)", "micro_precision"),
            "is logged as 'micro_precision', and it is recall",
        ),
        (
            made("auc", "AUC(...)", "accuracy", multi_label=True),
            "is logged as 'accuracy', and it is auc",
        ),
    ],
)
def test_a_metric_under_the_name_of_another_is_found(metric, message):
    (finding,) = found(model=sigmoids(metric))
    assert (finding.rule, finding.severity) == ("mislabelled-metric", "note")
    assert finding.message == message


@pytest.mark.parametrize(
    "metric",
    [
        made("binary_accuracy", "", "accuracy"),
        made("binary_accuracy", "", "label_agreement"),
        made("auc", "", "pr_auc", multi_label=True),
        made("auc", "", "average_precision", multi_label=True),
        made("f1_score", "", "f1_macro", average="macro", threshold=0.5),
    ],
)
def test_a_metric_by_its_own_name_or_a_free_one_is_right(metric):
    assert told(model=sigmoids(metric)) == []


def called(name: str, index: int, *metrics, **about) -> ModelFacts:
    return replace(sigmoids(*metrics, **about), named=(Named(name, index, COMPILE),))


CELLS = text("binary_accuracy", "binary_accuracy")
WORD = text("accuracy", "accuracy")
AREA = made("auc", "AUC(...)", "auc", multi_label=True)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            called("categorical_acc", 1, CELLS),
            "evaluate(...)[1] is called 'categorical_acc', and it is binary_accuracy",
        ),
        (
            called("Test accuracy", 2, CELLS, AREA),
            "evaluate(...)[2] is called 'Test accuracy', and it is auc",
        ),
        (called("acc", 0, CELLS), "evaluate(...)[0] is called 'acc', and it is the loss"),
        (called("testF1", 1, WORD), "evaluate(...)[1] is called 'testF1', and it is an accuracy"),
        (
            called("binary_acc", 1, WORD, keras=KERAS_3),
            "evaluate(...)[1] is called 'binary_acc', and it is categorical_accuracy",
        ),
        (
            called("categorical_accuracy", 1, WORD, keras=TF_2_1),
            "evaluate(...)[1] is called 'categorical_accuracy', and it is binary_accuracy",
        ),
    ],
)
def test_a_number_of_evaluate_under_the_name_of_another_is_found(given, message):
    (finding,) = [
        each
        for each in found(model=given, targets=target_facts([[1, 1], [0, 1]]))
        if each.rule == "mislabelled-metric"
    ]
    assert (finding.severity, finding.place) == ("note", COMPILE)
    assert finding.message == message


@pytest.mark.parametrize(
    "given",
    [
        called("binary_acc", 1, CELLS),
        called("score", 1, CELLS),
        called("loss and accuracy", 0, CELLS),
        called("precision and recall", 1, made("recall", "Recall(...)", "recall")),
        called("categorical_acc", 1, WORD),
        called("f1", 1, function("f1_m")),
        called("sauce", 1, CELLS),
    ],
)
def test_a_number_of_evaluate_by_a_name_that_it_may_have_is_right(given):
    assert not [each for each in told(model=given) if "mislabelled-metric" in each]


RARE = target_facts([[1, 0, 0, 0, 0]] * 3 + [[0] * 5] * 20)
BINARY = text("binary_accuracy", "binary_accuracy")


def test_binary_accuracy_alone_of_targets_that_are_nearly_all_0_is_found():
    (finding,) = found(model=model("sigmoid", 5, BCE, BINARY), targets=RARE)
    assert (finding.rule, finding.severity) == ("binary-accuracy-baseline", "warning")
    assert finding.message == "predicting no label at all gets .974"


def test_binary_accuracy_beside_another_metric_or_of_even_targets_is_right():
    other = made("f1_score", "", average="macro", threshold=0.5)
    assert told(model=model("sigmoid", 5, BCE, BINARY, other), targets=RARE) == []
    even = target_facts([[1, 0], [1, 1], [0, 1]] * 4)
    assert told(model=model("sigmoid", 2, BCE, BINARY), targets=even) == []


EMPTY = target_facts([[1, 0, 1], [0, 0, 1], [1, 0, 1]], labels=["love", "war", "peace"])


def test_labels_that_a_mean_auc_counts_as_0_are_found():
    metric = made("auc", "AUC(multi_label=True)", multi_label=True)
    (finding,) = found(model=model("sigmoid", 3, BCE, metric), targets=EMPTY)
    assert (finding.rule, finding.severity) == ("auc-empty-label", "warning")
    assert finding.message == (
        "2 of 3 labels have no ROC curve: 'war', 'peace'; "
        "each counts as 0 in the mean, which cannot pass .333"
    )


def test_labels_that_all_have_a_curve_are_right():
    metric = made("auc", "AUC(multi_label=True)", multi_label=True)
    several = target_facts([[1, 0], [1, 1], [0, 1]])
    assert told(model=model("sigmoid", 2, BCE, metric), targets=several) == []
    flat = made("auc", "AUC()", multi_label=False)
    assert told(model=model("sigmoid", 3, BCE, flat), targets=EMPTY) == []
