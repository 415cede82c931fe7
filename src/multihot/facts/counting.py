"""Making facts of arrays: what is wrong with them is told, not refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import (
    all_column_names,
    as_matrix,
    check_aligned,
    column_names,
    match_names,
)
from multihot.data import Dataset, Splits
from multihot.facts.cells import (
    Cells,
    known_of,
    labels_of_rows,
    most_frequent,
    most_frequent_objects,
    positives_of,
)
from multihot.facts.decisions import DecisionFacts
from multihot.facts.equal_columns import equal_columns
from multihot.facts.holding import Held, hold
from multihot.facts.places import NOWHERE, Place
from multihot.facts.scores import ScoreFacts
from multihot.facts.targets import TargetFacts, TargetKind, TargetNumbers
from multihot.labels import LabelSpace

_ROWS_AND_LABELS = 2


def target_facts(
    targets: object,
    *,
    labels: LabelSpace | Iterable[str] | None = None,
    name: str = "targets",
) -> TargetFacts:
    """What targets hold: the rows that carry each label, and what is no 0 or 1.

    Args:
        targets: (n_rows, n_labels) of 0 and 1, NaN where unknown: NumPy, SciPy sparse, pandas,
            Polars, Arrow, PyTorch, JAX or TensorFlow, or rows of label names. What else they
            are is told and not refused: texts, other numbers, class numbers (n_rows,), arrays
            in an array.
        labels: names of the columns; by default those of the table.
        name: what the targets are called.

    Raises:
        ShapeError: a single value; names that are not as many as the columns.

    >>> facts = target_facts([[1, 0, 1], [0, 1, 0], [1, 0, 0]])
    >>> facts.kind, facts.why, facts.numbers.positives.tolist()
    ('multi-hot', '1 of 3 rows have several labels', [2, 1, 1])
    """
    held = hold(targets, labels, name)
    return _facts(held, _count(held, lambda row: Place(name=f"row {row}")), Place(name=name))


def part_facts(name: str, part: Dataset) -> TargetFacts:
    """What the targets of a part hold."""
    held = Held(part.targets, part.targets.shape, "float32", labels=part.labels.names)

    def place(row: int) -> Place:
        line = row + 1 if part.lines is None else int(part.lines[row])
        return Place(file=part.source, line=line) if part.source else Place(name=f"row {row}")

    return _facts(held, _count(held, place), Place(name=name))


def known_targets(targets: TargetFacts | None, splits: Splits | None) -> Iterator[TargetFacts]:
    """All targets whose numbers are at hand: arrays, then the parts; the place names each.

    >>> [each.n_rows for each in known_targets(target_facts([[1, 0]]), None)]
    [1]
    """
    if targets is not None and targets.numbers is not None:
        yield targets
    for name, part in splits.parts() if splits is not None else ():
        yield part_facts(name, part)


def score_facts(
    targets: object,
    scores: object,
    thresholds: Any = 0.5,
    *,
    labels: LabelSpace | Iterable[str] | None = None,
) -> ScoreFacts:
    """Predictions beside their truth.

    Args:
        targets: as for `target_facts`, but with rows and labels.
        scores: (n_rows, n_labels): probabilities, logits or decisions.
        thresholds: one, or one a label.
        labels: names of the columns; by default those of the tables.

    Raises:
        ShapeError: not the same rows and labels, or another number of thresholds.
        DataError: not numbers, thresholds that are not from 0 to 1, columns or rows of other names.

    >>> score_facts([[1, 0]], [[0.75, 0.5]]).scores
    array([[0.75, 0.5 ]])
    """
    from multihot.thresholds import Thresholds

    held, truth, numbers = _beside(targets, scores, "scores", labels)
    of_scores = column_names(scores)
    names = held.labels or of_scores
    known = names or all_column_names(targets, scores)
    return ScoreFacts(
        targets=truth,
        scores=numbers,
        thresholds=Thresholds.of(thresholds, n_labels=numbers.shape[1], labels=known).values,
        labels=names,
        target_labels=column_names(targets),
        score_labels=of_scores,
        place=Place(name="scores"),
    )


def decision_facts(
    targets: object,
    decisions: object,
    *,
    labels: LabelSpace | Iterable[str] | None = None,
) -> DecisionFacts:
    """What was decided beside the truth; what is no 0 and no 1 is told and not refused.

    Args:
        targets: as for `target_facts`, but with rows and labels.
        decisions: (n_rows, n_labels): what the user says are decisions.
        labels: names of the columns; by default those of the tables.

    Raises:
        ShapeError: not the same rows and labels.
        DataError: not numbers; columns or rows of other names.

    >>> decision_facts([[1, 0]], [[1, 1]]).numbers["f1_micro"]
    0.6666666666666666
    """
    held, truth, numbers = _beside(targets, decisions, "decisions", labels)
    of_decisions = column_names(decisions)
    return DecisionFacts(
        targets=truth,
        decisions=numbers,
        labels=held.labels or of_decisions,
        target_labels=column_names(targets),
        decision_labels=of_decisions,
        place=Place(name="decisions"),
    )


def _beside(
    targets: object, predicted: object, name: str, labels: LabelSpace | Iterable[str] | None
) -> tuple[Held, Any, Any]:
    """Targets as they are held and as numbers, and what was predicted for the same cells."""
    names = None if labels is None else LabelSpace.named(labels).names
    matched = match_names(labels=names, targets=targets, **{name: predicted})
    targets, predicted = matched.values
    held = hold(targets, names, "targets")
    truth = as_matrix(targets if held.numbers is None else held.numbers, "targets")
    numbers = as_matrix(predicted, name)
    check_aligned(targets=truth, **{name: numbers})
    return held, truth, numbers


def _facts(held: Held, numbers: TargetNumbers, place: Place) -> TargetFacts:
    kind, why = _kind(held, numbers)
    wide = len(held.shape) > 1
    return TargetFacts(
        kind=kind,
        why=why,
        n_rows=held.shape[0],
        n_labels=held.shape[-1] if wide else None,
        numbers=numbers,
        place=place,
    )


def _count(held: Held, place: Callable[[int], Place]) -> TargetNumbers:
    if held.numbers is None:
        return TargetNumbers(
            held.dtype,
            held.shape,
            labels=held.labels,
            columns=held.columns,
            strange=most_frequent_objects(held.objects),
            n_strange=len(held.objects),
        )
    table = held.numbers.ndim == _ROWS_AND_LABELS
    cells = Cells.of(held.numbers if table else held.numbers.reshape(-1, 1))
    told = {} if cells.stored is None or not table else _of_labels(cells.stored, place)
    return TargetNumbers(
        held.dtype,
        held.shape,
        labels=held.labels,
        columns=held.columns,
        strange=most_frequent(cells.strange),
        n_strange=len(cells.strange),
        n_zeros=cells.n_zeros,
        n_unknown=cells.n_unknown,
        unseen=held.unseen,
        **told,
    )


def _of_labels(stored: csr_array, place: Callable[[int], Place]) -> dict[str, Any]:
    sums = labels_of_rows(stored)
    empty = np.flatnonzero(sums == 0)
    return {
        "positives": positives_of(stored),
        "known": known_of(stored),
        "row_sums": tuple(np.bincount(sums[sums >= 0]).tolist()),
        "first_empty": place(int(empty[0])) if len(empty) else NOWHERE,
        "equal_labels": equal_columns(stored),
    }


def _kind(held: Held, numbers: TargetNumbers) -> tuple[TargetKind | None, str]:
    if held.numbers is None:
        return None, f"{numbers.n_strange:,} cells are no numbers"
    narrow = held.numbers.ndim == 1 or held.numbers.shape[1:] == (1,)
    return _kind_of_column(held, numbers) if narrow else _kind_of_table(numbers)


def _kind_of_column(held: Held, numbers: TargetNumbers) -> tuple[TargetKind | None, str]:
    if held.numbers is not None and held.numbers.ndim > 1 and not numbers.n_strange:
        return "column", "one column of 0 and 1"
    whole = all(float(value).is_integer() and value >= 0 for value, _ in numbers.strange)
    if whole and not numbers.n_unknown:
        return "integer", "a whole number a row"
    return None, ""


def _kind_of_table(numbers: TargetNumbers) -> tuple[TargetKind | None, str]:
    n_rows = numbers.shape[0]
    if not numbers.row_sums:
        return None, ""
    if numbers.n_several:
        return "multi-hot", f"{numbers.n_several:,} of {n_rows:,} rows have several labels"
    if numbers.row_sums[0]:
        return "multi-hot", f"{numbers.row_sums[0]:,} of {n_rows:,} rows have no label"
    if numbers.row_sums[1] == n_rows:
        return "one-hot", f"all {n_rows:,} rows have exactly one label"
    return None, ""
