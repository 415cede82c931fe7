"""What the arrays of this package hold: numbers of a kind that NumPy and SciPy can compute with."""

from __future__ import annotations

import math
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from multihot.errors import DataError, either

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

REMEDY = "pass rows of numbers, all of one length" + either(
    python="; rows of label names become numbers by LabelSpace.of_all(rows).encode(rows)",
    command="",
)
NO_VALUE = {"NoneType", "NAType"}  # names of types, because pandas may not be there


def as_numbers(array: NDArray[Any], name: str) -> NDArray[Any]:
    """The array as bool, integers, float32 or float64; as it is where it is one of these.

    Floats below 32 bits become float32, above 64 bits float64; objects become float64,
    None and NA among them NaN.

    Raises:
        DataError: text, dates, complex numbers or other objects.

    >>> as_numbers(np.array([True, None]), "targets")
    array([ 1., nan])
    """
    if array.dtype.kind in "OUST":
        return _of_objects(array, name)
    return array.astype(_kept(array.dtype, name), copy=False)


def is_missing(value: object) -> bool:
    """Whether a cell of objects holds nothing: None, NA or NaN.

    >>> [is_missing(value) for value in (None, float("nan"), "", 0)]
    [True, True, False, False]
    """
    return type(value).__name__ in NO_VALUE or (isinstance(value, float) and math.isnan(value))


def refuse(what: str, name: str) -> NoReturn:
    """Refuse values that are no numbers."""
    raise DataError(f"found {what} where numbers belong", where=name, remedy=REMEDY)


def _kept(dtype: np.dtype[Any], name: str) -> np.dtype[Any]:
    if dtype.kind in "biu":
        return dtype.newbyteorder("=")
    if dtype.kind == "f":
        return np.dtype(np.float32 if dtype.itemsize <= np.float32().itemsize else np.float64)
    if dtype.type.__module__ == "ml_dtypes":  # bfloat16, float8, int4: neither f nor i to NumPy
        return np.dtype(np.int8 if "int" in dtype.name else np.float32)
    refuse(f"values of type {dtype}", name)


def _of_objects(array: NDArray[Any], name: str) -> Floats:
    numbers = np.empty(array.size)
    for place, value in enumerate(array.flat):
        if isinstance(value, str | bytes):  # float("1") would be a guess
            refuse(f"the text {str(value)!r}", name)
        try:
            numbers[place] = np.nan if type(value).__name__ in NO_VALUE else float(value)
        except (TypeError, ValueError):
            refuse(f"a value of type {type(value).__name__}", name)
    return numbers.reshape(array.shape)
