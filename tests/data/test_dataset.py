"""A data set keeps inputs, targets and labels together; nothing changes its labels unseen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from multihot.arrays import as_targets
from multihot.data import Dataset, Splits, Table, Texts, align, join, unseen_labels
from multihot.errors import DataError, ShapeError
from multihot.labels import LabelSpace

NAN = float("nan")


def films(*label_sets: list[str], labels: tuple[str, ...] = ("love", "war")) -> Dataset:
    """One film a label set, called a, b, c, ..."""
    space = LabelSpace(labels)
    texts = Texts(tuple("abcdefgh"[: len(label_sets)]))
    return Dataset(texts, space.encode(label_sets), space, source="films.csv")


def unknown(*rows: list[float]) -> Dataset:
    return Dataset(Texts(("x",) * len(rows)), as_targets(rows), LabelSpace(("love", "war")))


def test_rows_are_taken_in_the_order_asked_for_with_all_that_is_theirs():
    whole = replace(
        films(["war"], ["love"], []),
        lines=np.array([2, 5, 9]),
        groups=("x", "y", "z"),
        folds=("train", "val", "test"),
    )
    part = whole.take(np.array([2, 0]))
    assert part.inputs.texts == ("c", "a")
    assert part.targets.toarray().tolist() == [[0, 0], [0, 1]]
    assert part.lines.tolist() == [9, 2]
    assert (part.groups, part.folds) == (("z", "x"), ("test", "train"))
    assert part.place(0) == "films.csv:9"
    assert len(part) == 2


def test_what_is_not_known_of_rows_stays_unknown_in_a_part():
    part = films(["war"], ["love"]).take(np.array([1]))
    assert (part.lines, part.groups, part.folds) == (None, None, None)


def test_a_row_without_a_line_is_placed_by_its_number():
    assert films(["war"], ["love"]).place(1) == "films.csv:2"


def test_unknown_targets_are_neither_positives_nor_in_the_shares():
    dataset = unknown([1, NAN], [0, NAN], [1, 1], [1, 0], [0, 0])
    assert dataset.positives_per_label().tolist() == [3, 1]
    assert dataset.label_shares().tolist() == pytest.approx([3 / 5, 1 / 3])


def test_a_label_of_which_nothing_is_known_has_no_share():
    assert unknown([1, NAN], [0, NAN]).label_shares().tolist() == [0.5, 0]


def test_targets_of_another_size_than_inputs_and_labels_are_refused():
    space = LabelSpace(("love", "war"))
    message = r"f.csv: targets have shape \(1, 2\), there are 2 rows .* 2 labels\n.*one row of tar"
    with pytest.raises(ShapeError, match=message):
        Dataset(Texts(("a", "b")), space.encode([["war"]]), space, source="f.csv")


def test_splits_name_their_parts():
    splits = Splits(films(["war"]), films([], []), films([], [], []))
    assert [(name, len(part)) for name, part in splits.parts()] == [
        ("train", 1),
        ("validation", 2),
        ("test", 3),
    ]
    assert [name for name, _ in splits.held_out()] == ["validation", "test"]


@pytest.mark.parametrize(
    ("sizes", "name"), [((0, 1, 1), "train"), ((1, 0, 1), "validation"), ((1, 1, 0), "test")]
)
def test_a_part_without_rows_is_refused(sizes, name):
    with pytest.raises(DataError, match=rf"films.csv: the {name} part has no rows\n.*larger share"):
        Splits(*(films(*[["war"]] * size) for size in sizes))


def test_a_part_with_other_labels_is_refused():
    with pytest.raises(DataError, match=r"the test part has other labels .*\n.*multihot.align"):
        Splits(films([]), films([]), films([], labels=("war", "love")))


def test_joining_puts_the_rows_of_the_second_after_the_first():
    first = replace(
        films(["war"], []), lines=np.array([2, 3]), groups=("x", "y"), folds=("train", "train")
    )
    second = replace(films(["love"]), lines=np.array([7]), groups=("z",), folds=("val",))
    whole = join(first, second)
    assert whole.inputs.texts == ("a", "b", "a")
    assert whole.targets.toarray().tolist() == [[0, 1], [0, 0], [1, 0]]
    assert whole.lines.tolist() == [2, 3, 7]
    assert (whole.groups, whole.folds) == (("x", "y", "z"), ("train", "train", "val"))
    assert (whole.source, whole.labels) == ("films.csv", first.labels)


def test_what_only_one_part_knows_of_its_rows_is_lost_in_joining():
    first = replace(films(["war"]), lines=np.array([2]), groups=("x",), folds=("train",))
    whole = join(first, films(["love"]))
    assert (whole.lines, whole.groups, whole.folds) == (None, None, None)


def test_parts_with_other_labels_are_not_joined():
    with pytest.raises(DataError, match=r"other labels than the first\n.*multihot.align"):
        join(films(["war"]), films(["war"], labels=("war", "love")))


def test_parts_with_other_inputs_are_not_joined():
    numbers = Table.of_numbers(np.ones((1, 2)))
    with pytest.raises(ShapeError, match=r"Texts and Table .*\n.*with the same columns"):
        join(films(["war"]), replace(films(["war"]), inputs=numbers))


def test_aligned_targets_stand_in_the_columns_of_the_other_space():
    moved = align(films(["love", "war"], [], ["war"]), LabelSpace(("war", "film", "love")))
    assert moved.targets.toarray().tolist() == [[1, 0, 1], [0, 0, 0], [1, 0, 0]]
    assert moved.labels.names == ("war", "film", "love")
    assert (moved.inputs.texts, moved.targets.dtype) == (("a", "b", "c"), np.float32)


def test_unknown_targets_stay_unknown_when_aligned():
    moved = align(unknown([NAN, 1], [0, NAN]), LabelSpace(("war", "love")))
    assert np.nan_to_num(moved.targets.toarray(), nan=7).tolist() == [[1, 7], [7, 0]]


def test_labels_that_the_space_lacks_are_counted_and_refused():
    dataset = films(["film", "war"], ["film"], ["love"], labels=("film", "love", "opera", "war"))
    space = LabelSpace(("love",))
    assert unseen_labels(dataset, space) == {"film": 2, "war": 1}
    message = r"films.csv: 2 .* training: 'film' \(2\), 'war' \(1\)\n.*drop_unseen=True"
    with pytest.raises(DataError, match=message):
        align(dataset, space)


def test_labels_that_the_space_lacks_are_left_out_if_asked():
    dataset = films(["film", "war"], ["film"], ["love"], labels=("film", "love", "opera", "war"))
    moved = align(dataset, LabelSpace(("love", "war")), drop_unseen=True)
    assert moved.targets.toarray().tolist() == [[0, 1], [0, 0], [1, 0]]


def test_a_label_that_the_space_lacks_and_no_row_has_is_no_trouble():
    moved = align(films(["war"], []), LabelSpace(("war",)))
    assert moved.targets.toarray().tolist() == [[1], [0]]


def test_aligning_there_and_back_changes_nothing():
    dataset = films(["love", "war"], [], ["war"])
    there = align(dataset, LabelSpace(("war", "film", "love")))
    assert align(there, dataset.labels).targets.toarray().tolist() == [[1, 1], [0, 0], [0, 1]]


def test_rows_without_any_label_space_can_be_aligned():
    moved = align(films([], [], labels=()), LabelSpace(("war",)))
    assert moved.targets.toarray().tolist() == [[0], [0]]


@pytest.mark.parametrize("name", ["lines", "groups", "folds"])
def test_what_is_said_of_rows_is_said_of_each(name):
    dataset = films(["love"], ["war"])
    with pytest.raises(ShapeError, match=f"3 {name} for 2 rows"):
        replace(dataset, **{name: ("a", "b", "c")})
