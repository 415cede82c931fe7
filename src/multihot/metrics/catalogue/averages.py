"""The four averages in words: over what a measure is counted, and what 0/0 does to it."""

from __future__ import annotations

from dataclasses import dataclass

from multihot.metrics.catalogue.entries import Group


@dataclass(frozen=True)
class AverageText:
    """How an average is told.

    Args:
        short: end of a title.
        group: of counted measures with this average.
        words: end of a definition.
        formula: with a place for the measure's formula.
        undefined: with a place for when it is 0/0.
    """

    short: str
    group: Group
    words: str
    formula: str
    undefined: str


_ONE = '{when}: "zero" counts 0, "nan" makes the mean NaN, "drop" leaves the {one} out'

AVERAGES: dict[str, AverageText] = {
    "micro": AverageText(
        "all cells together",
        "cells",
        "counted over all rows and labels together, so that frequent labels decide",
        "{formula}, with tp, fp, fn, tn counted over all known cells",
        '{when}: "zero" says 0, "nan" and "drop" say NaN.',
    ),
    "macro": AverageText(
        "mean of labels",
        "labels",
        "for each label, then the mean over labels, a rare one counting as much as any",
        "mean over labels of {formula}, with tp, fp, fn, tn counted over the rows of the label",
        _ONE.replace("{one}", "label") + "; how many labels that were is told.",
    ),
    "weighted": AverageText(
        "labels by frequency",
        "labels",
        "for each label, then the mean over labels, each weighted by how many rows have it",
        "sum over labels of (tp + fn) v / sum over labels of (tp + fn), with v = {formula} "
        "counted over the rows of the label",
        _ONE.replace("{one}", "label") + "; how many labels that were is told.",
    ),
    "samples": AverageText(
        "mean of rows",
        "rows",
        "for each row, then the mean over rows, a row counting the same however many labels it has",
        "mean over rows of {formula}, with tp, fp, fn, tn counted over the labels of the row",
        _ONE.replace("{one}", "row") + "; how many rows that were is told.",
    ),
}
