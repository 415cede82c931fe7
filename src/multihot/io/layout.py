"""What each column of a file is for, decided once its header is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from multihot.errors import DataError, check_choice, listed
from multihot.io.columns import (
    IndicatorColumns,
    InputColumns,
    LabelColumns,
    SignalColumns,
    TableColumns,
    TextColumns,
    matching,
    named_by,
    no_column,
)

MissingLabels: TypeAlias = Literal["error", "none"]


@dataclass(frozen=True)
class Layout:
    """What a user says about the columns.

    Args:
        inputs: what the model sees.
        labels: where the labels are; None if only the inputs are wanted.
        group: column of groups that a split keeps together, or None.
        fold: column that names the part of each row, or None.
        beside: columns, or patterns of them, that are no inputs, whether they are there or not.
        missing_labels: what a row without the key of the labels means, in JSON lines.
    """

    inputs: InputColumns
    labels: LabelColumns | None
    group: str | None = None
    fold: str | None = None
    beside: tuple[str, ...] = ()
    missing_labels: MissingLabels = "error"

    def __post_init__(self) -> None:
        check_choice(self.missing_labels, get_args(MissingLabels), name="missing_labels")

    def lacking(self, name: str) -> int | None:
        """What stands for a key that a row lacks: 0 in a label's column, if that is no label."""
        labels = self.labels
        if self.missing_labels == "error" or not isinstance(labels, IndicatorColumns):
            return None
        return 0 if any(named_by(each, (name,)) for each in labels.names) else None

    def needs(self, name: str) -> bool:
        """Whether a column of that name may be needed."""
        inputs, labels = self.inputs, self.labels
        patterns = inputs.names if not isinstance(inputs, TableColumns) else inputs.numbers
        patterns += inputs.categories if isinstance(inputs, TableColumns) else ()
        if isinstance(labels, IndicatorColumns):
            patterns += labels.names
        elif labels is not None:
            patterns += (labels.name,)
        return name in (self.group, self.fold) or any(named_by(each, (name,)) for each in patterns)

    def without_labels(self) -> Layout:
        """The same inputs, of a file that may lack the other columns."""
        match self.labels:
            case None:
                named: tuple[str, ...] = ()
            case IndicatorColumns(names=names):
                named = names
            case labels:
                named = (labels.name,)
        others = tuple(name for name in (self.group, self.fold) if name is not None)
        return Layout(self.inputs, None, beside=named + others)


@dataclass(frozen=True)
class Roles:
    """The columns of one file by what they are for."""

    inputs: tuple[str, ...]
    categories: tuple[str, ...]
    labels: tuple[str, ...]
    group: str | None
    fold: str | None

    def columns(self) -> tuple[str, ...]:
        """Every column that is needed, each once."""
        extra = tuple(name for name in (self.group, self.fold) if name is not None)
        return tuple(dict.fromkeys(self.inputs + self.categories + self.labels + extra))


def assign(layout: Layout, header: Sequence[str], *, where: str) -> Roles:
    """Find the columns in the header.

    Raises:
        DataError: a column is not there, or nothing is left for the inputs.
    """
    labels = _label_columns(layout, header, where)
    for name in (layout.group, layout.fold):
        if name is not None and name not in header:
            raise no_column(name, header, where=where)
    beside = [name for pattern in layout.beside for name in named_by(pattern, header)]
    taken = {*labels, layout.group, layout.fold, *beside}
    free = [name for name in header if name not in taken]
    inputs, categories = _input_columns(layout.inputs, header, free, labels, where)
    if not inputs and not categories:
        raise DataError(
            f"no column is left for the inputs beside {listed(taken - {None})}",
            where=where,
            remedy="name text columns or features",
        )
    return Roles(inputs, categories, labels, layout.group, layout.fold)


def _label_columns(layout: Layout, header: Sequence[str], where: str) -> tuple[str, ...]:
    if layout.labels is None:
        return ()
    if isinstance(layout.labels, IndicatorColumns):
        return matching(layout.labels.names, header, where=where)
    if layout.labels.name not in header:
        raise no_column(layout.labels.name, header, where=where)
    return (layout.labels.name,)


def _input_columns(
    inputs: InputColumns,
    header: Sequence[str],
    free: Sequence[str],
    labels: Sequence[str],
    where: str,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    match inputs:
        case TextColumns(names=names):
            for name in names:
                if name not in header:
                    raise no_column(name, header, where=where)
            _refuse_labels_as_text(names, labels, where)
            return names, ()
        case SignalColumns(names=patterns):
            return _free(patterns, header, free, where), ()
        case TableColumns(numbers=numbers, categories=patterns):
            categories = _free(patterns, header, free, where)
            rest = [name for name in free if name not in categories]
            return _free(numbers, header, rest, where), categories


def _refuse_labels_as_text(names: Sequence[str], labels: Sequence[str], where: str) -> None:
    both = [name for name in names if name in labels]
    if both:
        raise DataError(
            f"{listed(both)} is named as text and as labels: a model would read its answer",
            where=where,
            remedy="name another column as text, or another as labels",
        )


def _free(
    patterns: Sequence[str], header: Sequence[str], free: Sequence[str], where: str
) -> tuple[str, ...]:
    chosen = matching(patterns, header, where=where)
    twice = [name for name in chosen if name in patterns and name not in free]
    if twice:
        raise DataError(
            f"{listed(twice)} cannot be an input: the column has another use",
            where=where,
            remedy="name it once; a pattern such as '*' leaves out what has another use",
        )
    return tuple(name for name in chosen if name in free)
