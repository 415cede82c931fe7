"""Refusing a column of labels whose cells hold several labels each, where nobody said how."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from multihot.arrays import Integers
from multihot.errors import DataError, either, option
from multihot.labels import CellForm, form_of_cells, written_form

_AS_WRITTEN = option("as_written", value=True, command="--labels-as-written")


def refuse_unsplit(
    cells: Sequence[str],
    counts: Integers,
    label_sets: Sequence[tuple[str, ...]],
    *,
    place: Callable[[str], str],
) -> None:
    """Refuse cells that one option reads as several labels each.

    Args:
        cells: each different cell.
        counts: (n_cells,) how many rows have each.
        label_sets: the labels of each, as they are read.
        place: where a cell stands.

    Raises:
        DataError: with the option, and what it would give.
    """
    rows: dict[str, int] = {}
    for cell, count in zip(cells, counts.tolist(), strict=True):
        rows[cell.strip()] = rows.get(cell.strip(), 0) + count
    # a separator that splits some cells is taken to be the right one
    split = any(len(each) > 1 for each in label_sets)
    form = written_form(rows) if split else form_of_cells(rows)
    if form is None:
        return
    example = next(cell for cell in cells if cell.strip() == form.example)
    n_given = sum(len(each) * int(n) for each, n in zip(label_sets, counts, strict=True))
    n_labels = len({label for each in label_sets for label in each})
    n_rows = int(counts.sum())
    raise DataError(
        f"the cells hold several labels each, such as {form.example[:60]!r}",
        where=place(example),
        remedy=f"{_how(form)}: {form.n_labels} labels, {form.n_given / n_rows:.1f} per row, "
        f"instead of {n_labels} labels, {n_given / n_rows:.1f} per row; "
        f"or {_AS_WRITTEN}, if each cell is one label",
    )


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
