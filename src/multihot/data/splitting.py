"""Splitting rows into train, validation and test so that each part has its share of every label."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Floats, Integers
from multihot.data.dataset import Dataset, Splits
from multihot.errors import DataError, did_you_mean, listed, option

_LEAST = 1e-9
PARTS = ("train", "validation", "test")
FOLD_NAMES: Mapping[str, str] = {
    "train": "train",
    "training": "train",
    "validation": "validation",
    "valid": "validation",
    "val": "validation",
    "dev": "validation",
    "test": "test",
}


def split(dataset: Dataset, *, seed: int, validation: float = 0.2, test: float = 0.2) -> Splits:
    """Three parts that each have their share of every label, rare ones first.

    Iterative stratification. Rows with the same `dataset.groups` stay together; without
    groups the parts have exactly the rows that the shares ask for.

    Args:
        dataset: what to split.
        seed: which of the equally good splits.
        validation: share of the rows to choose on, above 0.
        test: share of the rows to judge by, above 0; the rest is trained on.

    Raises:
        DataError: a share is out of range, or a part would be empty.

    Source: Sechidis, Tsoumakas & Vlahavas, On the stratification of multi-label data,
    ECML PKDD 2011.

    >>> from multihot.data.inputs import Texts
    >>> from multihot.labels import LabelSpace
    >>> space = LabelSpace(("a", "b"))
    >>> targets = space.encode([["a"], ["b"]] * 10)
    >>> splits = split(Dataset(Texts(("x",) * 20), targets, space), seed=0)
    >>> [part.positives_per_label().tolist() for _, part in splits.parts()]
    [[6, 6], [2, 2], [2, 2]]
    """
    train_rows, validation_rows, test_rows = stratify(
        dataset.targets,
        shares=(rest_of(validation, test), validation, test),
        rng=np.random.default_rng(seed),
        groups=dataset.groups,
    )
    return Splits(dataset.take(train_rows), dataset.take(validation_rows), dataset.take(test_rows))


def split_off(dataset: Dataset, *, share: float, seed: int) -> tuple[Dataset, Dataset]:
    """Two parts stratified like `split`: the rest, and the part with the share asked for."""
    check_share(share)
    rest, part = stratify(
        dataset.targets,
        shares=(1 - share, share),
        rng=np.random.default_rng(seed),
        groups=dataset.groups,
    )
    if not (len(rest) and len(part)):
        raise DataError(
            f"a share of {share:g} of {len(dataset)} rows leaves a part without rows",
            where=dataset.source,
            remedy="give more rows, or another share",
        )
    return dataset.take(rest), dataset.take(part)


def split_by_fold(dataset: Dataset) -> Splits:
    """The parts that the source itself names: train, validation (valid, val, dev) and test.

    Raises:
        DataError: there are no folds, a fold has another name, or a part is empty.
    """
    if dataset.folds is None:
        raise DataError(
            "no fold column was read", where=dataset.source, remedy=f"pass {option('fold')}"
        )
    rows: dict[str, list[int]] = {part: [] for part in PARTS}
    for row, fold in enumerate(dataset.folds):
        part = FOLD_NAMES.get(fold.strip().lower())
        if part is None:
            raise DataError(
                f"fold {fold!r}. {did_you_mean(fold, FOLD_NAMES)}".rstrip(),
                where=dataset.place(row),
                remedy=f"name the folds {listed(FOLD_NAMES)}",
            )
        rows[part].append(row)
    return Splits(*(dataset.take(np.array(rows[part], dtype=np.int64)) for part in PARTS))


def stratify(
    targets: csr_array,
    *,
    shares: Sequence[float],
    rng: np.random.Generator,
    groups: Sequence[str] | None = None,
) -> list[Integers]:
    """Rows of each part, ascending, so that every label is shared out like the rows are.

    Rows whose targets are unknown (NaN) are shared out by what is known of them.
    """
    units = _Units.of(targets, groups)
    state = _Dealing.of(units, np.array(shares, dtype=np.float64), rng)
    _deal_rarest_first(units, state)
    for unit in sorted(state.waiting, key=lambda unit: -units.sizes[unit]):
        state.give(unit, (), units.sizes[unit])
    return [np.flatnonzero(state.part_of[units.unit_of_row] == part) for part in range(len(shares))]


def check_share(share: float) -> None:
    """Refuse a share of the rows that leaves one side without any."""
    if not 0 < share < 1:
        raise DataError(f"a share of {share:g}", remedy="choose a share between 0 and 1")


def rest_of(validation: float, test: float) -> float:
    """The share of the rows that is left to train on.

    Raises:
        DataError: nothing is left, or nothing is given.
    """
    rest = 1 - validation - test
    if not (validation > 0 and test > 0 and rest > _LEAST):
        raise DataError(
            f"shares of {validation:g} for validation and {test:g} for test leave {rest:.2g}",
            remedy="choose shares above 0 that sum to less than 1",
        )
    return rest


@dataclass(frozen=True, eq=False)
class _Units:
    """What is dealt out as one: rows, or whole groups of rows."""

    unit_of_row: Integers
    sizes: list[int]
    labels: list[list[tuple[int, int]]]  # of each unit: (label, rows that have it)

    @classmethod
    def of(cls, targets: csr_array, groups: Sequence[str] | None) -> _Units:
        n_rows = targets.shape[0]
        unit_of_row = (
            np.arange(n_rows) if groups is None else np.unique(groups, return_inverse=True)[1]
        )
        sizes = np.bincount(unit_of_row)
        known = csr_array(
            ((targets.data == 1).astype(np.int64), targets.indices, targets.indptr),
            shape=targets.shape,
        )
        rows = np.arange(n_rows)
        membership = csr_array(
            (np.ones(n_rows, dtype=np.int64), (unit_of_row, rows)), shape=(len(sizes), n_rows)
        )
        counts = csr_array(membership @ known)
        counts.eliminate_zeros()
        pairs = list(zip(counts.indices.tolist(), counts.data.tolist(), strict=True))
        bounds = counts.indptr.tolist()
        labels = [pairs[a:b] for a, b in pairwise(bounds)]
        return cls(unit_of_row, sizes.tolist(), labels)


@dataclass(eq=False)
class _Dealing:
    """How many rows, and rows of each label, every part still wants."""

    wanted_rows: list[float]
    wanted: list[list[float]]  # by label, then part
    remaining: list[int]  # rows of each label not yet dealt
    waiting: dict[int, None]  # units not yet dealt, in a random order
    part_of: Integers
    ties: Floats
    turn: int = field(default=0)

    @classmethod
    def of(cls, units: _Units, shares: Floats, rng: np.random.Generator) -> _Dealing:
        shares = shares / shares.sum()
        n_units, n_rows = len(units.sizes), sum(units.sizes)
        totals = np.zeros(
            1 + max((label for unit in units.labels for label, _ in unit), default=0),
            dtype=np.int64,
        )
        for unit in units.labels:
            for label, count in unit:
                totals[label] += count
        order = rng.permutation(n_units).tolist()
        # whole rows for each part, so that a part never takes the row that another is owed
        bounds = np.rint(np.cumsum(shares) * n_rows)
        return cls(
            wanted_rows=np.diff(bounds, prepend=0.0).tolist(),
            wanted=np.outer(totals, shares).tolist(),
            remaining=totals.tolist(),
            waiting=dict.fromkeys(order),
            part_of=np.full(n_units, -1, dtype=np.int64),
            ties=rng.random(4096),
        )

    def give(
        self, unit: int, labels: Sequence[tuple[int, int]], size: int, label: int = -1
    ) -> None:
        """Give a unit to the part that wants the label most, then rows most."""
        part = self._neediest(label)
        self.part_of[unit] = part
        self.wanted_rows[part] -= size
        for each, count in labels:
            self.wanted[each][part] -= count
            self.remaining[each] -= count

    def _neediest(self, label: int) -> int:
        open_parts = [part for part, rows in enumerate(self.wanted_rows) if rows > 0]
        candidates = open_parts or range(len(self.wanted_rows))
        wants = self.wanted[label] if label >= 0 else self.wanted_rows

        def need(part: int) -> tuple[float, float, float]:
            self.turn += 1
            return wants[part], self.wanted_rows[part], self.ties[self.turn % len(self.ties)]

        return max(candidates, key=need)


def _deal_rarest_first(units: _Units, state: _Dealing) -> None:
    units_of_label: list[list[int]] = [[] for _ in state.remaining]
    for unit in state.waiting:
        for label, _ in units.labels[unit]:
            units_of_label[label].append(unit)
    queue = [(count, label) for label, count in enumerate(state.remaining) if count]
    heapq.heapify(queue)
    while queue:
        count, label = heapq.heappop(queue)
        if count != state.remaining[label]:  # dealt in part with another label: look again later
            if state.remaining[label]:
                heapq.heappush(queue, (state.remaining[label], label))
            continue
        for unit in units_of_label[label]:
            if unit in state.waiting:
                del state.waiting[unit]
                state.give(unit, units.labels[unit], units.sizes[unit], label)
