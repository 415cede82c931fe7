"""The questions that people ask, and what they are answered."""

import numpy as np
import pytest

import multihot as mh


def best(found):
    return found.matches[0].definition


def names(found):
    return [each.definition.name for each in found.matches]


def calls(definition):
    return {(call.system, call.text) for call in definition.calls}


def numbers(found):
    return {each.name: round(each.value, 4) for each in found.beside}


def nothing(found):
    return {each.name: each.nothing for each in found.beside}


def test_98_in_keras_is_not_the_10_of_accuracy_score(two_wrong_cells_in_nine_of_ten_rows):
    found = mh.identify("0.98", *two_wrong_cells_in_nine_of_ten_rows)
    assert best(found).name == "label_accuracy"
    assert round(found.matches[0].value, 4) == 0.982
    assert ("Keras 2.3 to 3, tf.keras 2", "keras.metrics.BinaryAccuracy()") in calls(best(found))
    old = 'metrics=["accuracy"] with loss="binary_crossentropy"'
    assert ("Keras 1.0.6 to 2.3, tf.keras to 2.1", old) in calls(best(found))
    assert best(found).instead == "subset_accuracy"
    assert numbers(found)["subset_accuracy"] == 0.1
    assert round(nothing(found)["label_accuracy"], 4) == 0.95
    other = mh.identify("0.1", *two_wrong_cells_in_nine_of_ten_rows, tolerance=0.0005)
    assert best(other).name == "subset_accuracy"
    assert ("scikit-learn 1.9", "accuracy_score(targets, decisions)") in calls(best(other))


def test_one_word_is_two_numbers_in_two_generations_of_keras(three_of_five_true):
    found = mh.identify("0.336", *three_of_five_true)
    assert best(found).name == "argmax_accuracy"
    assert ("tf.keras 2.2 to 2.15, Keras 3", 'metrics=["accuracy"]') in calls(best(found))
    other = mh.identify("0.989", *three_of_five_true)
    assert best(other).name == "label_accuracy"
    told = (
        'metrics=["accuracy"] with sigmoid and binary_crossentropy is 0.9890 up to TF 2.1 (answers '
        "right) and 0.3360 from TF 2.2 on and in Keras 3 (first true label scores highest)."
    )
    assert told in found.notes
    assert told in other.notes


@pytest.mark.parametrize("written", ["99.3%", "99.3 %", "99.3", 99.3])
def test_99_percent_for_predicting_nothing_is_called_so(three_of_416_true, written):
    found = mh.identify(written, *three_of_416_true)
    assert best(found).name == "label_accuracy"
    assert found.matches[0].percent
    assert round(found.matches[0].value, 4) == 0.9928
    assert "These decisions give no label to any row." in found.notes
    told = "Giving no label at all to any row gets 0.9928 in label_accuracy, too: "
    assert f"{told}the number says nothing of the model." in found.notes
    assert numbers(found)["f1_macro"] == 0


def test_one_class_a_row_is_told_to_be_multi_class(one_of_ten_true):
    found = mh.identify("0.9975", *one_of_ten_true)
    assert best(found).name == "label_accuracy"
    assert numbers(found)["argmax_accuracy"] == 0.9878
    assert (
        "Each row has exactly one label, so this is multi-class: argmax_accuracy 0.9878 is the "
        "share of rows that are right; label_accuracy 0.9975 counts the 9 labels a row has not, "
        "too."
    ) in found.notes
    assert best(mh.identify("0.9878", *one_of_ten_true)).name == "argmax_accuracy"


def test_the_most_read_answer_has_two_numbers(most_read_answer):
    found = mh.identify("0.7778", *most_read_answer)
    assert names(found)[:2] == ["label_accuracy", "f1_samples"]  # equal, row by row
    assert numbers(found)["subset_accuracy"] == 0.3333
    assert found.notes[-1].startswith(
        "What tells them apart: the first half of the labels alone gives label_accuracy 0.6667, "
        "f1_samples 0.3333"
    )
    other = mh.identify("0.3333", *most_read_answer)
    assert names(other)[0] == "subset_accuracy"
    assert numbers(other)["label_accuracy"] == 0.7778


