"""What one batch tells of the targets and weights of a fit, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.facts import Place, TargetFacts, Weights
from multihot.facts.counting import target_facts
from multihot.labels import LabelSpace
from multihot.nn.backend import load_keras

Labels = LabelSpace | Iterable[str] | None


def facts_of_batch(batch: Any, labels: Labels) -> tuple[TargetFacts | None, Weights | None]:
    """Targets and weights of a batch; None for what has several outputs or is not there.

    Args:
        batch: (x, y) or (x, y, sample_weight).
        labels: names of the columns.
    """
    _, targets, weights = load_keras().utils.unpack_x_y_sample_weight(batch)
    described = None
    if hasattr(targets, "shape"):
        described = _less_sure(target_facts(_as_array(targets), labels=labels, name="first batch"))
    rank = len(weights.shape) if hasattr(weights, "shape") else 0
    # weights of rows may as well have been made of class_weight: nobody can tell
    several = Weights("array", rank=rank, place=Place(name="sample_weight")) if rank > 1 else None
    return described, several


def _as_array(given: Any) -> NDArray[Any]:
    """A tensor of any backend, or an array, as an array."""
    for step in ("detach", "cpu", "numpy"):  # NumPy warns where it is handed PyTorch's tensors
        if hasattr(given, step):
            given = getattr(given, step)()
    return np.asarray(given)


def _less_sure(facts: TargetFacts) -> TargetFacts:
    """A batch shows what there is, not what there is not: no counts, no `one label each`."""
    numbers = facts.numbers and replace(
        facts.numbers, positives=None, known=None, row_sums=(), equal_labels=(), unseen=()
    )
    several = facts.numbers is not None and facts.numbers.n_several > 0
    sure = several or facts.kind in ("integer", "column")
    return replace(
        facts,
        kind=facts.kind if sure else None,
        why=f"{facts.why} (first batch)" if sure and facts.why else "",
        n_rows=None,
        numbers=numbers,
    )
