"""A number as a person wrote it: how exact it is, and whether it may be a percentage."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from multihot.errors import DataError, option_name

_LEAST = 1e-6
_COARSEST_WHOLE = 0.005
_HUNDRED = 100


@dataclass(frozen=True)
class Reading:
    """One thing that the writing can mean.

    Args:
        value: the number to look for.
        tolerance: how far from it still fits.
        percent: it was read as a percentage.
        unsaid: nobody wrote that it is one.
    """

    value: float
    tolerance: float
    percent: bool = False
    unsaid: bool = False


@dataclass(frozen=True)
class Written:
    """What was written, and what it can mean.

    Args:
        text: as it was written.
        number: its value, a percentage in percents.
        tolerance: how far from it still fits, on the same scale.
        readings: what it can mean, the plain reading first.

    >>> Written.of("0.98").tolerance
    0.005
    >>> [reading.value for reading in Written.of("62.5").readings]
    [62.5, 0.625]
    """

    text: str
    number: float
    tolerance: float
    readings: tuple[Reading, ...]

    @classmethod
    def of(cls, written: float | str, tolerance: float | None = None) -> Written:
        """Read what was written; half a unit of its last digit is the tolerance.

        Raises:
            DataError: no number, an infinite one, or a tolerance below 0.
        """
        text = str(written).strip()
        number = _decimal(text.removesuffix("%").strip(), written)
        if tolerance is None:
            tolerance = _half_a_unit(number, percent=text.endswith("%"))
        elif not 0 <= tolerance < math.inf:
            raise DataError(
                f"a tolerance of {tolerance}",
                where=option_name("tolerance"),
                remedy="choose 0 or more, and no infinity",
            )
        value = float(number)
        return cls(text, value, tolerance, _readings(text, value, tolerance))


def _readings(text: str, value: float, tolerance: float) -> tuple[Reading, ...]:
    plain = Reading(value, tolerance)
    of_hundred = Reading(value / _HUNDRED, tolerance / _HUNDRED, percent=True)
    if text.endswith("%"):
        return (of_hundred,)
    if not 1 < value <= _HUNDRED:
        return (plain,)
    return (plain, Reading(of_hundred.value, of_hundred.tolerance, percent=True, unsaid=True))


def _decimal(text: str, written: object) -> Decimal:
    try:
        number = Decimal(text.replace("_", "x"))  # 1_000 is Python's, not a person's
    except InvalidOperation:
        number = Decimal("inf")
    if isinstance(written, bool) or number.is_infinite():
        raise DataError(
            f"{str(written)!r} is not a number to look for",
            where="number",
            remedy="write it as it was printed, with a point: 0.98, 99.3% or nan",
        )
    return number if number.is_finite() else Decimal("nan")


def _half_a_unit(number: Decimal, *, percent: bool) -> float:
    if number.is_nan():
        return 0.0
    exponent = number.as_tuple().exponent
    half = float(Decimal(5).scaleb(int(exponent) - 1))
    if exponent == 0 and not percent and abs(number) <= 1:
        half = _COARSEST_WHOLE  # a bare 1 is not everything from 0.5 on
    return max(half, _LEAST * abs(float(number)))
