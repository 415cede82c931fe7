"""Targets, splits and what is fitted on them."""

from multihot.rules.data import (
    all_zero_rows,
    binarizer_refit,
    binarizer_strings,
    constant_label,
    duplicate_label,
    duplicates_across_splits,
    fit_before_split,
    label_absent_from_split,
    label_cell_unsplit,
    label_order_mismatch,
    label_variants,
    labels_misread,
    missing_labels,
    oov_label_column,
    rare_label,
    shuffled_generator,
    single_label_rows,
    stratify_multihot,
    target_dtype,
    targets_not_binary,
    unseen_labels,
    validation_split_tail,
)
from multihot.rules.judging import Rule

RULES: tuple[Rule, ...] = (
    label_cell_unsplit.RULE,
    labels_misread.RULE,
    label_variants.RULE,
    label_absent_from_split.RULE,
    duplicates_across_splits.RULE,
    target_dtype.RULE,
    targets_not_binary.RULE,
    missing_labels.RULE,
    single_label_rows.RULE,
    constant_label.RULE,
    duplicate_label.RULE,
    rare_label.RULE,
    all_zero_rows.RULE,
    unseen_labels.RULE,
    label_order_mismatch.RULE,
    binarizer_refit.RULE,
    binarizer_strings.RULE,
    oov_label_column.RULE,
    stratify_multihot.RULE,
    validation_split_tail.RULE,
    fit_before_split.RULE,
    shuffled_generator.RULE,
)

__all__ = ["RULES"]
