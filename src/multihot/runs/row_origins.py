"""What a run has seen each row of a file for, counted and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Integers

Origin: TypeAlias = Literal["new", "test", "validation", "train"]
# the worst last: a row of several parts counts as its worst
ORIGINS: tuple[Origin, ...] = ("new", "test", "validation", "train")


@dataclass(frozen=True, eq=False)
class RowOrigins:
    """For each row, whether a run was trained on it, chosen by it, judged by it, or never saw it.

    Args:
        codes: (n_rows,) positions in `ORIGINS`.
        refit: whether the rows that chose were trained on in the end as well.

    >>> origins = RowOrigins(np.array([3, 3, 3, 2, 2, 1, 0]), refit=True)
    >>> origins.count("train"), origins.rows("validation").tolist()
    (3, [3, 4])
    """

    codes: NDArray[np.integer]
    refit: bool

    def __len__(self) -> int:
        return len(self.codes)

    def count(self, *origins: Origin) -> int:
        """How many rows are of one of these origins."""
        return sum(len(self.rows(origin)) for origin in origins)

    def rows(self, origin: Origin) -> Integers:
        """Which rows are of an origin, in their order."""
        return np.flatnonzero(self.codes == ORIGINS.index(origin))

    def names(self) -> list[Origin]:
        """The origin of each row."""
        return [ORIGINS[code] for code in self.codes.tolist()]

    @property
    def flattering(self) -> bool:
        """Whether numbers of all the rows are too good: the run was made by some of them."""
        return self.count("train", "validation") > 0

    def sentence(self) -> str:
        """How many rows are of each origin, without a full stop.

        >>> print(RowOrigins(np.array([3, 3, 3, 2, 2, 1, 0, 0]), refit=False).sentence())
        of 8 rows, 3 were trained on, 2 chose thresholds or model, 1 is a test row of the run,
        2 are new
        """
        n_new, n_test, n_chose, n_trained = (self.count(origin) for origin in ORIGINS)
        if n_new == len(self):
            return f"{'the row is' if n_new == 1 else f'all {n_new:,} rows are'} new to the run"
        again = f" and {_were(n_chose)} then trained on as well" if self.refit and n_chose else ""
        test = "is a test row of the run" if n_test == 1 else "are the run's test rows"
        return (
            f"of {len(self):,} row{'' if len(self) == 1 else 's'}, "
            f"{n_trained:,} {_were(n_trained)} trained on, "
            f"{n_chose:,} chose thresholds or model{again}, "
            f"{n_test:,} {test}, {n_new:,} {'is' if n_new == 1 else 'are'} new"
        )


def _were(n_rows: int) -> str:
    return "was" if n_rows == 1 else "were"
