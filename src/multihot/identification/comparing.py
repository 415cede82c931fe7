"""The few numbers that answer what was probably asked, and what would tell definitions apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from multihot.evaluation import Evaluation
from multihot.identification.averaging import POLICIES
from multihot.identification.candidates import candidates
from multihot.identification.definitions import Kind
from multihot.identification.facts import Facts
from multihot.identification.identifications import Beside, Match
from multihot.metrics import BY_NAME

_EQUAL = 1e-9
_ALIKE = (
    "The first are equal on each half of the rows and of the labels, too: here it makes no "
    "difference which of them it is."
)
_LOOKED_AT = 4
_ALWAYS = ("subset_accuracy", "label_accuracy", "argmax_accuracy", "f1_micro", "f1_macro")
_WHERE_NOTHING_FITS = (
    *("subset_accuracy", "label_accuracy", "hamming_loss", "argmax_accuracy"),
    *("f1_micro", "f1_macro", "f1_weighted", "f1_samples", "precision_micro", "recall_micro"),
    *("precision_macro", "recall_macro", "jaccard_samples", "average_precision_macro"),
    *("roc_auc_macro", "lrap", "log_loss"),
)
_OF_KIND: Mapping[Kind, tuple[str, ...]] = {
    "decisions": ("f1_samples", "average_precision_macro"),
    "ranks": ("roc_auc_macro", "average_precision_macro", "lrap"),
    "scores": ("log_loss", "brier_score", "average_precision_macro"),
    "sizes": ("cardinality_true", "cardinality_predicted"),
}


def beside(evaluation: Evaluation, matches: Sequence[Match]) -> tuple[Beside, ...]:
    """Numbers of the same predictions, with what giving no label at all gets.

    Where nothing fits, they are those that everybody prints, the most usual first.
    """
    nothing = evaluation.baselines[0].numbers
    return tuple(
        Beside(name, BY_NAME[name].title, evaluation[name], nothing.get(name))
        for name in _names_beside(matches)
    )


def _names_beside(matches: Sequence[Match]) -> Iterable[str]:
    if not matches:
        return _WHERE_NOTHING_FITS
    best = matches[0].definition
    instead = (best.instead,) if best.instead else ()
    return dict.fromkeys((*_ALWAYS, *_OF_KIND[best.kind], *instead))


def parting(facts: Facts, matches: Sequence[Match]) -> str:
    """A sentence on what would tell the first few definitions apart; empty if one fits alone."""
    few = matches[:_LOOKED_AT]
    if len(few) <= 1:
        return ""
    first = few[0].value
    equal = [each for each in few if abs(each.value - first) <= _EQUAL]
    if len(equal) == 1 or math.isnan(first):
        return "More digits would tell them apart: each value stands beside its name."
    words, values = _best_part(facts, equal)
    if not words:
        return _ALIKE
    told = ", ".join(f"{name} {value:.4f}" for name, value in values.items())
    return f"What tells them apart: {words} alone gives {told}."


def _best_part(facts: Facts, equal: Sequence[Match]) -> tuple[str, dict[str, float]]:
    """The half of the rows or labels on which most of the values differ, and the values."""
    best, words, most = {}, "", 1
    for part, (rows, columns) in _halves(facts).items():
        values = _values(facts.part(rows, columns), equal)
        n_different = len({f"{value:.4f}" for value in values.values()})
        if n_different > most:
            best, words, most = values, part, n_different
        if most == len(equal):
            break
    return words, best


def _halves(facts: Facts) -> dict[str, tuple[slice, slice]]:
    every = slice(None)
    n_rows, n_labels = (n // 2 for n in facts.shape)
    halves = {
        "the first half of the rows": (slice(n_rows), every),
        "the second half of the rows": (slice(n_rows, None), every),
        "the first half of the labels": (every, slice(n_labels)),
        "the second half of the labels": (every, slice(n_labels, None)),
    }
    cut_rows, cut_labels = n_rows > 0, n_labels > 0
    return {
        words: half
        for words, half in halves.items()
        if (cut_rows if words.endswith("rows") else cut_labels)
    }


def _values(facts: Facts, equal: Sequence[Match]) -> dict[str, float]:
    found = {each.definition.name: each.value for each in candidates(facts)}
    names = [each.definition.name for each in equal]
    values = {name: _value(found, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def _value(found: Mapping[str, float], name: str) -> float | None:
    if name.startswith("1 - "):
        value = _value(found, name.removeprefix("1 - "))
        return None if value is None else 1 - value
    for told in POLICIES.values():  # without any 0/0 there is one policy
        plain = name.replace(f", {told}", "")
        if name not in found and plain in found:
            name = plain
    value = found.get(name)
    return None if value is None or math.isnan(value) else value
