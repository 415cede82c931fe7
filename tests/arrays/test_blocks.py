"""Work on blocks of rows gives what work on each row gives, in order, on every core."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from multihot.arrays import each_block, in_blocks


def thread(_rows: slice) -> int:
    return threading.get_ident()


@given(st.integers(0, 100), st.integers(0, 9), st.integers(1, 50))
def test_every_row_is_in_one_block_and_in_order(n_rows, row_cells, at_once):
    blocks = in_blocks(lambda rows: rows, n_rows, row_cells=row_cells, at_once=at_once)
    assert [row for rows in blocks for row in range(rows.start, rows.stop)] == list(range(n_rows))
    assert all(row_cells * (rows.stop - rows.start) <= max(at_once, row_cells) for rows in blocks)


def test_each_core_is_given_as_many_blocks(monkeypatch):
    monkeypatch.setattr("multihot.arrays.blocks._n_cores", lambda: 2)
    blocks = in_blocks(lambda rows: rows.stop - rows.start, 20, row_cells=1, at_once=9)
    assert blocks == [5, 5, 5, 5]


def test_work_inside_of_a_block_stays_in_the_thread_of_the_block(monkeypatch):
    monkeypatch.setattr("multihot.arrays.blocks._n_cores", lambda: 2)

    def threads(_rows: slice) -> set[int]:
        return {threading.get_ident(), *each_block(thread, 9, row_cells=1, at_once=2)}

    assert [len(found) for found in each_block(threads, 4, row_cells=1, at_once=1)] == [1, 1, 1, 1]


def test_one_core_works_in_the_thread_that_asks(monkeypatch):
    monkeypatch.setattr("multihot.arrays.blocks._n_cores", lambda: 1)
    found = in_blocks(thread, 3, row_cells=1, at_once=1)
    assert found == [threading.get_ident()] * 3
