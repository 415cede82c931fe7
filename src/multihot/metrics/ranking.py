"""How well the scores of a row rank its labels."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import (
    Floats,
    Scores,
    as_scores,
    as_targets,
    as_weights,
    check_aligned,
    match_names,
)
from multihot.metrics.areas import average_precision_of
from multihot.metrics.cells import Cells
from multihot.metrics.dense_ranks import ranks_in_all, ranks_in_labels, ranks_in_rows
from multihot.metrics.ranks import Ranks
from multihot.metrics.sparse_ranks import sparse_ranks
from multihot.metrics.weighted_ranks import weighted_ranks_in_all, weighted_ranks_in_labels

Within: TypeAlias = Literal["rows", "labels", "all"]

_DENSE = {"rows": ranks_in_rows, "labels": ranks_in_labels, "all": ranks_in_all}
_WEIGHTED = {"labels": weighted_ranks_in_labels, "all": weighted_ranks_in_all}


def ranks_within(
    within: Within, targets: object, scores: object, sample_weight: object = None
) -> Ranks:
    """Rank each true cell among the known cells of its row, of its label, or of the table.

    Args:
        within: "rows", "labels" or "all".
        targets: (n_rows, n_labels), 1, 0, or NaN where nobody knows.
        scores: (n_rows, n_labels), 0 to 1, dense or sparse.
        sample_weight: (n_rows,), 0 or more; within a row it changes nothing.
    """
    matched = match_names(targets=targets, scores=scores, sample_weight=sample_weight)
    targets, scores, sample_weight = matched.values
    truth, checked = as_targets(targets), as_scores(scores)
    check_aligned(targets=truth, scores=checked)
    weights = as_weights(sample_weight, truth.shape[0])
    positives, unknown = Cells.of(truth, truth.data == 1), Cells.of(truth, np.isnan(truth.data))
    return rank(within, positives, unknown, checked, weights)


def rank(
    within: Within, positives: Cells, unknown: Cells, scores: Scores, weights: Floats | None
) -> Ranks:
    """As `ranks_within`, of cells and scores that are checked."""
    if weights is not None and within != "rows":
        dense = scores.toarray() if isinstance(scores, csr_array) else scores
        return _WEIGHTED[within](positives, unknown, dense, weights)
    if isinstance(scores, csr_array):
        return sparse_ranks(positives, unknown, scores, within=within)
    return _DENSE[within](positives, unknown, scores)


def coverage_error_of(ranks: Ranks) -> Floats:
    """How far down a row's ranking its last true label stands, 0 to n_labels, (n_rows,).

    Ties take the worst rank; 0 for a row without labels. Source: Tsoumakas et al. 2010;
    `sklearn.metrics.coverage_error`.
    """
    worst = np.zeros(len(ranks.n_true))
    last = np.cumsum(ranks.n_true) - 1  # cells fall within their group
    some = ranks.n_true > 0
    worst[some] = (ranks.above + ranks.level)[last[some]]
    return worst


def ranking_loss_of(ranks: Ranks) -> Floats:
    """Share of a row's pairs of a true and another label that are in the wrong order, (n_rows,).

    Ties are wrong; 0 where a row has no such pair. Source: Schapire & Singer 2000;
    `sklearn.metrics.label_ranking_loss`.
    """
    not_below = ranks.above + ranks.level - ranks.true_above - ranks.true_level
    pairs = ranks.n_true * (ranks.n_known - ranks.n_true)
    out = np.zeros(len(pairs))
    return np.divide(ranks.per_group(not_below), pairs, out=out, where=pairs > 0)


def lrap_of(ranks: Ranks) -> Floats:
    """Of the labels ranked as high as a true one, the share that is true, mean over the true ones.

    (n_rows,), above 0 up to 1; 1 for a row without true labels or of true ones only. Source:
    Tsoumakas et al. 2010; `sklearn.metrics.label_ranking_average_precision_score`.
    """
    precision = average_precision_of(ranks)
    return np.where(ranks.n_true > 0, precision, 1.0)
