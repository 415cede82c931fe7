"""Every number by name: what it is, what it takes, when it is undefined, who else computes it."""

from multihot.metrics.catalogue.entries import (
    GROUPS,
    TAKES,
    TASKS,
    Better,
    Elsewhere,
    Group,
    Measure,
    Metric,
    Takes,
    Tasks,
)
from multihot.metrics.catalogue.listing import BY_NAME, CATALOGUE, MEASURES
from multihot.metrics.catalogue.markdown import document
from multihot.metrics.catalogue.pages import measure_page, metric_page
from multihot.metrics.catalogue.tables import overview

__all__ = [
    "BY_NAME",
    "CATALOGUE",
    "GROUPS",
    "MEASURES",
    "TAKES",
    "TASKS",
    "Better",
    "Elsewhere",
    "Group",
    "Measure",
    "Metric",
    "Takes",
    "Tasks",
    "document",
    "measure_page",
    "metric_page",
    "overview",
]
