"""How well the scores of a row rank its labels."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Floats, Integers

_ROWS_AT_ONCE = 4096


def label_ranking_precision(targets: csr_array, scores: Floats) -> Floats:
    """Share of true labels among those ranked as high as a true one, mean over the true ones.

    Args:
        targets: (n_rows, n_labels), 1, 0 or NaN; cells that nobody knows are left out.
        scores: (n_rows, n_labels), any real numbers; ties take the worst rank.

    Returns:
        (n_rows,), above 0 up to 1; 1 for a row without true labels.

    Source: Tsoumakas, Katakis & Vlahavas 2010;
    `sklearn.metrics.label_ranking_average_precision_score`.

    >>> targets = csr_array(np.array([[1.0, 0.0, 1.0, 0.0]]))
    >>> label_ranking_precision(targets, np.array([[0.5, 0.9, 0.4, 0.1]])).round(3)
    array([0.583])
    """
    n_rows = targets.shape[0]
    result = np.ones(n_rows)
    for start in range(0, n_rows, _ROWS_AT_ONCE):
        rows = slice(start, min(start + _ROWS_AT_ONCE, n_rows))
        result[rows] = _of_rows(targets[rows], scores[rows])
    return result


def _of_rows(targets: csr_array, scores: Floats) -> Floats:
    row_of = np.repeat(np.arange(targets.shape[0]), np.diff(targets.indptr))
    unknown, positive = np.isnan(targets.data), targets.data == 1
    if unknown.any():
        scores = scores.copy()
        scores[row_of[unknown], targets.indices[unknown]] = -np.inf
    rows, columns = row_of[positive], targets.indices[positive]
    own = scores[rows, columns]
    rank = (scores[rows] >= own[:, None]).sum(axis=1)
    share = _rank_among(rows, own) / np.maximum(rank, 1)
    n_true = np.bincount(rows, minlength=len(scores))
    sums = np.bincount(rows, weights=share, minlength=len(scores))
    return np.where(n_true > 0, sums / np.maximum(n_true, 1), 1.0)


def _rank_among(rows: Integers, own: Floats) -> Integers:
    """How many of the true labels of the same row score as high or higher, itself included."""
    order = np.lexsort((-own, rows))
    sorted_rows, sorted_own = rows[order], own[order]
    first_of_row = np.searchsorted(sorted_rows, sorted_rows, side="left")
    new_value = np.append(True, (np.diff(sorted_rows) != 0) | (np.diff(sorted_own) != 0))
    run = np.cumsum(new_value) - 1
    last_of_run = np.append(np.flatnonzero(new_value)[1:], len(order)) if len(order) else order
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = (last_of_run[run] - first_of_row) if len(order) else 0
    return rank
