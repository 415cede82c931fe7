"""Labels are rare, and the head starts at even chances.

## Why it matters
A bias of 0 makes every score .5 at the start, and the loss ln 2 = .693. The first epochs only
learn that labels are rare. With 3 positives among 416 labels a row the shares alone give .043.

## What to do
Start the bias at the log-odds of each label's share:

    share = (y_train.sum(axis=0) + 1) / (len(y_train) + 2)
    bias = keras.initializers.Constant(np.log(share / (1 - share)))
    Dense(n_labels, activation="sigmoid", bias_initializer=bias)
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log

import numpy as np
from numpy.typing import NDArray

from multihot.facts import Head, ModelFacts, TargetFacts, TargetNumbers
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import BINARY, loss_kind
from multihot.rules.wording import code_name, flavour_of, head_code, subject_of

START = log(2)


def check(model: ModelFacts, targets: TargetFacts) -> Iterator[Seen]:
    """A note where the shares of the labels alone would halve the first loss."""
    output = model.only
    if output is None or targets.numbers is None or loss_kind(output) not in BINARY:
        return
    shares = _shares(targets.numbers)
    if output.head.bias != "zeros" or output.head.units != len(shares):
        return
    at_shares = float(_loss_at(shares).mean())
    if 0 < at_shares < START / 2 and _gives_scores_of_labels(output.head):
        yield Seen(
            subject=subject_of(output),
            message=f"a label is on {shares.mean():.1%} of the rows on average; "
            f"the loss starts near {START:.3f}, and their shares alone give {at_shares:.3f}",
            advice="start the bias at the log-odds of each label's share",
            code=_code(model, output.head, code_name(targets.place)),
            evidence={"mean_share": float(shares.mean()), "loss_at_shares": at_shares},
            place=output.head.place,
        )


def _gives_scores_of_labels(head: Head) -> bool:
    return head.activation in ("sigmoid", "linear")


def _shares(numbers: TargetNumbers) -> NDArray[np.float64]:
    if numbers.positives is None or numbers.known is None or not numbers.known.all():
        return np.zeros(0)
    return numbers.positives / numbers.known


def _loss_at(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Binary cross-entropy of a constant score that is the share, with 0 log 0 = 0."""
    certain = (shares == 0) | (shares == 1)
    inner = np.where(certain, 0.5, shares)
    loss = -(inner * np.log(inner) + (1 - inner) * np.log(1 - inner))
    return np.where(certain, 0.0, loss)


def _code(model: ModelFacts, head: Head, targets: str) -> str:
    activation = head.activation or "sigmoid"
    return (
        f"share = ({targets}.sum(axis=0) + 1) / (len({targets}) + 2)\n"
        f"bias = {flavour_of(model.keras)}.initializers.Constant(np.log(share / (1 - share)))\n"
        + head_code(head, activation, more="bias_initializer=bias")
    )


RULE = Rule("head-bias-unset", "note", __doc__ or "", (check,))
