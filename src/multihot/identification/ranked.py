"""Measures of the order of the scores, as the catalogue has them and as others end them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from multihot.arrays import Floats
from multihot.identification.averaging import POLICIES, Policy
from multihot.identification.calling import elsewhere
from multihot.identification.definitions import Call, Candidate, Definition
from multihot.identification.facts import Facts
from multihot.identification.mistaking import mistaken_for
from multihot.identification.priors import DEEPER_THAN_A_ROW, POLICY, VARIANT, rarity_of
from multihot.metrics import AREAS, BY_NAME, rank
from multihot.metrics.at_k import at_k

_SK = "scikit-learn 1.9"
_TORCH = "torchmetrics 1.9"
_SIZED = ("coverage_error",)
_HAVE_CONTRARY = ("one_error",)


def ranked(facts: Facts) -> Iterator[Candidate]:
    """Every metric of rankings; areas over labels with every way to treat a label without one."""
    yield from _of_rows(facts)
    for area in AREAS:
        yield from _of_labels(area, facts)
    yield from _variants(facts)


def _of_rows(facts: Facts) -> Iterator[Candidate]:
    rows = facts.state.rows
    left_out = {} if rows is None else rows.measures("drop")
    unwanted = _unwanted(facts)
    numbers = facts.evaluation
    names = [*left_out, *(f"{area}_micro" for area in AREAS)]
    for name in names:
        further = DEEPER_THAN_A_ROW if (BY_NAME[name].k or 1) > facts.shape[1] else 0
        # others have no area of a row where we leave it out
        lost = name.endswith("_samples") and name in numbers.undefined
        calls = [Call("multihot", BY_NAME[name].call)]
        if not lost:
            calls = elsewhere(BY_NAME[name], unwanted=unwanted)
        yield _metric(name, numbers[name], "zero", tuple(calls), further=further)
        other = left_out.get(name)
        if other is not None and not _same(float(other), numbers[name]):
            yield _metric(name, float(other), "drop", further=further)


def _metric(
    name: str, value: float, policy: Policy, calls: tuple[Call, ...] = (), *, further: int = 0
) -> Candidate:
    metric = BY_NAME[name]
    told = "" if policy == "zero" else f", {POLICIES[policy]}"
    words, instead = mistaken_for(name)
    own = (Call("multihot", f'{metric.call[:-1]}, undefined="{policy}")'),)
    definition = Definition(
        name=f"{name}{told}",
        words=f"{metric.definition}{told}",
        calls=calls or (tuple(elsewhere(metric)) if policy == "zero" else own),
        kind="ranks",
        rarity=rarity_of(name, metric.measure) + POLICY[policy] + further,
        mistaken_for=words,
        instead=instead,
        metric=name,
    )
    return Candidate(definition, value, name not in (*_SIZED, *_HAVE_CONTRARY))


def _unwanted(facts: Facts) -> tuple[str, ...]:
    """What is told of calls that give another number on these rows."""
    ordered = np.sort(facts.scores, axis=1)
    ties = bool((ordered[:, 1:] == ordered[:, :-1]).any())
    empty = bool((~facts.truth.any(axis=1)).any())
    return (*(("ties",) if ties else ()), *(("rows without labels are left out",) if empty else ()))


def _of_labels(area: str, facts: Facts) -> Iterator[Candidate]:
    of_label = facts.evaluation.per_label[area]
    sizes = facts.evaluation.per_label["support"].astype(float)
    lost = np.isnan(of_label)
    for average, weights in (("macro", np.ones(len(sizes))), ("weighted", sizes)):
        name = f"{area}_{average}"
        calls = tuple(elsewhere(BY_NAME[name]))
        calls = tuple(call for call in calls if "keras" not in call.text)  # of 200 thresholds
        if not lost.any():
            yield _metric(name, facts.evaluation[name], "zero", calls)
            continue
        ours = tuple(call for call in calls if call.system == "multihot")
        yield _metric(name, facts.evaluation[name], "zero", ours)
        total = weights.sum()
        as_zero = float(np.nan_to_num(of_label) @ weights / total) if total else np.nan
        kept = (_TORCH,) if area == "roc_auc" else (_SK, _TORCH)
        theirs = tuple(call for call in calls if call.system in kept)
        yield _variant(name, as_zero, "a label without it counts 0", theirs)
        if area == "roc_auc":
            theirs = tuple(call for call in calls if call.system == _SK)
            yield _variant(name, np.nan, "NaN because a label has none", theirs)


def _variants(facts: Facts) -> Iterator[Candidate]:
    """nDCG of the whole row, and rows without labels as others count them."""
    batch = facts.batch
    ranks = rank("rows", batch.outcomes.positives, batch.outcomes.unknown, batch.scores, None)
    gains = at_k(ranks, facts.shape[1])["ndcg"]
    call = (Call(_SK, "ndcg_score(targets, scores)"),)
    for value, told in _with_and_without(gains, "rows without labels").items():
        yield _of_all("ndcg", value, f"nDCG of all labels of a row, mean over rows{told}", call)
    for area in AREAS:
        values = AREAS[area](ranks)
        filled = float(np.nan_to_num(values).mean())
        if np.isnan(values).any():
            calls = (Call(_SK, f'{area}_score(targets, scores, average="samples")'),)
            as_nan, as_zero = (calls, ()) if area == "roc_auc" else ((), calls)
            yield _variant(f"{area}_samples", filled, "a row without it counts 0", as_zero)
            yield _variant(f"{area}_samples", np.nan, "NaN because a row has none", as_nan)
    empty = ranks.n_true == 0
    coverage = facts.evaluation["coverage_error"] - float((~empty).mean())
    yield _variant("coverage_error", coverage, "less 1", (Call("MULAN", "Coverage"),))


def _with_and_without(values: Floats, what: str) -> Mapping[float, str]:
    lost = np.isnan(values)
    as_zero = float(np.nan_to_num(values).mean())
    if not lost.any() or lost.all():
        return {as_zero: ""}
    return {as_zero: f", {what} as 0", float(values[~lost].mean()): f", {what} left out"}


def _of_all(name: str, value: float, words: str, calls: tuple[Call, ...]) -> Candidate:
    left_out = words.endswith("left out")
    definition = Definition(
        name=f"{name}, left out where there is none" if left_out else name,
        words=words,
        calls=() if left_out else calls,
        kind="ranks",
        rarity=VARIANT + (POLICY["drop"] if left_out else 1),
        mistaken_for="the nDCG of the first few labels",
        instead="ndcg_at_5",
    )
    return Candidate(definition, value)


def _variant(name: str, value: float, told: str, calls: tuple[Call, ...]) -> Candidate:
    metric = BY_NAME[name]
    definition = Definition(
        name=f"{name}, {told}",
        words=f"{metric.definition}; {told}",
        calls=calls,
        kind="ranks",
        rarity=rarity_of(name, metric.measure) + 1,
        mistaken_for=f"the {metric.title}",
        instead=name,
    )
    return Candidate(definition, value, name not in _SIZED)


def _same(one: float, two: float) -> bool:
    return one == two or bool(np.isnan(one) and np.isnan(two))
