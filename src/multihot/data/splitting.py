"""Splitting rows into train, validation and test so that each part has its share of every label."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from multihot.data.dataset import Dataset, Splits
from multihot.data.stratification import stratify
from multihot.errors import DataError, check_seed, did_you_mean, listed, option

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
    """Three parts that each have their share of the rows and of every label.

    Without groups, the parts have exactly the rows that the shares ask for, rounded. Of a label
    that n rows have, a part with share s has s · n rows, give or take one row or a tenth of
    them, whichever is more; and train has a row of every label that two rows have.

    Rows with the same `dataset.groups` stay together. Then the parts have about the rows asked
    for, and train has a row of every label that is in two groups.

    Not every table can be split like this: one group may have most rows of a label, and train
    fewer rows than there are labels. Then a label misses its share, and nothing is raised; `audit`
    tells which labels a part lacks (`label-absent-from-split`). Of at most ten rows or groups all
    splits are tried; of more, a search may miss one that would do. A label that one row has is in
    one part, in train as often as the other labels leave room.

    Args:
        dataset: what to split.
        seed: which of the equally good splits; from 0 to 2^32 - 1.
        validation: share of the rows to choose on, above 0.
        test: share of the rows to judge by, above 0; the rest is trained on.

    Raises:
        DataError: a share or the seed is out of range, or a part would be empty.

    Source: Sechidis, Tsoumakas & Vlahavas, On the stratification of multi-label data,
    ECML PKDD 2011, for the order in which labels are dealt; then parts exchange rows.

    >>> from multihot.data.inputs import Texts
    >>> from multihot.labels import LabelSpace
    >>> space = LabelSpace(("a", "b"))
    >>> targets = space.encode([["a"], ["b"]] * 10)
    >>> splits = split(Dataset(Texts(("x",) * 20), targets, space), seed=0)
    >>> [part.positives_per_label().tolist() for _, part in splits.parts()]
    [[6, 6], [2, 2], [2, 2]]
    """
    check_seed(seed)
    train_rows, validation_rows, test_rows = stratify(
        dataset.targets,
        shares=(rest_of(validation, test), validation, test),
        rng=np.random.default_rng(seed),
        groups=dataset.groups,
    )
    return Splits(dataset.take(train_rows), dataset.take(validation_rows), dataset.take(test_rows))


def split_off(dataset: Dataset, *, share: float, seed: int) -> tuple[Dataset, Dataset]:
    """Two parts stratified like `split`: the rest, and the part with the share asked for.

    The rest takes the place of train: it has a row of every label that two rows have.
    """
    check_share(share)
    check_seed(seed)
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


def split_by_fold(dataset: Dataset, *, column: str = "") -> Splits:
    """The parts that the source itself names: train, validation (valid, val, dev) and test.

    Args:
        dataset: rows with their folds.
        column: that the folds stand in, for errors.

    Raises:
        DataError: there are no folds, a fold has another name, or a part is empty.
    """
    if dataset.folds is None:
        raise DataError(
            "no fold column was read", where=dataset.source, remedy=f"pass {option('fold')}"
        )
    of = f"column {column!r}: " if column else ""
    rows: dict[str, list[int]] = {part: [] for part in PARTS}
    for row, fold in enumerate(dataset.folds):
        part = FOLD_NAMES.get(fold.strip().lower())
        if part is None:
            raise DataError(
                f"{of}fold {fold!r} is no part. {did_you_mean(fold, FOLD_NAMES)}".rstrip(),
                where=dataset.place(row),
                remedy=f"name the folds {listed(FOLD_NAMES)}",
            )
        rows[part].append(row)
    return Splits(*(dataset.take(np.array(rows[part], dtype=np.int64)) for part in PARTS))


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
