"""What is wrong with targets is told with the way out as code; right ones are left alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from multihot.errors import DataError
from multihot.facts import Facts, Head, Loss, ModelFacts, Output
from multihot.facts.counting import decision_facts, score_facts, target_facts
from multihot.nn import load_keras, masked_binary_crossentropy
from multihot.nn.describing import model_facts
from multihot.rules import Finding, judge
from multihot.rules.data import RULES, label_order_mismatch

NAN = float("nan")
CLEAN = np.array([[1, 1]] * 2 + [[1, 0]] * 3 + [[0, 1]] * 3)


def findings(targets, labels=None, model=None) -> tuple[Finding, ...]:
    return judge(Facts(targets=target_facts(targets, labels=labels), model=model), RULES)


def only(targets, labels=None) -> Finding:
    (finding,) = findings(targets, labels)
    return finding


@pytest.mark.parametrize(
    "targets",
    [
        CLEAN,
        CLEAN.astype("float32"),
        CLEAN.astype(bool),
        csr_array(CLEAN),
        pd.DataFrame(CLEAN, columns=["love", "war"]),
        [["war"], ["love", "war"], ["love"]] * 3,
    ],
)
def test_right_targets_of_any_kind_give_no_finding(targets):
    assert findings(targets) == ()


def test_a_column_of_arrays_is_stacked():
    targets = np.empty(8, dtype=object)
    targets[:] = list(CLEAN)
    finding = only(targets)
    assert (finding.rule, finding.severity) == ("target-dtype", "error")
    assert finding.message == "targets are a column of 8 arrays (dtype object)"
    assert finding.code == 'targets = np.stack(targets).astype("float32")'


def test_a_table_of_objects_is_converted():
    finding = only(pd.DataFrame(CLEAN).astype(object))
    assert finding.rule == "target-dtype"
    assert finding.message == "targets have shape (8, 2) and dtype object"
    assert finding.code == 'targets = targets.astype("float32")'


@pytest.mark.parametrize("dtype", ["Int64", "boolean", "Float32"])
def test_nullable_columns_are_made_plain(dtype):
    finding = only(pd.DataFrame(CLEAN).astype(dtype))
    assert (finding.rule, finding.severity) == ("target-dtype", "error")
    assert finding.message == f"targets have the nullable dtype {dtype}"
    assert finding.code == 'targets = targets.to_numpy("float32", na_value=np.nan)'


def test_texts_are_split_by_the_sign_that_stands_in_them():
    finding = only(pd.Series(["war|love", "war", "war"]))
    assert finding.rule == "target-dtype"
    assert finding.message == "targets hold 3 texts: 'war' (2), 'war|love' (1)"
    assert finding.code == (
        "rows = [text.split('|') for text in targets]\n"
        "targets = mh.LabelSpace.of_all(rows).encode(rows).toarray()"
    )


def test_arrays_of_different_lengths_have_no_way_out_as_code():
    ragged = np.array([np.array([1, 0]), np.array([0])], dtype=object)
    assert only(ragged).message == "targets are arrays of different lengths"
    assert only(ragged).code == ""


@pytest.mark.parametrize(
    ("targets", "cells", "such", "code"),
    [
        (CLEAN * 2 - 1, 6, "-1", 'targets = (targets > 0).astype("float32")'),
        (CLEAN * 255, 10, "255", 'targets = (targets > 0).astype("float32")'),
        (CLEAN + 1, 10, "2", "targets = targets - 1"),
        (csr_array(CLEAN * 3), 10, "3", 'targets = (targets > 0).astype("float32")'),
    ],
)
def test_other_codes_for_yes_and_no_are_recoded(targets, cells, such, code):
    finding = only(targets)
    assert (finding.rule, finding.severity) == ("targets-not-binary", "error")
    assert finding.message == (
        f"{cells} of 16 cells of targets are neither 0 nor 1, such as {such}"
    )
    assert finding.code == code


def test_shares_may_be_meant():
    finding = only(np.where(CLEAN == 1, 0.9, 0.1))
    assert (finding.rule, finding.severity, finding.certainty) == (
        "targets-not-binary",
        "note",
        "possible",
    )
    assert finding.settles == (
        "right for the loss if the shares are meant; the metrics need 0 and 1"
    )
    assert finding.code == 'targets = (targets >= 0.5).astype("float32")'


def test_one_number_a_row_may_be_a_regression():
    assert only(np.array([0.5, 2.25, 3.75])).settles == "right if this is a regression"


def test_class_numbers_are_multi_class_and_nothing_else_is_said():
    finding = only(np.array([3, 0, 2, 2]))
    assert finding.rule == "single-label-rows"
    assert finding.message == "all 4 rows have exactly one class number: this is multi-class"


def test_nan_is_told_with_a_loss_that_leaves_it_out():
    finding = only(np.vstack([CLEAN, [[NAN, 1]]]))
    assert (finding.rule, finding.severity) == ("missing-labels", "warning")
    assert finding.message == (
        "1 of 18 cells (5.6%) of targets are NaN; they make the loss of a plain Keras model NaN"
    )
    assert finding.code == "model.compile(loss=mh.nn.masked_binary_crossentropy)"


def test_minus_one_beside_0_and_1_is_a_mark_of_what_is_unknown():
    finding = only(np.vstack([CLEAN, [[-1, 1]]]))
    assert (finding.rule, finding.severity) == ("missing-labels", "warning")
    assert finding.message == (
        "1 of 18 cells (5.6%) of targets are -1; a plain Keras loss takes them for targets below 0"
    )
    assert finding.code == "targets = np.where(targets == -1, np.nan, targets)"


def test_a_loss_of_the_user_may_leave_nan_out():
    output = Output(Head(activation="sigmoid", units=2), Loss(kind="custom", form="function"))
    (finding,) = findings(np.vstack([CLEAN, [[NAN, 1]]]), model=ModelFacts((output,)))
    assert (finding.severity, finding.settles) == ("note", "right if the loss leaves them out")


def test_the_loss_of_multihot_leaves_nan_out_and_not_a_minus_one():
    keras = load_keras()
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, "sigmoid")])
    model.compile(loss=masked_binary_crossentropy)
    unknown, marked = (np.vstack([CLEAN, [[value, 1]]]) for value in (NAN, -1))
    assert findings(unknown, model=model_facts(model)) == ()
    (finding,) = findings(marked, model=model_facts(model))
    assert (finding.rule, finding.severity) == ("missing-labels", "warning")


def test_nan_beside_scores_is_a_note_for_multihot_leaves_it_out():
    targets = np.vstack([CLEAN, [[NAN, 1]]])
    facts = Facts(targets=target_facts(targets), scores=score_facts(targets, CLEAN[[*range(8), 0]]))
    (finding,) = judge(facts, RULES)
    assert (finding.rule, finding.severity) == ("missing-labels", "note")


def test_labels_on_every_row_and_on_none_are_told_by_name():
    constant = np.column_stack([CLEAN, np.ones(8), np.zeros(8)])
    table = pd.DataFrame(constant, columns=["love", "war", "film", "ghost"])
    full, empty = findings(table)
    assert (full.rule, full.severity) == ("constant-label", "warning")
    assert full.message == "on every row of targets: 'film'"
    assert full.code == "targets = np.delete(targets, [2], axis=1)"
    assert empty.message == "on no row of targets: 'ghost'"


def test_columns_without_names_are_told_by_their_place():
    finding = only(np.column_stack([CLEAN, np.zeros(8)]))
    assert finding.message == "on no row of targets: 'column 2'"


def test_equal_labels_are_told_in_pairs():
    finding = only(np.repeat([[1, 1, 0], [0, 0, 1], [1, 1, 1]], 5, axis=0), ["a", "b", "c"])
    assert (finding.rule, finding.severity) == ("duplicate-label", "warning")
    assert finding.message == "the same on all 15 rows of targets: 'a' and 'b'"
    assert finding.code == "targets = np.delete(targets, [1], axis=1)"


def test_rare_labels_are_told_the_rarest_first():
    finding = only([[1, 0, 0]] * 6 + [[1, 1, 0]] * 4 + [[0, 0, 1]] * 3, ["a", "b", "c"])
    assert (finding.rule, finding.severity) == ("rare-label", "warning")
    assert finding.message == ("fewer than 5 rows in targets have 'c' (3), 'b' (4): 2 of 3 labels")


def test_rows_without_labels_are_a_note():
    finding = only(np.vstack([CLEAN, [[0, 0]]]))
    assert (finding.rule, finding.severity) == ("all-zero-rows", "note")
    assert finding.message == "1 of 9 rows in targets have no label, first row 8"


def test_names_that_are_not_among_the_labels_are_counted():
    finding = only([["war"], ["war", "love"], ["love", "sport"]] * 5, ["war", "love"])
    assert (finding.rule, finding.severity) == ("unseen-labels", "warning")
    assert finding.message == "1 labels in targets are not among the 2 known ones: 'sport' (5)"


def test_labels_in_another_order_than_the_columns_are_an_error():
    finding = only(pd.DataFrame(CLEAN, columns=["love", "war"]), ["war", "love"])
    assert (finding.rule, finding.severity) == ("label-order-mismatch", "error")
    assert finding.message == (
        "column 0 is 'war' in labels and 'love' in targets; 2 of 2 columns differ"
    )
    assert finding.code == "targets = targets[labels]"


def test_scores_in_another_order_than_the_targets_are_a_warning_of_other_libraries():
    targets = pd.DataFrame(CLEAN, columns=["love", "war"])
    scores = pd.DataFrame(CLEAN * 0.9, columns=["war", "love"])
    (finding,) = judge(Facts(scores=score_facts(targets, scores)), RULES)
    assert (finding.rule, finding.severity) == ("label-order-mismatch", "warning")
    assert finding.message == (
        "column 0 is 'love' in targets and 'war' in scores; 2 of 2 columns differ; multihot "
        "matches them by name, Keras, scikit-learn and NumPy would take them by place"
    )
    assert finding.code == "scores = scores[targets.columns]"


@pytest.mark.parametrize("facts", [score_facts, decision_facts])
def test_predictions_in_another_order_than_the_labels_that_are_given_are_an_error(facts):
    given = pd.DataFrame(CLEAN, columns=["war", "love"])
    made = facts(CLEAN, given, labels=["love", "war"])
    name = made.place.name
    (finding,) = judge(Facts(**{name: made}), [label_order_mismatch.RULE])
    assert (finding.severity, finding.code) == ("error", f"{name} = {name}[labels]")
    assert finding.message == (
        f"column 0 is 'love' in labels and 'war' in {name}; 2 of 2 columns differ"
    )


def test_scores_in_the_same_order_are_left_alone():
    targets = pd.DataFrame(CLEAN, columns=["love", "war"])
    scores = pd.DataFrame(CLEAN * 0.9, columns=["love", "war"])
    assert judge(Facts(scores=score_facts(targets, scores)), RULES) == ()


def test_scores_of_other_labels_are_refused():
    targets = pd.DataFrame(CLEAN, columns=["love", "war"])
    scores = pd.DataFrame(CLEAN * 0.9, columns=["love", "sport"])
    told = r"'war' only in targets; 'sport' only in scores\n.*same label by the same name"
    with pytest.raises(DataError, match=told):
        score_facts(targets, scores)


def test_a_column_for_unknown_labels_is_a_note():
    finding = only(np.column_stack([np.zeros(8), CLEAN]), ["[UNK]", "love", "war"])
    assert (finding.rule, finding.severity) == ("oov-label-column", "note")
    assert finding.message == "column 0 of targets is '[UNK]', on none of 8 rows"


def test_a_column_of_that_name_that_rows_have_is_left_alone():
    assert findings(CLEAN, ["[UNK]", "war"]) == ()


def test_letters_as_labels_may_be_meant():
    targets = np.array([[1, 1, 0, 0, 1, 0], [0, 1, 1, 1, 0, 0], [1, 0, 1, 0, 1, 1]] * 5)
    found = findings(targets, list("abcdef"))
    (finding,) = [each for each in found if each.rule == "binarizer-strings"]
    assert (finding.severity, finding.settles) == ("note", "right if the labels are letters")
