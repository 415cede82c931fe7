"""Heads, losses and shapes."""

from multihot.rules.judging import Rule

RULES: tuple[Rule, ...] = ()

__all__ = ["RULES"]
