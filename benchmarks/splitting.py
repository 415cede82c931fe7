"""How fast and how even splits are, ours and iterative-stratification's, side by side.

Both split the same table in four fifths and a fifth; ours takes it sparse, theirs dense. Seconds
are of the processor, because the machine may be shared: medians of runs in one process, in turn.
Beside them, rows of a label that a part has more or less than its share, the mean and the greatest.
Theirs may give a part other rows than asked for, ours may not.

    python benchmarks/splitting.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from iterstrat.ml_stratifiers import MultilabelStratifiedShuffleSplit
from scipy.sparse import csr_array

from multihot.data.splitting import stratify

SHARES = (0.8, 0.2)
N_RUNS = 3
# as many rows as theirs splits in some seconds
RACES = {
    "400 x 12": (400, np.geomspace(0.4, 0.01, 12)),
    "10,000 x 100, alike": (10_000, np.full(100, 0.03)),
    "10,000 x 100, power law": (10_000, 0.5 / np.arange(1, 101)),
    "100,000 x 100, power law": (100_000, 0.5 / np.arange(1, 101)),
}
ALONE = {
    "1,000,000 x 100, alike": (1_000_000, np.full(100, 0.03)),
    "1,000,000 x 100, power law": (1_000_000, 0.5 / np.arange(1, 101)),
}
Parts = list[Any]


def table(n_rows: int, shares: np.ndarray) -> csr_array:
    rng = np.random.default_rng(0)
    columns = [np.flatnonzero(rng.random(n_rows) < share) for share in shares]
    labels = np.repeat(np.arange(len(shares)), list(map(len, columns)))
    rows = np.concatenate(columns)
    return csr_array((np.ones(len(rows)), (rows, labels)), shape=(n_rows, len(shares)))


def ours(targets: csr_array, seed: int) -> Parts:
    return stratify(targets, shares=SHARES, rng=np.random.default_rng(seed))


def theirs(dense: np.ndarray, seed: int) -> Parts:
    split = MultilabelStratifiedShuffleSplit(n_splits=1, test_size=SHARES[1], random_state=seed)
    return list(next(split.split(dense, dense)))


def timed(split: Callable[[Any, int], Parts], targets: Any, seed: int) -> tuple[float, Parts]:
    start = time.process_time()
    parts = split(targets, seed)
    return time.process_time() - start, parts


def off(targets: csr_array, parts: Parts) -> np.ndarray:
    totals = targets.sum(axis=0)
    held = np.array([targets[rows].sum(axis=0) for rows in parts])
    return np.abs(held - np.outer(SHARES, totals))


def told(targets: csr_array, runs: list[tuple[float, Parts]]) -> tuple[float, str]:
    seconds = statistics.median(taken for taken, _ in runs)
    rows = off(targets, runs[0][1])
    return seconds, f"{seconds:9.3f}{rows.mean():7.2f}{rows.max():8.1f}"


def main() -> None:
    print(f"{'rows x labels':27}  ours s   mean     max   theirs   mean     max   ratio")
    for name, form in RACES.items():
        targets = table(*form)
        dense = targets.toarray().astype(int)
        pairs = [(timed(ours, targets, k), timed(theirs, dense, k)) for k in range(N_RUNS)]
        (fast, us), (slow, them) = (told(targets, list(runs)) for runs in zip(*pairs, strict=True))
        print(f"{name:26}{us}{them}{slow / fast:8.1f}")
    for name, form in ALONE.items():
        targets = table(*form)
        _, us = told(targets, [timed(ours, targets, k) for k in range(N_RUNS)])
        print(f"{name:26}{us}")


if __name__ == "__main__":
    main()
