"""From sums to every number of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from multihot.errors import ShapeError
from multihot.evaluation.deciding import label_metrics, row_metrics
from multihot.evaluation.evaluations import Baseline, Evaluation
from multihot.labels import LabelSpace
from multihot.metrics import (
    CATALOGUE,
    FORMULAS,
    Bounded,
    KeptScores,
    LabelCounts,
    Measured,
    ScoreBins,
    SetCounts,
    Undefined,
    area_mean,
    per_label,
)
from multihot.metrics.formulas import label_accuracy

if TYPE_CHECKING:
    from multihot.evaluation.states import EvaluationState


@dataclass(frozen=True)
class _AreaNumbers:
    """Averages of the areas, the labels' areas, and how far the averages can be off."""

    measured: Mapping[str, Measured]
    of_label: Mapping[str, NDArray[Any]]
    errors: Mapping[str, float]


def summed_up(state: EvaluationState, labels: LabelSpace, undefined: Undefined) -> Evaluation:
    """The evaluation of what a state has seen."""
    areas = _area_numbers(state, undefined)
    measured = {**_measured(state, undefined), **areas.measured}
    in_order = {
        metric.name: measured[metric.name] for metric in CATALOGUE if metric.name in measured
    }
    return Evaluation(
        numbers={name: float(each) for name, each in in_order.items()},
        per_label={**_of_labels(state, undefined), **areas.of_label},
        labels=labels.names,
        thresholds=tuple(state.thresholds.values.tolist()),
        threshold_metric=state.thresholds.metric,
        n_rows=state.n_rows,
        undefined={name: each.n_undefined for name, each in in_order.items() if each.n_undefined},
        undefined_policy=undefined,
        baselines=tuple(_baselines(state, undefined)),
        error_bounds=areas.errors,
    )


def label_space(labels: LabelSpace | Iterable[str] | None, n_labels: int) -> LabelSpace:
    """Names for the columns: those given, or "0", "1", ...

    Raises:
        ShapeError: there are not as many names as columns.
    """
    if isinstance(labels, LabelSpace):
        space = labels
    else:
        names = map(str, range(n_labels)) if labels is None else labels
        space = LabelSpace(tuple(names))
    if len(space) != n_labels:
        raise ShapeError(
            f"{len(space)} label names for {n_labels} columns", remedy="give each column one name"
        )
    return space


def _measured(state: EvaluationState, undefined: Undefined) -> dict[str, Measured]:
    measured = label_metrics(state.labels, undefined)
    if state.sets is not None:
        measured |= row_metrics(state.sets, undefined)
    if state.rows is not None:
        measured |= state.rows.measures(undefined)
    if state.calibration is not None:
        measured |= state.calibration.measures()
    return measured


def _of_labels(state: EvaluationState, undefined: Undefined) -> dict[str, NDArray[Any]]:
    counts = state.labels
    of_labels = {
        "support": counts.tp + counts.fn,
        "predicted": counts.tp + counts.fp,
        **{
            name: per_label(formula, counts, undefined=undefined)
            for name, formula in FORMULAS.items()
        },
        "label_accuracy": per_label(label_accuracy, counts, undefined=undefined),
    }
    if state.calibration is not None:
        of_labels["ece"] = state.calibration.error_per_label()
    return of_labels


def _area_numbers(state: EvaluationState, undefined: Undefined) -> _AreaNumbers:
    if state.areas is None:
        return _AreaNumbers({}, {}, {})
    sizes = state.labels.tp + state.labels.fn
    measured: dict[str, Measured] = {}
    errors: dict[str, float] = {}
    of_label, of_all = _areas_of(state.areas)
    for name, area in of_label.items():
        whole = of_all[name]
        weights = {"macro": np.ones(len(sizes)), "weighted": sizes}
        measured[f"{name}_micro"] = Measured(whole.values[0], int(np.isnan(whole.values[0])))
        errors[f"{name}_micro"] = float(whole.errors[0])
        for average, weight in weights.items():
            measured[f"{name}_{average}"] = area_mean(area.values, weight, undefined)
            errors[f"{name}_{average}"] = float(area_mean(area.errors, weight))
    exact = isinstance(state.areas, KeptScores)
    values = {name: area.values for name, area in of_label.items()}
    return _AreaNumbers(measured, values, {} if exact else errors)


def _areas_of(
    areas: ScoreBins | KeptScores,
) -> tuple[Mapping[str, Bounded], Mapping[str, Bounded]]:
    return areas.per_label(), areas.together()


def _baselines(state: EvaluationState, undefined: Undefined) -> Iterator[Baseline]:
    counts, sets = state.labels, state.sets
    true, other = counts.tp + counts.fn, counts.fp + counts.tn
    nothing = np.zeros_like(true)
    without = LabelCounts(nothing, nothing, true, other)
    none_given = None if sets is None else sets.if_given_none()
    yield Baseline("predict nothing", _numbers(without, none_given, undefined))
    if state.trained is None:
        return
    usual = np.zeros(len(true), dtype=bool)
    usual[state.trained.usual()] = True
    given = LabelCounts(
        *(np.where(usual, one, two) for one, two in ((true, 0), (other, 0), (0, true), (0, other)))
    )
    n_usual = int(usual.sum())
    what = "the most frequent label" if n_usual == 1 else f"the {n_usual} most frequent labels"
    yield Baseline(f"predict {what}", _numbers(given, state.usual, undefined))


def _numbers(counts: LabelCounts, sets: SetCounts | None, undefined: Undefined) -> dict[str, float]:
    measured = label_metrics(counts, undefined)
    if sets is not None:
        measured |= row_metrics(sets, undefined)
    return {name: float(each) for name, each in measured.items()}
