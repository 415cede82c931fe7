"""How large numbers are, as powers of 2: scaling by one rounds nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_LEAST, _MOST = -960, 1020  # of float64: from 2^-1022, and 2^-1074 with fewer digits, to 2^1024


def exponent_of(numbers: NDArray[Any]) -> int:
    """The least power of 2 above the greatest of numbers that are 0 or more; 0 if there is none.

    >>> exponent_of(np.array([0.75, 5.0]))
    3
    """
    return int(np.frexp(numbers.max(initial=0.0))[1])


def shift_of(exponent: int, n_terms: int) -> int:
    """By which power of 2 to scale numbers so that sums of so many of them stay in range.

    0 as long as nothing has to be scaled: what is 600 powers of ten smaller would vanish.

    >>> shift_of(3, 1000), shift_of(1023, 1000), shift_of(-1070, 1000)
    (0, -14, 1070)
    """
    if exponent < _LEAST:
        return -exponent
    return min(0, _MOST - n_terms.bit_length() - 1 - exponent)


def scaled(weights: NDArray[np.float64], n_terms: int) -> NDArray[np.float64]:
    """The weights, as they are where sums of so many of them stay in range."""
    shift = shift_of(exponent_of(weights), n_terms)
    return np.ldexp(weights, shift) if shift else weights
