"""Metrics of each row's ranking, as sums over rows that add."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats
from multihot.metrics.areas import average_precision_of, roc_auc_of
from multihot.metrics.at_k import at_k
from multihot.metrics.averages import Measured, Undefined
from multihot.metrics.exact import ExactSums
from multihot.metrics.propensity import propensity_values
from multihot.metrics.ranking import coverage_error_of, lrap_of, ranking_loss_of
from multihot.metrics.ranks import Ranks

ORDERS: Mapping[str, Callable[[Ranks], Floats]] = {
    "one_error": lambda ranks: 1 - at_k(ranks, 1)["precision"],
    "coverage_error": coverage_error_of,
    "ranking_loss": ranking_loss_of,
    "lrap": lrap_of,
    "average_precision_samples": average_precision_of,
    "roc_auc_samples": roc_auc_of,
}
DEPTHS = (1, 3, 5)

# where an area does not exist, counting it as 0 would be a lie: it is left out, and told
_AREAS = ("roc_auc_samples", "average_precision_samples")


@dataclass(frozen=True, eq=False)
class RankSums:
    """Sums over rows of each metric of a row's ranking; add two to merge them.

    Args:
        names: what is summed, in the order of the sums.
        sums: the rows' values, times their weights; exact, so any order gives the same.
        defined: weight of the rows that have a value, in the same order.
        total: weight of all rows of which a label is known.
        n_lost: (n_names,) how many of these rows have no value.
    """

    names: tuple[str, ...]
    sums: ExactSums
    defined: ExactSums
    total: ExactSums
    n_lost: NDArray[np.int64]

    @classmethod
    def of(
        cls, values: Mapping[str, Floats], judged: NDArray[np.bool_], weights: Floats | None = None
    ) -> RankSums:
        """Sum what each row is worth.

        Args:
            values: (n_rows,) by catalogue name; NaN where a row is 0/0.
            judged: (n_rows,) rows of which a label is known; the others are left out.
            weights: (n_rows,) weight of each row; by default each counts 1.
        """
        used = judged.astype(np.float64) if weights is None else np.where(judged, weights, 0.0)
        exists = [~np.isnan(column) for column in values.values()]
        plain = weights is None and bool(judged.all())  # then no time is lost on ones
        present = [
            column if plain and has.all() else np.where(has, column, 0.0) * used
            for has, column in zip(exists, values.values(), strict=True)
        ]
        return cls(
            tuple(values),
            ExactSums.of(*present),
            ExactSums.of(*(used if has.all() else np.where(has, used, 0.0) for has in exists)),
            ExactSums.of(used),
            np.array([int((judged & ~has).sum()) for has in exists], dtype=np.int64),
        )

    def __add__(self, other: RankSums) -> RankSums:
        return RankSums(
            self.names,
            self.sums + other.sums,
            self.defined + other.defined,
            self.total + other.total,
            self.n_lost + other.n_lost,
        )

    def measures(self, undefined: Undefined = "zero") -> dict[str, Measured]:
        """Each metric's mean over the rows, by catalogue name."""
        sums = dict(zip(self.names, self.sums.rounded(), strict=True))
        defined, total = self.defined.rounded(), float(self.total.rounded()[0])
        measured = {}
        for place, name in enumerate(self.names):
            if name.startswith("best "):
                continue
            lost = int(self.n_lost[place])
            best = sums.get(f"best {name}")
            if best is not None:
                nothing = 0.0 if undefined == "zero" and total else float("nan")
                value = float(sums[name] / best) if best > 0 else nothing
            else:
                over = total if undefined == "zero" and name not in _AREAS else defined[place]
                gone = not over > 0 or (undefined == "nan" and lost > 0)
                value = float("nan") if gone else float(sums[name] / over)
            measured[name] = Measured(value, lost if total else 1)
        return measured


def row_values(ranks: Ranks, propensities: Floats | None = None) -> Mapping[str, Floats]:
    """Every metric of a row's ranking by catalogue name, (n_rows,) each; NaN where it is 0/0.

    Without propensities (n_labels,) there is no ps_precision and no ps_ndcg.
    """
    values = {f"{name}_at_{k}": each for k in DEPTHS for name, each in at_k(ranks, k).items()}
    values |= {name: of_ranks(ranks) for name, of_ranks in ORDERS.items()}
    if propensities is not None:
        values |= propensity_values(ranks, propensities, DEPTHS)
    return values
