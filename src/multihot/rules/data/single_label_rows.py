"""Every row has exactly one label.

## Why it matters
Labels that exclude each other are a multi-class problem: a softmax head with categorical
cross-entropy uses that, and one decision a row (the highest score) is the right one. It is
also what a label column looks like whose separator was not given.

## What to do
If cells hold several labels, name what stands between them (`--separator`). If the classes
do exclude each other, a multi-class classifier fits better.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.data import Splits
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(splits: Splits) -> Iterator[Seen]:
    """One finding if no row of any part has another number of labels than one."""
    n_rows = 0
    for _, part in splits.parts():
        sizes = np.diff(part.targets.indptr)
        if np.isnan(part.targets.data).any() or not (sizes == 1).all():
            return
        n_rows += len(part)
    n_labels = len(splits.train.labels)
    yield Seen(
        subject="targets",
        message=f"all {n_rows:,} rows have exactly one of {n_labels} labels: this is multi-class",
        advice="if a cell holds several labels, give the separator between them; "
        "if classes exclude each other, use a softmax head instead",
        evidence={"rows": n_rows, "labels": n_labels},
    )


RULE = Rule("single-label-rows", "note", __doc__ or "", (check,))
