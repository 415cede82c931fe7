"""What is chosen by which numbers: thresholds, epochs, models."""

from multihot.rules.choices import (
    label_never_predicted,
    miscalibrated_label,
    monitor_mode,
    monitor_name,
    monitor_train,
    schedule_and_plateau,
    select_on_test,
    threshold_magic,
    threshold_on_test,
)
from multihot.rules.judging import Rule

RULES: tuple[Rule, ...] = (
    threshold_magic.RULE,
    threshold_on_test.RULE,
    select_on_test.RULE,
    monitor_mode.RULE,
    monitor_name.RULE,
    monitor_train.RULE,
    schedule_and_plateau.RULE,
    label_never_predicted.RULE,
    miscalibrated_label.RULE,
)

__all__ = ["RULES"]
