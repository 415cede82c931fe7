"""Rules over facts of data, and asking them all."""

from multihot.rules.auditing import RULES, audit
from multihot.rules.findings import Finding, Rule, Seen

__all__ = ["RULES", "Finding", "Rule", "Seen", "audit"]
