"""Rows that are found by the places of their marks are the rows that the strict reader finds."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from multihot.errors import DataError
from multihot.io.blocks import Blocks
from multihot.io.cutting import Block
from multihot.io.indexing import Marks, index
from multihot.io.repeated import Column, Repeated
from multihot.io.rows import Rows

PIECES = ["a", "b c", '"', '""', ",", "\n", "\r\n", "\r", "é", "😀", "\x00", "\ufeff", "\x85"]
CELLS = ["a", "é", "", '"é"', '"x,\r\ny"', '"a ""b"""', '""', 'a"', '"a" ']
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.tuples(*[st.sampled_from(CELLS)] * 2), max_size=12).map(
        lambda rows: "\n".join(map(",".join, rows))
    ),
)
sizes = st.integers(1, 40)
cells = st.text(st.sampled_from('ab",\n\r;é😀 \x00'), max_size=6)
tables = st.integers(1, 4).flatmap(
    lambda n_cells: st.lists(st.lists(cells, min_size=n_cells, max_size=n_cells), min_size=1)
)


def opened(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")


def outcome(add_rows: Callable[[list[object]], None]) -> tuple[list[object], str]:
    """Rows with their lines, and what is said of the first that is wrong."""
    found: list[object] = []
    try:
        add_rows(found)
    except DataError as error:
        return found, str(error)
    except UnicodeDecodeError:
        return found, "wrong encoding"  # which rows came before is a matter of buffers
    return found, ""


def strict(data: bytes, *, quoting: bool, encoding: str) -> tuple[list[object], str]:
    rows = Rows(Path("f"), opened(data, encoding), delimiter=",", quoting=quoting)

    def add_rows(found: list[object]) -> None:
        while not rows.ended:
            block = rows.block(1)
            found += zip(block.found, block.lines, strict=True)

    return outcome(add_rows)


def quick(data: bytes, *, quoting: bool, encoding: str, n_bytes: int) -> tuple[list[object], str]:
    def add_rows(found: list[object]) -> None:
        for block in Blocks(Path("f"), opened(data, encoding), ",", quoting, n_bytes):
            columns = map(block.cells, range(len(block.first_row())))
            found += zip(map(list, zip(*columns, strict=True)), block.lines, strict=True)

    return outcome(add_rows)


def assert_same(data: bytes, n_bytes: int, *, quoting: bool, encoding: str = "utf-8-sig") -> None:
    rows, wrong = quick(data, quoting=quoting, encoding=encoding, n_bytes=n_bytes)
    rows_before, said = strict(data, quoting=quoting, encoding=encoding)
    assert wrong == said
    n_rows = min(len(rows), len(rows_before)) if said else len(rows_before)
    assert rows[:n_rows] == rows_before[:n_rows]


@given(texts, st.booleans(), sizes)
@example('"a', True, 1)
@example('a,"b\n"c', True, 2)
@example('"a"\r,b', True, 3)
@example("a,b\r", True, 4)
@example('\n\r\n"",\n,""\r\n', True, 5)
@example('\n""\r\n', True, 1)
def test_the_same_rows_stand_on_the_same_lines(text, quoting, n_bytes):
    assert_same(text.encode(), n_bytes, quoting=quoting)


@given(st.lists(st.sampled_from([b"a", b"\xc3\xa9", b"\xc3", b"\xa9", b"\n", b","])), sizes)
def test_bytes_of_another_encoding_are_noticed(pieces, n_bytes):
    assert_same(b"".join(pieces), n_bytes, quoting=True)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii", "utf-16", "shift-jis"])
@given(text=texts, n_bytes=sizes)
def test_other_encodings_are_read_alike(encoding, text, n_bytes):
    data = text.encode(encoding, errors="ignore")
    assert_same(data, n_bytes, quoting=True, encoding=encoding)


@pytest.mark.parametrize(
    ("style", "line_end"),  # QUOTE_MINIMAL with \n leaves a \r bare, and that is a line end
    [(csv.QUOTE_MINIMAL, "\r\n"), (csv.QUOTE_ALL, "\r\n"), (csv.QUOTE_ALL, "\n")],
)
@given(table=tables)
def test_what_the_csv_module_writes_is_found_by_its_places(style, line_end, table):
    file = io.StringIO()
    csv.writer(file, quoting=style, lineterminator=line_end).writerows(table)
    block = index(file.getvalue().encode(), Marks(ord(","), True, "utf-8"))
    assert isinstance(block, Block)
    assert [block.cells(column) for column in range(len(table[0]))] == list(
        map(list, zip(*table, strict=True))
    )


@pytest.mark.parametrize(
    "text",
    ['a"b\n', '"a"b\n', '"a" \n', ' "a"\n', '"a"\rb\n', "a\rb\n", "a,b\nc\n", "a,b\nc,d,e\n\nf\n"],
)
def test_what_is_not_plainly_regular_is_left_to_the_strict_reader(text):
    assert index(text.encode(), Marks(ord(","), True, "utf-8")) is None


def test_lines_and_cells_go_on_where_the_strict_reader_takes_over():
    data = b'a,b\n"1\n2",x\n' * 9 + b'say "hi",y\n\nlast\n'
    rows, said = quick(data, quoting=True, encoding="utf-8", n_bytes=40)
    assert rows[:3] == [(["a", "b"], 1), (["1\n2", "x"], 2), (["a", "b"], 4)]
    assert said.startswith("f:30: the row has 1 cells, the first row has 2; it begins 'last'")


short = st.text(st.sampled_from("ab\x00é"), max_size=4).filter(lambda cell: len(cell.encode()) < 8)


@given(st.lists(short, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_cells_that_are_often_alike_are_kept_once_in_the_order_of_the_file(kinds, rng):
    cells = rng.choices(kinds, k=12)
    data = "".join(f'"{cell}",x\n' for cell in cells).encode()
    block = index(data, Marks(ord(","), True, "utf-8"))
    assert block is not None
    repeated = block.repeated(0)
    assert repeated is not None
    assert list(repeated) == block.cells(0) == cells
    assert repeated.distinct == list(dict.fromkeys(cells))


def test_some_of_the_cells_that_are_often_alike_may_be_long():
    cells = ["3,1,2,10", "1", "1", "3,1,2,10", "1", "0", "1", "0"]
    block = index("".join(f'"{cell}"\n' for cell in cells).encode(), Marks(ord(","), True, "utf-8"))
    assert block is not None
    repeated = block.repeated(0)
    assert repeated is not None
    assert repeated.distinct == ["3,1,2,10", "1", "0"]
    assert list(repeated) == cells


@pytest.mark.parametrize("cells", [["12345678"] * 9, list("abcdefghi")])
def test_long_or_different_cells_are_kept_each(cells):
    block = index("\n".join([*cells, ""]).encode(), Marks(ord(","), True, "utf-8"))
    assert block is not None
    assert block.repeated(0) is None


def test_a_column_whose_cells_stop_being_alike_keeps_all_of_them():
    column = Column()
    column.add(Repeated(["a", "b"], np.array([0, 1, 0])))
    column.add(Repeated(["b", "c"], np.array([1, 0])))
    assert list(column.cells()) == ["a", "b", "a", "c", "b"]
    assert column.cells()[-2] == "c"
    assert list(column.cells()[1:4]) == ["b", "a", "c"]
    column.add(["d"])
    column.add(Repeated(["a"], np.array([0, 0])))
    assert column.cells() == ["a", "b", "a", "c", "b", "d", "a", "a"]
