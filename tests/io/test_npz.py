"""NumPy archives become data sets; what is no archive of numbers is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from multihot.errors import DataError, ShapeError
from multihot.io.npz import read_npz
from multihot.labels import LabelSpace

X = np.array([[0.5, -1.0], [2.0, np.nan], [0.0, 4.0]])
Y = np.array([[1, 0, 1], [0, 0, 1], [0, 0, 0]])


def saved(folder: Path, **named: Any) -> Path:
    path = folder / "data.npz"
    np.savez(path, **named)
    return path


def test_features_and_targets_are_read_with_a_number_for_each_label(tmp_path):
    dataset = read_npz(saved(tmp_path, X=X, Y=Y), features="X", labels="Y")
    assert dataset.inputs.numbers.tolist()[0] == [0.5, -1.0]
    assert np.isnan(dataset.inputs.numbers[1, 1])
    assert dataset.inputs.number_names == ("0", "1")
    assert dataset.targets.toarray().tolist() == [[1, 0, 1], [0, 0, 1], [0, 0, 0]]
    assert dataset.labels.names == ("0", "1", "2")
    assert dataset.place(1) == f"{tmp_path / 'data.npz'}:2"


def test_labels_take_their_names_from_the_file(tmp_path):
    path = saved(tmp_path, X=X, Y=Y, names=np.array(["war", "love", "peace"]))
    dataset = read_npz(path, features="X", labels="Y", label_names="names")
    assert dataset.labels.names == ("war", "love", "peace")


def test_packed_bits_are_unpacked_most_significant_first(tmp_path):
    path = saved(tmp_path, X=np.array([[5], [128]], dtype=np.uint8), Y=Y[:2])
    dataset = read_npz(path, features="X", labels="Y", packed_bits=True)
    assert dataset.inputs.numbers.tolist() == [[0, 0, 0, 0, 0, 1, 0, 1], [1, 0, 0, 0, 0, 0, 0, 0]]
    assert dataset.inputs.numbers.dtype == np.float32


@settings(deadline=None)  # a file is written and read
@given(bits=arrays.arrays(np.uint8, (3, 16), elements=st.integers(0, 1)))
def test_unpacking_undoes_packing(tmp_path_factory, bits):
    path = saved(tmp_path_factory.mktemp("npz"), X=np.packbits(bits, axis=1), Y=Y)
    dataset = read_npz(path, features="X", labels="Y", packed_bits=True)
    assert dataset.inputs.numbers.tolist() == bits.tolist()


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("float16", "float32"),
        ("float32", "float32"),
        ("float64", "float64"),
        ("uint8", "float32"),
        ("bool", "float32"),
        ("int64", "float64"),
    ],
)
def test_no_dtype_loses_digits(tmp_path, stored, read):
    path = saved(tmp_path, X=np.ones((3, 2), dtype=stored), Y=Y)
    assert read_npz(path, features="X", labels="Y").inputs.numbers.dtype == read


def test_nan_in_targets_means_that_nobody_knows(tmp_path):
    targets = np.array([[1, np.nan], [0, 1], [0, 0]], dtype=np.float16)
    dataset = read_npz(saved(tmp_path, X=X, Y=targets), features="X", labels="Y")
    assert np.isnan(dataset.targets.toarray()[0, 1])
    assert dataset.positives_per_label().tolist() == [1, 1]


def test_targets_come_into_the_given_space(tmp_path):
    path = saved(tmp_path, X=X, Y=Y, names=np.array(["war", "love", "peace"]))
    space = LabelSpace(("peace", "hope", "war"))
    dataset = read_npz(path, features="X", labels="Y", label_names="names", space=space)
    assert dataset.labels == space
    assert dataset.targets.toarray().tolist() == [[1, 0, 1], [1, 0, 0], [0, 0, 0]]


def test_rows_with_a_label_outside_the_space_are_refused(tmp_path):
    path = saved(tmp_path, X=X, Y=Y)
    with pytest.raises(DataError, match=r"never seen in training: '2' \(2\)"):
        read_npz(path, features="X", labels="Y", space=LabelSpace(("0", "1")))


def test_an_unknown_array_is_refused_with_the_nearest_name(tmp_path):
    path = saved(tmp_path, features=X, Y=Y)
    with pytest.raises(DataError, match=r"no array 'feature'. Did you mean 'features'\?"):
        read_npz(path, features="feature", labels="Y")
    with pytest.raises(DataError, match=r"name one of those in the file: 'features', 'Y'"):
        read_npz(path, features="features", labels="targets")


def test_objects_are_refused_and_never_unpickled(tmp_path):
    path = saved(tmp_path, X=np.array([[{}], [1], [2]], dtype=object), Y=Y)
    with pytest.raises(DataError, match=r"\['X'\]: holds Python objects.*\n.*save it as numbers"):
        read_npz(path, features="X", labels="Y")


@pytest.mark.parametrize(
    ("features", "message"),
    [
        (np.array([["a"], ["b"], ["c"]]), r"has dtype <U1\n.*save numbers"),
        (np.array([[1.0], [np.inf], [3.0]]), r"inf in row 1, column 0\n.*NaN for a gap"),
        (np.ones(3), r"shape \(3,\)\n.*save it as \(n_rows, n_columns\)"),
    ],
)
def test_features_that_are_no_table_of_numbers_are_refused(tmp_path, features, message):
    with pytest.raises((DataError, ShapeError), match=message):
        read_npz(saved(tmp_path, X=features, Y=Y), features="X", labels="Y")


def test_packed_bits_of_another_dtype_are_refused(tmp_path):
    with pytest.raises(
        DataError, match=r"float64, packed bits have uint8\n.*leave packed_bits out"
    ):
        read_npz(saved(tmp_path, X=X, Y=Y), features="X", labels="Y", packed_bits=True)


def test_arrays_of_other_lengths_are_refused(tmp_path):
    with pytest.raises(ShapeError, match="one row of targets for each input"):
        read_npz(saved(tmp_path, X=X[:2], Y=Y), features="X", labels="Y")
    path = saved(tmp_path, X=X, Y=Y, names=np.array(["war", "love"]))
    with pytest.raises(ShapeError, match="3 rows of inputs and 2 labels"):
        read_npz(path, features="X", labels="Y", label_names="names")


def test_targets_of_other_numbers_are_refused_with_their_array(tmp_path):
    path = saved(tmp_path, X=X, Y=np.array([[0.0], [0.5], [1.0]]))
    with pytest.raises(DataError, match=r"data.npz\['Y'\]: expected only 0 and 1"):
        read_npz(path, features="X", labels="Y")


def test_names_that_are_no_text_are_refused(tmp_path):
    path = saved(tmp_path, X=X, Y=Y, names=np.array([1, 2, 3]))
    with pytest.raises(DataError, match=r"int64, names are str\n.*dtype=str"):
        read_npz(path, features="X", labels="Y", label_names="names")


def test_a_name_that_occurs_twice_is_refused(tmp_path):
    path = saved(tmp_path, X=X, Y=Y, names=np.array(["war", "war", "peace"]))
    with pytest.raises(DataError, match="a name of its own"):
        read_npz(path, features="X", labels="Y", label_names="names")


def test_what_is_no_archive_is_refused(tmp_path):
    text = tmp_path / "text.npz"
    text.write_text("X,Y\n1,0\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"not a NumPy archive.*\n.*numpy.savez"):
        read_npz(text, features="X", labels="Y")
    array = tmp_path / "array.npy"
    np.save(array, X)
    with pytest.raises(DataError, match="not a NumPy archive"):
        read_npz(array, features="X", labels="Y")


def test_an_archive_that_was_cut_short_is_refused(tmp_path):
    path = saved(tmp_path, X=X, Y=Y)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(DataError, match="fetch it again"):
        read_npz(path, features="X", labels="Y")


def test_an_archive_with_a_damaged_array_is_refused(tmp_path):
    path = saved(tmp_path, X=X, Y=Y)
    content = bytearray(path.read_bytes())
    content[content.index(X.tobytes()) + 3] ^= 255
    path.write_bytes(bytes(content))
    with pytest.raises(DataError, match=r"\['X'\]: not a NumPy archive, or a damaged one"):
        read_npz(path, features="X", labels="Y")


def test_a_missing_file_is_refused_with_the_nearest_name(tmp_path):
    saved(tmp_path, X=X, Y=Y)
    with pytest.raises(DataError, match=r"no such file. Did you mean 'data.npz'\?"):
        read_npz(tmp_path / "date.npz", features="X", labels="Y")


def test_tox21_has_its_rows_bits_and_gaps(shared_data):
    path = shared_data / "tox21" / "tox21_fp1024.npz"
    dataset = read_npz(
        path, features="X_packed", labels="Y", label_names="labels", packed_bits=True
    )
    assert dataset.inputs.numbers.shape == (7823, 1024)
    assert set(np.unique(dataset.inputs.numbers)) == {0.0, 1.0}
    assert dataset.labels.names[0] == "NR-AR"
    assert len(dataset.labels) == 12
    unknown = np.isnan(dataset.targets.data).sum() / (7823 * 12)
    assert round(float(unknown), 2) == 0.17
    assert round(dataset.positives_per_label().sum() / len(dataset), 2) == 0.75
