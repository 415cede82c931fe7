"""Files are unpacked by their suffix; a damaged archive is named and loses no row in silence."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from multihot.errors import DataError, MissingExtra
from multihot.io import LabelColumn, open_text, read_csv
from multihot.io.opening import format_of

ROWS = "t,l\n" + "".join(f"text {row * row % 9973},{'ab'[row % 2]}\n" for row in range(9_000))
PACKERS: list[tuple[str, Callable[[bytes], bytes]]] = [
    (".gz", gzip.compress),
    (".bz2", bz2.compress),
    (".xz", lzma.compress),
    (".zst", zstandard.ZstdCompressor().compress),
]
packers = pytest.mark.parametrize(("suffix", "packed"), PACKERS)


def read(path: Path, content: bytes) -> int:
    path.write_bytes(content)
    return len(read_csv(path, text="t", labels=LabelColumn("l")))


@packers
def test_a_packed_file_is_the_file(tmp_path, suffix, packed):
    path = tmp_path / f"films.csv{suffix}"
    path.write_bytes(packed(ROWS.encode()))
    with open_text(path) as file:
        assert file.read() == ROWS


@packers
def test_archives_one_after_the_other_are_one(tmp_path, suffix, packed):
    cut = ROWS.index("\n", 50_000) + 1
    both = packed(ROWS[:cut].encode()) + packed(ROWS[cut:].encode())
    assert read(tmp_path / f"films.csv{suffix}", both) == 9_000


@packers
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_an_archive_that_is_cut_short_is_refused(tmp_path, suffix, packed, share):
    content = packed(ROWS.encode())
    with pytest.raises(DataError, match=r"films\.csv\.\w+: .*cut short \(.*\n.*fetch it again"):
        read(tmp_path / f"films.csv{suffix}", content[: int(len(content) * share)])


@packers
def test_what_is_no_archive_is_refused(tmp_path, suffix, packed):
    with pytest.raises(DataError, match=r"films\.csv\.\w+: .*damaged or .*\n.*or compress it"):
        read(tmp_path / f"films.csv{suffix}", ROWS.encode())


@packers
def test_an_archive_of_nothing_has_no_rows(tmp_path, suffix, packed):
    with pytest.raises(DataError, match=r"films\.csv\.\w+: there are no rows\n.*how it was"):
        read(tmp_path / f"films.csv{suffix}", packed(b""))


@packers
def test_a_wrong_encoding_in_an_archive_has_its_line(tmp_path, suffix, packed):
    with pytest.raises(DataError, match=r"films\.csv\.\w+:9002: byte 0xff at position 3 of the"):
        read(tmp_path / f"films.csv{suffix}", packed(ROWS.encode() + b"ab\xff,x\n"))


def test_zstandard_that_is_not_installed_is_told_with_the_way_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(MissingExtra, match=r'\.zst needs zstandard\n.*pip install "multihot\[zst'):
        read(tmp_path / "films.csv.zst", b"x")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.csv", ".csv"),
        ("a.CSV.GZ", ".csv"),
        ("a.b.jsonl.zst", ".jsonl"),
        ("a.gz", ""),
        ("a", ""),
    ],
)
def test_the_format_stands_before_the_packing(name, suffix):
    assert format_of(Path(name)) == suffix
