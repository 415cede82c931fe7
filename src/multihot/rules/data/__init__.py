"""Targets, splits and what is fitted on them."""

from multihot.rules.data import (
    all_zero_rows,
    constant_label,
    duplicates_across_splits,
    label_absent_from_split,
    missing_labels,
    rare_label,
    single_label_rows,
)
from multihot.rules.judging import Rule

RULES: tuple[Rule, ...] = (
    label_absent_from_split.RULE,
    duplicates_across_splits.RULE,
    single_label_rows.RULE,
    constant_label.RULE,
    rare_label.RULE,
    missing_labels.RULE,
    all_zero_rows.RULE,
)

__all__ = ["RULES"]
