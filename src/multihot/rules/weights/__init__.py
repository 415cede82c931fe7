"""Weights of rows and classes."""

from multihot.rules.judging import Rule

RULES: tuple[Rule, ...] = ()

__all__ = ["RULES"]
