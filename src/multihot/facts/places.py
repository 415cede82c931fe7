"""Where a fact was found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Place:
    """Where something stands: in a file, in a model, in data.

    Args:
        file: path as the user gave it; empty for models and arrays.
        line: counted from 1, within the cell of a notebook; 0 where there is none.
        column: of its first character, counted from 1; 0 where there is none.
        end_column: behind its last character on that line; 0 where unknown.
        cell: of a notebook, counted from 1; 0 for scripts.
        text: the line itself, without its line break.
        name: layer, metric, label or part that it is about: `layer 'dense_1'`.

    >>> print(Place("train.py", line=12, column=5))
    train.py:12:5
    >>> print(Place("train.ipynb", line=2, column=1, cell=3))
    train.ipynb:cell 3:2:1
    >>> print(Place(name="layer 'dense_1'"))
    layer 'dense_1'
    """

    file: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0
    cell: int = 0
    text: str = ""
    name: str = ""

    def __str__(self) -> str:
        cell = f"cell {self.cell}" if self.cell else ""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join(part for part in (self.file, cell, *numbers) if part) or self.name

    def to_dict(self) -> dict[str, Any]:
        """What is known of it, as JSON can hold it."""
        return {name: value for name, value in asdict(self).items() if value}


NOWHERE = Place()
