"""What each number is commonly taken for and is not, and which number is that."""

from __future__ import annotations

from multihot.metrics import BY_NAME

_OF_METRIC = {
    "label_accuracy": ("the share of the rows that are right", "subset_accuracy"),
    "subset_accuracy": ("what Keras calls accuracy since TF 2.2", "argmax_accuracy"),
    "argmax_accuracy": ("the share of the yes-or-no answers that are right", "label_accuracy"),
    "hamming_loss": ("1 minus the share of the rows that are right", "subset_accuracy"),
    "f1_micro": ("how well rare labels are found: frequent ones decide it", "f1_macro"),
    "f1_macro": ("the F1 of all answers together", "f1_micro"),
    "f1_weighted": ("how well rare labels are found: frequent ones decide it", "f1_macro"),
    "f1_samples": ("the F1 of the labels", "f1_macro"),
    "jaccard_samples": ("what others than MEKA and MULAN call accuracy", "subset_accuracy"),
    "log_loss": ("how often the decisions are right", "f1_macro"),
    "brier_score": ("how often the decisions are right", "f1_macro"),
    "roc_auc_micro": ("the ROC AUC of the labels: it mixes rows and labels", "roc_auc_macro"),
    "roc_auc_macro": ("how good the decisions are", "f1_macro"),
}
_OF_MEASURE = {
    "precision": ("how much of the truth is found", "recall"),
    "recall": ("how much of what is given is right", "precision"),
    "specificity": ("how much of the truth is found", "recall"),
    "jaccard": ("F1, which is never below it", "f1"),
    "roc_auc": ("how good the decisions are", "f1"),
    "average_precision": ("the precision of the decisions", "precision"),
    "balanced_accuracy": ("accuracy", "subset_accuracy"),
}


def mistaken_for(name: str) -> tuple[str, str]:
    """What a metric of the catalogue is commonly taken for, and the catalogue name of that.

    >>> mistaken_for("recall_weighted")
    ('how much of what is given is right', 'precision_weighted')
    >>> mistaken_for("cardinality_true")
    ('', '')
    """
    metric = BY_NAME[name]
    words, instead = _OF_METRIC.get(name) or _OF_MEASURE.get(metric.measure, ("", ""))
    if instead and instead not in BY_NAME:
        instead = f"{instead}_{metric.average}"
    return words, instead
