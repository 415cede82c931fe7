"""Numbers keep their kind, what is missing is NaN, and what is no number is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import ml_dtypes
import numpy as np
import pytest

from multihot.arrays.kinds import as_numbers
from multihot.errors import DataError


@pytest.mark.parametrize(
    "kind",
    [
        "bool",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "float32",
        "float64",
    ],
)
def test_numbers_that_can_be_computed_with_come_back_as_they_are(kind):
    array = np.array([[0, 1], [1, 1]]).astype(kind)
    assert as_numbers(array, "targets") is array


@pytest.mark.parametrize("kind", ["float16", "bfloat16", "float8_e5m2", "float8_e4m3fn"])
def test_floats_below_32_bits_become_float32(kind):
    dtype = np.float16 if kind == "float16" else getattr(ml_dtypes, kind)
    numbers = as_numbers(np.array([[0, 0.25], [1, np.nan]]).astype(dtype), "scores")
    assert numbers.dtype == np.float32
    np.testing.assert_array_equal(numbers, [[0, 0.25], [1, np.nan]])


def test_floats_above_64_bits_become_float64():
    assert as_numbers(np.array([0.25], dtype=np.longdouble), "scores").dtype == np.float64


@pytest.mark.parametrize("kind", ["int4", "uint4", "int2"])
def test_integers_below_8_bits_become_int8(kind):
    numbers = as_numbers(np.array([0, 1]).astype(getattr(ml_dtypes, kind)), "targets")
    assert (numbers.dtype, numbers.tolist()) == (np.int8, [0, 1])


@pytest.mark.parametrize(("kind", "native"), [(">f4", "f4"), (">f8", "f8"), (">i4", "i4")])
def test_numbers_of_another_byte_order_become_native(kind, native):
    numbers = as_numbers(np.array([0, 3], dtype=kind), "targets")
    assert (numbers.dtype, numbers.tolist()) == (np.dtype(native), [0, 3])
    assert numbers.dtype.isnative


def test_objects_that_are_numbers_become_float64_and_gaps_nan():
    objects = [True, 3, 0.25, np.float32(0.5), Decimal("0.75"), Fraction(1, 8), 2**70, None]
    numbers = as_numbers(np.array(objects, dtype=object), "targets")
    assert numbers.dtype == np.float64
    assert numbers[:-1].tolist() == [1, 3, 0.25, 0.5, 0.75, 0.125, 2.0**70]
    assert np.isnan(numbers[-1])


def test_objects_keep_their_shape():
    objects = np.array([[1, None, 3], [4, 5, 6]], dtype=object)
    np.testing.assert_array_equal(as_numbers(objects, "targets"), [[1, np.nan, 3], [4, 5, 6]])


def test_the_missing_value_of_pandas_is_nan():
    pandas = pytest.importorskip("pandas")
    numbers = as_numbers(np.array([pandas.NA, 1], dtype=object), "targets")
    np.testing.assert_array_equal(numbers, [np.nan, 1])


@pytest.mark.parametrize(
    ("array", "told"),
    [
        (np.array(["war"]), "the text 'war'"),
        (np.array(["1"]), "the text '1'"),
        (np.array([b"1"]), r'the text "b.1."'),
        (np.array([0, "1"], dtype=object), "the text '1'"),
        (np.array([""], dtype=np.dtypes.StringDType()), "the text ''"),
        (np.array([{}], dtype=object), "a value of type dict"),
        (np.array([1j], dtype=object), "a value of type complex"),
        (np.array([datetime(2020, 1, 1, tzinfo=UTC)], dtype=object), "a value of type datetime"),
        (np.array(["2020"], dtype="datetime64[D]"), r"values of type datetime64\[D\]"),
        (np.array([1], dtype="timedelta64[s]"), r"values of type timedelta64\[s\]"),
        (np.array([1j]), "values of type complex128"),
        (np.array([(1, 2)], dtype=[("a", int), ("b", int)]), "values of type .*'a'"),
    ],
    ids=lambda value: str(getattr(value, "dtype", "")),
)
def test_what_is_no_number_is_refused(array, told):
    message = rf"^targets: found {told}.* where numbers belong\n.*pass rows of numbers.*encode\("
    with pytest.raises(DataError, match=message):
        as_numbers(array, "targets")
