"""The cells of a column as one option splits them, and whether their parts behave as labels do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_FEWEST_SPLIT = 0.05  # share of the cells that must have several parts
_FEWEST_LONGER = 0.05  # share of the split cells that must have three: names of two parts do not
_FEWEST_COMBINATIONS = 3
_FEWEST_IN_ORDER = 20  # of which chance would not bring all into the order of letters
_MOST_REPEATING = 0.15  # share of the split cells with a label twice
_ONE_LENGTH = 0.97  # share of the cells with as many parts: a date, a pair
_MOST_CONNECTORS = 0.3  # share of the split cells with a word such as `v` or `of`
_MOST_OF_FEW = 0.6  # share of the labels that must be in other cells, where cells are few
_NEARLY_ALL = 0.98


@dataclass(frozen=True)
class Demands:
    """What the parts of a column must show to be labels.

    Args:
        most_labels: labels per distinct cell: names have as many parts as there are names.
        freedom: share of the labels in several cells that stand first and last somewhere.
        recurring: share of the given labels that other rows have, too.
        few: where too few labels move for `freedom`, the share of all that recur in other
            combinations that must stand first and last; above 1: few prove nothing.
        most_in_pairs: labels per distinct cell where no cell has three parts.
        most_of_one_length: labels per distinct cell where all cells have as many parts.
    """

    most_labels: float
    freedom: float
    recurring: float
    few: float = 2.0
    most_in_pairs: float = 0.0
    most_of_one_length: float = 0.0


class _Places(NamedTuple):
    """In how many different cells a label is, and where it stands there."""

    cells: int
    first: int
    last: int
    between: int


@dataclass(frozen=True, eq=False)
class SplitCells:
    """The labels of each different cell, as one option reads them.

    Args:
        rows: how many rows have each different cell.
        labels: the labels of each cell that can be read so.
    """

    rows: Mapping[str, int]
    labels: Mapping[str, tuple[str, ...]]

    @cached_property
    def rows_of(self) -> Counter[str]:
        """How many rows have each label."""
        rows: Counter[str] = Counter()
        for cell, labels in self.labels.items():
            for label in set(labels):
                rows[label] += self.rows[cell]
        return rows

    @cached_property
    def several(self) -> list[str]:
        """The cells that have several labels."""
        return [cell for cell, labels in self.labels.items() if len(labels) > 1]

    @property
    def explained(self) -> float:
        """Share of the rows whose cell can be read."""
        return self._share(sum(self.rows[cell] for cell in self.labels))

    @property
    def recurring(self) -> float:
        """Share of the given labels that more rows than one have."""
        given = self.rows_of.total()
        return sum(rows for rows in self.rows_of.values() if rows > 1) / max(given, 1)

    def meets(self, demands: Demands) -> bool:
        """Whether the parts behave as labels do, and not as the parts of names."""
        n_labels, n_cells = len(self.rows_of), len(self.rows)
        return (
            self._share(sum(self.rows[cell] for cell in self.several)) >= _FEWEST_SPLIT
            and n_labels <= demands.most_labels * n_cells
            and self.recurring >= demands.recurring
            and self._repeats <= _MOST_REPEATING
            and (not self._has_one_length or self._are_lists_of_one_length(demands))
            and (self._has_longer or self._are_sure_pairs(demands))
            and not self._has_connector
            and (self._is_in_order or self._is_free(demands))
        )

    @property
    def _has_one_length(self) -> bool:
        """Whether nearly all cells have the same number of parts, and that is not one."""
        rows: Counter[int] = Counter()
        for cell, labels in self.labels.items():
            rows[len(labels)] += self.rows[cell]
        length, most = rows.most_common(1)[0]
        return length > 1 and most > _ONE_LENGTH * rows.total()

    def _are_lists_of_one_length(self, demands: Demands) -> bool:
        """Whether cells of as many parts are lists, and no dates or pairs."""
        few = len(self.rows_of) <= demands.most_of_one_length * len(self.rows)
        numbers = all(is_number(label) for label in self.rows_of)
        return few and not numbers and (self._has_longer or demands.most_in_pairs >= 1)

    @property
    def _has_longer(self) -> bool:
        pair = 2
        rows = sum(self.rows[cell] for cell in self.several)
        longer = sum(self.rows[cell] for cell in self.several if len(self.labels[cell]) > pair)
        return longer >= max(_FEWEST_LONGER * rows, 1)

    def _are_sure_pairs(self, demands: Demands) -> bool:
        """Whether cells of one and two parts are labels: few, or each alone in some cell."""
        if not demands.most_in_pairs or all(is_number(label) for label in self.rows_of):
            return False
        alone = {labels[0] for labels in self.labels.values() if len(labels) == 1}
        few = len(self.rows_of) <= demands.most_in_pairs * len(self.rows)
        return few or alone == set(self.rows_of)

    @property
    def _repeats(self) -> float:
        """Share of the split cells that have a label twice."""
        twice = [
            cell for cell in self.several if len(set(self.labels[cell])) < len(self.labels[cell])
        ]
        return len(twice) / max(len(self.several), 1)

    @cached_property
    def _places(self) -> Mapping[str, _Places]:
        cells: Counter[str] = Counter()
        first: Counter[str] = Counter()
        last: Counter[str] = Counter()
        between: Counter[str] = Counter()
        for labels in self.labels.values():
            cells.update(set(labels))
            first.update(labels[:1])
            last.update(labels[-1:])
            between.update(labels[1:-1])
        return {
            label: _Places(count, first[label], last[label], between[label])
            for label, count in cells.items()
        }

    def _is_free(self, demands: Demands) -> bool:
        """Whether enough labels that are not always first are first somewhere; and so of last."""
        shared = [each for each in self._places.values() if each.cells > 1]
        later = [each.first > 0 for each in shared if each.first < each.cells]
        earlier = [each.last > 0 for each in shared if each.last < each.cells]
        if len(self.several) >= _FEWEST_COMBINATIONS and min(len(later), len(earlier)) > 1:
            return min(sum(later) / len(later), sum(earlier) / len(earlier)) >= demands.freedom
        free = [each.first > 0 and each.last > 0 for each in shared]
        return (
            len(shared) >= _MOST_OF_FEW * len(self._places)
            and sum(free) >= demands.few * len(free) > 0
        )

    @property
    def _is_in_order(self) -> bool:
        """Whether nearly all of many cells, some of three parts, have them in the order of letters.

        Lists are often sorted; then some labels never stand first.
        """
        in_order = [list(self.labels[cell]) == sorted(self.labels[cell]) for cell in self.several]
        many = len(in_order) >= _FEWEST_IN_ORDER
        return many and self._has_longer and sum(in_order) >= _NEARLY_ALL * len(in_order)

    @property
    def _has_connector(self) -> bool:
        """Whether many cells have a word that stands between others alone: `v`, `of`."""
        only_between = (each for each in self._places.values() if not each.first + each.last)
        most = max((each.between for each in only_between), default=0)
        return most > _MOST_CONNECTORS * len(self.several)

    def _share(self, rows: int) -> float:
        return rows / sum(self.rows.values())


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    try:
        float(text)
    except ValueError:
        return False
    return True
