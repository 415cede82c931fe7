"""svmlight and Extreme Classification files become data sets; no row is lost."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import dump_svmlight_file, load_svmlight_file

from multihot.errors import DataError
from multihot.io.svmlight import read_svmlight
from multihot.labels import LabelSpace

ROWS = "1,5 1:0.5 3:2 # a comment\n 2:-1e-1\n5\n \n10 3:7\n"
COUNTED = "3 4 3\n0,2 0:0.5 3:2\n 1:1\n1 0:4\n"


def written(folder: Path, content: str) -> Path:
    path = folder / "rows.txt"
    path.write_bytes(content.encode())
    return path


def test_labels_and_features_are_read_by_their_index(tmp_path):
    dataset = read_svmlight(written(tmp_path, ROWS))
    assert dataset.labels.names == ("1", "5", "10")
    assert dataset.targets.toarray().tolist() == [
        [1, 1, 0], [0, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 1]
    ]  # fmt: skip
    assert dataset.inputs.number_names == ("1", "2", "3")
    assert dataset.inputs.numbers.dtype == np.float32
    assert (
        dataset.inputs.numbers.toarray().round(3).tolist()
        == np.array([[0.5, 0, 2], [0, -0.1, 0], [0, 0, 0], [0, 0, 0], [0, 0, 7]], dtype=np.float32)
        .round(3)
        .tolist()
    )


def test_rows_without_labels_or_features_stay_and_know_their_line(tmp_path):
    dataset = read_svmlight(written(tmp_path, "# made by hand\n" + ROWS))
    assert dataset.lines.tolist() == [2, 3, 4, 5, 6]
    assert dataset.place(3) == f"{tmp_path / 'rows.txt'}:5"


def test_a_feature_without_a_blank_before_it_begins_a_row_without_labels(tmp_path):
    dataset = read_svmlight(written(tmp_path, "3:1\n7 3:2\n"))
    assert dataset.targets.toarray().tolist() == [[0], [1]]
    assert dataset.inputs.numbers.toarray()[:, 2].tolist() == [1, 2]


def test_the_first_line_of_a_repository_file_counts_rows_features_and_labels(tmp_path):
    dataset = read_svmlight(written(tmp_path, COUNTED))
    assert dataset.labels.names == ("0", "1", "2")
    assert dataset.targets.toarray().tolist() == [[1, 0, 1], [0, 0, 0], [0, 1, 0]]
    assert dataset.inputs.number_names == ("0", "1", "2", "3")
    assert dataset.inputs.numbers.toarray().tolist() == [[0.5, 0, 0, 2], [0, 1, 0, 0], [4, 0, 0, 0]]
    assert dataset.lines.tolist() == [2, 3, 4]


def test_features_may_be_counted_from_zero(tmp_path):
    dataset = read_svmlight(written(tmp_path, "1 0:3 2:4\n"), first_index=0)
    assert dataset.inputs.number_names == ("0", "1", "2")
    assert dataset.inputs.numbers.toarray().tolist() == [[3, 0, 4]]


def test_a_test_file_gets_as_many_features_as_the_train_file(tmp_path):
    dataset = read_svmlight(written(tmp_path, "1 2:3\n"), n_features=4)
    assert dataset.inputs.numbers.toarray().tolist() == [[0, 3, 0, 0]]


def test_unsorted_features_repeated_labels_stored_zeros_and_gaps_are_taken(tmp_path):
    dataset = read_svmlight(written(tmp_path, "4,4 3:7 1:nan 2:0\n"))
    assert dataset.targets.toarray().tolist() == [[1]]
    assert np.isnan(dataset.inputs.numbers[0, 0])
    assert dataset.inputs.numbers.nnz == 2


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_every_line_end_is_understood(tmp_path, line_end):
    dataset = read_svmlight(written(tmp_path, line_end.join(["1 1:2", "3 2:5", "", ""])))
    assert dataset.inputs.numbers.toarray().tolist() == [[2, 0], [0, 5]]


def test_targets_come_into_the_given_space(tmp_path):
    space = LabelSpace(("10", "7", "5", "1"))
    dataset = read_svmlight(written(tmp_path, "1,5 1:2\n"), space=space)
    assert dataset.labels == space
    assert dataset.targets.toarray().tolist() == [[0, 0, 1, 1]]


def test_rows_with_a_label_outside_the_space_are_refused(tmp_path):
    with pytest.raises(DataError, match=r"never seen in training: '10' \(1\)"):
        read_svmlight(written(tmp_path, ROWS), space=LabelSpace(("1", "5")))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("1 1:2\nwar 1:2\n", r":2: labels 'war'\n.*whole numbers with commas"),
        ("1,,2 1:2\n", r":1: labels '1,,2'\n.*whole numbers with commas"),
        ("-1 1:2\n", r":1: labels '-1'\n.*whole numbers with commas"),
        ("1 1:2\n1 2:two\n", r":2: feature '2:two'\n.*index:number"),
        ("1 1:1_0\n", r":1: feature '1:1_0'\n.*index:number"),
        ("1 1:2,2:3\n", r":1: feature '1:2,2:3'\n.*index:number"),
        ("1, 5 1:2\n", r":1: labels '1,'\n.*whole numbers with commas"),
        ("1 7 1:2\n", r":1: feature '7'\n.*index:number"),
        ("1 1:inf\n", r":1: feature '1:inf'\n.*index:number"),
        ("1 qid:3 1:2\n", r":1: a query id 'qid:3'\n.*take qid: out"),
        ("qid:3 1:2\n", r":1: a query id 'qid:3'\n.*take qid: out"),
        ("1 1:2\n\n\n1 2:2\n", r":2: an empty line between the rows\n.*a line of one blank"),
        ("1 1:2\n\n 2:1e39\n", r":2: an empty line between the rows\n.*a line of one blank"),
        ("1 1:2\n \n1 2:1e39\n", r":3: a number too large for float32\n.*scale the features"),
        ("1 1:2\n \n1 0:3\n", r":3: feature 0, the first is 1\n.*pass first_index=0"),
        ("2\n1 4:3 2:1 4:5\n", r":2: feature 4 twice in a row\n.*each feature at most once"),
        ("1 2:1\n2 2:1 3:4 3:6\n", r":2: feature 3 twice in a row\n.*each feature at most once"),
        ("# nothing\n", r"rows.txt: no rows\n.*check how it was written"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path, content, message):
    with pytest.raises(DataError, match=message):
        read_svmlight(written(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("4 4 3\n0 0:1\n", r":1: the first line counts 4 rows, there are 1\n.*mend the first line"),
        ("1 4 3\n0,3 0:1\n", r":2: label 3, the first line counts labels 0 to 2\n.*mend the label"),
        ("1 4 3\n0 4:1\n", r":2: feature 4, the last is 3\n.*mend the index"),
    ],
)
def test_rows_that_the_first_line_counts_otherwise_are_refused(tmp_path, content, message):
    with pytest.raises(DataError, match=message):
        read_svmlight(written(tmp_path, content))


def test_more_features_than_asked_for_are_refused(tmp_path):
    with pytest.raises(DataError, match=r":1: feature 3, the last is 2\n.*in n_features"):
        read_svmlight(written(tmp_path, "1 1:2 3:4\n"), n_features=2)
    with pytest.raises(
        DataError, match=r"counts 4 features, n_features is 9\n.*leave n_features out"
    ):
        read_svmlight(written(tmp_path, COUNTED), n_features=9)


row_sets = st.lists(
    st.tuples(
        st.sets(st.integers(0, 6), min_size=1),
        st.dictionaries(st.integers(0, 8), st.floats(-9, 9, width=32), min_size=1),
    ),
    min_size=1,
)


@settings(deadline=None)  # a file is written and read
@given(rows=row_sets)
def test_agrees_with_scikit_learn_on_what_it_writes_and_reads(tmp_path_factory, rows):
    features = np.zeros((len(rows), 9))
    targets = np.zeros((len(rows), 7), dtype=int)
    for row, (labels, values) in enumerate(rows):
        features[row, list(values)] = list(values.values())
        targets[row, list(labels)] = 1
    file = io.BytesIO()
    dump_svmlight_file(features, targets, file, multilabel=True, zero_based=False)
    path = written(tmp_path_factory.mktemp("svm"), file.getvalue().decode())
    ours = read_svmlight(path, n_features=9)
    theirs, label_sets = load_svmlight_file(
        path, n_features=9, dtype=np.float32, multilabel=True, zero_based=False
    )
    assert ours.inputs.numbers.toarray().tolist() == theirs.toarray().tolist()
    assert [[float(name) for name in names] for names in ours.labels.decode(ours.targets)] == [
        list(labels) for labels in label_sets
    ]


@settings(deadline=None)  # a file is written and read
@given(rows=row_sets)
def test_reading_twice_the_rows_is_reading_them_twice(tmp_path_factory, rows):
    lines = "".join(
        ",".join(map(str, labels))
        + "".join(f" {at}:{value}" for at, value in values.items())
        + "\n"
        for labels, values in rows
    )
    folder = tmp_path_factory.mktemp("svm")
    once = read_svmlight(written(folder, lines), first_index=0)
    twice = read_svmlight(written(folder, lines + lines), first_index=0)
    assert twice.take(np.arange(len(rows), 2 * len(rows))).targets.toarray().tolist() == (
        once.targets.toarray().tolist()
    )
    assert len(twice) == 2 * len(once)
    assert twice.inputs.numbers.sum() == pytest.approx(2 * once.inputs.numbers.sum(), abs=1e-3)
