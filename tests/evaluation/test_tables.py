"""Numbers as a person reads them."""

from __future__ import annotations

from multihot.evaluation import Column, evaluate, render

NUMBERS = {
    "f1_micro": 0.75,
    "f1_macro": 0.5,
    "subset_accuracy": 1 / 3,
    "hamming_loss": float("nan"),
    "roc_auc_macro": 0.875,
    "cardinality_true": 12.3456,
}
TABLE = """\
                    this model  predict nothing

Whole label sets
  subset_accuracy        0.333            0.250   rows with every label right

All yes-or-no answers together
  hamming_loss               -            0.100   yes-or-no answers wrong
  f1_micro               0.750                -   F1, all cells together

Averaged over labels
  f1_macro               0.500                -   F1, mean of labels

Ranking by score, whatever the thresholds
  roc_auc_macro          0.875                -   ROC AUC, mean of labels   (1,234 undefined)

How many labels
  cardinality_true      12.346                -   true labels a row"""


def test_a_table_is_grouped_aligned_and_rounded():
    columns = (
        Column("this model", NUMBERS),
        Column("predict nothing", {"subset_accuracy": 0.25, "hamming_loss": 0.1}),
    )
    assert render(columns, {"roc_auc_macro": 1234}) == TABLE


def test_the_table_of_an_evaluation_has_every_number_beside_the_baselines():
    evaluation = evaluate([[1, 0, 0], [0, 1, 1], [1, 0, 1]], [[1, 0, 1], [0, 1, 1], [0, 0, 1]])
    lines = evaluation.table().splitlines()
    assert lines[0].split("  ")[-3:] == [
        "this model",
        "predict nothing",
        "predict the 2 most frequent labels",
    ]
    assert sum(line.startswith("  ") for line in lines[1:]) == len(evaluation)
    (accuracy,) = (line for line in lines if "label_accuracy" in line)
    assert accuracy.split()[:4] == ["label_accuracy", "0.778", "0.444", "0.667"]


def test_what_was_undefined_is_told_beside_the_number():
    lines = evaluate([[1, 0]], [[1, 0]]).table().splitlines()
    (macro,) = (line for line in lines if line.startswith("  f1_macro "))
    assert macro.endswith("F1, mean of labels   (1 undefined)")
