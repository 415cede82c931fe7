"""Every label has its share in every part: by laws, by trying all splits, beside iterstrat."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from iterstrat.ml_stratifiers import MultilabelStratifiedShuffleSplit

from label_tables import LabelTable, label_table
from multihot.arrays import as_targets
from multihot.data.stratification import stratify

THREE = (0.6, 0.2, 0.2)
TWO = (0.75, 0.25)
SHARES = (THREE, TWO, (0.5, 0.5), (0.25, 0.75), (0.5, 0.3, 0.2))


def parts_of(table: LabelTable, shares=THREE, seed=0) -> list[np.ndarray]:
    return stratify(
        as_targets(table.targets),
        shares=shares,
        rng=np.random.default_rng(seed),
        groups=table.groups,
    )


def off(targets: np.ndarray, parts, shares) -> np.ndarray:
    """Rows that each part has more or less than its share of each label that occurs."""
    ones = np.nan_to_num(targets)
    held = np.array([ones[rows].sum(axis=0) for rows in parts])
    return np.abs(held - np.outer(shares, ones.sum(axis=0)))[:, ones.any(axis=0)]


def bound(targets: np.ndarray, shares) -> np.ndarray:
    ones = np.nan_to_num(targets)
    owed = np.outer(shares, ones.sum(axis=0))[:, ones.any(axis=0)]
    return np.maximum(1, owed / 10) + 1e-6


def with_own_labels(n_frequent: int, n_own: int) -> np.ndarray:
    """Rows that have the first label, then rows with one of their own."""
    targets = np.zeros((n_frequent + n_own, 1 + n_own))
    targets[:n_frequent, 0] = 1
    targets[n_frequent:, 1:] = np.eye(n_own)
    return targets


@pytest.mark.parametrize("seed", range(3))
def test_a_frequent_label_has_its_share_beside_labels_that_one_row_has(seed):
    targets = with_own_labels(60, 60)
    parts = parts_of(LabelTable(targets, None), seed=seed)
    assert [int(targets[rows, 0].sum()) for rows in parts] == [36, 12, 12]


@pytest.mark.parametrize("seed", range(3))
def test_a_frequent_label_has_its_share_beside_rows_with_two_labels(seed):
    targets = np.hstack([with_own_labels(70, 130), np.zeros((200, 2))])
    targets[70::2, -1] = targets[71::2, -2] = 1
    parts = parts_of(LabelTable(targets, None), seed=seed)
    assert [int(targets[rows, 0].sum()) for rows in parts] == [42, 14, 14]
    assert [len(rows) for rows in parts] == [120, 40, 40]


tables = st.integers(1, 6).flatmap(
    lambda n_labels: st.lists(
        st.lists(
            st.sampled_from([0.0, 0.0, 1.0, float("nan")]), min_size=n_labels, max_size=n_labels
        ),
        min_size=10,
        max_size=40,
    ).map(np.array)
)
few_labels = st.lists(
    st.lists(st.sampled_from([0.0, 0.0, 1.0]), min_size=3, max_size=3), min_size=10, max_size=40
).map(np.array)


@given(tables, st.integers(0, 9))
def test_train_has_every_label_that_two_rows_have(targets, seed):
    train, *_ = parts_of(LabelTable(targets, None), seed=seed)
    ones = targets == 1
    assert ones[train].any(axis=0)[ones.sum(axis=0) >= 2].all()


@given(few_labels, st.integers(0, 9), st.sampled_from([0.2, 0.3, 0.5, 0.6]))
def test_the_rest_of_a_split_has_every_label_that_two_rows_have(targets, seed, share):
    rest, _ = parts_of(LabelTable(targets, None), (1 - share, share), seed=seed)
    assert targets[rest].any(axis=0)[targets.sum(axis=0) >= 2].all()


@given(few_labels, st.lists(st.sampled_from("abcdefgh"), min_size=40, max_size=40), st.integers())
def test_train_has_every_label_that_two_groups_have(targets, letters, seed):
    groups = tuple(letters[: len(targets)])
    # so many that train can hold one of each label, and the other parts one
    assume(len(set(groups)) >= 5)
    train, *others = parts_of(LabelTable(targets, groups), seed=abs(seed))
    in_groups = np.array([targets[np.array(groups) == each].any(axis=0) for each in set(groups)])
    assert targets[train].any(axis=0)[in_groups.sum(axis=0) >= 2].all()
    assert all(map(len, others))


def small_table(rng: np.random.Generator) -> LabelTable:
    """At most ten rows; labels of single rows, of pairs of rows, of a block, or at random."""
    n_rows, n_labels = int(rng.integers(3, 11)), int(rng.integers(1, 16))
    pairs = np.zeros((n_rows, n_labels))
    for label in range(n_labels):
        pairs[rng.choice(n_rows, 2, replace=False), label] = 1
    n_frequent = int(rng.integers(1, n_rows))
    targets = (
        pairs,
        with_own_labels(n_frequent, n_rows - n_frequent),
        np.eye(n_labels)[rng.integers(0, n_labels, n_rows)],
        (rng.random((n_rows, n_labels)) < np.geomspace(0.8, 0.05, n_labels)).astype(float),
        (rng.random((n_rows, n_labels)) < rng.uniform(0.05, 0.9)).astype(float),
    )[rng.integers(5)]
    groups = tuple(map(str, rng.integers(0, 6, n_rows))) if rng.random() < 1 / 3 else None
    return LabelTable(targets, groups)


def splits_of(table: LabelTable, sizes: list[int]) -> list[list[np.ndarray]]:
    """Every split with these rows in its parts, or with rows in each where there are groups."""
    n_parts = len(sizes)
    groups = table.groups or tuple(map(str, range(len(table.targets))))
    names = sorted(set(groups))
    unit_of_row = np.array([names.index(group) for group in groups])
    splits = []
    for way in product(range(n_parts), repeat=len(names)):
        part_of_row = np.array(way)[unit_of_row]
        n_rows = np.bincount(part_of_row, minlength=n_parts).tolist()
        if n_rows == sizes or (table.groups and all(n_rows)):
            splits.append([np.flatnonzero(part_of_row == part) for part in range(n_parts)])
    return splits


def keeps_its_promise(table: LabelTable, parts, shares) -> bool:
    targets = table.targets
    groups = np.array(table.groups or range(len(targets)))
    in_units = np.array([targets[groups == each].any(axis=0) for each in np.unique(groups)])
    trained = targets[parts[0]].any(axis=0)
    within = (off(targets, parts, shares) <= bound(targets, shares)).all()
    return bool(within and trained[in_units.sum(axis=0) >= 2].all())


def check_small_tables(seeds: range) -> None:
    for seed in seeds:
        rng = np.random.default_rng(seed)
        table = small_table(rng)
        shares = SHARES[rng.integers(len(SHARES))]
        parts = parts_of(table, shares, seed)
        if not keeps_its_promise(table, parts, shares):
            others = splits_of(table, [len(rows) for rows in parts])
            assert not any(keeps_its_promise(table, each, shares) for each in others), seed


def test_what_any_split_of_ten_rows_can_keep_is_kept():
    check_small_tables(range(150))


@pytest.mark.long
def test_what_any_split_of_ten_rows_can_keep_is_kept_in_many_tables():
    check_small_tables(range(150, 3000))


def chain(n_rows: int, n_labels: int) -> np.ndarray:
    """Each label is in two neighbouring rows; the rows past the chain have none."""
    labels = np.arange(n_labels)
    targets = np.zeros((n_rows, n_labels))
    targets[labels, labels] = targets[labels + 1, labels] = 1
    return targets


def halves(seed: int, n_rows: int, n_labels: int) -> np.ndarray:
    return (np.random.default_rng(seed).random((n_rows, n_labels)) < 0.5).astype(float)


def with_parity(targets: np.ndarray) -> np.ndarray:
    return np.column_stack([targets, targets.sum(axis=1) % 2])


@pytest.mark.parametrize("seed", [1, 4, 8])
def test_train_has_all_labels_of_a_chain_though_only_every_other_row_will_do(seed):
    shares = (5 / 14, 4 / 14, 5 / 14)
    train, *_ = parts_of(LabelTable(chain(14, 10), None), shares, seed)
    assert train.tolist() == [1, 3, 5, 7, 9]


@pytest.mark.parametrize("seed", range(5))
def test_a_long_chain_is_shared_out_within_a_row(seed):
    targets = chain(50, 20)
    parts = parts_of(LabelTable(targets, None), (0.2, 0.4, 0.4), seed)
    assert targets[parts[0]].sum(axis=0).tolist() == [1] * 20


@pytest.mark.parametrize(
    ("targets", "seed"),
    [
        (halves(3, 25, 20), 0),
        (halves(2, 50, 30), 0),
        (halves(3, 50, 30), 0),
        (halves(4, 50, 30), 0),
        (with_parity(halves(2, 50, 24)), 0),
    ],
)
def test_each_of_many_frequent_labels_is_within_its_bound(targets, seed):
    assert keeps_its_promise(
        LabelTable(targets, None), parts_of(LabelTable(targets, None), THREE, seed), THREE
    )


def grouped_table(groups: tuple[tuple[int, ...], ...]) -> LabelTable:
    """As many rows of each label in each group, and rows in all, as are given."""
    targets = np.concatenate(
        [np.arange(n_rows)[:, None] < np.array(of_labels) for *of_labels, n_rows in groups]
    )
    names = np.repeat([str(each) for each in range(len(groups))], [rows[-1] for rows in groups])
    return LabelTable(targets.astype(float), tuple(names.tolist()))


# 50 rows of 30 labels, a bit each; the last label is the parity of the others
PARITY_ROWS = """
    00644055 0339ce67 20c3fe18 1e85c25c 1628a23a 044c9396 399e4cb7 24e7a837 000df9c4 26e79a46
    1de2069c 31faaaa1 004b6783 2fd60039 10dc63a0 176dde40 2e0689fb 1e8cc02a 0ca6dde7 221097ac
    01dd98f3 147957ed 303e22c4 383d89b5 38237351 01f376bb 3ffc5e2f 28722586 22136989 0e7bef59
    3ba2db00 2e8bf035 2d5c28a0 082d927d 079b99db 1c1d4035 1d01f337 3ad11d2d 365173c6 3863d11a
    062181d1 3d1554da 171e0b2c 0fdaac45 29793231 0eb209f8 2fd95225 22b7f69a 3f4284c0 0a472781
