"""Every row lands in one part, every part has its share of every label, groups stay together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iterstrat.ml_stratifiers import MultilabelStratifiedShuffleSplit
from scipy.sparse import csr_array

from multihot.arrays import as_targets
from multihot.data import Dataset, Splits, Texts, split, split_by_fold, split_off
from multihot.data.splitting import stratify
from multihot.errors import DataError
from multihot.labels import LabelSpace

SKEWED_SHARES = np.geomspace(0.4, 0.01, 12)


def skewed(seed: int) -> np.ndarray:
    """400 rows of 12 labels that 40 % down to 1 % of them have."""
    return (np.random.default_rng(seed).random((400, 12)) < SKEWED_SHARES).astype(float)


def dataset_of(targets: np.ndarray) -> Dataset:
    texts = Texts(tuple(str(row) for row in range(len(targets))))
    labels = LabelSpace(tuple(str(column) for column in range(targets.shape[1])))
    return Dataset(texts, as_targets(targets), labels, source="films.csv")


def rows_of(*parts: Dataset) -> list[int]:
    return [int(text) for part in parts for text in part.inputs.texts]


def distance(targets: np.ndarray, rows: np.ndarray, share: float) -> np.ndarray:
    """Rows of each label that the part has too many or too few."""
    return np.abs(targets[rows].sum(axis=0) - share * targets.sum(axis=0))


small = st.lists(
    st.lists(st.sampled_from([0.0, 1.0, float("nan")]), min_size=3, max_size=3),
    min_size=10,
    max_size=40,
).map(np.array)
groups_of = st.lists(st.sampled_from("abcdefg"), min_size=10, max_size=40).map(tuple)


@given(small, st.integers(0, 9))
def test_every_row_is_in_one_part(targets, seed):
    splits = split(dataset_of(targets), seed=seed)
    rows = rows_of(splits.train, splits.validation, splits.test)
    assert sorted(rows) == list(range(len(targets)))


@given(small, st.integers(0, 9))
def test_rows_keep_their_targets_and_their_order(targets, seed):
    rest, part = split_off(dataset_of(targets), share=0.3, seed=seed)
    np.testing.assert_array_equal(part.targets.toarray(), targets[rows_of(part)])
    assert rows_of(rest) == sorted(rows_of(rest))


@pytest.mark.parametrize(
    ("n_rows", "validation", "test", "sizes"),
    [
        (10, 0.2, 0.2, [6, 2, 2]),
        (100, 0.1, 0.25, [65, 10, 25]),
        (7, 0.2, 0.2, [4, 2, 1]),
        (3, 0.3, 0.4, [1, 1, 1]),
        (400, 0.01, 0.01, [392, 4, 4]),
    ],
)
def test_parts_have_exactly_the_rows_that_the_shares_ask_for(n_rows, validation, test, sizes):
    dataset = dataset_of(skewed(0)[:n_rows])
    splits = split(dataset, seed=0, validation=validation, test=test)
    assert [len(part) for _, part in splits.parts()] == sizes


@given(small, st.integers(0, 9), st.floats(0.1, 0.6))
def test_no_part_is_a_row_off_whatever_the_labels(targets, seed, share):
    rest, part = split_off(dataset_of(targets), share=share, seed=seed)
    assert abs(len(part) - share * len(targets)) <= 0.5
    assert len(rest) + len(part) == len(targets)


def test_two_rows_of_a_rare_label_are_not_both_in_one_half():
    targets = np.zeros((20, 2))
    targets[:, 0] = 1
    targets[[3, 4], 1] = 1
    halves = split_off(dataset_of(targets), share=0.5, seed=0)
    assert [part.positives_per_label().tolist() for part in halves] == [[10, 1], [10, 1]]


@pytest.mark.parametrize("seed", range(5))
def test_every_label_is_within_a_row_of_its_share(seed):
    targets = skewed(seed)
    splits = split(dataset_of(targets), seed=seed)
    assert distance(targets, rows_of(splits.train), 0.6).max() <= 1
    assert distance(targets, rows_of(splits.validation), 0.2).max() <= 1
    assert distance(targets, rows_of(splits.test), 0.2).max() <= 1


@pytest.mark.parametrize("seed", range(5))
def test_labels_are_shared_out_as_evenly_as_by_iterative_stratification(seed):
    targets = skewed(seed)
    _, ours = stratify(csr_array(targets), shares=(0.75, 0.25), rng=np.random.default_rng(seed))
    theirs = MultilabelStratifiedShuffleSplit(n_splits=1, test_size=0.25, random_state=seed)
    _, other = next(theirs.split(targets, targets))
    by_chance = np.random.default_rng(seed).permutation(400)[:100]
    ours_off = distance(targets, ours, 0.25)
    assert ours_off.mean() <= distance(targets, other, 0.25).mean() + 0.02
    assert ours_off.max() <= distance(targets, other, 0.25).max()
    assert ours_off.mean() < distance(targets, by_chance, 0.25).mean() / 3


@given(groups_of, st.integers(0, 9))
def test_a_group_is_never_in_two_parts(groups, seed):
    targets = csr_array(skewed(0)[: len(groups)])
    parts = stratify(
        targets, shares=(0.5, 0.3, 0.2), rng=np.random.default_rng(seed), groups=groups
    )
    train, validation, test = ({groups[row] for row in rows} for rows in parts)
    assert train.isdisjoint(validation | test)
    assert validation.isdisjoint(test)
    assert sorted(np.concatenate(parts)) == list(range(len(groups)))


def test_parts_of_many_groups_are_near_the_size_and_the_labels_asked_for():
    targets = skewed(0)
    dataset = replace(dataset_of(targets), groups=tuple(str(row // 4) for row in range(400)))
    splits = split(dataset, seed=0)
    assert [len(part) for _, part in splits.parts()] == [240, 80, 80]
    assert distance(targets, rows_of(splits.test), 0.2).mean() <= 1


def test_the_same_seed_gives_the_same_split_and_another_seed_another():
    dataset = dataset_of(skewed(0))
    first, again, other = (split(dataset, seed=seed) for seed in (1, 1, 2))
    assert rows_of(first.test) == rows_of(again.test)
    assert rows_of(first.validation) == rows_of(again.validation)
    assert rows_of(first.test) != rows_of(other.test)


def test_rows_without_any_label_are_shared_out_too():
    splits = split(dataset_of(np.zeros((10, 2))), seed=0)
    assert [len(part) for _, part in splits.parts()] == [6, 2, 2]


@pytest.mark.parametrize(
    ("validation", "test"), [(0, 0.2), (0.2, 0), (-0.1, 0.2), (0.5, 0.5), (0.9, 0.2), (0.2, np.nan)]
)
def test_shares_that_leave_a_part_nothing_are_refused(validation, test):
    with pytest.raises(DataError, match=r"shares of .* leave .*\n.*that sum to less than 1"):
        split(dataset_of(skewed(0)), seed=0, validation=validation, test=test)


def test_too_few_rows_for_three_parts_are_refused():
    with pytest.raises(DataError, match=r"part has no rows\n.*give more rows"):
        split(dataset_of(np.ones((2, 1))), seed=0)


def test_fewer_groups_than_parts_are_refused():
    dataset = replace(dataset_of(np.ones((4, 1))), groups=("a", "a", "b", "b"))
    with pytest.raises(DataError, match=r"part has no rows\n.*give more rows"):
        split(dataset, seed=0)


@pytest.mark.parametrize("share", [0, 1, -0.5, 1.5, np.nan])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(DataError, match=r"a share of .*\n.*between 0 and 1"):
        split_off(dataset_of(skewed(0)), share=share, seed=0)


def folded(*folds: str) -> Dataset:
    return replace(dataset_of(np.ones((len(folds), 1))), folds=folds)


def test_folds_are_the_parts_that_their_names_say():
    splits = split_by_fold(
        folded("train", "val", " Test", "training", "dev", "valid", "validation", "TRAIN")
    )
    assert rows_of(splits.train) == [0, 3, 7]
    assert rows_of(splits.validation) == [1, 4, 5, 6]
    assert rows_of(splits.test) == [2]
    assert isinstance(splits, Splits)


def test_a_fold_with_another_name_is_refused_with_its_place_and_the_nearest():
    message = (
        r"films.csv:2: fold 'tset' is no part. Did you mean 'test'\?\n.*name the folds 'train'"
    )
    with pytest.raises(DataError, match=message):
        split_by_fold(folded("train", "tset"))


def test_folds_that_leave_a_part_without_rows_are_refused():
    with pytest.raises(DataError, match="the validation part has no rows"):
        split_by_fold(folded("train", "test"))


def test_a_data_set_without_folds_is_refused():
    with pytest.raises(DataError, match=r"films.csv: no fold column was read\n.*pass fold="):
        split_by_fold(dataset_of(np.ones((3, 1))))


def test_a_fold_that_is_no_part_is_told_with_its_column():
    dataset = replace(dataset_of(np.eye(2)), folds=("train", "de"))
    message = r"column 'part': fold 'de' is no part. Did you mean 'dev'\?\n  To fix: name the folds"
    with pytest.raises(DataError, match=message):
        split_by_fold(dataset, column="part")


@pytest.mark.parametrize("seed", [-1, 2**32, 0.5, "0", None])
def test_a_seed_that_is_none_is_refused(seed):
    remedy = r"\n  To fix: give a whole number from 0 to 4,294,967,295"
    dataset = dataset_of(np.eye(2).repeat(10, axis=0))
    with pytest.raises(DataError, match=rf"seed: is {seed!r}{remedy}"):
        split(dataset, seed=seed)
    with pytest.raises(DataError, match=rf"seed: is {seed!r}{remedy}"):
        split_off(dataset, share=0.5, seed=seed)
