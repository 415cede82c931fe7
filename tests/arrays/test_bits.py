"""Decisions packed eight in a byte are the same decisions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multihot.arrays import BitRows, as_decisions

SHAPES = [(0, 5), (1, 1), (3, 8), (4, 9), (255, 3), (256, 3), (700, 17), (2600, 110), (2, 0)]

tables = st.tuples(st.integers(0, 9), st.integers(1, 20)).flatmap(lambda shape: arrays(bool, shape))


def drawn(shape: tuple[int, int]) -> np.ndarray:
    return np.random.default_rng(1).random(shape) < 0.7


def test_by_hand():
    rows = BitRows.of(np.array([[1, 0, 1, 1, 0, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0, 0, 0, 0]]))
    assert rows.bits.tolist() == [0b10110000, 0b10010000, 0b00000000]
    assert rows.shape == (2, 9)
    assert rows.per_row().tolist() == [4, 1]
    assert rows.per_label().tolist() == [1, 0, 2, 1, 0, 0, 0, 0, 1]
    assert rows.per_label(np.array([0.5, 3])).tolist() == [0.5, 0, 3.5, 0.5, 0, 0, 0, 0, 0.5]


@pytest.mark.parametrize("shape", SHAPES)
def test_sums_are_those_of_the_table(shape):
    table = drawn(shape)
    rows = BitRows.of(table)
    assert rows.shape == shape
    assert rows.per_row().tolist() == table.sum(axis=1).tolist()
    assert rows.per_label().tolist() == table.sum(axis=0).tolist()
    assert rows.per_label().dtype == np.int64
    eighths = np.arange(shape[0]) % 32 / 8
    assert rows.per_label(eighths).tolist() == (eighths @ table).tolist()
    assert rows.per_label(eighths).dtype == np.float64


@settings(max_examples=100)
@given(tables)
def test_unpacking_gives_the_table_back(table):
    rows = BitRows.of(table)
    assert rows.to_csr().toarray().tolist() == table.astype(int).tolist()
    row, column = (places.ravel() for places in np.indices(table.shape))
    assert rows.at(row, column).tolist() == table.ravel().tolist()


@settings(max_examples=100)
@given(tables, st.data())
def test_some_rows_are_those_of_the_table(table, data):
    start = data.draw(st.integers(0, len(table)))
    rows = slice(start, data.draw(st.integers(start, len(table))))
    some = BitRows.of(table).rows(rows)
    assert some.bits.tolist() == BitRows.of(table[rows]).bits.tolist()
    assert some.shape == table[rows].shape


@settings(max_examples=50)
@given(tables)
def test_decisions_of_every_kind_are_packed_alike(table):
    for kind in (bool, np.int8, np.float32, np.float64):
        decided = as_decisions(table.astype(kind))
        assert isinstance(decided, BitRows)
        assert decided.bits.tolist() == BitRows.of(table).bits.tolist()
