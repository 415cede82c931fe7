"""Asking every rule about whatever is at hand."""

from multihot.auditing.asking import audit, judge_model

__all__ = ["audit", "judge_model"]
