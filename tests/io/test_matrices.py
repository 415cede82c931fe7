"""Targets and scores come out of a file as they went in."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as arrow
import pytest
import scipy.sparse as sp
import zstandard
from pyarrow import parquet
from scipy.sparse import csr_array

from multihot.errors import DataError, MissingExtra, MultihotError
from multihot.io import Matrix, read_matrix, read_row

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


def test_an_array_is_read_as_it_is_needed(tmp_path):
    np.save(tmp_path / "s.npy", SCORES.astype(np.float32))
    matrix = read_matrix(tmp_path / "s.npy")
    assert matrix.values.tolist() == [[0.25, 0.5, 0.0], [1.0, 0.0, 0.75]]
    assert matrix.values.dtype == np.float32
    assert isinstance(matrix.values.base, np.memmap)
    assert (matrix.names, matrix.source) == (None, str(tmp_path / "s.npy"))


@pytest.mark.parametrize(
    ("suffix", "pack"), [("gz", gzip.compress), ("zst", zstandard.ZstdCompressor().compress)]
)
def test_packed_arrays_and_archives_are_unpacked(tmp_path, suffix, pack):
    array, archive = io.BytesIO(), io.BytesIO()
    np.save(array, SCORES)
    sp.save_npz(archive, csr_array(SCORES))
    (tmp_path / f"s.npy.{suffix}").write_bytes(pack(array.getvalue()))
    (tmp_path / f"s.npz.{suffix}").write_bytes(pack(archive.getvalue()))
    assert read_matrix(tmp_path / f"s.npy.{suffix}").values.tolist() == SCORES.tolist()
    assert read_matrix(tmp_path / f"s.npz.{suffix}").values.toarray().tolist() == SCORES.tolist()


@pytest.mark.parametrize("form", ["csr", "csc", "coo", "bsr", "dia"])
@pytest.mark.parametrize("kind", ["array", "matrix"])
def test_sparse_matrices_of_every_form_become_compressed_rows(tmp_path, form, kind):
    sp.save_npz(tmp_path / "s.npz", getattr(sp, f"{form}_{kind}")(SCORES))
    values = read_matrix(tmp_path / "s.npz").values
    assert isinstance(values, csr_array)
    assert values.toarray().tolist() == [[0.25, 0.5, 0.0], [1.0, 0.0, 0.75]]


def test_the_only_array_of_an_archive_needs_no_name(tmp_path):
    assert read_matrix(archived(tmp_path, scores=SCORES)).values.tolist() == SCORES.tolist()


def test_one_of_several_arrays_is_named_after_the_file(tmp_path):
    path = archived(tmp_path, train=1 - SCORES, valid=SCORES)
    matrix = read_matrix(f"{path}:valid")
    assert matrix.values.tolist() == SCORES.tolist()
    assert matrix.source == f"{path}:valid"
    told = refusal(path)
    assert told.startswith("s.npz: holds 2 arrays: 'train', 'valid'\n  To fix: write which after")
    assert told.endswith("s.npz:train")


def test_columns_of_delimited_text_are_named_by_the_first_row(tmp_path):
    matrix = read_matrix(written(tmp_path, "s.csv", 'war,"love, sweet"\n0.5,1\n0,2.5e-1\n'))
    assert matrix.names == ("war", "love, sweet")
    assert matrix.values.tolist() == [[0.5, 1.0], [0.0, 0.25]]
    tabs = read_matrix(written(tmp_path, "s.tsv", "war\tlove\n0.5\t1\n"))
    assert (tabs.names, tabs.values.tolist()) == (("war", "love"), [[0.5, 1.0]])


def test_a_label_may_be_called_by_the_sign_of_a_pattern(tmp_path):
    matrix = read_matrix(written(tmp_path, "s.csv", "a,*,c\n1,2,3\n"))
    assert (matrix.names, matrix.values.tolist()) == (("a", "*", "c"), [[1.0, 2.0, 3.0]])


def test_without_a_header_the_first_row_is_a_row(tmp_path):
    matrix = read_matrix(written(tmp_path, "s.csv", "1,0\n0,1\n"), header=False)
    assert (matrix.names, matrix.values.tolist()) == (None, [[1.0, 0.0], [0.0, 1.0]])


def test_an_empty_cell_and_nan_are_nan(tmp_path):
    matrix = read_matrix(written(tmp_path, "y.csv", "war,love\n1,\nnan,0\n"))
    assert np.isnan(matrix.values).tolist() == [[False, True], [True, False]]


def test_more_rows_than_are_read_at_once_stay_in_order(tmp_path):
    rows = "".join(f"{row},{row * 2}\n" for row in range(40_000))
    values = read_matrix(written(tmp_path, "s.csv", "a,b\n" + rows)).values
    assert values.shape == (40_000, 2)
    assert values[[0, 16_384, 39_999]].tolist() == [[0, 0], [16_384, 32_768], [39_999, 79_998]]


def test_parquet_has_names_and_gaps(tmp_path):
    table = arrow.table({"war": [True, None], "love": [0.5, 1.0], "peace": [1, 0]})
    parquet.write_table(table, tmp_path / "s.parquet")
    matrix = read_matrix(tmp_path / "s.parquet")
    assert matrix.names == ("war", "love", "peace")
    assert matrix.values[0].tolist() == [1.0, 0.5, 1.0]
    assert np.isnan(matrix.values[1, 0])


def test_pyarrow_that_is_not_installed_is_told_with_the_way_to_get_it(tmp_path, monkeypatch):
    parquet.write_table(arrow.table({"war": [1]}), tmp_path / "s.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r'reading Parquet needs pyarrow\n.*"multihot\[arrow\]"'):
        read_matrix(tmp_path / "s.parquet")


@pytest.mark.parametrize("values", [SCORES, csr_array(SCORES)])
def test_columns_come_into_the_order_of_the_names(values):
    turned = Matrix(values, ("war", "love", "peace"), "s.csv").in_order(("peace", "war", "love"))
    dense = turned.values if values is SCORES else turned.values.toarray()
    assert dense.tolist() == [[0.0, 0.25, 0.5], [0.75, 1.0, 0.0]]
    assert turned.names == ("peace", "war", "love")


def test_an_array_or_a_matrix_of_one_row_is_a_row(tmp_path):
    np.save(tmp_path / "flat.npy", np.array([0.25, 0.5]))
    np.save(tmp_path / "row.npy", np.array([[0.25, 0.5]]))
    sp.save_npz(tmp_path / "row.npz", csr_array([[0.25, 0.5]]))
    for name in ("flat.npy", "row.npy", "row.npz"):
        assert read_row(tmp_path / name).values.tolist() == [[0.25, 0.5]]
    named = read_row(written(tmp_path, "row.csv", "war,love\n0.25,0.5\n"))
    assert (named.names, named.values.tolist()) == (("war", "love"), [[0.25, 0.5]])


def test_json_names_the_numbers_of_a_row(tmp_path):
    path = written(tmp_path, "t.json", json.dumps({"war": 0.25, "love": 1}))
    row = read_row(path)
    assert (row.names, row.values.tolist()) == (("war", "love"), [[0.25, 1.0]])
