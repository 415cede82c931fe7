"""What is told of data before anything is trained."""

from __future__ import annotations

import pytest

from multihot.arrays import as_targets
from multihot.data import Dataset, PartFacts, Splits, Texts, describe, describe_part
from multihot.labels import LabelSpace

NAN = float("nan")
SPACE = LabelSpace(("film", "love", "war"))


def part_of(*rows: list[float]) -> Dataset:
    return Dataset(Texts(("x",) * len(rows)), as_targets(rows), SPACE)


TRAIN = part_of([1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0], [NAN, 0, 1])


def test_a_part_by_hand():
    # 7 of 15 cells are 1, one is unknown, one of five rows is known to be empty
    assert describe_part("train", TRAIN) == PartFacts(
        name="train",
        n_rows=5,
        cardinality=pytest.approx(7 / 5),
        density=pytest.approx(7 / 15),
        empty_share=pytest.approx(1 / 5),
        unknown_share=pytest.approx(1 / 15),
        positives=(3, 2, 2),
    )


def test_a_row_that_may_have_a_label_is_not_known_to_be_empty():
    assert describe_part("test", part_of([NAN, 0, 0], [0, 0, 0])).empty_share == 0.5


def test_a_part_without_rows_has_facts():
    assert describe_part("test", TRAIN.take([])) == PartFacts("test", 0, 0, 0, 0, 0, (0, 0, 0))


def test_all_parts_are_described_in_order():
    facts = describe(Splits(TRAIN, part_of([0, 1, 0]), part_of([0, 0, 1], [1, 0, 1])))
    assert [(part.name, part.n_rows) for part in facts.parts] == [
        ("train", 5),
        ("validation", 1),
        ("test", 2),
    ]
    assert facts.parts[2].positives == (1, 0, 2)
    assert facts.labels == ("film", "love", "war")


def test_labels_that_occur_together_are_counted_most_frequent_first():
    facts = describe(Splits(TRAIN, TRAIN, TRAIN))
    assert facts.together == (("film", "love", 2), ("film", "war", 1), ("love", "war", 1))


def test_labels_that_never_occur_together_are_not_listed():
    apart = part_of([1, 0, 0], [NAN, 1, 0])
    assert describe(Splits(apart, TRAIN, TRAIN)).together == ()


def test_no_more_pairs_are_listed_than_asked_for():
    facts = describe(Splits(TRAIN, TRAIN, TRAIN), most_pairs=1)
    assert facts.together == (("film", "love", 2),)
