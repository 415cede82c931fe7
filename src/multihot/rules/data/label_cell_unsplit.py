"""Label names such as `Action|Drama`, `['a', 'b']` or `<a><b>`: several labels read as one each.

## Why it matters
A cell that was not split makes one label of every combination. Each has few rows, a model cannot
tell that `Action|Drama` is also `Action`, and every number is of labels that nobody meant.

## What to do
Say how the cells are to be read: what stands between two labels, that they are lists, or the key
under which dicts have their label.

    multihot train films.csv --text plot --labels genres --separator "|"

    labels = mh.LabelColumn("genres", separator="|")

Where names do hold such letters, as in `Smith, John`, the parts of names give themselves away: the
first never stands last. The rule is silent then, and where a reader was told that the names are
as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from multihot.data import Dataset, Splits
from multihot.facts import NOWHERE, Place, TargetFacts
from multihot.labels import CellForm, form_of_cells, suspected_form
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check_targets(targets: TargetFacts) -> Iterator[Seen]:
    """One finding for the names of an array's labels."""
    numbers = targets.numbers
    if numbers is None or numbers.positives is None or not numbers.labels:
        return
    rows = dict(zip(numbers.labels, numbers.positives.tolist(), strict=True))
    sure = not numbers.n_several
    yield from _seen(rows, targets.place.name, targets.place, sure=sure)


def check_splits(splits: Splits) -> Iterator[Seen]:
    """One finding for the names of all parts together."""
    if not splits.train.as_written:
        counts = splits.positives_per_label().tolist()
        rows = dict(zip(splits.train.labels.names, counts, strict=True))
        one_a_row = all(_has_one_a_row(part) for _, part in splits.parts())
        yield from _seen(rows, "labels", NOWHERE, sure=one_a_row)


def _has_one_a_row(part: Dataset) -> bool:
    """Whether no row has several labels, as where each cell was read as one."""
    rows = np.repeat(np.arange(len(part)), np.diff(part.targets.indptr))
    return bool((np.bincount(rows[part.targets.data == 1], minlength=1) <= 1).all())


def _seen(rows: Mapping[str, int], subject: str, place: Place, *, sure: bool) -> Iterator[Seen]:
    """Certain where the signs are strong and no row has several of the labels already."""
    given = {name: count for name, count in rows.items() if count}
    found = form_of_cells(given)
    form, suspected = found if sure else None, found or suspected_form(given)
    if suspected is None:
        return
    yield Seen(
        subject=subject,
        message=f"labels look like several in one, such as {suspected.example[:60]!r}: "
        f"{len(rows)} of them would be {suspected.n_labels} if they were split",
        advice=f"read the cells {_how(suspected)}",
        evidence={"labels": len(rows), "split": suspected.n_labels, "example": suspected.example},
        certainty="certain" if form is not None else "possible",
        settles="" if form is not None else "right if each cell is one label",
        place=place,
    )


def _how(form: CellForm) -> str:
    if form.option == "separator":
        return f"with {form.value!r} as the separator between two labels"
    if form.option == "literal_key":
        return f"as dicts that have the label under the key {form.value!r}"
    return "as lists that are written out"


RULE = Rule("label-cell-unsplit", "error", __doc__ or "", (check_targets, check_splits))
