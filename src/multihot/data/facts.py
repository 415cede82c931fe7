"""What a person wants to know of multi-label data before anything is trained."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from multihot.data.dataset import Dataset, Splits


@dataclass(frozen=True)
class PartFacts:
    """Size and label statistics of one part.

    Args:
        name: train, validation or test.
        n_rows: rows.
        cardinality: mean number of known labels a row.
        density: cardinality / number of labels, 0 to 1.
        empty_share: share of the rows that are known to have no label at all, 0 to 1.
        unknown_share: share of the cells of the targets that nobody knows, 0 to 1.
        positives: rows with each label.
    """

    name: str
    n_rows: int
    cardinality: float
    density: float
    empty_share: float
    unknown_share: float
    positives: tuple[int, ...]


@dataclass(frozen=True)
class DataFacts:
    """Facts of every part, and which labels of the train part occur together.

    Args:
        labels: label names.
        parts: train, validation and, where it is there, test.
        together: (first label, second label, rows that have both), most frequent first.
    """

    labels: tuple[str, ...]
    parts: tuple[PartFacts, ...]
    together: tuple[tuple[str, str, int], ...]

    def with_part(self, name: str, part: Dataset) -> DataFacts:
        """The facts with those of one part, in the place of one that has its name."""
        others = tuple(each for each in self.parts if each.name != name)
        return replace(self, parts=(*others, describe_part(name, part)))


def describe(splits: Splits, *, most_pairs: int = 200) -> DataFacts:
    """Facts of the parts: rows, cardinality, density, label frequencies, co-occurrence."""
    parts = tuple(describe_part(name, part) for name, part in splits.parts())
    return DataFacts(splits.train.labels.names, parts, _together(splits.train, most_pairs))


def describe_part(name: str, part: Dataset) -> PartFacts:
    """Facts of one part.

    cardinality = known positives / rows, density = cardinality / labels.
    """
    n_rows, n_labels = part.targets.shape
    positives = part.positives_per_label()
    cardinality = float(positives.sum()) / max(n_rows, 1)
    stored = np.diff(part.targets.indptr)
    return PartFacts(
        name=name,
        n_rows=n_rows,
        cardinality=cardinality,
        density=cardinality / max(n_labels, 1),
        empty_share=float(np.mean(stored == 0)) if n_rows else 0.0,
        unknown_share=float(np.isnan(part.targets.data).sum()) / max(n_rows * n_labels, 1),
        positives=tuple(positives.tolist()),
    )


def _together(part: Dataset, most: int) -> tuple[tuple[str, str, int], ...]:
    known = part.targets.copy()
    known.data = (known.data == 1).astype(np.float64)
    pairs = (known.T @ known).tocoo()
    above = (pairs.row < pairs.col) & (pairs.data > 0)
    rows, columns, counts = pairs.row[above], pairs.col[above], pairs.data[above]
    order = np.lexsort((columns, rows, -counts))[:most]
    names = part.labels.names
    return tuple((names[rows[i]], names[columns[i]], int(counts[i])) for i in order)
