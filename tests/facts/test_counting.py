"""Facts of arrays of every library, and of what is wrong with them."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array, random_array

from multihot.data import Dataset, Splits, Texts
from multihot.errors import DataError, ShapeError
from multihot.facts.counting import known_targets, part_facts, score_facts, target_facts
from multihot.labels import LabelSpace

NAN = float("nan")
ROWS = [[1, 1, 0], [0, 1, 0], [0, 0, 0], [1, 1, 1]]


def sparse_columns(rows):
    return pd.DataFrame.sparse.from_spmatrix(csr_array(rows))


def by_torch(rows):
    return pytest.importorskip("torch").tensor(rows)


def by_polars(rows):
    return pytest.importorskip("polars").DataFrame(np.array(rows))


def by_jax(rows):
    return pytest.importorskip("jax").numpy.asarray(rows)


@pytest.mark.parametrize(
    "make",
    [list, np.array, csr_array, pd.DataFrame, sparse_columns, by_torch, by_polars, by_jax],
)
def test_arrays_of_every_library_are_counted_alike(make):
    facts = target_facts(make(ROWS))
    assert (facts.kind, facts.why) == ("multi-hot", "2 of 4 rows have several labels")
    assert (facts.n_rows, facts.n_labels) == (4, 3)
    assert facts.numbers.positives.tolist() == [2, 3, 1]
    assert facts.numbers.known.tolist() == [4, 4, 4]
    assert facts.numbers.row_sums == (1, 1, 1, 1)
    assert str(facts.numbers.first_empty) == "row 2"
    assert (facts.numbers.n_zeros, facts.numbers.n_strange, facts.numbers.n_unknown) == (6, 0, 0)


@pytest.mark.parametrize(
    ("targets", "kind", "why"),
    [
        ([[0, 1], [1, 0]], "one-hot", "all 2 rows have exactly one label"),
        ([[0, 1], [0, 0]], "multi-hot", "1 of 2 rows have no label"),
        ([[0, 1], [1, NAN]], None, ""),
        ([[1, 1], [1, NAN]], "multi-hot", "1 of 2 rows have several labels"),
        ([[-1, 1], [1, 1]], "multi-hot", "1 of 2 rows have several labels"),
        ([[0.5, 1], [1, 1]], None, ""),
        ([3, 0, 12], "integer", "a whole number a row"),
        ([[3], [0]], "integer", "a whole number a row"),
        ([[1], [0]], "column", "one column of 0 and 1"),
        ([0.25, 3.5], None, ""),
        (["war", "love"], None, "2 cells are no numbers"),
        (np.zeros((2, 3, 4)), None, ""),
        (np.zeros((0, 3)), None, ""),
    ],
)
def test_the_kind_is_known_only_where_it_is_proved(targets, kind, why):
    facts = target_facts(targets)
    assert (facts.kind, facts.why) == (kind, why)


def test_cells_that_nobody_knows_are_left_out_of_rows_and_labels():
    numbers = target_facts([[1, NAN], [0, 1], [1, 1]]).numbers
    assert numbers.known.tolist() == [3, 2]
    assert numbers.positives.tolist() == [2, 2]
    assert numbers.row_sums == (0, 1, 1)
    assert numbers.n_unknown == 1


def test_minus_one_is_0_where_no_0_is_and_unknown_where_one_is():
    codes = target_facts([[1, -1], [-1, 1]]).numbers
    assert (codes.known.tolist(), codes.row_sums, codes.n_marked) == ([2, 2], (0, 2), 0)
    marks = target_facts([[1, -1], [0, 1]]).numbers
    assert (marks.known.tolist(), marks.row_sums, marks.n_marked) == ([2, 1], (0, 1), 1)
    assert marks.strange == ((-1, 1),)


def test_minus_one_in_sparse_targets_is_unknown_for_the_rest_is_0():
    numbers = target_facts(csr_array([[1, -1], [0, 1]])).numbers
    assert (numbers.known.tolist(), numbers.n_marked, numbers.n_zeros) == ([2, 1], 1, 1)


def test_other_values_are_told_the_most_frequent_first_and_nothing_is_made_of_them():
    numbers = target_facts([[2, 2, 1], [0, 0.5, 2]]).numbers
    assert numbers.strange == ((2.0, 3), (0.5, 1))
    assert (numbers.n_strange, numbers.n_zeros) == (4, 1)
    assert (numbers.positives, numbers.row_sums) == (None, ())


def test_a_column_of_arrays_is_counted_as_the_table_that_it_should_be():
    column = np.empty(2, dtype=object)
    column[:] = [np.array([1, 1]), np.array([0, 1])]
    for held in (column, pd.Series(list(column))):
        numbers = target_facts(held).numbers
        assert (numbers.dtype, numbers.shape) == ("object", (2,))
        assert numbers.positives.tolist() == [1, 2]


def test_a_table_of_mixed_columns_is_of_objects_for_keras():
    mixed = pd.DataFrame({"love": [True, False], "war": [0, 1]})
    assert target_facts(mixed).numbers.dtype == "object"
    assert target_facts(mixed.astype(int)).numbers.dtype == "int64"


def test_names_are_of_the_table_and_in_the_order_that_is_given():
    table = pd.DataFrame([[0, 1]], columns=["love", "war"])
    assert target_facts(table).numbers.labels == ("love", "war")
    given = target_facts(table, labels=LabelSpace(("war", "love"))).numbers
    assert (given.labels, given.columns) == (("war", "love"), ("love", "war"))
    assert given.positives.tolist() == [1, 0]
    assert given.named([1]) == ["love"]
    assert target_facts(pd.DataFrame([[1, 1]])).numbers.named([1]) == ["column 1"]


def test_rows_of_names_are_encoded_and_what_is_not_known_is_counted():
    numbers = target_facts([["war"], ["love", "sport"], ["sport"]], labels=["love", "war"]).numbers
    assert numbers.positives.tolist() == [1, 1]
    assert numbers.unseen == (("sport", 2),)
    assert target_facts([["war"], ["love"]]).numbers.labels == ("love", "war")


def test_texts_are_counted_and_what_is_none_by_its_type():
    numbers = target_facts(pd.Series(["war", None, "war"])).numbers
    assert (numbers.dtype, numbers.strange) == ("object", (("war", 2), ("float", 1)))


@pytest.mark.parametrize("value", [3, "war|love", {"war": 1}])
def test_a_single_value_is_refused(value):
    with pytest.raises(ShapeError, match="pass a row of 0 and 1 an example"):
        target_facts(value)


def test_names_for_other_columns_are_refused():
    with pytest.raises(ShapeError, match="3 labels for 2 columns"):
        target_facts([[1, 0]], labels=["a", "b", "c"])


def test_equal_columns_are_found_also_with_gaps_and_by_sparse_rows():
    five = [[1, 1, 0, NAN, NAN], [0, 0, 1, 1, 1], [1, 1, 1, 0, 0]] * 5
    assert target_facts(five).numbers.equal_labels == ((0, 1), (3, 4))
    dense = np.nan_to_num(np.array(five))
    assert target_facts(csr_array(dense)).numbers.equal_labels == ((0, 1), (3, 4))


def test_columns_that_agree_on_few_rows_are_equal_by_chance():
    assert target_facts([[1, 1], [0, 0]] * 4).numbers.equal_labels == ()
    assert target_facts([[0, 0]] * 9).numbers.equal_labels == ()


def test_a_gap_is_not_a_one():
    gaps = [[1, 1], [1, NAN], [0, 0]] * 5
    assert target_facts(gaps).numbers.equal_labels == ()


def test_parts_are_counted_with_their_lines():
    space = LabelSpace(("love", "war"))

    def part(source, lines=None):
        return Dataset(
            Texts(("x", "y")), csr_array([[1.0, 1], [0, 0]]), space, source=source, lines=lines
        )

    parts = [part("a.csv"), part("b.csv", np.array([3, 17])), part("")]
    told = list(known_targets(target_facts([[1, 0]]), Splits(*parts)))
    assert [each.place.name for each in told] == ["targets", "train", "validation", "test"]
    empty = [str(each.numbers.first_empty) for each in told[1:]]
    assert empty == ["a.csv:2", "b.csv:17", "row 1"]
    assert part_facts("train", parts[0]).numbers.labels == ("love", "war")


def test_scores_stand_beside_their_targets_with_the_names_of_both():
    facts = score_facts(
        pd.DataFrame([[1, 0]], columns=["love", "war"]),
        pd.DataFrame([[0.75, 0.25]], columns=["war", "love"]),
    )
    assert facts.targets.tolist() == [[1, 0]]
    assert facts.scores.tolist() == [[0.25, 0.75]]
    assert (facts.labels, facts.score_labels) == (("love", "war"), ("war", "love"))


def test_scores_beside_rows_of_names_are_aligned_by_the_labels():
    facts = score_facts([["war"], []], [[0.5, 0.25], [0, 1]], labels=["love", "war"])
    assert facts.targets.toarray().tolist() == [[0, 1], [0, 0]]


@pytest.mark.parametrize(
    ("targets", "scores", "error"),
    [
        ([[1, 0]], [[0.5]], ShapeError),
        ([1, 0], [[0.5], [0.25]], ShapeError),
        ([[1, 0]], [["a", "b"]], DataError),
    ],
)
def test_scores_of_other_rows_or_labels_are_refused(targets, scores, error):
    with pytest.raises(error):
        score_facts(targets, scores)


def test_a_million_labels_are_counted_without_making_them_dense():
    rng = np.random.default_rng(0)
    targets = random_array((100_000, 1_000_000), density=3e-6, format="csr", rng=rng)
    targets.data[:] = 1
    start = perf_counter()
    facts = target_facts(targets)
    assert perf_counter() - start < 5
    assert int(facts.numbers.positives.sum()) == targets.nnz
