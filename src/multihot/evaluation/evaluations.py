"""The numbers of one model on one part, as a value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.errors import DataError, did_you_mean, listed
from multihot.evaluation.resampling import resample
from multihot.evaluation.tables import Column, Remarks, render
from multihot.metrics import Outcomes, Undefined

FORMAT = 1


@dataclass(frozen=True)
class Baseline:
    """What a model that looks at nothing gets, by catalogue name; of scores it has none."""

    name: str
    numbers: Mapping[str, float]


@dataclass(frozen=True)
class Interval:
    """Where the number falls in the given share of draws of as many rows, with replacement."""

    low: float
    high: float
    confidence: float


@dataclass(frozen=True, eq=False)
class Evaluation(Mapping[str, float]):
    """A mapping from catalogue name to number, with what is needed to read the numbers.

    Args:
        numbers: every number by its catalogue name.
        per_label: arrays (n_labels,): support, predicted, precision, recall, f1, roc_auc, ...
        labels: name of each label.
        thresholds: threshold of each label.
        threshold_metric: what the thresholds were chosen for; empty if nobody chose.
        n_rows: rows judged.
        undefined: how many labels or rows were 0/0, by catalogue name, where any were.
        undefined_policy: what they count as.
        baselines: what predicting nothing, and the most frequent labels, would have given.
        intervals: intervals that are kept with the numbers.
        error_bounds: how far a number can be from that of the scores themselves, where it was made
            of bins; empty if all are exact.
        outcomes: the compared cells, for further intervals; None if read from a file.
    """

    numbers: Mapping[str, float]
    per_label: Mapping[str, NDArray[Any]]
    labels: tuple[str, ...]
    thresholds: tuple[float, ...]
    threshold_metric: str
    n_rows: int
    undefined: Mapping[str, int]
    undefined_policy: Undefined
    baselines: tuple[Baseline, ...]
    intervals: Mapping[str, Interval] = field(default_factory=dict)
    error_bounds: Mapping[str, float] = field(default_factory=dict)
    outcomes: Outcomes | None = field(default=None, repr=False)

    def __getitem__(self, name: str) -> float:
        if name not in self.numbers:
            raise UnknownMetric(name, self.numbers)
        return self.numbers[name]

    def __contains__(self, name: object) -> bool:
        return name in self.numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def interval(self, name: str, *, confidence: float = 0.95) -> Interval:
        """How far a number moves if other rows of the same kind had been drawn.

        Bootstrap of the rows, 400 draws of a fixed seed, percentiles. Decisions are held fixed,
        so it tells the chance of the test rows, not of the training.

        Raises:
            DataError: no such metric, one that is not made of decisions, or a confidence that
                is not between 0 and 1.

        Source: Efron 1979.

        >>> from multihot.evaluation.measuring import evaluate
        >>> found = evaluate([[1, 0], [0, 1]] * 50, [[1, 0], [1, 1]] * 50).interval("f1_micro")
        >>> round(found.low, 1), round(found.high, 1)
        (0.8, 0.8)
        """
        self[name]  # an unknown name is an unknown metric, whatever draws there are
        kept = self.intervals.get(name)
        if kept is not None and kept.confidence == confidence:
            return kept
        if name not in self._draws:
            raise DataError(
                f"no interval of {name}",
                where="interval",
                remedy=f"ask for one of {listed(self._draws, most=40)}"
                if self._draws
                else "intervals need the rows: call it on what evaluate() returned",
            )
        if not 0 < confidence < 1:
            raise DataError(
                f"a confidence of {confidence:g}",
                where="interval",
                remedy="choose a confidence between 0 and 1",
            )
        tail = (1 - confidence) / 2
        drawn = self._draws[name][~np.isnan(self._draws[name])]
        low, high = np.quantile(drawn, (tail, 1 - tail)) if len(drawn) else (np.nan, np.nan)
        return Interval(float(low), float(high), confidence)

    def with_intervals(self, names: Iterable[str]) -> Evaluation:
        """The same numbers with intervals kept beside those named, for a file or a report."""
        return replace(self, intervals={name: self.interval(name) for name in names})

    def table(self) -> str:
        """The numbers for a person: grouped, in words, with the baselines beside them."""
        columns = (
            Column("this model", self.numbers),
            *(Column(baseline.name, baseline.numbers) for baseline in self.baselines),
        )
        return render(columns, Remarks(self.undefined, self.error_bounds))

    def to_json(self) -> str:
        """Everything but the rows, as one JSON object; NaN is written as null."""
        value = {
            "format": FORMAT,
            "numbers": _plain(self.numbers),
            "per_label": {name: _plain_list(values) for name, values in self.per_label.items()},
            "labels": list(self.labels),
            "thresholds": list(self.thresholds),
            "threshold_metric": self.threshold_metric,
            "n_rows": self.n_rows,
            "undefined": dict(self.undefined),
            "undefined_policy": self.undefined_policy,
            "baselines": [
                {"name": each.name, "numbers": _plain(each.numbers)} for each in self.baselines
            ],
            "intervals": {
                name: _plain(asdict(interval)) for name, interval in self.intervals.items()
            },
            "error_bounds": _plain(self.error_bounds),
        }
        return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Evaluation:
        """What `to_json` wrote; further intervals cannot be computed from it.

        Raises:
            DataError: not such a JSON object, or of a newer version.
        """
        try:
            value = json.loads(text)
            if value["format"] > FORMAT:
                raise DataError(
                    f"written in format {value['format']}, this version reads up to {FORMAT}",
                    remedy="update multihot",
                )
            return cls(
                numbers=_numbers(value["numbers"]),
                per_label={
                    name: np.array([np.nan if each is None else each for each in values])
                    for name, values in value["per_label"].items()
                },
                labels=tuple(value["labels"]),
                thresholds=tuple(value["thresholds"]),
                threshold_metric=value["threshold_metric"],
                n_rows=value["n_rows"],
                undefined=value["undefined"],
                undefined_policy=value["undefined_policy"],
                baselines=tuple(
                    Baseline(each["name"], _numbers(each["numbers"])) for each in value["baselines"]
                ),
                intervals={
                    name: Interval(**_numbers(each)) for name, each in value["intervals"].items()
                },
                error_bounds=_numbers(value.get("error_bounds", {})),
            )
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
            raise DataError(
                f"not an evaluation ({error!r})", remedy="evaluate the run again"
            ) from error

    @cached_property
    def _draws(self) -> Mapping[str, NDArray[np.float64]]:
        if self.outcomes is None:
            return {}
        return resample(self.outcomes, self.undefined_policy, n_draws=400, seed=0)


class UnknownMetric(DataError, KeyError):
    """No number of that name; the nearest is offered."""

    def __init__(self, name: object, names: Iterable[str]) -> None:
        super().__init__(
            f"no metric {name!r}. {did_you_mean(str(name), names)}".rstrip(),
            remedy="`multihot metrics` lists them all",
        )


def _plain(numbers: Mapping[str, float]) -> dict[str, float | None]:
    return {name: None if np.isnan(value) else float(value) for name, value in numbers.items()}


def _plain_list(values: NDArray[Any]) -> list[float | int | None]:
    return [None if np.isnan(value) else value for value in values.tolist()]


def _numbers(plain: Mapping[str, float | None]) -> dict[str, float]:
    return {name: float("nan") if value is None else value for name, value in plain.items()}
