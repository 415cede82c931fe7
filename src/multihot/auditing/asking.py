"""Asking every rule about whatever is at hand: a model, arrays, splits, a script."""

from __future__ import annotations

from multihot.data import Splits
from multihot.facts import Facts
from multihot.rules import RULES, Finding, judge


def audit(*, splits: Splits | None = None) -> tuple[Finding, ...]:
    """What is wrong with the data, or worth knowing before training: worst first.

    Args:
        splits: the parts to train on, to choose on and to judge by.
    """
    return judge(Facts(splits=splits), RULES)
