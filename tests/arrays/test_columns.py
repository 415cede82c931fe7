"""Sums of columns are those of the table, however short its rows are and however many."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.arrays import column_sums, rows_together


def test_by_hand():
    assert column_sums(np.array([[1, 0, 1], [1, 0, 0]], dtype=np.uint8)).tolist() == [2, 0, 1]


# rows that are no multiple of those taken together, and more of them than a byte can count
@pytest.mark.parametrize("shape", [(0, 3), (2, 0), (1, 1), (300, 1), (300_007, 20), (600, 20_000)])
def test_sums_are_those_of_numpy(shape):
    cells = np.random.default_rng(0).random(shape) < 0.9
    assert column_sums(cells).tolist() == cells.sum(axis=0).tolist()
    assert column_sums(cells).dtype == np.int64


def test_a_byte_of_ones_and_one_more_is_not_nothing():
    assert (
        column_sums(np.ones((rows_together(3) * 256, 3), dtype=bool)).tolist()
        == [rows_together(3) * 256] * 3
    )


def test_a_long_row_is_taken_alone():
    assert rows_together(1 << 20) == 1
