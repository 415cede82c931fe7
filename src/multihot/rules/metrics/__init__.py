"""Metrics that say something else than their name."""

from multihot.rules.judging import Rule
from multihot.rules.metrics import (
    accuracy_ambiguous,
    accuracy_class,
    argmax_decode,
    auc_empty_label,
    auc_flattened,
    auc_on_binarised,
    auc_quantised,
    batch_mean_metric,
    binary_accuracy_baseline,
    categorical_on_multihot,
    f1_argmax,
    f1_average_none,
    f1_string,
    metric_string_case,
    micro_precision_recall,
    mislabelled_metric,
    ones_like_metric,
    subset_vs_label_accuracy,
    swapped_arguments,
    topk_multihot,
    unthresholded_scores,
    weighted_metrics_ignored,
)

RULES: tuple[Rule, ...] = (
    accuracy_ambiguous.RULE,
    categorical_on_multihot.RULE,
    accuracy_class.RULE,
    topk_multihot.RULE,
    binary_accuracy_baseline.RULE,
    subset_vs_label_accuracy.RULE,
    argmax_decode.RULE,
    f1_argmax.RULE,
    f1_average_none.RULE,
    f1_string.RULE,
    metric_string_case.RULE,
    batch_mean_metric.RULE,
    ones_like_metric.RULE,
    auc_flattened.RULE,
    auc_empty_label.RULE,
    auc_quantised.RULE,
    auc_on_binarised.RULE,
    unthresholded_scores.RULE,
    swapped_arguments.RULE,
    micro_precision_recall.RULE,
    weighted_metrics_ignored.RULE,
    mislabelled_metric.RULE,
)

__all__ = ["RULES"]
