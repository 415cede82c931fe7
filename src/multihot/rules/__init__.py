"""Rules over facts: one file a rule, in folders by what they look at."""

from multihot.rules import choices, data, heads, metrics, weights
from multihot.rules.findings import SEVERITIES, Certainty, Finding, Seen, Severity
from multihot.rules.judging import Rule, in_order, judge

RULES: tuple[Rule, ...] = (
    *heads.RULES,
    *metrics.RULES,
    *weights.RULES,
    *data.RULES,
    *choices.RULES,
)

__all__ = [
    "RULES",
    "SEVERITIES",
    "Certainty",
    "Finding",
    "Rule",
    "Seen",
    "Severity",
    "in_order",
    "judge",
]
