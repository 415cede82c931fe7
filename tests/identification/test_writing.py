"""How exact a number is by how it was written."""

import numpy as np
import pytest

from multihot.errors import DataError
from multihot.identification.writing import Written


@pytest.mark.parametrize(
    ("written", "tolerance"),
    [
        ("0.98", 0.005),
        ("0.980", 0.0005),
        (0.98, 0.005),
        ("1e-2", 0.005),
        ("99.3%", 0.05),
        ("99%", 0.5),
        ("-0.12", 0.005),
        ("1", 0.005),  # not everything from 0.5 to 1.5
        ("0", 0.005),
        ("12", 0.5),
        (0.9823456789012345, 9.823456789012345e-07),  # libraries add up in float32
        (np.float32(0.9823), 0.00005),
    ],
)
def test_half_a_unit_of_the_last_digit_is_the_tolerance(written, tolerance):
    assert Written.of(written).tolerance == pytest.approx(tolerance, rel=1e-12)


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("0.98", [0.98]),
        ("99.3%", [0.993]),
        ("99.3", [99.3, 0.993]),
        ("0.3%", [0.003]),
        ("1.0", [1.0]),
        ("250", [250.0]),
        ("-0.5", [-0.5]),
    ],
)
def test_what_a_number_can_mean(written, values):
    readings = Written.of(written).readings
    assert [reading.value for reading in readings] == pytest.approx(values)


def test_a_tolerance_is_on_the_scale_of_the_number():
    (percent,) = Written.of("99.3%", 0.2).readings
    assert percent.tolerance == pytest.approx(0.002)


@pytest.mark.parametrize("written", ["", "high", "0,98", "1_0", "inf", "-inf", True, None, "%"])
def test_what_is_no_number_is_refused_with_the_way_to_write_it(written):
    with pytest.raises(DataError, match="write it as it was printed, with a point"):
        Written.of(written)


@pytest.mark.parametrize("tolerance", [-0.1, float("nan"), float("inf")])
def test_a_tolerance_that_is_none_is_refused(tolerance):
    with pytest.raises(DataError, match="choose 0 or more"):
        Written.of("0.98", tolerance)