"""


# hard to find: of ten seeds, 0 and 9 miss it
@pytest.mark.parametrize("seed", [4, 6])
def test_a_label_that_is_the_parity_of_others_is_within_its_bound_too(seed):
    bits = [f"{int(row, 16):030b}" for row in PARITY_ROWS.split()]
    table = LabelTable(np.array([list(map(float, row)) for row in bits]), None)
    assert keeps_its_promise(table, parts_of(table, THREE, seed), THREE)


# 14 groups: rows of each of four labels, and all rows
GROUPS = (
    (7, 25, 5, 5, 33),
    (0, 1, 1, 0, 1),
    (1, 2, 0, 0, 2),
    (0, 1, 1, 0, 1),
    (0, 1, 0, 0, 1),
    (1, 1, 1, 0, 1),
    (6, 18, 3, 1, 23),
    (3, 17, 2, 0, 21),
    (5, 11, 1, 2, 13),
    (2, 5, 1, 1, 6),
    (5, 7, 2, 1, 8),
    (0, 4, 1, 0, 5),
    (0, 3, 0, 0, 3),
    (1, 2, 1, 0, 2),
)


@pytest.mark.parametrize("seed", [0, 117])
def test_a_few_groups_are_shared_out_where_few_ways_will_do(seed):
    table = grouped_table(GROUPS)
    shares = (0.463, 0.197, 0.34)
    assert keeps_its_promise(table, parts_of(table, shares, seed), shares)


def theirs_of(table: LabelTable, seed: int) -> list[np.ndarray]:
    """Parts by iterative-stratification, which knows no groups: they are its rows."""
    targets = np.nan_to_num(table.targets).astype(int)
    groups = np.array(table.groups or range(len(targets)))
    names, unit_of_row = np.unique(groups, return_inverse=True)
    units = np.zeros((len(names), targets.shape[1]), dtype=int)
    np.maximum.at(units, unit_of_row, targets)
    split = MultilabelStratifiedShuffleSplit(n_splits=1, test_size=TWO[1], random_state=seed)
    parts = next(split.split(units, units))
    return [np.flatnonzero(np.isin(unit_of_row, part)) for part in parts]


def median_off(table: LabelTable, split) -> np.ndarray:
    """Mean and greatest rows off, and rows of the last part off; medians of five seeds."""
    runs = []
    for seed in range(5):
        parts = split(table, seed)
        rows = off(table.targets, parts, TWO)
        runs.append([rows.mean(), rows.max(), abs(len(parts[1]) - TWO[1] * len(table.targets))])
    return np.median(runs, axis=0)


def compared(seeds: range) -> tuple[np.ndarray, np.ndarray]:
    """Ours and theirs, (n_tables, 3), of tables that have a label."""
    some = [table for table in map(label_table, seeds) if (table.targets == 1).any()]
    ours = [median_off(table, lambda table, seed: parts_of(table, TWO, seed)) for table in some]
    theirs = [median_off(table, theirs_of) for table in some]
    return np.array(ours), np.array(theirs)


def check_against_theirs(seeds: range) -> None:
    ours, theirs = compared(seeds)
    no_worse = ours <= theirs + 1e-9
    # a part that may have fewer rows than asked for can do without rows that it would not fit
    same_rows = theirs[:, 2] <= ours[:, 2]
    assert no_worse[same_rows, 0].mean() >= 0.95
    assert no_worse[same_rows, 1].mean() >= 0.9
    assert no_worse[:, 0].mean() >= 0.85
    assert no_worse[:, 1].mean() >= 0.85
    assert (ours[:, :2].mean(axis=0) < theirs[:, :2].mean(axis=0)).all()


def test_labels_are_as_even_as_by_iterative_stratification():
    check_against_theirs(range(25))


@pytest.mark.long
def test_labels_are_as_even_as_by_iterative_stratification_in_many_tables():
    check_against_theirs(range(500))


def test_of_many_label_sets_every_label_is_within_a_row():
    rng = np.random.default_rng(0)
    targets = (rng.random((50_000, 24)) < 0.4).astype(float)
    targets[:30, 23] = 1
    targets[30:, 23] = 0
    parts = parts_of(LabelTable(targets, None))
    assert [len(rows) for rows in parts] == [30_000, 10_000, 10_000]
    assert off(targets, parts, THREE).max() <= 1


def test_of_many_labels_every_label_is_within_its_bound():
    rng = np.random.default_rng(0)
    targets = (rng.random((3000, 400)) < 0.3 / np.arange(1, 401)).astype(float)
    parts = parts_of(LabelTable(targets, None))
    assert (off(targets, parts, THREE) <= bound(targets, THREE)).all()


def test_a_label_of_one_row_is_trained_on_where_nothing_speaks_against_it():
    targets = np.zeros((50, 1))
    targets[7] = 1
    train, *_ = parts_of(LabelTable(targets, None))
    assert 7 in train


def test_no_rows_are_split_into_empty_parts():
    assert [len(rows) for rows in parts_of(LabelTable(np.zeros((0, 2)), ()))] == [0, 0, 0]
