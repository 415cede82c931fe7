"""Numbers as a person reads them."""

from __future__ import annotations

from multihot.evaluation import Column, Remarks, evaluate, render
from multihot.metrics import CATALOGUE, GROUPS

NUMBERS = {
    "f1_micro": 0.75,
    "f1_macro": 0.5,
    "subset_accuracy": 1 / 3,
    "hamming_loss": float("nan"),
    "roc_auc_macro": 0.875,
    "cardinality_true": 12.3456,
}
TABLE = """\
                                         predict
                       this model        nothing

Whole label sets
  subset_accuracy           0.333          0.250   rows with every label right
    ! it is scikit-learn's accuracy_score; not what Keras calls accuracy

All yes-or-no answers together
  hamming_loss                  -          0.100   yes-or-no answers wrong
    ! low for predicting nothing wherever labels are rare
  f1_micro                  0.750              -   F1, all cells together
    ! frequent labels decide it; look at f1_macro for the rare ones

Averaged over labels
  f1_macro                  0.500              -   F1, mean of labels
    ! not the F1 of macro precision and macro recall, which some papers call macro F1

Ranking by score, whatever the thresholds
  roc_auc_macro             0.875              -   ROC AUC, mean of labels   (1,234 undefined, ± 0.0013)
    ! labels that every row has, or none, are left out and counted as undefined

How many labels
  cardinality_true         12.346              -   true labels a row"""  # noqa: E501 - a table


def test_a_table_is_grouped_aligned_and_rounded():
    columns = (
        Column("this model", NUMBERS),
        Column("predict nothing", {"subset_accuracy": 0.25, "hamming_loss": 0.1}),
    )
    remarks = Remarks(undefined={"roc_auc_macro": 1234}, error_bounds={"roc_auc_macro": 0.00125})
    assert render(columns, remarks) == TABLE


def test_the_table_of_an_evaluation_has_every_number_beside_the_baselines():
    evaluation = evaluate([[1, 0, 0], [0, 1, 1], [1, 0, 1]], [[1, 0, 1], [0, 1, 1], [0, 0, 1]])
    lines = evaluation.table().splitlines()
    assert [line.split() for line in lines[:3]] == [
        ["predict", "the", "2"],
        ["predict", "most", "frequent"],
        ["this", "model", "nothing", "labels"],
    ]
    names = [line.split()[0] for line in lines[3:] if line.startswith("  ")]
    assert [name for name in names if name != "!"] == [
        metric.name for group in GROUPS for metric in CATALOGUE if metric.group == group
    ]
    (accuracy,) = (line for line in lines if "label_accuracy" in line)
    assert accuracy.split()[:4] == ["label_accuracy", "0.778", "0.444", "0.667"]


def test_what_was_undefined_is_told_beside_the_number():
    lines = evaluate([[1, 0]], [[1, 0]]).table().splitlines()
    (macro,) = (line for line in lines if line.startswith("  f1_macro "))
    assert macro.endswith("F1, mean of labels   (1 undefined)")
