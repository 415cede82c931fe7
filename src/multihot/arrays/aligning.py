"""The shapes that arrays must have."""

from __future__ import annotations

from typing import Any

from multihot.errors import ShapeError


def check_two_dimensional(shape: tuple[int, ...], name: str) -> None:
    """Refuse what does not have rows and labels."""
    if len(shape) != 2:  # noqa: PLR2004 - rows and labels
        raise ShapeError(
            f"{name} has shape {shape}", remedy="pass two dimensions: (n_rows, n_labels)"
        )


def check_aligned(**arrays: Any) -> None:
    """Refuse arrays that do not have the same rows and labels."""
    shapes = {name: array.shape for name, array in arrays.items()}
    if len(set(shapes.values())) > 1:
        told = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ShapeError(
            f"shapes differ: {told}", remedy="rows are examples, columns are labels, in one order"
        )


def check_same_labels(what: str, before: int, now: int) -> None:
    """Refuse to add up what has another number of labels than what it is added to.

    Args:
        what: what is added up, as a user knows it.
        before: how many labels it has so far.
        now: how many the new part has.
    """
    if before != now:
        raise ShapeError(
            f"{now} labels now, {before} before",
            where=what,
            remedy="give every batch the same labels, in one order; begin anew for other labels",
        )
