"""Asking every rule."""

from __future__ import annotations

from multihot.data import Splits
from multihot.rules import (
    all_zero_rows,
    constant_label,
    duplicates_across_splits,
    label_absent_from_split,
    missing_labels,
    rare_label,
    single_label_rows,
)
from multihot.rules.findings import SEVERITIES, Finding, Rule

RULES: tuple[Rule, ...] = (
    label_absent_from_split.RULE,
    duplicates_across_splits.RULE,
    single_label_rows.RULE,
    constant_label.RULE,
    rare_label.RULE,
    missing_labels.RULE,
    all_zero_rows.RULE,
)


def audit(*, splits: Splits) -> tuple[Finding, ...]:
    """What is wrong with the data, or worth knowing before training: worst first.

    Args:
        splits: the parts to train on, to choose on and to judge by.
    """
    found = [
        Finding(rule.id, rule.severity, seen.subject, seen.message, seen.advice, seen.evidence)
        for rule in RULES
        for seen in rule.check(splits)
    ]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))
