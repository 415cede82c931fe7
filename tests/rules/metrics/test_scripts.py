"""What scripts hand to scikit-learn's metrics."""

from __future__ import annotations

import pytest

from metrics_by_hand import CALL, found, script, told, use
from multihot.facts import UNKNOWN, Operand

TRUTH = Operand("targets", "multi-hot", written="y_test")
SCORES = Operand("scores", "multi-hot", written="scores", why="made by MultiLabelBinarizer")
DECISIONS = Operand("decisions", "multi-hot", written="y_pred")
FIRST_LABELS = Operand("classes", "multi-hot", argmax="targets", written="y_test.argmax(axis=1)")
TOP_LABELS = Operand("classes", "multi-hot", argmax="scores", written="classes")
CLASSES = Operand("classes", "one-hot", argmax="scores", written="classes")
METRICS = "sklearn.metrics."
SWAPPED = "swapped-arguments"


def argmax(operand, axis=1, name="numpy.argmax"):
    return use(name, {"axis": axis}, a=operand)


def test_an_argmax_of_scores_that_is_judged_is_found():
    judged = use(METRICS + "f1_score", y_true=FIRST_LABELS, y_pred=TOP_LABELS)
    (finding,) = found(script=script(argmax(SCORES), judged))
    assert (finding.rule, finding.severity) == ("argmax-decode", "error")
    assert finding.message == (
        "argmax decides one label a row, and rows carry several (made by MultiLabelBinarizer)"
    )
    assert finding.code == "scores >= 0.5"
    assert finding.place == CALL


@pytest.mark.parametrize("name", ["numpy.argmax", "tensorflow.argmax", "keras.ops.argmax"])
def test_an_argmax_that_nobody_judges_may_be_meant(name):
    (finding,) = found(script=script(argmax(SCORES, -1, name)))
    assert (finding.severity, finding.settles) == (
        "note",
        "right if only the first of a row's labels is wanted",
    )


@pytest.mark.parametrize(
    "given",
    [
        argmax(Operand("scores", "one-hot")),
        argmax(Operand("scores")),
        argmax(Operand("targets", "one-hot")),
        argmax(SCORES, axis=0),
        argmax(SCORES, axis=None),
        use("numpy.argsort", {"axis": 1}, a=SCORES),
    ],
)
def test_other_argmaxes_are_right(given):
    assert told(script=script(given)) == []


def test_the_argmax_of_targets_is_their_first_label():
    other = Operand("classes", written="clf.predict(x_test)")
    (finding,) = found(script=script(use(METRICS + "f1_score", y_true=FIRST_LABELS, y_pred=other)))
    assert (finding.rule, finding.severity) == ("categorical-on-multihot", "error")
    assert finding.subject == "f1_score"
    one_hot = Operand("classes", "one-hot", argmax="targets")
    assert told(script=script(use(METRICS + "f1_score", y_true=one_hot, y_pred=CLASSES))) == []


@pytest.mark.parametrize("name", ["f1_score", "classification_report", "accuracy_score"])
def test_scores_where_decisions_are_wanted_are_found(name):
    (finding,) = found(script=script(use(METRICS + name, y_true=TRUTH, y_pred=SCORES)))
    assert (finding.rule, finding.severity) == ("unthresholded-scores", "error")
    assert finding.message == "is given scores (scores) and wants decisions, 0 or 1"
    assert finding.code == "scores >= 0.5"


def test_decisions_where_decisions_are_wanted_and_scores_where_scores_are_is_right():
    decided = use(METRICS + "f1_score", y_true=TRUTH, y_pred=DECISIONS)
    scored = use(METRICS + "roc_auc_score", y_true=TRUTH, y_score=SCORES)
    classes = use(METRICS + "f1_score", y_true=Operand("targets", "integer"), y_pred=CLASSES)
    unknown = use(METRICS + "f1_score", y_true=TRUTH, y_pred=Operand(written="predictions"))
    assert told(script=script(decided, scored, classes, unknown)) == []


