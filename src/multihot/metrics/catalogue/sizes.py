"""How many labels rows have and are given: neither good nor bad, but the first thing to look at."""

from __future__ import annotations

from multihot.metrics.catalogue.entries import Elsewhere, Metric

_NO_ROWS = "Only without rows: NaN."
_SK = Elsewhere("scikit-learn 1.9", "")
_SOURCE = "Tsoumakas & Katakis 2007, label cardinality"

SIZES = (
    Metric(
        name="cardinality_true",
        measure="cardinality_true",
        title="true labels a row",
        group="sizes",
        takes="targets",
        tasks="multi-label",
        tasks_why="with one class a row it is 1",
        better="none",
        high=None,
        definition="mean number of labels that a row has",
        formula="sum of (tp + fn) over rows / rows",
        undefined=_NO_ROWS,
        source=_SOURCE,
        elsewhere=(_SK, Elsewhere("NumPy", "targets.sum(axis=1).mean()")),
    ),
    Metric(
        name="cardinality_predicted",
        measure="cardinality_predicted",
        title="predicted labels a row",
        group="sizes",
        takes="decisions",
        tasks="multi-label",
        tasks_why="with one class a row it is 1",
        better="none",
        high=None,
        definition="mean number of labels that a row is given",
        formula="sum of (tp + fp) over rows / rows",
        undefined=_NO_ROWS,
        caution="compare with cardinality_true: far above it, the thresholds are too low",
        source=_SOURCE,
        elsewhere=(_SK, Elsewhere("NumPy", "decisions.sum(axis=1).mean()")),
    ),
    Metric(
        name="empty_share",
        measure="empty_share",
        title="rows given no label",
        group="sizes",
        takes="decisions",
        tasks="multi-label",
        tasks_why="with one class a row it is 0",
        better="none",
        definition="share of the rows that are given no label at all",
        formula="rows with tp + fp = 0 / rows",
        undefined=_NO_ROWS,
        caution="it is no error where rows have no labels either: compare it with their share",
        source="no paper: a count",
        elsewhere=(_SK, Elsewhere("NumPy", "(decisions.sum(axis=1) == 0).mean()")),
    ),
)
