"""Refusing a column of labels whose cells hold several labels each, where nobody said how."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from multihot.errors import DataError, either, option
from multihot.labels import CellForm, form_of_cells, number_of_marks, written_form

_AS_WRITTEN = option("as_written", value=True, command="--labels-as-written")


def refuse_unsplit(
    rows: Mapping[str, int],
    label_sets: Sequence[tuple[str, ...]],
    *,
    place: Callable[[str], str],
) -> None:
    """Refuse cells that one option reads as several labels each.

    Args:
        rows: how many rows have each different cell.
        label_sets: the labels of each, as they are read.
        place: where a cell stands.

    Raises:
        DataError: with the option, and what it would give.
    """
    # a separator that splits some cells is taken to be the right one
    split = any(len(each) > 1 for each in label_sets)
    form = written_form(_stripped(rows)) if split else form_of_cells(_stripped(rows))
    if form is None:
        return
    example = next(cell for cell in rows if cell.strip() == form.example)
    n_given = sum(len(each) * n for each, n in zip(label_sets, rows.values(), strict=True))
    n_labels = len({label for each in label_sets for label in each})
    n_rows = sum(rows.values())
    raise DataError(
        f"the cells hold several labels each, such as {form.example[:60]!r}",
        where=place(example),
        remedy=f"{_how(form)}: {form.n_labels} labels, {form.n_given / n_rows:.1f} per row, "
        f"instead of {n_labels} labels, {n_given / n_rows:.1f} per row; "
        f"or {_AS_WRITTEN}, if each cell is one label",
    )


def refuse_marks(rows: Mapping[str, int], *, place: Callable[[str], str]) -> None:
    """Refuse cells that hold a 0 or 1 for each label, where names are expected.

    Raises:
        DataError: with the number of labels.
    """
    n_labels = number_of_marks(_stripped(rows))
    if n_labels:
        example = next(cell for cell in rows if cell.strip())
        raise DataError(
            f"the cells have a 0 or 1 for each of {n_labels} labels, such as {example[:60]!r}",
            where=place(example),
            remedy="write one column for each label, or the names of the labels that a row has",
        )


def _stripped(rows: Mapping[str, int]) -> dict[str, int]:
    stripped: dict[str, int] = {}
    for cell, count in rows.items():
        stripped[cell.strip()] = stripped.get(cell.strip(), 0) + count
    return stripped


def _how(form: CellForm) -> str:
    """What is typed to read the cells so."""
    value = {"\n": r"\n", "\t": r"\t"}.get(form.value, form.value)
    match form.option:
        case "separator":
            return option("separator", value=value, command=f'--separator "{value}"')
        case "literal":
            return either(python="LabelLiteral", command="--literal")
        case "literal_key":
            python, command = f'LabelLiteral with key="{value}"', f'--literal-key "{value}"'
            return either(python=python, command=command)
