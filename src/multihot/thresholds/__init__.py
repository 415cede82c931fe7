"""From scores to decisions."""

from multihot.thresholds.choosing import Scope, choose_thresholds
from multihot.thresholds.cutting import Thresholds, threshold_values

__all__ = ["Scope", "Thresholds", "choose_thresholds", "threshold_values"]