def test_predictions_where_the_truth_belongs_are_found():
    swapped = use(METRICS + "precision_score", y_true=DECISIONS, y_pred=TRUTH)
    (finding,) = found(script=script(swapped))
    assert (finding.rule, finding.severity) == ("swapped-arguments", "error")
    assert finding.message == (
        "y_pred stands where the truth belongs and y_test where the prediction does"
    )
    assert finding.code == "precision_score(y_test, y_pred)"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("f1_score", {"average": "macro"}),
        ("f1_score", {"average": None}),
        ("f1_score", {}),
        ("jaccard_score", {"average": "samples"}),
        ("fbeta_score", {"average": "macro", "beta": 1}),
        ("accuracy_score", {}),
        ("hamming_loss", {}),
        ("zero_one_loss", {}),
        ("matthews_corrcoef", {}),
        ("cohen_kappa_score", {}),
        ("mean_absolute_error", {}),
        ("mean_squared_error", {}),
        ("root_mean_squared_error", {}),
        ("max_error", {}),
        ("r2_score", {}),
        ("adjusted_rand_score", {}),
    ],
)
def test_a_number_that_is_the_same_either_way_or_of_a_regression_is_left_alone(name, arguments):
    swapped = use(METRICS + name, arguments, y_true=DECISIONS, y_pred=TRUTH)
    assert told(script=script(swapped)) == []


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("fbeta_score", {"average": "macro", "beta": 2}),
        ("jaccard_score", {"average": "weighted"}),
        ("classification_report", {}),
        ("multilabel_confusion_matrix", {}),
        ("ConfusionMatrixDisplay.from_predictions", {}),
        ("balanced_accuracy_score", {}),
    ],
)
def test_a_number_that_is_another_the_other_way_round_is_found(name, arguments):
    swapped = use(METRICS + name, arguments, y_true=DECISIONS, y_pred=TRUTH)
    assert told(script=script(swapped)) == [("swapped-arguments", "error")]


def test_micro_precision_of_classes_is_the_same_either_way():
    truth = Operand("classes", "one-hot", argmax="targets")
    swapped = use(METRICS + "precision_score", {"average": "micro"}, y_true=CLASSES, y_pred=truth)
    assert "swapped-arguments" not in dict(told(script=script(swapped)))


@pytest.mark.parametrize(
    ("name", "average"),
    [
        ("precision_score", "micro"),
        ("recall_score", "micro"),
        ("recall_score", "weighted"),
        ("fbeta_score", "micro"),
        ("precision_recall_fscore_support", "micro"),
    ],
)
def test_what_is_accuracy_of_classes_is_told_of_several_labels_alone(name, average):
    def severities(arguments, kind, argmax=None):
        predicted = Operand("decisions", kind, argmax=argmax and "scores", written="y_pred")
        truth = Operand("targets", kind, argmax=argmax and "targets", written="y_test")
        arguments = {"average": average, "beta": 2, **arguments}
        given = use(METRICS + name, arguments, y_true=predicted, y_pred=truth)
        return [each.severity for each in found(script=script(given)) if each.rule == SWAPPED]

    assert severities({}, "multi-hot") == ["error"]
    assert severities({}, None) == severities({}, "one-hot") == ["note"]
    assert severities({}, "integer") == severities({}, "one-hot", "argmax") == []
    assert severities({"labels": (0, 1)}, "integer") == ["error"]
    assert severities({"average": UNKNOWN}, "integer") == ["note"]


def test_the_code_to_paste_keeps_the_other_arguments():
    arguments = {
        "average": "macro",
        "zero_division": 0,
        "sample_weight": UNKNOWN,
        "labels": UNKNOWN,
    }
    weights = Operand("weights", written="w_test")
    swapped = use(
        METRICS + "recall_score", arguments, y_true=DECISIONS, y_pred=TRUTH, sample_weight=weights
    )
    (finding,) = found(script=script(swapped))
    assert finding.code == (
        'recall_score(y_test, y_pred, average="macro", zero_division=0, sample_weight=w_test, '
        "labels=...)"
    )


@pytest.mark.parametrize(
    ("name", "argument"),
    [("ConfusionMatrixDisplay.from_predictions", "y_pred"), ("hinge_loss", "pred_decision")],
)
def test_the_code_to_paste_names_the_function(name, argument):
    swapped = use(METRICS + name, y_true=DECISIONS, **{argument: TRUTH})
    (finding,) = found(script=script(swapped))
    assert finding.code == f"{name}(y_test, y_pred)"


def test_a_weighted_average_is_not_the_same_either_way():
    swapped = use(METRICS + "f1_score", {"average": "weighted"}, y_true=DECISIONS, y_pred=TRUTH)
    assert told(script=script(swapped)) == [("swapped-arguments", "error")]


def test_classes_by_argmax_can_be_swapped_too():
    truth = Operand("classes", "one-hot", argmax="targets")
    assert told(script=script(use(METRICS + "recall_score", y_true=CLASSES, y_pred=truth))) == [
        ("swapped-arguments", "error")
    ]


@pytest.mark.parametrize(
    ("name", "given"),
    [("roc_auc_score", DECISIONS), ("average_precision_score", DECISIONS)],
)
def test_an_area_of_decisions_is_found(name, given):
    (finding,) = found(script=script(use(METRICS + name, y_true=TRUTH, y_score=given)))
    assert (finding.rule, finding.severity) == ("auc-on-binarised", "error")
    assert finding.message == "y_pred is 0 or 1 already: the curve has one point"


def test_an_area_of_something_unknown_is_left_alone():
    unknown = Operand(written="p")
    assert told(script=script(use(METRICS + "roc_auc_score", y_true=TRUTH, y_score=unknown))) == []
