"""How often each label was among the rows that a model learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats, named_values, scaled
from multihot.metrics.propensity import propensities


@dataclass(frozen=True, eq=False)
class LabelFrequencies:
    """How many of the training rows have each label: what baselines and propensities are made of.

    Args:
        positives: (n_labels,) rows that have the label; a Series of pandas names them.
        n_rows: rows in all.

    >>> LabelFrequencies(np.array([3, 1, 2]), 4).usual().tolist() # 1.5 labels a row
    [0, 2]
    """

    positives: NDArray[np.floating] | NDArray[np.integer]
    n_rows: float

    def usual(self) -> NDArray[np.int64]:
        """Columns of the most frequent labels, as many as a row has on average, at least one."""
        sums = scaled(
            np.append(self.positives, self.n_rows).astype(np.float64), len(self.positives)
        )
        mean = sums[:-1].sum() / (sums[-1] or 1)
        n_usual = int(min(max(1, np.rint(mean)), len(self.positives)))
        return np.sort(np.argsort(-self.positives, kind="stable")[:n_usual])

    def propensities(self) -> Floats:
        """Chance that a true label is marked, (n_labels,); see `propensities`."""
        return propensities(np.asarray(self.positives, dtype=np.float64), self.n_rows)

    def in_order(self, labels: Sequence[str]) -> LabelFrequencies:
        """The same, in the order of the labels where the numbers carry names."""
        positives = np.asarray(named_values(self.positives, labels, name="trained"))
        return self if positives is self.positives else replace(self, positives=positives)

    def agrees(self, other: LabelFrequencies) -> bool:
        """Whether both say the same."""
        return self.n_rows == other.n_rows and np.array_equal(self.positives, other.positives)
