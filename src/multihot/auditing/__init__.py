"""Asking every rule about whatever is at hand."""

from multihot.auditing.asking import audit

__all__ = ["audit"]
