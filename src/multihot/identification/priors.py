"""How far-fetched each definition is: common calls come before rare ones when several fit.

The numbers are an order, no probabilities. They add: macro F1 (2) of the 3 highest labels (10)
with 0/0 left out (3) is 15.
"""

from __future__ import annotations

_OF_METRIC = {
    "label_accuracy": 0,
    "argmax_accuracy": 0,
    "subset_accuracy": 0,
    "hamming_loss": 1,
    "f1_micro": 2,
    "f1_macro": 2,
    "precision_micro": 3,
    "recall_micro": 3,
    "precision_macro": 3,
    "recall_macro": 3,
    "f1_weighted": 3,
    "f1_samples": 4,
    "jaccard_samples": 4,
    "roc_auc_micro": 2,
    "roc_auc_macro": 2,
    "roc_auc_weighted": 4,
    "average_precision_micro": 3,
    "average_precision_macro": 3,
    "average_precision_weighted": 4,
    "lrap": 4,
    "log_loss": 2,
    "brier_score": 3,
    "precision_at_1": 4,
}
_OF_MEASURE = {
    "precision": 4,
    "recall": 4,
    "jaccard": 5,
    "roc_auc": 5,
    "average_precision": 5,
    "mcc": 6,
    "specificity": 6,
    "balanced_accuracy": 6,
    "f2": 7,
    "f05": 7,
    "ece": 7,
    "ps_precision_at_k": 9,
    "ps_ndcg_at_k": 9,
}
_OTHERS = 5

CONTRARY = 6
PERCENT_UNSAID = 1
POLICY = {"zero": 0, "drop": 3, "one": 3, "nan": 5}
VARIANT = 4
ONE_LABEL = 6
MISUSE = 9
BATCHES, BATCHES_OF_KNOWN_SIZE = 12, 3
EXCHANGED = 12
DEEPER_THAN_A_ROW = 6
USUAL, FAR_FETCHED = 4, 10


def rarity_of(metric: str, measure: str) -> int:
    """How far-fetched a metric of the catalogue is.

    >>> rarity_of("f1_macro", "f1"), rarity_of("mcc_micro", "mcc")
    (2, 6)
    """
    return _OF_METRIC.get(metric, _OF_MEASURE.get(measure, _OTHERS))
