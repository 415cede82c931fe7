"""Metrics that say something else than their name."""

from multihot.rules.judging import Rule

RULES: tuple[Rule, ...] = ()

__all__ = ["RULES"]
