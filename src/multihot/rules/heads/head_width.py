"""The head is not as wide as the targets.

## Why it matters
A head of one score and targets of several columns do not always fail: mean squared error, mean
absolute error, Huber and hinge compare the one score with every column, in silence, and the
model learns their mean. Cross-entropy in Keras 3, and any other difference, stops with an error
about shapes.

## What to do
One score a label, and the width taken from the data:

    Dense(y_train.shape[1], activation="sigmoid")
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import ModelFacts, Output, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import BINARY, CATEGORICAL, SPARSE, is_row_wise, loss_kind
from multihot.rules.wording import head_code, subject_of

TABLE = 2


def check(model: ModelFacts, targets: TargetFacts) -> Iterator[Seen]:
    """A finding where both widths are known and differ."""
    output = model.only
    if output is None or not is_row_wise(output.head) or loss_kind(output) in SPARSE:
        return
    units, columns = output.head.units, _columns(targets)
    # a softmax of one score is wrong by itself
    alone = output.head.activation == "softmax" and units == 1
    if None in (units, columns) or units == columns or alone:
        return
    # a loss of the user's own may read more columns than it has scores
    own = loss_kind(output) in (None, "custom")
    yield Seen(
        subject=subject_of(output),
        message=f"the head gives {_told(units, 'score')} a row, and targets have "
        f"{_told(columns, 'column')}: {_effect(output, columns)}",
        advice=f"a head of {columns}",
        code=head_code(output.head, _activation(output), units=columns),
        certainty="possible" if own else "certain",
        settles="right if the loss takes targets of that shape" if own else "",
        evidence={"units": units, "columns": columns},
        place=output.head.place,
    )


def _columns(targets: TargetFacts) -> int | None:
    if targets.kind == "integer":
        return None
    if targets.numbers is not None:
        shape = targets.numbers.shape
        return shape[1] if len(shape) == TABLE else None
    return 1 if targets.kind == "column" else targets.n_labels


def _effect(output: Output, columns: int | None) -> str:
    kind = loss_kind(output)
    if kind in BINARY | CATEGORICAL:
        return "in Keras 3 fit stops with an error about shapes"
    if kind in (None, "custom"):
        return "they do not match one to one"
    if 1 in (output.head.units, columns):
        return f"{kind} compares the one with all of the others, in silence"
    return "fit stops with an error about shapes"


def _activation(output: Output) -> str:
    activation = output.head.activation
    return activation if activation in ("linear", "softmax") else "sigmoid"


def _told(number: int | None, word: str) -> str:
    return f"1 {word}" if number == 1 else f"{number:,} {word}s"


RULE = Rule("head-width", "error", __doc__ or "", (check,))
