"""Fixed bins of scores, fine where multi-label scores crowd: near 0, and near 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from multihot.metrics import EDGES
from multihot.nn.backend import load_keras

ops = load_keras().ops
_MANTISSA_BITS = 23 - 5  # 32 steps in an octave are the first five bits of a float32's mantissa

_MIDDLE = 0.5
_N_LOWER = len(EDGES) // 2
_FIRST = int(EDGES[0].view(np.int32)) >> _MANTISSA_BITS


def bins_of(scores: Any) -> Any:
    """`searchsorted(EDGES, scores, side="right")` of float32 scores, read off their bits.

    The edges are where the leading bits of a float change, so a shift finds the bin in a
    twentieth of the time of a search. What is below 0 or above 1 is in the first or last bin.
    """
    below = ops.clip(_octave_steps(scores, 0), 0, _N_LOWER)
    from_top = ops.clip(_octave_steps(1 - scores, 1), 0, _N_LOWER)
    return ops.where(scores < _MIDDLE, below, len(EDGES) - from_top)


def _octave_steps(values: Any, before: int) -> Any:
    """How many lower edges are at or below the values; below them, with before=1."""
    bits = ops.view(values, "int32") - before
    return ops.right_shift(bits, _MANTISSA_BITS) - _FIRST + 1
