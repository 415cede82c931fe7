"""A damaged file is read or named, whatever was done to it: no other exception, ever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as arrow
import pytest
from pyarrow import parquet

from multihot.errors import MultihotError
from multihot.io import (
    CsvForm,
    IndicatorColumns,
    LabelColumn,
    LabelLiteral,
    Reading,
    TableColumns,
    TextColumns,
    read,
    read_batches,
)

TEXT = Reading(TextColumns(("t",)), LabelColumn("l", separator="|"))
LITERAL = Reading(TextColumns(("t",)), LabelLiteral("l"), form=CsvForm(delimiter=";"))
NUMBERS = Reading(TableColumns(("n",), ("t",)), IndicatorColumns(("l*",)))
CSV = 't,n,l\n"a ""b"", c",1.5,x|y\nGrüße,,x\n"two\nlines",-3e2,\n'.encode()
LITERALS = b"t;l\na;['x', 'y']\nb;{'x': 1, 'y': 0}\nc;\"[\"\"z\"\"]\"\n"
INDICATORS = b"t\tn\tl1\tl2\nred\t1.5\t0\t1\nblue\t\t1\t\n\t7\t1\t0\n"
JSONL = b'{"t": "a \\u00e9", "n": 1, "l": ["x", "y"]}\n{"t": "b", "n": null, "l": "z"}\n'
ARFF = b"""@relation 'r: -C 2'
@attribute l1 {0,1}
@attribute 'l 2' {1,0}
@attribute n numeric
@attribute c {red,'light blue'}
@data
1,0,2.5,red % comment
?,1,-3e2,'light blue'
{0 1,2 4}
"""
SVMLIGHT = b"1,5 3:0.5 17:1 # comment\n 2:3\n5 1:1e3\n"
XMC = b"3 20 6\n1,5 3:0.5 17:1\n 2:3\n5 1:1e3\n"
FILES: list[tuple[str, bytes, Reading]] = [
    ("films.csv", CSV, TEXT),
    ("films.csv", LITERALS, LITERAL),
    ("films.tsv", INDICATORS, NUMBERS),
    ("films.jsonl", JSONL, TEXT),
    ("films.arff", ARFF, Reading()),
    ("films.svm", SVMLIGHT, Reading()),
    ("films.svm", XMC, Reading()),
]
files = pytest.mark.parametrize(("name", "content", "reading"), FILES)
seeds = pytest.mark.parametrize("seed", range(10))
N_WAYS = 15


def cut(content: bytes, rng: np.random.Generator) -> bytes:
    return content[: rng.integers(len(content))]


def without_some(content: bytes, rng: np.random.Generator) -> bytes:
    start = int(rng.integers(len(content)))
    return content[:start] + content[start + int(rng.integers(1, 9)) :]


def with_some_twice(content: bytes, rng: np.random.Generator) -> bytes:
    start = int(rng.integers(len(content)))
    return content[: start + int(rng.integers(1, 30))] + content[start:]


def with_strange_ones(content: bytes, rng: np.random.Generator) -> bytes:
    start = int(rng.integers(len(content) + 1))
    strange = (b'"', b"'", b"\n", b"\r", b"\x00", b"\xff", b",", b"{", b"[[", b"\t", b"9" * 400)
    return content[:start] + strange[rng.integers(len(strange))] + content[start:]


def flipped(content: bytes, rng: np.random.Generator) -> bytes:
    damaged = bytearray(content)
    for place in rng.integers(len(content), size=3):
        damaged[place] ^= 1 << rng.integers(8)
    return bytes(damaged)


DAMAGES: tuple[Callable[[bytes, np.random.Generator], bytes], ...] = (
    cut,
    without_some,
    with_some_twice,
    with_strange_ones,
    flipped,
)


def refusals(path: Path, reading: Reading) -> list[str]:
    """What is said of the file, read whole and in batches; nothing if it can be read."""
    told = []
    for task in (
        lambda: read(path, reading),
        lambda: list(read_batches(path, reading, rows_at_once=2)),
    ):
        try:
            task()
        except MultihotError as error:
            told.append(str(error))
    return told


def check_read_or_named(path: Path, reading: Reading) -> None:
    for told in refusals(path, reading):
        assert path.name in told
        assert "To fix: " in told


@files
def test_the_file_before_the_damage_is_read(tmp_path, name, content, reading):
    path = tmp_path / name
    path.write_bytes(content)
    assert len(read(path, reading)) >= 2


@seeds
@files
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_read_or_named(tmp_path, name, content, reading, damage, seed):
    rng = np.random.default_rng(seed)
    path = tmp_path / name
    for _ in range(N_WAYS):
        path.write_bytes(damage(content, rng))
        check_read_or_named(path, reading)


@seeds
@pytest.mark.parametrize("compression", ["none", "snappy", "zstd"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_parquet_is_read_or_named(tmp_path, compression, damage, seed):
    rng = np.random.default_rng(seed)
    path = tmp_path / "films.parquet"
    columns = {"t": ["a", "Grüße", None] * 9, "n": [1.5, None, 3] * 9, "l": [["x"], [], None] * 9}
    parquet.write_table(arrow.table(columns), path, compression=compression)
    content = path.read_bytes()
    for _ in range(4):
        path.write_bytes(damage(content, rng))
        check_read_or_named(path, TEXT)


@seeds
@pytest.mark.parametrize("content", [CSV, JSONL, ARFF, bytes(range(256)) * 9, b"PAR1" * 9])
@pytest.mark.parametrize(
    "name", ["f.csv", "f.jsonl", "f.arff", "f.svm", "f.npz", "f.parquet", "f.csv.zst", "f.tsv.xz"]
)
def test_a_file_of_another_format_is_read_or_named(tmp_path, name, content, seed):
    path = tmp_path / name
    path.write_bytes(flipped(content, np.random.default_rng(seed)))
    array = name == "f.npz"
    reading = Reading(TableColumns(("X",)), LabelColumn("Y")) if array else TEXT
    check_read_or_named(path, Reading() if name in ("f.arff", "f.svm") else reading)
