"""Working through the rows of an array in blocks, on every core."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

_CELLS_AT_ONCE = 1 << 21  # of fewer, the threads would wait for each other between the blocks

_thread = threading.local()


def in_blocks(
    work: Callable[[slice], Result], n_rows: int, *, row_cells: int, at_once: int = _CELLS_AT_ONCE
) -> list[Result]:
    """What the work gives for each block of rows, in order.

    >>> in_blocks(lambda rows: rows.stop - rows.start, 5, row_cells=1 << 20)
    [2, 2, 1]
    """
    return list(each_block(work, n_rows, row_cells=row_cells, at_once=at_once))


def each_block(
    work: Callable[[slice], Result], n_rows: int, *, row_cells: int, at_once: int = _CELLS_AT_ONCE
) -> Iterator[Result]:
    """As `in_blocks`, one at a time, for results that are too large to be kept.

    NumPy lets other threads run while it computes, so threads are enough to use every core. Work
    that is itself done on blocks goes on in the thread that it is in.
    """
    n_cores = 1 if hasattr(_thread, "is_one_of_many") else _n_cores()
    step = max(1, at_once // max(1, row_cells))
    n_blocks = -(-n_rows // step)
    if n_blocks > 1:  # as many for each core, so that none waits at the end
        step = -(-n_rows // (-(-n_blocks // n_cores) * n_cores))
    blocks = [slice(start, min(start + step, n_rows)) for start in range(0, n_rows, step)]
    n_threads = min(len(blocks), n_cores)
    if n_threads <= 1:
        yield from map(work, blocks)
        return
    with ThreadPoolExecutor(n_threads, initializer=_mark_thread) as pool:
        yield from pool.map(work, blocks)


def _mark_thread() -> None:
    _thread.is_one_of_many = True


def _n_cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # a container may be given fewer than the machine has
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
