"""Working through the rows of an array in blocks that fit the cache, on every core."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

_CELLS_AT_ONCE = 1 << 18  # float32 scores of a block, and what is made of them, stay in the cache


def in_blocks(
    work: Callable[[slice], Result], n_rows: int, *, row_cells: int, at_once: int = _CELLS_AT_ONCE
) -> list[Result]:
    """What the work gives for each block of rows, in order.

    >>> in_blocks(lambda rows: rows.stop - rows.start, 5, row_cells=1 << 17)
    [2, 2, 1]
    """
    return list(each_block(work, n_rows, row_cells=row_cells, at_once=at_once))


def each_block(
    work: Callable[[slice], Result], n_rows: int, *, row_cells: int, at_once: int = _CELLS_AT_ONCE
) -> Iterator[Result]:
    """As `in_blocks`, one at a time, for results that are too large to be kept.

    NumPy lets other threads run while it computes, so threads are enough to use every core.
    """
    step = max(1, at_once // max(1, row_cells))
    blocks = [slice(start, min(start + step, n_rows)) for start in range(0, n_rows, step)]
    n_threads = min(len(blocks), _n_cores())
    if n_threads <= 1:
        yield from map(work, blocks)
        return
    with ThreadPoolExecutor(n_threads) as pool:
        yield from pool.map(work, blocks)


def _n_cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # a container may be given fewer than the machine has
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
