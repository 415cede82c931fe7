"""F scores by argmax, by vector, by string."""

from __future__ import annotations

import pytest

from facts_by_hand import BCE, BINARIZED, CATEGORICAL, CCE, model
from metrics_by_hand import (
    KERAS_3,
    TF_2_1,
    TF_2_8,
    Keras,
    found,
    made,
    sigmoids,
    text,
    told,
)
from multihot.facts import UNKNOWN, Arguments, Callback, Fit

PLAIN = made("f1_score", "F1Score()")


def test_an_f_score_without_threshold_decides_by_argmax():
    (finding,) = found(model=sigmoids(PLAIN))
    assert (finding.rule, finding.severity) == ("f1-argmax", "error")
    assert finding.subject == "F1Score()"
    assert finding.message == (
        "without threshold the highest score of a row is its one decision, and every further "
        "label is missed; without average it is one number a label"
    )
    assert finding.code == 'keras.metrics.F1Score(average="macro", threshold=0.5)'


def test_the_average_beta_and_library_that_were_given_are_kept():
    theirs = made(
        "fbeta_score", "FBetaScore(...)", library="tfa", num_classes=4, average="micro", beta=2.0
    )
    (finding,) = found(model=model("sigmoid", 4, BCE, theirs))
    assert finding.code == (
        'tfa.metrics.FBetaScore(average="micro", num_classes=4, beta=2.0, threshold=0.5)'
    )
    assert finding.message.endswith("every further label is missed")


@pytest.mark.parametrize(
    ("given", "targets"),
    [
        (model("softmax", 4, CCE, PLAIN), None),
        (model("softmax", 4, CCE, PLAIN), CATEGORICAL),
        (sigmoids(made("f1_score", "", threshold=0.5, average="macro")), None),
        (sigmoids(made("f1_score", "", threshold=UNKNOWN, average="macro")), None),
        (sigmoids(made("f1_score", "", library="multihot")), None),
        (model(None, None, None, PLAIN), None),
    ],
)
def test_an_f_score_of_classes_or_with_a_threshold_is_right(given, targets):
    assert told(model=given, targets=targets) == []


def test_an_argmax_may_be_right_where_targets_are_not_known():
    assert told(model=model("sigmoid", 4, CCE, PLAIN)) == [("f1-argmax", "note")]
    assert told(model=model("softmax", 4, CCE, PLAIN), targets=BINARIZED) == [
        ("f1-argmax", "error")
    ]


CUT = made("f1_score", "F1Score(threshold=0.4)", threshold=0.4)


def test_an_average_that_nobody_thought_of_is_a_vector():
    (finding,) = found(model=sigmoids(CUT))
    assert (finding.rule, finding.severity) == ("f1-average-none", "warning")
    assert finding.message == (
        "average=None gives one number a label; callbacks cannot compare arrays"
    )
    assert finding.code == 'keras.metrics.F1Score(average="macro", threshold=0.4)'


@pytest.mark.parametrize("monitor", ["f1_score", "val_f1_score"])
def test_a_vector_that_is_watched_is_told_with_its_watcher(monitor):
    watching = Fit(callbacks=(Callback("EarlyStopping", Arguments({"monitor": monitor})),))
    meant = made("f1_score", "", threshold=0.5, average=None)
    (finding,) = found(model=sigmoids(meant, fits=(watching,)))
    assert "EarlyStopping cannot compare arrays" in finding.message


def test_a_vector_that_is_asked_for_and_not_watched_is_right():
    watching = Fit(callbacks=(Callback("EarlyStopping", Arguments()),))
    meant = made("f1_score", "", threshold=0.5, average=None)
    assert told(model=sigmoids(meant, fits=(watching,))) == []
    assert told(model=sigmoids(made("f1_score", "", threshold=0.5, average="micro"))) == []


BY_ARGMAX = "the string means F1Score(): one number a label, of the highest score in each row"


@pytest.mark.parametrize(
    ("word", "keras", "message"),
    [
        ("f1_score", KERAS_3, BY_ARGMAX),
        ("F1Score", KERAS_3, BY_ARGMAX),
        ("f1_score", TF_2_8, "unknown in TF 2.2 to 2.12"),
        ("F1Score", TF_2_8, "unknown in TF 2.2 to 2.12"),
        ("f1_score", TF_2_1, "unknown in TF 2.1"),
        ("F1Score", Keras("tf.keras", (2, 14)), BY_ARGMAX),
        (
            "f1_score",
            None,
            f"{BY_ARGMAX}; unknown in Keras 1.0.0 to 2.15, TF 1.13 to 2.15",
        ),
    ],
)
def test_the_string_is_refused_or_means_the_argmax(word, keras, message):
    (finding,) = found(model=sigmoids(text(word, "f1_score"), keras=keras))
    assert (finding.rule, finding.severity) == ("f1-string", "error")
    assert finding.message == message


def test_a_string_that_is_refused_is_so_for_classes_too():
    refused = model("softmax", 4, CCE, text("f1_score", "f1_score"), about={"keras": TF_2_8})
    (finding,) = found(model=refused)
    assert (finding.rule, finding.severity) == ("f1-string", "error")
    assert finding.code == 'mh.evaluate(y_test, model.predict(x_test))["f1_macro"]'


def test_a_string_that_is_known_is_right_for_classes():
    for keras in (KERAS_3, None):
        known = model("softmax", 4, CCE, text("f1_score", "f1_score"), about={"keras": keras})
        assert told(model=known) == []


def test_a_string_may_be_right_where_targets_are_not_known():
    (finding,) = found(model=model("sigmoid", 4, CCE, text("f1_score", "f1_score")))
    assert (finding.severity, finding.settles) == (
        "note",
        "right if the labels exclude each other and Keras is 3 or later",
    )
