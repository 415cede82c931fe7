"""Some targets are unknown.

## Why it matters
Unknown is not 0. multihot leaves these cells out of the loss, the metrics, the thresholds
and the report; most other tools count them as 0, or turn the loss into NaN.

## What to do
Nothing, if an empty cell means that nobody looked. If it means "no", write 0.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.data import Splits
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule


def check(splits: Splits) -> Iterator[Seen]:
    """One finding for each part that has unknown targets."""
    for name, part in splits.parts():
        unknown = int(np.isnan(part.targets.data).sum())
        cells = len(part) * len(part.labels)
        if unknown:
            yield Seen(
                subject=name,
                message=f"{unknown:,} of {cells:,} targets ({unknown / cells:.1%}) in {name} "
                "are unknown; they are left out of the loss and of every number",
                advice="nothing, if an empty cell means unknown; write 0 if it means no",
                evidence={"part": name, "unknown": unknown, "cells": cells},
            )


RULE = Rule("missing-labels", "note", __doc__ or "", (check,))
