"""What is chosen by which data, and what is watched."""

from multihot.rules.judging import Rule

RULES: tuple[Rule, ...] = ()

__all__ = ["RULES"]
