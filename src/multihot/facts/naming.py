"""What columns are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def names_of(labels: Sequence[str], columns: Iterable[int]) -> list[str]:
    """Labels of the columns, or their places where there are no labels.

    >>> names_of(("war", "love", "peace"), [2, 0]), names_of((), [2])
    (['peace', 'war'], ['column 2'])
    """
    return [labels[each] if labels else f"column {each}" for each in columns]
