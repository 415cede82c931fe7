"""Sums of floats that come out the same, to the last bit, in any order and partition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats

_LOWEST = 1074  # every float64 is a whole number of 2^-1074
_MANTISSA = 53
_FEW = 62
_HALF = 32
_MASK = (1 << _HALF) - 1


@dataclass(frozen=True, eq=False)
class ExactSums:
    """Sums of floats, kept whole: nothing is rounded until `rounded` is asked.

    Source: Kulisch 2002, the long accumulator.

    Args:
        wholes: (n_sums,) Python's whole numbers: each sum in units of 2^-1074.

    >>> parts = [ExactSums.of(np.array([value])) for value in (1e16, 1.0, 1.0, -1e16)]
    >>> (parts[0] + parts[1] + parts[2] + parts[3]).rounded().tolist()
    [2.0]
    """

    wholes: NDArray[Any]

    @classmethod
    def zeros(cls, n_sums: int = 1) -> ExactSums:
        """Nothing added yet; adding it changes nothing."""
        return cls(np.zeros(n_sums, dtype=object))

    @classmethod
    def of(cls, *columns: Floats) -> ExactSums:
        """One sum for each array of finite numbers."""
        return cls(np.array([_sum(np.asarray(column, float)) for column in columns], dtype=object))

    def __add__(self, other: ExactSums) -> ExactSums:
        return ExactSums(self.wholes + other.wholes)

    def rounded(self) -> Floats:
        """The sums, (n_sums,), each the float64 nearest to the true sum."""
        return np.array([whole / (1 << _LOWEST) for whole in self.wholes], dtype=np.float64)


def _sum(values: Floats) -> int:
    """Sum of numbers whose digits fit 62 bits together, as they mostly do."""
    _, top = np.frexp(np.abs(values).max(initial=0.0))
    shift = _FEW - int(top)
    if 0 <= shift < _LOWEST:  # to the left only: to the right, the least numbers would vanish
        scaled = np.ldexp(values, shift)
        whole = scaled.astype(np.int64)
        if (whole == scaled).all():
            total = (int((whole >> _HALF).sum()) << _HALF) + int((whole & _MASK).sum())
            return total << (_LOWEST - shift)
    return _long_sum(values)


def _long_sum(values: Floats) -> int:
    mantissa, exponent = np.frexp(values)
    whole = np.ldexp(mantissa, _MANTISSA).astype(np.int64)
    place = exponent.astype(np.int64) + (_LOWEST - _MANTISSA)
    short = place < 0  # numbers below 2^-1021 have fewer digits
    whole[short] >>= -place[short]
    place[short] = 0
    total = 0
    for limb in np.unique(place // _HALF):
        chosen = place // _HALF == limb
        shift = place[chosen] % _HALF
        # halves of 32 and 21 bits stay whole numbers of 64 bits when shifted by up to 31
        low, high = (whole[chosen] & _MASK) << shift, (whole[chosen] >> _HALF) << shift
        for step, part in enumerate((low & _MASK, (low >> _HALF) + (high & _MASK), high >> _HALF)):
            total += int(part.sum()) << ((int(limb) + step) * _HALF)
    return total
