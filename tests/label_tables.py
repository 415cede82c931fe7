"""Seeded tables of labels of every shape, to try splits on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

SIZES = (8, 12, 20, 40, 80, 150, 300, 600)


class LabelTable(NamedTuple):
    """(n_rows, n_labels) of 0, 1 and NaN, and the group of each row or None."""

    targets: np.ndarray
    groups: tuple[str, ...] | None


def label_table(seed: int) -> LabelTable:
    """Each shape in turn; of some, every other table has groups."""
    rng = np.random.default_rng(seed)
    n_rows, n_labels = int(rng.choice(SIZES)), int(rng.integers(2, 25))
    targets = SHAPES[seed % len(SHAPES)](rng, n_rows, n_labels)
    if seed % 20 < 15:
        return LabelTable(targets, None)
    groups = rng.integers(0, max(4, n_rows // 3), n_rows)
    return LabelTable(targets, tuple(map(str, groups)))


def even(rng: np.random.Generator, n_rows: int, n_labels: int) -> np.ndarray:
    return (rng.random((n_rows, n_labels)) < rng.uniform(0.02, 0.5)).astype(float)


def frequent_and_own(rng: np.random.Generator, n_rows: int, n_labels: int) -> np.ndarray:
    """One label that many rows have; every other row has a label of its own."""
    n_frequent = max(1, int(n_rows * rng.uniform(0.2, 0.7)))
    targets = np.zeros((n_rows, 1 + n_rows - n_frequent))
    targets[:n_frequent, 0] = 1
    targets[n_frequent:, 1:] = np.eye(n_rows - n_frequent)
    return targets


def power_law(rng: np.random.Generator, n_rows: int, n_labels: int) -> np.ndarray:
    shares = rng.uniform(0.3, 1) * np.arange(1.0, 3 * n_labels + 1) ** -rng.uniform(0.6, 1.8)
    return (rng.random((n_rows, len(shares))) < np.minimum(shares, 0.6)).astype(float)


def disjoint(rng: np.random.Generator, n_rows: int, n_labels: int) -> np.ndarray:
    return np.eye(n_labels)[rng.integers(0, n_labels, n_rows)]


def few_label_sets(rng: np.random.Generator, n_rows: int, n_labels: int) -> np.ndarray:
    label_sets = rng.random((int(rng.integers(2, 8)), n_labels)) < 0.35
    return label_sets[rng.integers(0, len(label_sets), n_rows)].astype(float)


def halving(rng: np.random.Generator, n_rows: int, n_labels: int) -> np.ndarray:
    shares = np.geomspace(0.5, 0.5 / n_rows, n_labels)
    return (rng.random((n_rows, n_labels)) < shares).astype(float)


def hierarchy(rng: np.random.Generator, n_rows: int, n_labels: int) -> np.ndarray:
    n_leaves = max(2, n_rows // 4)
    top, middle = rng.integers(0, 3, n_rows), rng.integers(0, 6, n_rows)
    leaf = rng.integers(0, n_leaves, n_rows)
    return np.hstack([np.eye(3)[top], np.eye(18)[6 * top + middle], np.eye(n_leaves)[leaf]])


def correlated(rng: np.random.Generator, n_rows: int, n_labels: int) -> np.ndarray:
    scores = rng.normal(size=(n_rows, 3)) @ rng.normal(size=(3, n_labels))
    return (scores + rng.normal(size=n_labels) > 1).astype(float)


def partly_unknown(rng: np.random.Generator, n_rows: int, n_labels: int) -> np.ndarray:
    targets = (rng.random((n_rows, n_labels)) < 0.25).astype(float)
    targets[rng.random((n_rows, n_labels)) < 0.2] = np.nan
    return targets


def nearly_full(rng: np.random.Generator, n_rows: int, n_labels: int) -> np.ndarray:
    return (rng.random((n_rows, n_labels)) < rng.uniform(0.6, 0.98)).astype(float)


SHAPES: tuple[Callable[[np.random.Generator, int, int], np.ndarray], ...] = (
    even,
    frequent_and_own,
    power_law,
    disjoint,
    few_label_sets,
    halving,
    hierarchy,
    correlated,
    partly_unknown,
    nearly_full,
)
