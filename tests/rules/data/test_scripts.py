"""What a script does with its rows: split, encoded, fitted, compared."""

from __future__ import annotations

import pytest

from multihot.facts import Arguments, Facts, Fit, ModelFacts, Operand, Place, ScriptFacts, Use
from multihot.rules import Finding, judge
from multihot.rules.data import RULES

MLB = "sklearn.preprocessing.MultiLabelBinarizer"
LOOKUP = "keras.layers.StringLookup"


def findings(*uses: Use) -> tuple[Finding, ...]:
    return judge(Facts(script=ScriptFacts("train.py", uses=uses)), RULES)


def fit_transform(part=None, *, subject=1, source=0, role=None, line=1) -> Use:
    given = Operand(role=role, part=part, written=f"{part}_tags", source=source)
    text = f"y = mlb.fit_transform({part}_tags)"
    place = Place("train.py", line=line, column=5, text=text)
    return Use(f"{MLB}.fit_transform", {"y": given}, subject=subject, place=place)


def stratified(**about) -> Use:
    y = Operand(**{"role": "targets", "kind": "multi-hot", "written": "y", **about})
    return Use("sklearn.model_selection.train_test_split", {"0": Operand(), "stratify": y})


def test_whole_label_sets_are_stratified():
    (finding,) = findings(stratified(why="made by MultiLabelBinarizer on line 3"))
    assert (finding.rule, finding.severity) == ("stratify-multihot", "warning")
    assert finding.message == (
        "train_test_split takes each combination of labels in y "
        "(made by MultiLabelBinarizer on line 3) for a class of its own"
    )


@pytest.mark.parametrize("about", [{"kind": "integer"}, {"kind": None}, {"argmax": "targets"}])
def test_other_targets_may_be_stratified(about):
    assert findings(stratified(**about)) == ()


def test_a_binarizer_that_is_fitted_on_train_and_on_test_is_an_error():
    again = fit_transform("test", line=9, source=2)
    (finding,) = findings(fit_transform("train", line=8, source=1), again)
    assert (finding.rule, finding.severity, finding.place.line) == ("binarizer-refit", "error", 9)
    assert finding.message == (
        "MultiLabelBinarizer is fitted again on test_tags, after it was fitted on line 8: "
        "its columns may be others"
    )
    assert finding.code == "y = mlb.transform(test_tags)"


def test_two_binarizers_for_train_and_test_are_one_too_many():
    (finding,) = findings(fit_transform("train"), fit_transform("test", subject=2))
    assert (finding.rule, finding.severity) == ("binarizer-refit", "error")


def test_a_second_fit_on_another_array_may_be_of_other_labels():
    (finding,) = findings(fit_transform(source=1), fit_transform(source=2))
    assert (finding.severity, finding.settles) == (
        "note",
        "right if the two are labels of different kinds",
    )


def test_binarizers_with_given_classes_or_of_one_array_are_left_alone():
    made = Use(MLB, arguments=Arguments({"classes": ("love", "war")}), subject=1)
    assert findings(made, fit_transform("train"), fit_transform("test")) == ()
    assert findings(fit_transform(source=1), fit_transform(source=1)) == ()


def test_texts_that_are_binarized_are_found_once():
    (finding,) = findings(
        fit_transform(role="strings", source=1), fit_transform(role="strings", source=1)
    )
    assert (finding.rule, finding.severity) == ("binarizer-strings", "error")
    assert finding.message == "None_tags holds one text a row: its letters become the labels"


def lookup(**arguments) -> Use:
    return Use(LOOKUP, arguments=Arguments({"output_mode": "multi_hot", **arguments}), subject=5)


def test_a_lookup_with_a_column_for_unknown_labels_is_a_note():
    (possible,) = findings(lookup())
    assert possible.settles == "right if it encodes inputs and not labels"
    adapt = Use(f"{LOOKUP}.adapt", {"data": Operand(role="label-lists")}, subject=5)
    (certain,) = findings(lookup(), adapt)
    assert (certain.rule, certain.severity, certain.certainty) == (
        "oov-label-column",
        "note",
        "certain",
    )


def test_a_lookup_without_that_column_or_of_numbers_is_left_alone():
    assert findings(lookup(num_oov_indices=0), lookup(output_mode="int")) == ()


def report(scores: Operand) -> Use:
    truth = Operand(role="classes", shuffled=False, written="test.classes")
    return Use("sklearn.metrics.classification_report", {"y_true": truth, "y_pred": scores})


@pytest.mark.parametrize(
    "drawn",
    [
        Operand(role="scores", shuffled=True, written="pred"),
        Operand(role="classes", argmax="scores", shuffled=True, written="pred"),
    ],
)
def test_predictions_of_a_shuffled_generator_are_compared_in_another_order(drawn):
    (finding,) = findings(report(drawn))
    assert (finding.rule, finding.severity) == ("shuffled-generator", "error")
    assert finding.message == (
        "pred are in the order that a shuffled generator drew, test.classes in the order of "
        "the files"
    )


def test_predictions_in_the_order_of_the_files_are_left_alone():
    assert findings(report(Operand(role="scores", shuffled=False))) == ()
    assert findings(report(Operand(role="scores"))) == ()


def scaler(part) -> Use:
    place = Place("train.py", line=4, column=5, text="x = scaler.fit_transform(x)")
    x = Operand(part=part, written="x")
    return Use("sklearn.preprocessing.StandardScaler.fit_transform", {"X": x}, place=place)


def test_a_scaler_that_is_fitted_before_the_split_is_found():
    (finding,) = findings(scaler("all"))
    assert (finding.rule, finding.severity) == ("fit-before-split", "warning")
    assert finding.code == "x = scaler.fit_transform(x_train)"


@pytest.mark.parametrize("part", ["train", None])
def test_a_scaler_that_is_fitted_on_train_is_left_alone(part):
    assert findings(scaler(part)) == ()


def test_a_last_fit_on_all_rows_after_the_split_is_right():
    rows = Operand(part="all", written="x", source=3)
    split = Use("sklearn.model_selection.train_test_split", {"0": rows})
    fit = Use("sklearn.preprocessing.StandardScaler.fit", {"X": rows})
    assert findings(split, fit) == ()
    assert [each.rule for each in findings(fit, split)] == ["fit-before-split"]


def test_a_binarizer_may_be_fitted_on_all_rows():
    assert findings(fit_transform("all")) == ()


def split_off(shuffled) -> tuple[Finding, ...]:
    fit = Fit(validation_split=0.2, shuffled=shuffled)
    return judge(Facts(model=ModelFacts(fits=(fit,))), RULES)


def test_the_last_of_sorted_rows_are_no_validation_part():
    (finding,) = split_off(shuffled=False)
    assert (finding.rule, finding.severity) == ("validation-split-tail", "warning")
    assert finding.message == (
        "validation_split=0.2 takes the last 20% of the rows, which were sorted or laid end to end "
        "before"
    )


def test_the_last_of_rows_in_an_unknown_order_are_a_note():
    (finding,) = split_off(shuffled=None)
    assert (finding.severity, finding.settles) == ("note", "right if the rows are in no order")


def test_the_last_of_shuffled_rows_are_as_good_as_any():
    assert split_off(shuffled=True) == ()
