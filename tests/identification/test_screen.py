"""One screen for a person, one JSON object for a program."""

import json

import numpy as np

import multihot as mh


def test_the_most_read_answer_on_one_screen(most_read_answer):
    lines = mh.identify("0.7778", *most_read_answer).table().splitlines()
    assert lines[:10] == [
        "0.7778 (± 5e-05) is label_accuracy, the likeliest of 10 definitions that fit:",
        "",
        "1. 0.777778  label_accuracy",
        "   Share of the cells (a row, a label) that are decided rightly; decided by score >= 0.5.",
        '     Keras 1.0.6 to 2.3, tf.keras to 2.1: metrics=["accuracy"] with '
        'loss="binary_crossentropy"',
        "     Keras 2.3 to 3, tf.keras 2: keras.metrics.BinaryAccuracy()",
        "     scikit-learn 1.9: 1 - hamming_loss(targets, decisions)",
        "     torchmetrics 1.9: MultilabelAccuracy(n_labels)",
        "     MEKA: Metrics.P_Hamming",
        "     multihot: mh.metrics.label_accuracy(targets, decisions)",
    ]
    assert (
        lines[10]
        == "   It is not the share of the rows that are right, which is subset_accuracy 0.3333."
    )
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 100


def test_what_giving_nothing_gets_stands_beside(three_of_416_true):
    lines = mh.identify("99.3%", *three_of_416_true).table().splitlines()
    words = [line.split()[:3] for line in lines]
    assert ["label_accuracy", "0.9928", "0.9928"] in words
    assert ["f1_macro", "0.0000", "0.0000"] in words
    assert len(lines) <= 40


def test_a_far_fetched_definition_is_called_so(uneven):
    swapped = mh.evaluate((uneven[1] >= 0.5).astype(int), uneven[0])["f1_weighted"]
    first = mh.identify(f"{swapped:.6f}", *uneven).table().splitlines()[0]
    assert first.endswith(
        "is nothing that is commonly printed. It fits one far-fetched definition:"
    )


def test_nothing_that_fits_shows_what_is_usual_and_how_far_off_it_is_then_what_is_near(uneven):
    found = mh.identify(0.123456789, *uneven)
    text = found.table()
    lines = text.splitlines()
    told = f"fits none of {found.n_searched:,} definitions."
    assert lines[0] == f"0.123456789 (± 1.23e-07) {told}"
    assert lines[2].split() == ["The", "same", "predictions", "here", "off", "by", "given", "none"]
    names = [line.split()[0] for line in lines[3:9]]
    assert names == [
        *("subset_accuracy", "label_accuracy", "hamming_loss", "argmax_accuracy"),
        *("f1_micro", "f1_macro"),
    ]
    value = mh.evaluate(*uneven)["subset_accuracy"]
    assert lines[3].split()[1:3] == [f"{value:.4f}", f"{value - 0.123456789:+.4f}"]
    assert "\nThe nearest of the others, the rarer ones last:\n1. " in text
    assert "What else it could be: other thresholds (--thresholds)" in text


def test_a_label_with_a_very_long_name_does_not_widen_the_screen(uneven):
    names = ["a", "b" * 200, "c", "d", "e", "f"]
    number = mh.evaluate(*uneven).per_label["recall"][1]
    lines = mh.identify(float(number), *uneven, labels=names).table().splitlines()
    assert max(map(len, lines)) <= 100


def test_json_holds_every_match_unrounded(most_read_answer):
    found = mh.identify("0.7778", *most_read_answer)
    told = json.loads(found.to_json())
    assert (told["format"], told["number"], told["tolerance"]) == (1, 0.7778, 0.00005)
    assert len(told["matches"]) == len(found.matches)
    first = told["matches"][0]
    assert first["value"] == 7 / 9
    assert first["definition"]["name"] == "label_accuracy"
    assert {"system": "MEKA", "text": "Metrics.P_Hamming"} in first["definition"]["calls"]
    assert first["definition"]["instead"] == "subset_accuracy"
    assert {"name": "subset_accuracy", "value": 1 / 3, "nothing": 0.0} in [
        {key: each[key] for key in ("name", "value", "nothing")} for each in told["beside"]
    ]


def test_json_writes_nan_as_null(uneven):
    told = json.loads(mh.identify(np.nan, *uneven).to_json())
    assert told["number"] is None
    assert told["matches"][0]["value"] is None


def test_nan_where_nothing_is_nan_has_no_neighbours():
    found = mh.identify("nan", [[1, 0], [0, 1]], [[0.9, 0], [0, 0.7]])
    assert (found.matches, found.nearest) == ((), ())
    told = f"nan (± 0) fits none of {found.n_searched} definitions."
    assert found.table().splitlines()[0] == told


def test_a_percentage_that_nothing_gives_is_compared_as_a_share(uneven):
    text = mh.identify("71.2345678%", *uneven).table()
    value = mh.evaluate(*uneven)["f1_micro"]
    (line,) = [line for line in text.splitlines() if line.startswith("  f1_micro ")]
    assert line.split()[1:3] == [f"{value:.4f}", f"{value - 0.712345678:+.4f}"]
