"""The text of a script or a notebook as syntax trees, and where a node of them stands."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from multihot.facts import NOWHERE, Keras, Place

PlaceOf: TypeAlias = Callable[[ast.AST], Place]


@dataclass(frozen=True, eq=False)
class Cell:
    """A script, or one cell of a notebook.

    Args:
        number: of the cell, counted from 1; 0 for a script.
        tree: its syntax tree.
        lines: its text, line by line, without line breaks.
    """

    number: int
    tree: ast.Module
    lines: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Script:
    """A script or a notebook, read and never run.

    Args:
        file: path as the user gave it.
        cells: one for a script; those of a notebook share their names, in their order.
        keras: which Keras it is written for; None where unknown.
    """

    file: str
    cells: tuple[Cell, ...]
    keras: Keras | None = None

    def place_of(self, cell: Cell) -> PlaceOf:
        """A function from a node of the cell's tree to where it stands."""

        def place(node: ast.AST) -> Place:
            line = getattr(node, "lineno", 0)
            if not 0 < line <= len(cell.lines):
                return NOWHERE
            text = cell.lines[line - 1]
            one_line = getattr(node, "end_lineno", None) == line
            end = getattr(node, "end_col_offset", None) if one_line else None
            return Place(
                file=self.file,
                line=line,
                column=column_of(text, getattr(node, "col_offset", 0)),
                end_column=len(text) + 1 if end is None else column_of(text, end),
                cell=cell.number,
                text=text,
            )

        return place


def column_of(text: str, offset: int) -> int:
    """The column, counted in characters from 1, of a place that `ast` counts in UTF-8 bytes.

    >>> column_of("größe = f1(y)", 10), column_of("size = f1(y)", 7)
    (9, 8)
    """
    if text.isascii():
        return offset + 1
    return len(text.encode()[:offset].decode(errors="ignore")) + 1
