"""Delimited text in blocks of rows: by their places while plainly regular, strictly from there."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, TypeAlias

from multihot.io.cutting import UTF_8, Block
from multihot.io.indexing import ONE_BYTE_A_LETTER, Marks, index
from multihot.io.rows import BLOCK, RowList, Rows

AnyRows: TypeAlias = Block | RowList


@dataclass
class Blocks:
    """The rows of a file in blocks, none of them empty.

    Args:
        path: named in errors.
        file: the text, nothing of it read yet, its line ends as they are.
        delimiter: one character between cells.
        quoting: whether a cell may stand in quotes.
        n_bytes: how many are looked at at once, more where a row is longer.
    """

    path: Path
    file: TextIO
    delimiter: str
    quoting: bool
    n_bytes: int = 2**18

    def __iter__(self) -> Iterator[AnyRows]:
        encoding = codecs.lookup(self.file.encoding).name.removesuffix("-sig")
        if self.delimiter.isascii() and encoding in (UTF_8, *ONE_BYTE_A_LETTER):
            return self._quickly(Marks(ord(self.delimiter), self.quoting, encoding))
        return self._strictly(self.file)

    def _quickly(self, marks: Marks) -> Iterator[AnyRows]:
        source = self.file.buffer
        pending, ended, n_cells, line, wanted = _begun(source, marks), False, 0, 0, self.n_bytes
        while not ended:
            more = source.read(wanted)
            ended = not more
            pending += more
            data = pending if more or pending.endswith(b"\n") else pending + b"\n"
            block = index(data, marks, n_cells=n_cells, line=line)
            if block is None or (ended and len(block.text) < len(data)):
                yield from self._strictly(_text(pending, source, marks), n_cells, line)
                return
            if len(block.lines):
                n_cells = block.starts.shape[1]
                yield block
            line += block.n_lines
            pending = data[len(block.text) :]
            # a row longer than a piece is not looked through again for each piece of it
            wanted = self.n_bytes if block.text else 2 * wanted

    def _strictly(self, file: TextIO, n_cells: int = 0, line: int = 0) -> Iterator[RowList]:
        rows = Rows(
            self.path,
            file,
            delimiter=self.delimiter,
            quoting=self.quoting,
            n_cells=n_cells,
            line=line,
        )
        n_rows = 1  # so that what is wrong with the header is told before what is wrong with rows
        while not rows.ended:
            block = rows.block(n_rows)
            if block.lines:
                yield block
                n_rows = BLOCK


def _begun(source: BinaryIO, marks: Marks) -> bytes:
    """The first bytes, without a byte order mark."""
    first = source.read(len(codecs.BOM_UTF8))
    return b"" if marks.encoding == UTF_8 and first == codecs.BOM_UTF8 else first


def _text(first: bytes, source: BinaryIO, marks: Marks) -> TextIO:
    """Some bytes and after them those of a file, as text."""
    follows = io.BufferedReader(_Following(first, source))  # type: ignore[type-var]
    return io.TextIOWrapper(follows, encoding=marks.encoding, newline="")


class _Following(io.RawIOBase):
    """Some bytes, and after them those of a file."""

    def __init__(self, first: bytes, file: BinaryIO) -> None:
        super().__init__()
        self._first, self._file = io.BytesIO(first), file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        found = self._first.read(len(buffer)) or self._file.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)