def test_micro_macro_and_one_label_are_told_apart(uneven):
    evaluation = mh.evaluate(*uneven)
    for name in ("f1_micro", "f1_macro", "f1_weighted", "f1_samples"):
        assert names(mh.identify(evaluation[name], *uneven))[0] == name
    of_label = float(evaluation.per_label["f1"][1])
    found = mh.identify(of_label, *uneven, labels=["war", "love", "law", "sea", "sun", "ice"])
    assert names(found)[0] == "label 'love': f1"
    assert "classification_report(targets, decisions): row 'love'" in [
        call.text for call in best(found).calls
    ]


def test_an_equal_score_is_given_by_at_least_but_not_by_above(uneven):
    given, above = (np.asarray(uneven[1] >= 0.5), np.asarray(uneven[1] > 0.5))
    ours = mh.evaluate(uneven[0], given.astype(int))["f1_micro"]
    theirs = mh.evaluate(uneven[0], above.astype(int))["f1_micro"]
    assert round(ours, 4) != round(theirs, 4)
    assert names(mh.identify(ours, *uneven))[0] == "f1_micro"
    found = mh.identify(theirs, *uneven)
    assert names(found)[0] == "f1_micro, score > 0.5"
    assert any("torchmetrics" in call.system for call in best(found).calls)


def test_the_f1_of_keras_without_a_threshold_is_of_the_highest_score(uneven):
    highest = (uneven[1] >= uneven[1].max(axis=1, keepdims=True)).astype(int)
    number = mh.evaluate(uneven[0], highest)["f1_macro"]
    found = mh.identify(number, *uneven)
    assert names(found)[0] == "f1_macro, highest score of the row"
    call = ("Keras 3, tf.keras 2.15", 'keras.metrics.F1Score(average="macro")')
    assert call in calls(best(found))


def test_what_counts_0_of_0_is_found(uneven):
    found = mh.identify(mh.evaluate(*uneven, undefined="drop")["recall_macro"], *uneven)
    assert names(found)[0] == "recall_macro, 0/0 left out"
    of_ones = mh.evaluate(*uneven)["recall_macro"] + 1 / 6  # the label that no row has counts 1
    found = mh.identify(of_ones, *uneven)
    assert names(found)[0] == "recall_macro, 0/0 as 1"
    text = 'recall_score(targets, decisions, average="macro", zero_division=1)'
    assert ("scikit-learn 1.9", text) in calls(best(found))


def test_given_thresholds_come_first_and_a_half_is_still_tried(uneven):
    thresholds = [0.3, 0.4, 0.5, 0.6, 0.2, 0.7]
    ours = mh.evaluate(*uneven, thresholds)["f1_micro"]
    assert names(mh.identify(ours, *uneven, thresholds))[0] == "f1_micro"
    theirs = mh.evaluate(*uneven)["f1_micro"]
    found = mh.identify(theirs, *uneven, thresholds)
    assert names(found)[0] == "f1_micro, score >= 0.5"


def test_the_mean_of_batches_is_found(uneven):
    """F1 with K.epsilon(), as it is copied from answer to answer: the mean of three batches."""
    targets, scores = uneven[0].astype(float), np.round(uneven[1]).astype(float)
    values = []
    for start in (0, 32, 64):
        truth, given = targets[start : start + 32], scores[start : start + 32]
        hits = (truth * given).sum()
        precision, recall = hits / (given.sum() + 1e-7), hits / (truth.sum() + 1e-7)
        values.append(2 * precision * recall / (precision + recall + 1e-7))
    found = mh.identify(sum(values) / 3, *uneven)
    assert names(found)[0] == "f1_micro, mean of batches of 32, score > 0.5"
    known = mh.identify(sum(values) / 3, *uneven, batch_size=32)
    assert names(known)[0] == names(found)[0]
    assert best(known).rarity < best(found).rarity
    by_size = (values[0] * 32 + values[1] * 32 + values[2] * 26) / 90
    told = "f1_micro, mean of batches of 32, weighed by their sizes, score > 0.5"
    assert names(mh.identify(by_size, *uneven))[0] == told


