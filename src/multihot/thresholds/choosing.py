"""Choosing thresholds on validation data for the metric that matters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import prod
from typing import Literal, TypeAlias, get_args

import numpy as np
from scipy.sparse import csr_array
from scipy.special import expit, logit

from multihot.arrays import (
    Floats,
    all_column_names,
    as_dense_scores,
    as_targets,
    check_aligned,
    match_names,
)
from multihot.errors import (
    DataError,
    check_choice,
    did_you_mean,
    listed,
    option,
    option_name,
)
from multihot.metrics import (
    FORMULAS,
    Formula,
    LabelCounts,
    Outcomes,
    SetCounts,
    decide,
    macro,
    samples,
    weighted,
)
from multihot.metrics.formulas import label_accuracy
from multihot.thresholds.cut_points import cut_near, cuts_between
from multihot.thresholds.cutting import Thresholds

Scope: TypeAlias = Literal["pooled", "label", "all"]

_CANDIDATES_FOR_ALL = 200
_MICRO_ROUNDS = 50
_ROWS_TO_TRUST_HALF = 200
_LOG_ODDS = np.linspace(-7, 4, 111)
_KERNEL = np.exp(-0.5 * ((_LOG_ODDS[:, None] - _LOG_ODDS) / 0.4) ** 2)
_KERNEL /= _KERNEL.sum(axis=1, keepdims=True)


def choose_thresholds(
    targets: object, scores: object, metric: str = "f1_macro", *, scope: Scope = "pooled"
) -> Thresholds:
    """The thresholds at which the decisions are best by the metric, on these rows.

    Give it validation data, never the test part. A cut lies midway between two scores, never
    inside tied ones. Macro metrics choose each label for itself; micro metrics weigh a label's
    gain against all others by Dinkelbach's rounds, which end at the best sum of counts.

    Decisions on these rows are the same in float32 and in float64: a cut is a float32 number, and
    between two scores where they are, and where they are rounded to float32. Only where that
    makes two float64 scores one number can nothing be promised of float32; the cut then is right
    for the float64 scores.

    A label that no row here is known to have gives no ground for a choice: it takes the one
    threshold that is best for all.

    Args:
        targets: (n_rows, n_labels), 1, 0, or NaN where nobody knows. Thresholds are in the order
            of their columns, and know the names that tables give these.
        scores: (n_rows, n_labels), 0 to 1; tables are matched by name, as in `evaluate`.
        metric: `{precision,recall,f1,f2,f05,jaccard}_{micro,macro,weighted}`, `label_accuracy`;
            with scope "all" also `_samples` and `subset_accuracy`.
        scope: "label": the best threshold of each label on these rows. "all": the one best for all
            labels. "pooled": each label's own, found on a smoothed curve and drawn towards the one
            for all, by n / (n + 200) for n rows with the label: what holds best on other rows.

    Raises:
        DataError: thresholds cannot be chosen for that metric, no such scope, no target is
            known, or tables whose columns or rows have other names.

    Sources: Lewis 1995 and Yang 2001 for macro; Dinkelbach 1967 for ratios of sums.

    >>> targets = [[1, 0], [1, 0], [0, 1], [0, 1]]
    >>> scores = [[0.2, 0.1], [0.3, 0.3], [0.1, 0.7], [0.1, 0.5]]
    >>> choose_thresholds(targets, scores, scope="label").values.round(3)
    array([0.15, 0.4 ])
    """
    check_choice(scope, get_args(Scope), name="scope")
    matched = match_names(targets=targets, scores=scores)
    truth, checked = as_targets(matched.values[0]), as_dense_scores(matched.values[1])
    check_aligned(targets=truth, scores=checked)
    _check_known(truth)
    chosen = _chosen(truth, checked, metric, scope)
    return replace(chosen, labels=matched.labels or all_column_names(*matched.values))


def _check_known(truth: csr_array) -> None:
    n_known = prod(truth.shape) - int(np.isnan(truth.data).sum())
    if not n_known:
        raise DataError(
            f"none of the {prod(truth.shape):,} targets is known: there is no ground for a choice",
            where="targets",
            remedy="choose on rows whose labels are known, or take one threshold that you know "
            "a reason for",
        )


def _chosen(truth: csr_array, checked: Floats, metric: str, scope: Scope) -> Thresholds:
    if scope == "all":
        return _one_for_all(truth, checked, metric)
    formula, average = _formula_and_average(metric)
    if formula is None or average not in ("micro", "macro", "weighted"):
        raise _cannot(metric, scope)
    cuts = [_Cuts.of(truth, checked, column) for column in range(checked.shape[1])]
    common = _one_for_all(truth, checked, metric).values
    if scope == "pooled":
        return Thresholds(_pooled(formula, cuts, common), metric)
    values = _micro(formula, cuts) if average == "micro" else _each(formula, cuts)
    grounded = np.array([cut.n_true > 0 for cut in cuts], dtype=bool)
    return Thresholds(np.where(grounded, values, common), metric)


def _formula_and_average(metric: str) -> tuple[Formula | None, str]:
    if metric == "label_accuracy":  # all cells together
        return label_accuracy, "micro"
    measure, _, average = metric.rpartition("_")
    return FORMULAS.get(measure), average


@dataclass(frozen=True, eq=False)
class _Cuts:
    """Every cut of one label, from giving it to no row down to giving it to all."""

    scores: Floats
    at: Floats
    tp: Floats
    fp: Floats
    n_true: float
    n_false: float

    @classmethod
    def of(cls, targets: csr_array, scores: Floats, column: int) -> _Cuts:
        truth = targets[:, [column]].toarray()[:, 0]
        known = ~np.isnan(truth)
        order = np.argsort(-scores[known, column], kind="stable")
        descending, hit = scores[known, column][order], truth[known][order] == 1
        ends = np.flatnonzero(np.append(np.diff(descending) != 0, True)) if len(order) else order
        tp = np.append(0, np.cumsum(hit)[ends]).astype(np.float64)
        fp = np.append(0, np.cumsum(~hit)[ends]).astype(np.float64)
        distinct = descending[ends]
        at = cuts_between(distinct)
        return cls(distinct, at, tp, fp, float(hit.sum()), float((~hit).sum()))

    def fraction(self, formula: Formula) -> tuple[Floats, Floats]:
        tp, fp = self.tp, self.fp
        return formula(tp, fp, self.n_true - tp, self.n_false - fp)


def _each(formula: Formula, cuts: list[_Cuts]) -> Floats:
    values = np.empty(len(cuts))
    for column, cut in enumerate(cuts):
        numerator, denominator = cut.fraction(formula)
        score = np.divide(numerator, denominator, out=np.zeros_like(cut.tp), where=denominator != 0)
        values[column] = cut.at[np.argmax(score)]
    return values


def _pooled(formula: Formula, cuts: list[_Cuts], common: Floats) -> Floats:
    own = np.array([_smoothed_best(formula, cut) for cut in cuts])
    n_true = np.array([cut.n_true for cut in cuts])
    weight = n_true / (n_true + _ROWS_TO_TRUST_HALF)
    drawn = expit(weight * own + (1 - weight) * logit(np.clip(common, 1e-6, 1 - 1e-6)))
    pairs = zip(drawn.tolist(), cuts, strict=True)
    return np.array([cut_near(wanted, cut.scores) for wanted, cut in pairs])


def _smoothed_best(formula: Formula, cut: _Cuts) -> float:
    """Log-odds of the best cut of a label, its curve smoothed so that one row cannot decide."""
    numerator, denominator = cut.fraction(formula)
    value = np.divide(numerator, denominator, out=np.zeros_like(cut.tp), where=denominator != 0)
    given = np.searchsorted(-cut.at, -expit(_LOG_ODDS), side="right") - 1
    return float(_LOG_ODDS[np.argmax(_KERNEL @ value[np.maximum(given, 0)])])


def _micro(formula: Formula, cuts: list[_Cuts]) -> Floats:
    fractions = [cut.fraction(formula) for cut in cuts]
    ratio, best = 0.0, [0] * len(cuts)
    for _ in range(_MICRO_ROUNDS):
        tried = [int(np.argmax(top - ratio * bottom)) for top, bottom in fractions]
        top = sum(float(pair[0][i]) for pair, i in zip(fractions, tried, strict=True))
        bottom = sum(float(pair[1][i]) for pair, i in zip(fractions, tried, strict=True))
        if not bottom or top / bottom <= ratio:
            break
        ratio, best = top / bottom, tried
    return np.array([cut.at[i] for cut, i in zip(cuts, best, strict=True)])


def _one_for_all(targets: csr_array, scores: Floats, metric: str) -> Thresholds:
    n_labels = scores.shape[1]
    formula, average = _formula_and_average(metric)
    if formula is not None and average == "micro":
        # a sum over all cells: every cut can be tried, as of one long label
        cells = csr_array(targets.reshape((targets.shape[0] * n_labels, 1)))
        value = _each(formula, [_Cuts.of(cells, scores.reshape(-1, 1), 0)])[0]
        return Thresholds.constant(value, n_labels=n_labels, metric=metric)
    judge = _judge(metric)
    candidates = cuts_between(np.unique(scores)[::-1])
    if len(candidates) > _CANDIDATES_FOR_ALL:
        # by rank from the top, because with many labels the scores that matter are the highest few
        ranks = np.unique(np.geomspace(1, len(candidates), _CANDIDATES_FOR_ALL).astype(int))
        candidates = candidates[ranks - 1]
    results = [
        judge(Outcomes(targets, decide(scores, np.full(n_labels, each)))) for each in candidates
    ]
    return Thresholds.constant(
        candidates[int(np.argmax(results))], n_labels=n_labels, metric=metric
    )


def _judge(metric: str) -> Callable[[Outcomes], float]:
    if metric == "subset_accuracy":
        return _subset_accuracy
    measure, _, average = metric.rpartition("_")
    formula = FORMULAS.get(measure)
    if formula is not None and average == "samples":
        return lambda outcomes: samples(formula, SetCounts.of_outcomes(outcomes))
    combine = {"macro": macro, "weighted": weighted}.get(average)
    if formula is None or combine is None:
        raise _cannot(metric, "all")
    return lambda outcomes: combine(formula, LabelCounts.of_outcomes(outcomes))


def _subset_accuracy(outcomes: Outcomes) -> float:
    counts = SetCounts.of_outcomes(outcomes)
    tp, predicted, true, _ = counts.kinds.T
    return float(counts.rows[(tp == predicted) & (tp == true)].sum())


def _cannot(metric: str, scope: Scope) -> DataError:
    averages = ("micro", "macro", "weighted") + (("samples",) if scope == "all" else ())
    names = [f"{measure}_{average}" for measure in FORMULAS for average in averages]
    names.append("label_accuracy")
    whole_rows = metric.endswith("_samples") or metric == "subset_accuracy"
    if whole_rows and scope != "all":
        return DataError(
            f"{metric} judges whole rows, so labels cannot be cut one by one for it",
            where=option_name("metric"),
            remedy=f"choose one threshold for all labels: {option('scope', value='all')}",
        )
    return DataError(
        f"no thresholds can be chosen for {metric!r}. {did_you_mean(metric, names)}".rstrip(),
        where=option_name("metric"),
        remedy=f"use one of {listed(names, most=40)}",
    )
