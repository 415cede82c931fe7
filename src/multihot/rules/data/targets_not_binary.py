"""Targets hold other numbers than 0 and 1.

## Why it matters
With -1 for "no", binary cross-entropy falls below 0 without end and nothing complains. With 255
for "yes", or counts, the loss is as wrong. Shares between 0 and 1 are fine for the loss if they
are meant, but precision, recall and F1 are not defined on them.

## What to do
Recode what means "yes" to 1 and what means "no" to 0:

    targets = (targets > 0).astype("float32")     # {-1, 1}, {0, 255}, counts
    targets = (targets >= 0.5).astype("float32")  # shares, for the metrics
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from multihot.data import Splits
from multihot.errors import listed
from multihot.facts import TargetFacts, TargetNumbers
from multihot.facts.counting import part_facts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

MOST_TOLD = 3


def check(targets: TargetFacts) -> Iterator[Seen]:
    """One finding; -1 beside 0 and 1 is `missing-labels`, texts are `target-dtype`."""
    numbers, name = targets.numbers, targets.place.name
    if numbers is None or not numbers.n_strange or targets.kind == "integer":
        return
    values = [value for value, _ in numbers.strange]
    if any(isinstance(value, str) for value in values) or numbers.n_marked == numbers.n_strange:
        return
    soft = all(0 < value < 1 for value in values)
    narrow = len(numbers.shape) == 1 or numbers.shape[-1] == 1
    yield Seen(
        subject=name,
        message=f"{numbers.n_strange:,} of {math.prod(numbers.shape):,} cells of {name} "
        f"are neither 0 nor 1, such as {listed(_short(values), most=MOST_TOLD)}",
        advice="write 1 for yes and 0 for no; metrics count nothing else",
        evidence={"values": values, "cells": numbers.n_strange},
        code=_recoded(numbers, name, soft=soft),
        certainty="possible" if soft or narrow else "certain",
        settles=_settles(soft=soft) if soft or narrow else "",
        place=targets.place,
    )


def check_splits(splits: Splits) -> Iterator[Seen]:
    """As in arrays, one finding for each part; a part has no array that could be written over."""
    for name, part in splits.parts():
        yield from (replace(seen, code="") for seen in check(part_facts(name, part)))


def _short(values: list[float]) -> list[float]:
    return [int(value) if value == int(value) else round(value, 3) for value in values]


def _settles(*, soft: bool) -> str:
    if soft:
        return "right for the loss if the shares are meant; the metrics need 0 and 1"
    return "right if this is a regression"


def _recoded(numbers: TargetNumbers, name: str, *, soft: bool) -> str:
    if soft:
        return f'{name} = ({name} >= 0.5).astype("float32")'
    if not numbers.n_zeros and {value for value, _ in numbers.strange} == {2}:
        return f"{name} = {name} - 1"
    return f'{name} = ({name} > 0).astype("float32")'


RULE = Rule("targets-not-binary", "error", __doc__ or "", (check, check_splits))
