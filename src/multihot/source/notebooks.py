"""The code cells of a Jupyter notebook, of the formats 3 and 4."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from multihot.errors import DataError


def cells_of(text: str, file: str) -> Iterator[tuple[int, str]]:
    """The number and the text of every code cell.

    Cells are counted from 1 as a person sees them from top to bottom, texts and code alike.

    Args:
        text: of the notebook file, JSON.
        file: as errors name it.

    Raises:
        DataError: no JSON, no notebook, or a notebook in another language than Python.
    """
    notebook = _parsed(text, file)
    _check_language(notebook, file)
    for number, cell in enumerate(_all_cells(notebook, file), 1):
        if not isinstance(cell, dict):
            raise _no_notebook(file, f"its cell {number} is no JSON object")
        if cell.get("cell_type") == "code":
            yield number, _source(cell, number, file)


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(
            f"the notebook is no JSON: {error.msg.lower()}",
            where=f"{file}:{error.lineno}:{error.colno}",
            remedy="open it in Jupyter and save it again; after a git merge, settle the conflict",
        ) from None
    except RecursionError:
        raise _no_notebook(file, "its JSON is nested too deeply") from None
    if not isinstance(notebook, dict):
        raise _no_notebook(file, "it holds no JSON object")
    return notebook


def _all_cells(notebook: dict[str, Any], file: str) -> list[Any]:
    sheets = notebook.get("worksheets")
    if isinstance(sheets, list) and all(isinstance(sheet, dict) for sheet in sheets):
        cells: Any = [cell for sheet in sheets for cell in _listed(sheet.get("cells"))]
    else:
        cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise _no_notebook(file, "it has no list of cells")
    return cells


def _listed(cells: Any) -> list[Any]:
    return cells if isinstance(cells, list) else []


def _source(cell: dict[str, Any], number: int, file: str) -> str:
    source = cell.get("source", cell.get("input", ""))
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise _no_notebook(file, f"the source of its cell {number} is no text")
    return "".join(lines)


def _check_language(notebook: dict[str, Any], file: str) -> None:
    metadata = notebook.get("metadata")
    known = metadata if isinstance(metadata, dict) else {}
    for part, name in (("language_info", "name"), ("kernelspec", "language")):
        told = known.get(part)
        language = told.get(name) if isinstance(told, dict) else None
        if isinstance(language, str) and language.lower() not in ("python", "ipython", ""):
            raise DataError(
                f"the notebook is in {language}",
                where=file,
                remedy="audit reads notebooks in Python: leave this one out",
            )


def _no_notebook(file: str, why: str) -> DataError:
    return DataError(
        f"this is no Jupyter notebook: {why}",
        where=file,
        remedy="open it in Jupyter and save it again, or leave it out",
    )
