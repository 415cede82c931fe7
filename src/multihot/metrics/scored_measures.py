"""Measures of scores as chances, and of targets alone, as functions of arrays."""

from __future__ import annotations

from math import prod
from typing import Literal

import numpy as np

from multihot.arrays import as_targets, as_weights, match_rows, scaled
from multihot.errors import check_choice
from multihot.metrics.averages import Measured
from multihot.metrics.calibration import CalibrationSums
from multihot.metrics.cells import Cells
from multihot.metrics.rows import RankSums
from multihot.metrics.scored_rows import ScoredRows


def log_loss(targets: object, scores: object, *, sample_weight: object = None) -> Measured:
    """Mean of -(y ln p + (1 - y) ln(1 - p)) over the known cells, 0 or more; NaN if none.

    A chance below 1e-7 that was given to what is true counts as 1e-7. scikit-learn's `log_loss`
    leaves out the second term on such targets, so it finds no fault with a model that gives every
    label to every row.

    >>> round(log_loss([[1, 0]], [[0.5, 0.25]]), 6) # (ln 2 + ln 4/3) / 2
    0.490415
    """
    return _calibration("log_loss", targets, scores, sample_weight)


def brier_score(targets: object, scores: object, *, sample_weight: object = None) -> Measured:
    """Mean of (p - y)² over the known cells, 0 to 1; NaN if none.

    scikit-learn's `brier_score_loss` on such targets sums over the labels of a row.

    >>> brier_score([[1, 0]], [[0.5, 0.25]])
    0.15625
    """
    return _calibration("brier_score", targets, scores, sample_weight)


def ece(
    targets: object,
    scores: object,
    *,
    average: Literal["micro", "macro"] = "macro",
    sample_weight: object = None,
) -> Measured:
    """How far scores are from shares: expected calibration error in 15 even bins, 0 to 1.

    Σ over bins |Σ (p - y)| / cells, of all cells together or as the mean of the labels; NaN if no
    cell is known. Source: Naeini et al. 2015; Guo et al. 2017.

    >>> ece([[1, 0], [0, 0]], [[0.75, 0.25], [0.75, 0.25]], average="micro")
    0.25
    """
    check_choice(average, ("micro", "macro"), name="average")
    return _calibration(f"ece_{average}", targets, scores, sample_weight)


def cardinality_true(targets: object, *, sample_weight: object = None) -> Measured:
    """Mean number of labels that a row has, of the rows of which a label is known.

    >>> cardinality_true([[1, 0], [1, 1]])
    1.5
    """
    targets, sample_weight = match_rows(targets=targets, sample_weight=sample_weight)
    truth = as_targets(targets)
    weights = as_weights(sample_weight, truth.shape[0])
    positives, unknown = Cells.of(truth, truth.data == 1), Cells.of(truth, np.isnan(truth.data))
    judged = unknown.per_row() < truth.shape[1]
    sizes = positives.per_row().astype(np.float64)
    used = None if weights is None else scaled(weights, prod(truth.shape))
    sums = RankSums.of({"cardinality_true": sizes}, judged, used)
    return sums.measures()["cardinality_true"]


def _calibration(name: str, targets: object, scores: object, sample_weight: object) -> Measured:
    scored = ScoredRows.of(targets, scores, sample_weight)
    sums = CalibrationSums.of(
        scored.positives, scored.unknown, scored.scores, scored.scaled_weights
    )
    return sums.measures()[name]
