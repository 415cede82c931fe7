"""Most labels are on one or two rows, or on none, or on all: the labels were most likely misread.

## Why it matters
Labels recur; an identifier, a date, a free text or a combination of labels does not. A model of
such columns learns nothing, and each of them counts in every macro average.

## What to do
Look at what was read as labels: `multihot train` names the column, `dataset.labels.names` the
labels. Where most are on one row, name another column, or say what stands between two labels of a
cell. Where most columns have no 1, the list of labels belongs to other data, or those columns are
not labels. If the labels are right, leave the rarest out (`--fewest-rows 5`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from multihot.data import Splits
from multihot.errors import listed
from multihot.facts import TargetFacts
from multihot.facts.naming import names_of
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

_FEWEST_LABELS = 30
_MOST_ROWS = 2  # of a label that does not recur
_HALF = 0.5


@dataclass(frozen=True)
class _Kind:
    """Labels that show a wrong reading where they are most of all."""

    are: str
    cause: str
    advice: str


_UNIQUE = _Kind(
    f"are on {_MOST_ROWS} rows at most",
    "the column most likely holds an identifier, a free text, or several labels in a cell",
    "name the column that holds the labels, or say what stands between two labels of a cell",
)
_ABSENT = _Kind(
    "are on no row",
    "the list of labels most likely belongs to other data, or these columns are not labels",
    "name the columns that hold labels, or leave out those without a row",
)
_FULL = _Kind(
    "are on every row",
    "these columns are most likely not labels",
    "name the columns that hold labels",
)


def check_targets(targets: TargetFacts) -> Iterator[Seen]:
    """One finding; that many labels have no row is a note, because a small array lacks some."""
    numbers = targets.numbers
    if numbers is None or numbers.positives is None or numbers.known is None:
        return
    for kind, columns in _kinds(numbers.positives, numbers.known):
        seen = _seen(kind, columns, numbers.labels, targets.place.name)
        yield replace(seen, place=targets.place, severity="note" if kind is _ABSENT else None)


def check_splits(splits: Splits) -> Iterator[Seen]:
    """One finding for all parts together."""
    known = np.sum([part.known_per_label() for _, part in splits.parts()], axis=0)
    for kind, columns in _kinds(splits.positives_per_label(), known):
        yield _seen(kind, columns, splits.train.labels.names, "labels")


def _kinds(
    positives: NDArray[np.int64], known: NDArray[np.int64]
) -> Iterator[tuple[_Kind, NDArray[np.bool_]]]:
    """The kind of which most labels are, if there is one; of unique ones, most given labels."""
    unique = (positives > 0) & (positives <= _MOST_ROWS)
    shares = (
        (_UNIQUE, unique, positives[unique].sum() / max(positives.sum(), 1)),
        (_ABSENT, (positives == 0) & (known > 0), None),
        (_FULL, (positives == known) & (known > 0), None),
    )
    for kind, columns, share in shares:
        most = columns.mean() if share is None else share
        if columns.sum() >= _FEWEST_LABELS and most > _HALF:
            yield kind, columns
            return


def _seen(kind: _Kind, columns: NDArray[np.bool_], labels: tuple[str, ...], subject: str) -> Seen:
    names = names_of(labels, np.flatnonzero(columns).tolist())
    return Seen(
        subject=subject,
        message=f"{kind.cause}: {len(names):,} of {len(columns):,} labels {kind.are}, "
        f"such as {listed(names, most=3)}",
        advice=kind.advice,
        evidence={"labels": len(names), "of": len(columns)},
    )


RULE = Rule("labels-misread", "warning", __doc__ or "", (check_targets, check_splits))
