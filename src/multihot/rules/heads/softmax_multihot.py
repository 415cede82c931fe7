"""A softmax head, and rows that carry several labels.

## Why it matters
The scores of a softmax share out one 1 among the labels of a row. Two labels cannot both be
above .5, and a label that is surely there pushes the others down. Categorical cross-entropy
reads several 1s in a row as one distribution and does not complain. On ten labels with four a
row, micro F1 at .5 is .012 with softmax and .812 with sigmoid, while 'accuracy' is .244 and
.191: the number in the log prefers the broken model.

## What to do
Give each label a probability of its own:

    outputs = Dense(n_labels, activation="sigmoid")(features)
    model.compile(optimizer="adam", loss="binary_crossentropy")

A softmax is right where every row has exactly one label.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.facts import ModelFacts, Output, ScoreFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import BINARY, CATEGORICAL, SPARSE, is_row_wise, is_stacked, loss_kind
from multihot.rules.wording import compile_code, head_code, several_labels, subject_of

ADVICE = "let every label have its own sigmoid, with binary cross-entropy"
RIGHT = "right if every row has exactly one label"
NEAR = 1e-3  # softmax scores of half precision sum to 1 within it
FEWEST_CLASSES = 3


def check(model: ModelFacts, targets: TargetFacts) -> Iterator[Seen]:
    """A finding where rows are known to carry several labels."""
    output = model.only
    if output and _shares_one(output) and targets.kind == "multi-hot":
        n_labels = output.head.units or targets.n_labels
        settles = _settles(output, targets)
        yield Seen(
            subject=subject_of(output),
            message=f"{several_labels(targets)}; a softmax puts at most one of "
            f"{n_labels or 'the'} labels over .5",
            advice=ADVICE,
            code=_code(output, targets),
            certainty="possible" if settles else "certain",
            settles=settles,
            evidence={"labels": n_labels, "why": targets.why},
            place=output.head.place,
        )


def check_unknown(model: ModelFacts, targets: TargetFacts | None = None) -> Iterator[Seen]:
    """A note where nobody can tell what a row of the targets is."""
    output = model.only
    if output is None or (targets and targets.kind) or not _shares_one(output):
        return
    units = output.head.units
    if loss_kind(output) in CATEGORICAL and (units is None or units >= FEWEST_CLASSES):
        yield Seen(
            subject=subject_of(output),
            message=f"a softmax puts at most one of {units or 'the'} labels over .5",
            advice=f"if a row can carry several labels, {ADVICE}",
            code=_code(output, targets),
            certainty="possible",
            settles=RIGHT,
            evidence={"labels": units},
            place=output.head.place,
        )


def check_scores(scores: ScoreFacts, model: ModelFacts | None = None) -> Iterator[Seen]:
    """A finding where every row of scores sums to 1 and rows carry several labels."""
    if model and model.only and model.only.head.activation == "softmax":
        return
    several = int(((scores.targets == 1).sum(axis=1) > 1).sum())
    if several and _sums_to_one(scores.scores):
        n_rows = len(scores.scores)
        yield Seen(
            subject=scores.place.name or "scores",
            message=f"each of {n_rows:,} rows of scores sums to 1, as of a softmax, and "
            f"{several:,} rows carry two labels or more: at most one score a row can pass .5",
            advice=f"{ADVICE}; do not share out the scores of a row",
            code=f'Dense({scores.scores.shape[1]}, activation="sigmoid")\n'
            + compile_code("binary_crossentropy"),
            evidence={"rows": n_rows, "several": several},
            place=scores.place,
        )


def _shares_one(output: Output) -> bool:
    head = output.head
    return (
        head.activation == "softmax"
        and head.units != 1
        and is_row_wise(head)
        and not is_stacked(head)
        and loss_kind(output) not in BINARY | SPARSE
    )


def _settles(output: Output, targets: TargetFacts) -> str:
    """What would make a softmax right on these targets after all; empty where nothing would."""
    if loss_kind(output) == "custom":
        return "right if only the order of the labels in a row counts"
    numbers = targets.numbers
    if numbers is not None and numbers.row_sums and not numbers.n_several:
        return "right if no row carries two labels, and rows without any should teach nothing"
    return ""


def _sums_to_one(scores: NDArray[Any]) -> bool:
    """Every row; decisions of one label a row do so, too, and are no scores of a softmax."""
    if not isinstance(scores, np.ndarray):  # no cell of a softmax is 0, so it is never sparse
        return False
    sums = scores.sum(axis=1, dtype=np.float64)
    share = (np.abs(sums - 1) < NEAR).all() and (scores >= 0).all()
    return bool(share and not ((scores == 0) | (scores == 1)).all())


def _code(output: Output, targets: TargetFacts | None) -> str:
    n_labels = targets.n_labels if targets else None
    head = head_code(output.head, "sigmoid", units=output.head.units or n_labels)
    return f"{head}\n{compile_code('binary_crossentropy')}"


RULE = Rule("softmax-multihot", "error", __doc__ or "", (check, check_unknown, check_scores))
