"""What is no table of numbers is refused, with its place and a remedy, and never unpickled."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from multihot.errors import DataError, MultihotError, ShapeError
from multihot.io import read_matrix, read_row

SCORES = np.array([[0.25, 0.5, 0.0], [1.0, 0.0, 0.75]])


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def archived(folder: Path, **named: Any) -> Path:
    path = folder / "s.npz"
    np.savez(path, **named)
    return path


def refusal(path: Path | str, kind: type[MultihotError] = DataError, **how: Any) -> str:
    """What is said, without the folder."""
    with pytest.raises(kind) as caught:
        read_matrix(path, **how)
    return str(caught.value).replace(f"{Path(path).parent}/", "")


def test_an_unknown_array_is_refused_with_the_nearest_name(tmp_path):
    path = archived(tmp_path, train=SCORES, valid=SCORES)
    told = refusal(f"{path}:vaild")
    assert told == (
        "s.npz: no array 'vaild'. Did you mean 'valid'?\n"
        "  To fix: name one of those in the file: 'train', 'valid'"
    )


@pytest.mark.parametrize("name", ["s.npy.gz", "s.npz.gz", "s.csv.gz"])
def test_a_packed_file_that_is_cut_short_is_refused(tmp_path, name):
    (tmp_path / name).write_bytes(gzip.compress(bytes(range(256)) * 9)[:100])
    told = refusal(tmp_path / name)
    assert told.startswith(f"{name}: the compressed file is damaged or cut short")
    assert "fetch it again" in told


MALFORMED_TEXT = {
    "a word": (
        "war,love\n1,0\n0,x\n",
        "s.csv:3, column 'love': 'x' is not a number\n",
        "leave out",
    ),
    "a number that NumPy alone takes": (
        "war\n1_0\n",
        "s.csv:2, column 'war': '1_0' is",
        "a number",
    ),
    "an infinite number": ("war\ninf\n", "s.csv:2, column 'war': an infinite number", "finite"),
    "another delimiter": ("war;love\n1;0\n", "s.csv:2, column 'war;love': '1;0' is", "commas"),
    "a short row": (
        "war,love\n1,0\n1\n",
        "s.csv:3: the row has 1 cells, the first row has 2",
        "del",
    ),
    "a long row": ("war,love\n1,0,1\n", "s.csv:2: the row has 3 cells, the first row has 2", "del"),
    "a name that is there twice": ("a,a\n1,0\n", "s.csv:1: the header names 'a' twice", "own, or"),
    "no name": ("a,\n1,0\n", "s.csv:1: column 2 of the header has no name", "name every column"),
    "an open quote": ('a,b\n"1,0\n', "s.csv:2: a quote is opened in the row", "double a quote"),
    "a header alone": ("a,b\n", "s.csv: there are no rows", "check how it was written"),
    "nothing": ("", "s.csv: the file is empty", "check how it was written"),
}


@pytest.mark.parametrize("case", MALFORMED_TEXT)
def test_malformed_text_is_refused_with_place_and_remedy(tmp_path, case):
    text, problem, remedy = MALFORMED_TEXT[case]
    told = refusal(written(tmp_path, "s.csv", text))
    assert told.startswith(problem)
    assert remedy in told.split("To fix: ")[1]


def test_objects_are_refused_and_never_unpickled(tmp_path):
    objects = np.array([[{}, 1]], dtype=object)
    np.save(tmp_path / "s.npy", objects)
    assert "holds Python objects" in refusal(tmp_path / "s.npy")
    assert "save an array of numbers" in refusal(tmp_path / "s.npy")
    told = refusal(archived(tmp_path, scores=objects))
    assert told.startswith("s.npz:scores: holds Python objects")
    assert "save an array of numbers" in told
    pickled = csr_array(SCORES)
    parts = {"indices": pickled.indices, "indptr": pickled.indptr, "shape": pickled.shape}
    told = refusal(archived(tmp_path, format=np.array([{}]), data=pickled.data, **parts))
    assert told.startswith("s.npz: not an archive of NumPy or SciPy, or a damaged one (Object arra")
    assert "save it again with numpy.savez or scipy.sparse.save_npz" in told


@pytest.mark.parametrize("name", ["s.npy", "s.npz"])
def test_text_called_an_array_is_refused(tmp_path, name):
    told = refusal(written(tmp_path, name, "war,love\n1,0\n"))
    assert told.startswith(f"{name}: ")
    assert "To fix: save" in told


def test_what_is_called_by_the_name_of_the_other_is_refused(tmp_path):
    np.save(tmp_path / "s.npy", SCORES)
    (tmp_path / "s.npy").rename(tmp_path / "t.npz")
    assert "t.npz: not an archive of NumPy or SciPy" in refusal(tmp_path / "t.npz")
    archived(tmp_path, scores=SCORES).rename(tmp_path / "t.npy")
    assert refusal(tmp_path / "t.npy") == (
        "t.npy: holds an archive of arrays\n  To fix: call the file .npz, not .npy"
    )


def test_an_archive_of_nothing_is_refused(tmp_path):
    assert "there is nothing in it" in refusal(archived(tmp_path))


@pytest.mark.parametrize(
    ("values", "problem", "remedy"),
    [
        (np.ones(3), "s.npy has shape (3,)", "two dimensions"),
        (np.ones((2, 1, 3)), "s.npy has shape (2, 1, 3)", "two dimensions"),
        (np.ones((0, 3)), "s.npy: shape (0, 3) holds no number", "one row or more"),
        (np.ones((3, 0)), "s.npy: shape (3, 0) holds no number", "a column for each label"),
    ],
)
def test_arrays_of_other_shapes_are_refused(tmp_path, values, problem, remedy):
    np.save(tmp_path / "s.npy", values)
    told = refusal(tmp_path / "s.npy", ShapeError)
    assert told.startswith(problem)
    assert remedy in told


def test_arrays_of_text_are_refused(tmp_path):
    np.save(tmp_path / "s.npy", np.array([["a", "b"]]))
    assert "s.npy: found the text 'a' where numbers belong\n  To fix: pass rows of numbers" in (
        refusal(tmp_path / "s.npy")
    )


@pytest.mark.parametrize(
    "damage",
    [
        {"indices": np.array([0, 99, 0, 2])},
        {"indices": np.array([0, -7, 0, 2])},
        {"indptr": np.array([0, 9, 4])},
        {"shape": np.array([2, 2])},
        {"shape": np.array([-2, 3])},
        {"format": np.array("xyz")},
        {"format": np.array("lil")},
    ],
)
def test_sparse_matrices_that_point_outside_are_refused(tmp_path, damage):
    matrix = csr_array(SCORES)
    parts = {"indices": matrix.indices, "indptr": matrix.indptr, "data": matrix.data}
    parts |= {"shape": np.array([2, 3]), "format": np.array("csr")} | damage
    told = refusal(archived(tmp_path, **parts))
    assert told.startswith("s.npz: not an archive of NumPy or SciPy, or a damaged one")
    assert "save it again" in told


def other_bytes(content: bytes, places: list[int], byte: int) -> bytes:
    damaged = bytearray(content)
    for place in places:
        damaged[place % len(damaged)] ^= byte
    return bytes(damaged)


def is_read_or_refused(path: Path) -> bool:
    try:
        return read_matrix(path).values.ndim == 2
    except MultihotError as error:
        return bool(error.remedy)


@given(
    places=st.lists(st.integers(0, 2**14), min_size=1, max_size=4),
    byte=st.integers(1, 255),
    kept=st.floats(0.2, 1),
    form=st.sampled_from(["npy", "npz", "sparse"]),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    tmp_path_factory, places, byte, kept, form
):
    path = tmp_path_factory.mktemp("damaged") / f"s.{form.replace('sparse', 'npz')}"
    if form == "npy":
        np.save(path, SCORES)
    elif form == "npz":
        np.savez(path, scores=SCORES)
    else:
        sp.save_npz(path, csr_array(SCORES), compressed=False)
    content = other_bytes(path.read_bytes(), places, byte)
    path.write_bytes(content[: int(len(content) * kept)])
    assert is_read_or_refused(path)


@pytest.mark.parametrize(
    ("name", "problem", "remedy"),
    [
        ("z.csv", "z.csv: no such file. Did you mean 's.csv'?", "check the path"),
        ("s.cvs", "s.cvs: unknown format '.cvs'. Did you mean '.csv'?", "save it as one of .npy"),
        ("s", "s: unknown format ''.", "save it as one of .npy, .npz, .csv, .tsv, .parquet"),
    ],
)
def test_files_that_are_not_there_or_of_another_kind_are_refused(tmp_path, name, problem, remedy):
    written(tmp_path, "s.csv", "a\n1\n")
    told = refusal(tmp_path / name)
    assert told.startswith(problem)
    assert remedy in told


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "s.npy").mkdir()
    assert refusal(tmp_path / "s.npy") == "s.npy: is a folder\n  To fix: name a file in it"


def test_more_than_one_row_is_refused(tmp_path):
    np.save(tmp_path / "t.npy", SCORES)
    with pytest.raises(ShapeError, match=r"t\.npy: 2 rows where one is expected\n.*one number for"):
        read_row(tmp_path / "t.npy")


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        ("[0.5, 0.3]", r"t\.json: holds \[0\.5, 0\.3\]", "write one object of names"),
        ("{}", r"t\.json: holds \{\}", "write one object of names"),
        ('{"war": 0.5,', r"t\.json: is not JSON \(", "write one object of names"),
        ("[" * 100_000, r"t\.json: is not JSON \(", "write one object of names"),
        ('{"war": "0.5"}', r"t\.json: 'war': '0\.5' is no number", "write one object of names"),
        ('{"war": true}', r"t\.json: 'war': 'True' is no number", "write one object of names"),
        ('{"war": null}', r"t\.json: 'war': 'None' is no number", "write one object of names"),
        ('{"war": 1, "war": 0}', r"t\.json: 1 labels occur twice: 'war'", "a name of its own"),
    ],
)
def test_other_json_is_refused(tmp_path, text, problem, remedy):
    with pytest.raises(DataError, match=rf"{problem}[^\n]*\n.*{remedy}"):
        read_row(written(tmp_path, "t.json", text))


def test_json_of_another_encoding_is_refused_with_its_line(tmp_path):
    (tmp_path / "t.json").write_bytes(b'{"caf\xe9": 0.5}')
    with pytest.raises(DataError, match=r"t\.json:1: byte 0xe9 .*\n.*save it as UTF-8"):
        read_row(tmp_path / "t.json")


def test_an_archive_with_a_damaged_array_is_refused(tmp_path):
    path = archived(tmp_path, scores=SCORES)
    content = bytearray(path.read_bytes())
    content[content.index(SCORES.tobytes()) + 3] ^= 255
    path.write_bytes(bytes(content))
    told = refusal(path)
    assert told.startswith("s.npz: not an archive of NumPy or SciPy, or a damaged one (Bad CRC")
    assert "save it again" in told
