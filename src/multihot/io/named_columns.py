"""Whether a file has the columns that a user names, before it is read."""

from __future__ import annotations

from pathlib import Path

from multihot.errors import DataError
from multihot.io.arff import MekaLabels, MulanLabels
from multihot.io.column_offers import offers
from multihot.io.columns import IndicatorColumns, TableColumns, named_by
from multihot.io.glimpse import Glimpse
from multihot.io.layout import Layout, assign
from multihot.io.reading import Reading, first_rows


def check_columns(path: Path, reading: Reading) -> None:
    """Refuse a file that cannot be opened, or lacks the columns that are named.

    Looks at the first rows alone, so that it costs the same however large the file is.

    Raises:
        DataError: no such file, no inputs or labels are named (with an offer of those that the
            file seems to have), or a column is not there.
    """
    glimpse = first_rows(path, reading)
    if glimpse is None or not glimpse.columns:
        return  # what is what stands in the file itself, or there is nothing to look at
    inputs, labels = reading.inputs, reading.labels
    if inputs is None or labels is None:
        raise _unnamed(path, reading, glimpse)
    if isinstance(labels, MulanLabels | MekaLabels) or not glimpse.has_all_columns:
        return
    layout = Layout(inputs, labels, reading.group, reading.fold)
    assign(layout, glimpse.header, where=glimpse.place)


def _unnamed(path: Path, reading: Reading, glimpse: Glimpse) -> DataError:
    inputs, labels = reading.inputs is None, reading.labels is None
    used = _used(reading, glimpse)
    free = {name: cells for name, cells in glimpse.columns.items() if name not in used}
    offered = offers(free, inputs=inputs, labels=labels)
    what = " and ".join(
        told
        for told, wanted in (("what the model is to see", inputs), ("the labels", labels))
        if wanted
    )
    missing = " and no ".join(
        word for word, wanted in (("inputs", inputs), ("labels", labels)) if wanted
    )
    return DataError(
        f"no {missing} are named",
        where=str(path),
        remedy=f"name {what}; by the first rows, the columns may be{offered}"
        if offered
        else f"name {what}: the columns are {', '.join(glimpse.header)}",
    )


def _used(reading: Reading, glimpse: Glimpse) -> set[str]:
    """Columns that have a use already."""
    inputs, labels = reading.inputs, reading.labels
    patterns: list[str | None] = [reading.group, reading.fold]
    if isinstance(inputs, TableColumns):
        patterns += [*inputs.numbers, *inputs.categories]
    elif inputs is not None:
        patterns += inputs.names
    if isinstance(labels, IndicatorColumns):
        patterns += labels.names
    elif labels is not None:
        patterns.append(getattr(labels, "name", None))
    named = [each for each in patterns if each not in (None, "*")]
    return {name for each in named if each for name in named_by(each, glimpse.header)}