def test_exchanged_arguments_are_found(uneven):
    swapped = mh.evaluate((uneven[1] >= 0.5).astype(int), uneven[0])["f1_weighted"]
    found = mh.identify(swapped, *uneven)
    assert names(found)[0] == "f1_weighted with arguments exchanged"
    text = 'f1_score(decisions, targets, average="weighted")'
    assert ("scikit-learn 1.9", text) in calls(best(found))


def test_a_loss_of_accuracy_is_1_minus_it(uneven):
    accuracy = mh.evaluate(*uneven)["subset_accuracy"]
    found = mh.identify(1 - accuracy, *uneven)
    assert "1 - subset_accuracy" in names(found)[:2]


def test_logits_are_taken_for_scores_only_if_the_user_says_so(uneven):
    logits = np.log(uneven[1] / (1 - uneven[1]))
    number = mh.evaluate(uneven[0], (logits >= 0.5).astype(int))["f1_micro"]
    found = mh.identify(number, uneven[0], logits, from_logits=True)
    assert names(found)[0] == "f1_micro, logit >= 0.5"
    with pytest.raises(mh.DataError, match="from_logits=True"):
        mh.identify(number, uneven[0], logits)


def test_a_number_of_no_definition_has_neighbours_and_other_explanations(uneven):
    found = mh.identify(0.123456789, *uneven)
    assert found.matches == ()
    usual, rarer = found.nearest[:5], found.nearest[5:]
    assert all(each.definition.rarity <= 4 for each in usual)
    assert len(rarer) == 3
    assert all(each.definition.rarity > 4 for each in rarer)
    for few in (usual, rarer):
        distances = [each.difference for each in few]
        assert distances == sorted(distances)
    assert "dropout was on, and it is a moving mean over the epoch" in found.notes[-1]


def test_another_threshold_is_offered_where_it_gives_the_number(uneven):
    number = mh.evaluate(*uneven, 0.35)["f1_micro"]
    found = mh.identify(number, *uneven)
    assert found.matches == ()
    assert found.notes[0].startswith("At another threshold it would be f1_micro")
    assert "where score >= 0.35" in found.notes[0]


def test_nan_is_a_number_that_libraries_print(uneven):
    found = mh.identify("nan", *uneven)
    assert "roc_auc_macro, NaN because a label has none" in names(found)
    assert all(np.isnan(each.value) for each in found.matches)


def test_few_digits_fit_many_definitions_and_it_says_so(uneven):
    found = mh.identify("0.5", *uneven)
    assert len(found.matches) > 12
    assert f"{len(found.matches)} of {found.n_searched:,} definitions fit so few" in found.notes[-1]


def test_cells_that_nobody_knows_are_left_out_and_it_says_so(uneven):
    targets = uneven[0].astype(float)
    targets[:3, 0] = np.nan
    number = mh.evaluate(targets, uneven[1])["label_accuracy"]
    found = mh.identify(number, targets, uneven[1])
    assert names(found)[0] == "label_accuracy"
    assert found.notes[-1].startswith("3 cells are known by nobody: they are left out here")


def test_one_label_has_no_first_true_label_to_miss():
    targets, scores = [[1], [0], [1], [1]], [[0.9], [0.2], [0.4], [0.8]]
    found = mh.identify(0.75, targets, scores, tolerance=0)
    assert names(found)[0] == "label_accuracy"
    assert 'metrics=["accuracy"]' in [call.text for call in best(found).calls]


def test_sparse_arrays_give_the_same(uneven):
    from scipy.sparse import csr_array

    dense = mh.identify(0.5, *uneven)
    sparse = mh.identify(0.5, csr_array(uneven[0]), csr_array(uneven[1]))
    assert names(sparse) == names(dense)


def test_the_number_may_be_anything_that_prints_as_one(uneven):
    number = mh.evaluate(*uneven)["f1_micro"]
    for written in (number, np.float32(number), np.float64(number), f"{number:.4f}", repr(number)):
        assert names(mh.identify(written, *uneven))[0] == "f1_micro"
