"""Areas under curves: how well scores rank true cells before the others, whatever the threshold."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats
from multihot.metrics.averages import Measured, Undefined, weighted_mean
from multihot.metrics.ranks import Ranks


def roc_auc_of(ranks: Ranks) -> Floats:
    """Chance that a true cell scores above another cell of its group, ties counting half.

    Σ over true cells (others below + others level / 2) / (true · others), 0 to 1, (n_groups,);
    NaN for a group whose known cells are all of one kind. Source: Hanley & McNeil 1982;
    `sklearn.metrics.roc_auc_score`.

    >>> from multihot.metrics.ranking import ranks_within
    >>> targets, scores = [[1, 0], [0, 1], [0, 0]], [[0.6, 0], [0.7, 1], [0.2, 0.1]]
    >>> roc_auc_of(ranks_within("labels", targets, scores))
    array([0.5, 1. ])
    """
    above, level, n_other = ranks.others()
    # twice the pairs won: whole numbers, so exact up to 2^53 of them
    won = 2 * (n_other[ranks.group] - above - level) + level
    if ranks.weight is not None:
        area = _mean_of_trues(ranks, ranks.weight, won / 2, n_other[ranks.group])
        return np.where(n_other > 0, area, np.nan)
    pairs = 2.0 * ranks.n_true * n_other
    out = np.full(len(pairs), np.nan)
    share = np.divide(ranks.per_group(won), pairs, out=out, where=pairs > 0)
    return np.clip(share, 0.0, 1.0)  # beyond 2^53 pairs a sum can be an ulp off


def average_precision_of(ranks: Ranks) -> Floats:
    """Precision at each true cell's score, averaged over the true cells, 0 to 1, (n_groups,).

    Σ over true cells (true scoring as high / known scoring as high) / true; NaN for a group
    without true cells, where scikit-learn says 0. Within rows it is the label ranking average
    precision. Source: `sklearn.metrics.average_precision_score`.

    >>> from multihot.metrics.ranking import ranks_within
    >>> targets, scores = [[1, 0], [0, 1], [0, 0]], [[0.6, 0], [0.7, 1], [0.2, 0.1]]
    >>> average_precision_of(ranks_within("labels", targets, scores))
    array([0.5, 1. ])
    """
    through = ranks.above + ranks.level
    hits = ranks.true_above + ranks.true_level
    if ranks.weight is not None:
        return _mean_of_trues(ranks, ranks.weight, hits, through)
    precision = np.divide(hits, through, out=np.zeros(len(through)), where=through > 0)
    out = np.full(len(ranks.n_true), np.nan)
    return np.divide(ranks.per_group(precision), ranks.n_true, out=out, where=ranks.n_true > 0)


def _mean_of_trues(ranks: Ranks, weights: Floats, part: Floats, whole: Floats) -> Floats:
    """Mean over the true cells of part / whole, by weight, (n_groups,); NaN where there are none.

    Shares are summed, not products of weights, which a float may not hold.
    """
    share = np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
    size = np.frexp(ranks.n_true)[1]  # of each group: scaling by a power of 2 rounds nothing
    weights, total = np.ldexp(weights, -size[ranks.group]), np.ldexp(ranks.n_true, -size)
    sums = np.bincount(ranks.group, weights=weights * share, minlength=len(total))
    out = np.full(len(total), np.nan)
    np.divide(sums, total, out=out, where=total > 0)
    return np.clip(out, 0.0, 1.0)  # sums of weights can be an ulp off


AREAS = {"roc_auc": roc_auc_of, "average_precision": average_precision_of}


def area_mean(of_label: Floats, weights: NDArray[Any], undefined: Undefined = "zero") -> Measured:
    """Mean of the labels' areas.

    A label whose area does not exist has no value to put in a mean: it is left out and
    counted under "zero" and "drop"; "nan" makes the mean NaN.

    Args:
        of_label: (n_labels,), NaN where there is no area.
        weights: (n_labels,): ones, or how many rows have the label.
        undefined: the policy.
    """
    lost = np.isnan(of_label)
    if undefined != "nan":
        of_label, weights = of_label[~lost], weights[~lost]
    return Measured(weighted_mean(of_label, weights), int(lost.sum()))
