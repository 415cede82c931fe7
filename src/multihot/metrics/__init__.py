"""Counts that add, formulas written once, and the catalogue of what is made of them."""

from multihot.metrics.areas import Curve, average_precision, roc_auc
from multihot.metrics.averages import (
    Average,
    Measured,
    Undefined,
    macro,
    micro,
    per_label,
    samples,
    weighted,
)
from multihot.metrics.catalogue import BY_NAME, CATALOGUE, GROUPS, Metric
from multihot.metrics.counts import LabelCounts, SetCounts
from multihot.metrics.formulas import FORMULAS, Formula
from multihot.metrics.outcomes import Outcomes
from multihot.metrics.ranking import label_ranking_precision
from multihot.metrics.scoring import area_averages, areas_per_label, log_loss, lrap

__all__ = [
    "BY_NAME",
    "CATALOGUE",
    "FORMULAS",
    "GROUPS",
    "Average",
    "Curve",
    "Formula",
    "LabelCounts",
    "Measured",
    "Metric",
    "Outcomes",
    "SetCounts",
    "Undefined",
    "area_averages",
    "areas_per_label",
    "average_precision",
    "label_ranking_precision",
    "log_loss",
    "lrap",
    "macro",
    "micro",
    "per_label",
    "roc_auc",
    "samples",
    "weighted",
]
