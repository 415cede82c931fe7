"""Ranks of the true cells where rows have weights: sums of weights instead of counts."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats, scaled
from multihot.metrics.cells import Cells
from multihot.metrics.ranks import Ranks, Trues

Places = tuple[Floats, Floats, Floats, Floats, Floats, Floats]


def weighted_ranks_in_labels(
    positives: Cells, unknown: Cells, scores: NDArray[Any], weights: Floats
) -> Ranks:
    """Rank each true row of a label among the rows, by the weight of those above and level."""
    n_labels = scores.shape[1]
    weights = scaled(weights, len(weights))
    own = scores[positives.rows, positives.columns]
    trues = Trues.of(positives, positives.columns, own, n_labels)
    bounds, parts = trues.starts(), []
    for column in range(n_labels):
        cells = slice(bounds[column], bounds[column + 1])
        rows = trues.row[cells]
        others = weights.copy()
        others[rows] = 0
        others[unknown.rows[unknown.columns == column]] = 0
        parts.append(_places(scores[:, column], others, trues.own[cells], weights[rows]))
    return _ranks(trues, parts, weights)


def weighted_ranks_in_all(
    positives: Cells, unknown: Cells, scores: NDArray[Any], weights: Floats
) -> Ranks:
    """Rank each true cell among all cells of the table, by the weight of those above and level."""
    group = np.zeros(len(positives), dtype=np.int64)
    weights = scaled(weights, scores.size)
    trues = Trues.of(positives, group, scores[positives.rows, positives.columns], 1)
    others = np.repeat(weights, scores.shape[1]).reshape(scores.shape)
    others[positives.rows, positives.columns] = 0
    others[unknown.rows, unknown.columns] = 0
    part = _places(scores.ravel(), others.ravel(), trues.own, weights[trues.row])
    return _ranks(trues, [part], weights)


def _places(scores: NDArray[Any], others: Floats, own: NDArray[Any], of_own: Floats) -> Places:
    """Weight of others and of true ones above and level with true scores that fall; weight of all.

    `others` are the weights of the scores, 0 where they are true or unknown: true cells and others
    are summed apart, because their difference would not be 0 where there are no others.
    """
    order = np.argsort(-scores, kind="stable")
    # from the top down, so that the few that matter most are not a difference of large sums
    above, through, n_others = _up_to(-scores[order], others[order], -own)
    true_above, true_through, n_true = _up_to(-own, of_own, -own)
    level, true_level = through - above, true_through - true_above
    return above, level, true_above, true_level, n_true, n_others


def _up_to(
    rising: NDArray[Any], weights: Floats, wanted: NDArray[Any]
) -> tuple[Floats, Floats, Floats]:
    """Weight of what comes before each wanted value, without and with what equals it; of all."""
    sums = np.concatenate(([0.0], np.cumsum(weights)))
    before = sums[np.searchsorted(rising, wanted, side="left")]
    through = sums[np.searchsorted(rising, wanted, side="right")]
    return before, through, sums[-1:]


def _ranks(trues: Trues, parts: list[Places], weights: Floats) -> Ranks:
    above, level, true_above, true_level, n_true, n_other = (
        np.concatenate([np.zeros(0), *(part[axis] for part in parts)]) for axis in range(6)
    )
    return Ranks(
        group=trues.group,
        label=trues.label,
        above=above + true_above,
        level=level + true_level,
        true_above=true_above,
        true_level=true_level,
        n_true=n_true,
        n_known=n_other + n_true,
        weight=weights[trues.row],
        apart=(above, level, n_other),
    )
