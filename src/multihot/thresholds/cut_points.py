"""Where the scores of a label can be cut apart, so that it holds in float32 and in float64."""

from __future__ import annotations

import numpy as np

from multihot.arrays import Floats
from multihot.metrics import NEVER


def cuts_between(descending: Floats) -> Floats:
    """Thresholds that give none of the distinct scores, the first, the first two, ... all.

    Args:
        descending: (n_scores,) distinct scores, the highest first.

    Returns:
        (n_scores + 1,), the first above the highest score; midway between two scores.

    >>> cuts_between(np.array([0.75, 0.25])).tolist()
    [0.8750000596046448, 0.5, 0.125]
    """
    above, below = np.append(NEVER, descending), np.append(descending, 0.0)
    return _nearest((above + below) / 2, above, below)


def cut_near(wanted: float, descending: Floats) -> float:
    """The threshold nearest to a wanted one that gives the same of the distinct scores.

    >>> cut_near(0.3, np.array([0.75, 0.25]))
    0.30000001192092896
    """
    n_given = int(np.searchsorted(-descending, -wanted, side="right"))
    above, below = np.append(NEVER, descending)[n_given], np.append(descending, 0.0)[n_given]
    return float(_nearest(np.float64(wanted), above, below))


def _nearest(wanted: Floats | np.float64, above: Floats, below: Floats) -> Floats:
    """The float32 number nearest to each wanted one that is between two scores.

    It is between them also where they are rounded to float32. Where there is no such number it is
    the upper score; where both are the same number in float32, the wanted one.
    """
    wanted = np.where(wanted > below, wanted, above)  # the middle of two neighbours is one of them
    low, high = below.astype(np.float32), above.astype(np.float32)
    lowest = np.nextafter(low, np.float32(2))
    highest = np.where(high <= above, high, np.nextafter(high, np.float32(0)))
    nearest = np.clip(wanted.astype(np.float32), lowest, np.maximum(lowest, highest))
    cuts: Floats = np.where(lowest <= highest, nearest, np.where(low < high, above, wanted))
    return cuts
