"""A label that every training row has.

## Why it matters
Nothing can be learned of it: it is always predicted, and lifts every average.

## What to do
Leave it out, and state it as a fact about the data instead.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.data import Splits
from multihot.errors import listed
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(splits: Splits) -> Iterator[Seen]:
    """One finding that lists the labels."""
    shares = splits.train.label_shares()
    names = [splits.train.labels.names[column] for column in np.flatnonzero(shares == 1)]
    if names:
        yield Seen(
            subject="train",
            message=f"on every row of train: {listed(names)}",
            advice="leave them out: a constant cannot be learned",
            evidence={"labels": names},
        )


RULE = Rule("constant-label", "warning", __doc__ or "", (check,))
