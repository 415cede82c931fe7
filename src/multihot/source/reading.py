"""Reading a script or a notebook into syntax trees, whoever wrote it and however."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from dataclasses import replace
from pathlib import Path

from multihot.errors import DataError
from multihot.facts import Keras
from multihot.source.magics import without_magics
from multihot.source.notebooks import cells_of
from multihot.source.python2 import sign_of_python_2
from multihot.source.scripts import Cell, Script
from multihot.source.versions import keras_of

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_AS_UTF_8 = "save it as UTF-8, or name its encoding on line 1: # -*- coding: latin-1 -*-"


def read_script(path: Path | str, *, keras: Keras | None = None) -> Script:
    """Read a `.py` or `.ipynb` file; nothing of it is run.

    Args:
        path: of the file.
        keras: that it is for; by default found in its imports and in the requirements beside it.

    Raises:
        DataError: it cannot be read, decoded, or parsed; the place says where.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(
            f"cannot read it: {(error.strerror or 'it failed').lower()}",
            where=str(path),
            remedy="name a file that can be read",
        ) from None
    if path.suffix.lower() == ".ipynb":
        script = _notebook(_decoded(raw, "utf-8-sig", str(path)), str(path))
    else:
        script = _script(_decoded(raw, _encoding(raw, str(path)), str(path)), str(path))
    return replace(script, keras=keras or keras_of(script, folder=path.parent))


def read_text(text: str, file: str = "<text>", *, keras: Keras | None = None) -> Script:
    """The script that a text is.

    Args:
        text: Python, with or without commands of IPython.
        file: as places and errors name it.
        keras: that it is for; by default found in its imports.

    Raises:
        DataError: it cannot be parsed; the place says where.

    >>> read_text("model.fit(x, y)").cells[0].lines
    ('model.fit(x, y)',)
    """
    script = _script(text, file)
    return replace(script, keras=keras or keras_of(script))


def _script(text: str, file: str) -> Script:
    return Script(file=file, cells=(_cell(text, file, 0),))


def _notebook(text: str, file: str) -> Script:
    cells = tuple(_cell(source, file, number) for number, source in cells_of(text, file))
    return Script(file=file, cells=cells)


def _cell(text: str, file: str, number: int) -> Cell:
    # line breaks as Python's parser sees them; str.splitlines knows more of them
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    where = f"{file}:cell {number}" if number else file
    _check_characters(text, where)
    try:
        tree = _parsed(text)
    except SyntaxError as error:
        raise _refusal(error, text, where) from None
    except (RecursionError, MemoryError):
        raise DataError(
            "an expression is nested too deeply to be read",
            where=where,
            remedy="write it in several statements, or leave the file out",
        ) from None
    return Cell(number=number, tree=tree, lines=tuple(text.split("\n")))


def _parsed(text: str) -> ast.Module:
    with warnings.catch_warnings():  # of escapes such as "\d": the user's linter tells of them
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except SyntaxError:
            return ast.parse(without_magics(text))


def _refusal(error: SyntaxError, text: str, where: str) -> DataError:
    lines = text.split("\n")
    line, column = error.lineno or 1, max(error.offset or 1, 1)
    written = lines[line - 1] if line <= len(lines) else ""
    place = f"{where}:{line}:{column}"
    sign = sign_of_python_2(written, error.msg)
    if sign:
        return DataError(
            f"this is Python 2: {sign}",
            where=place,
            remedy="port it to Python 3, then audit it",
        )
    return DataError(
        f"Python cannot read this: {error.msg}",
        where=place,
        remedy="mend the line; `python -m py_compile FILE` tells the same",
    )


def _check_characters(text: str, where: str) -> None:
    for strange, name in (("\0", "a null byte"), *_surrogates(text)):
        before, found, _ = text.partition(strange)
        if found:
            line = before.count("\n") + 1
            column = len(before) - (before.rfind("\n") + 1) + 1
            raise DataError(
                f"{name} stands in the text",
                where=f"{where}:{line}:{column}",
                remedy="this is no Python text: name another file, or take the character out",
            )


def _surrogates(text: str) -> tuple[tuple[str, str], ...]:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return ((text[error.start], "half a character (a lone surrogate)"),)
    return ()


def _encoding(raw: bytes, file: str) -> str:
    if raw.startswith(_UTF_16):
        raise DataError("the text is UTF-16", where=f"{file}:1:1", remedy="save it as UTF-8")
    try:
        return tokenize.detect_encoding(io.BytesIO(raw).readline)[0]
    except SyntaxError as error:
        problem = str(error.msg)
    if problem.startswith("invalid or missing encoding"):
        return "utf-8"  # decoding tells where
    raise DataError(problem, where=f"{file}:1", remedy=_AS_UTF_8)


def _decoded(raw: bytes, encoding: str, file: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        raise DataError(
            f"byte 0x{raw[error.start]:02x} is not {encoding.removesuffix('-sig').upper()}",
            where=f"{file}:{line}:{column}",
            remedy=_AS_UTF_8,
        ) from None
    except (LookupError, UnicodeError):  # of codecs that are none of texts, such as rot13
        raise DataError(
            f"{encoding} is no encoding of texts", where=f"{file}:1", remedy=_AS_UTF_8
        ) from None
