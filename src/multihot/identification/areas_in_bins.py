"""Areas as Keras's AUC has them: 200 even thresholds, and lines between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from multihot.arrays import Floats
from multihot.identification.definitions import Call, Candidate, Definition
from multihot.identification.facts import Facts
from multihot.identification.priors import MISUSE, rarity_of

_N_CUTS = 200
_SYSTEM = "Keras 3, tf.keras 2"
_CURVES = {"roc_auc": "ROC", "average_precision": "PR"}


def areas_in_bins(facts: Facts) -> Iterator[Candidate]:
    """Keras's AUC of all cells and of each label, of the scores and of what is taken for them."""
    if facts.logits is None:
        yield from _areas(facts, facts.scores, "", 0)
        yield from _areas(facts, expit(facts.scores), ", sigmoid applied twice", MISUSE)
    else:
        yield from _areas(facts, facts.scores, "", 0)
        raw = np.clip(facts.logits, 0.0, 1.0)
        yield from _areas(facts, raw, ", logits taken for scores", MISUSE)


def roc_of(tp: Floats, fp: Floats) -> Floats:
    """Area of each column of counts by rising threshold, 0 where a kind of rows is missing.

    >>> roc_of(np.array([[2.0], [1.0], [0.0]]), np.array([[2.0], [0.0], [0.0]]))
    array([0.75])
    """
    height, width = _share(tp, tp[:1]), _share(fp, fp[:1])
    area: Floats = ((width[:-1] - width[1:]) * (height[:-1] + height[1:]) / 2).sum(axis=0)
    return area


def pr_of(tp: Floats, fp: Floats) -> Floats:
    """Area under precision and recall, counts in between on a line (Davis & Goadrich 2006)."""
    given = tp + fp
    gained, more = tp[:-1] - tp[1:], given[:-1] - given[1:]
    slope = _share(gained, more)
    start = tp[1:] - slope * given[1:]
    both = (given[:-1] > 0) & (given[1:] > 0)
    ratio = np.where(both, _share(given[:-1], given[1:]), 1.0)
    area: Floats = _share(slope * (gained + start * np.log(ratio)), tp[:1]).sum(axis=0)
    return area


def _areas(facts: Facts, scores: NDArray[Any], told: str, further: int) -> Iterator[Candidate]:
    tp, fp = _counts(facts.truth, scores)
    together = tp.sum(axis=1, keepdims=True), fp.sum(axis=1, keepdims=True)
    for name, of in (("roc_auc", roc_of), ("average_precision", pr_of)):
        kind = [] if name == "roc_auc" else ['curve="PR"']
        micro, macro = float(of(*together)[0]), float(of(tp, fp).mean())
        yield _candidate(f"{name}_micro", kind, micro, told, further)
        yield _candidate(f"{name}_macro", [*kind, "multi_label=True"], macro, told, further)


def _counts(truth: NDArray[np.bool_], scores: NDArray[Any]) -> tuple[Floats, Floats]:
    """True and other cells above each threshold, (200, n_labels) each, by rising threshold."""
    n_labels = truth.shape[1]
    steps = scores.astype(np.float32) * np.float32(_N_CUTS - 1)  # Keras rounds as float32 does
    bins = np.maximum(np.ceil(steps).astype(np.int32) - 1, 0) * n_labels
    bins += np.arange(n_labels, dtype=np.int32)
    n_bins = _N_CUTS * n_labels
    every = np.bincount(bins.ravel(), minlength=n_bins).reshape(_N_CUTS, n_labels)
    true = np.bincount(bins[truth], minlength=n_bins).reshape(_N_CUTS, n_labels)
    above = (np.cumsum(each[::-1], axis=0)[::-1].astype(float) for each in (true, every - true))
    tp, fp = above
    return tp, fp


def _candidate(metric: str, options: list[str], value: float, told: str, further: int) -> Candidate:
    area, average = metric.rsplit("_", 1)
    of = "all cells together" if average == "micro" else "mean of labels, 0 for one without it"
    options = [*options, *(["from_logits=True"] if "twice" in told else [])]
    calls = [Call(_SYSTEM, f"keras.metrics.AUC({', '.join(options)})")]
    if not options:
        calls.append(Call(_SYSTEM, 'metrics=["AUC"]'))
    definition = Definition(
        name=f"{metric} at 200 thresholds{told}",
        words=f"area under the {_CURVES[area]} curve at 200 even thresholds, {of}{told}",
        calls=tuple(calls),
        kind="ranks",
        rarity=rarity_of(metric, area) + 1 + further,
        mistaken_for="the exact area: it depends on where the scores lie",
        instead=metric,
    )
    return Candidate(definition, value)


def _share(part: Floats, whole: Floats) -> Floats:
    part, whole = np.broadcast_arrays(part, whole)
    return np.divide(part, whole, out=np.zeros(part.shape), where=whole > 0)
