"""Opening a data file, compressed or not, so that every failure names the place."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TextIO

from multihot.errors import DataError, did_you_mean, either
from multihot.io.zst import Zst

COMPRESSED = (".gz", ".bz2", ".xz", ".zst")


def format_of(path: Path) -> str:
    """Suffix that tells the format, in lower case, of `films.csv.gz`: `.csv`."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


@contextmanager
def open_bytes(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, decompressed by its suffix.

    Raises:
        DataError: no such file, a folder, not readable, empty, or a damaged archive.
    """
    try:
        if path.is_dir():
            raise DataError("is a folder", where=str(path), remedy="name a file in it")
        if path.stat().st_size == 0:
            raise DataError("the file is empty", where=str(path), remedy="check how it was written")
        with _opener(path) as file:
            yield file
    except FileNotFoundError as error:
        raise _missing(path) from error
    except PermissionError as error:
        raise DataError("may not be read", where=str(path), remedy=f"chmod u+r {path}") from error
    except (OSError, lzma.LZMAError, zlib.error, EOFError) as error:
        raise _unreadable(path, error) from error


@contextmanager
def open_text(path: Path, *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """The text of a file, decompressed by its suffix; line ends are left as they are.

    Raises:
        DataError: as `open_bytes`, or bytes that are not of the encoding, with their line.
    """
    codec = _codec(path, encoding)
    with open_bytes(path) as file:
        try:
            with io.TextIOWrapper(file, encoding=codec, newline="") as text:
                yield text
        except UnicodeError as error:
            raise _wrong_encoding(path, encoding) from error


def _codec(path: Path, encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError as error:
        raise DataError(
            f"unknown encoding {encoding!r}",
            where=str(path),
            remedy="for example utf-8 or latin-1",
        ) from error
    # utf-8-sig, because spreadsheets write a byte order mark that is no part of the first name
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


def _opener(path: Path) -> IO[bytes]:
    match path.suffix.lower():
        case ".gz":
            return gzip.open(path, "rb")  # type: ignore[return-value]
        case ".bz2":
            return bz2.open(path, "rb")
        case ".xz":
            return lzma.open(path, "rb")
        case ".zst":
            return io.BufferedReader(Zst(path))
        case _:
            return path.open("rb")


def broken_link(path: Path) -> DataError | None:
    """That a link leads to nothing; None where the path is no such link."""
    if not path.is_symlink() or path.exists():
        return None
    return DataError(
        f"is a link to {str(path.readlink())!r}, which is not there",
        where=str(path),
        remedy="mend the link, or name the file that it should lead to",
    )


def _missing(path: Path) -> DataError:
    broken = broken_link(path)
    if broken is not None:
        return broken
    folder = path.parent
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    hint = did_you_mean(path.name, names) if names else f"there is no folder {folder}"
    return DataError(
        f"no such file. {hint}".removesuffix(". "), where=str(path), remedy="check the path"
    )


def _unreadable(path: Path, error: Exception) -> DataError:
    if isinstance(error, OSError) and error.errno is not None:
        return DataError(
            f"cannot be read: {error.strerror}", where=str(path), remedy="check the path"
        )
    return DataError(
        f"the compressed file is damaged or cut short ({error})",
        where=str(path),
        remedy="fetch it again, or compress it again",
    )


def _wrong_encoding(path: Path, encoding: str) -> DataError:
    named = either(
        python="name the file's encoding (for example latin-1 or cp1252)",
        command="give the file's --encoding (for example latin-1 or cp1252)",
    )
    remedy = f"{named}, or save it as UTF-8"
    if "\n".encode(encoding) == b"\n":  # else a line of bytes is no line of text, as in utf-16
        with open_bytes(path) as file:
            for number, line in enumerate(file, start=1):
                try:
                    line.decode(encoding)
                except UnicodeDecodeError as error:
                    return DataError(
                        f"byte 0x{line[error.start]:02x} at position {error.start + 1} of the line "
                        f"is not {encoding}",
                        where=f"{path}:{number}",
                        remedy=remedy,
                    )
    return DataError(f"is not {encoding}", where=str(path), remedy=remedy)
