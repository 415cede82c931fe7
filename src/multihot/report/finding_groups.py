"""Findings put together as a person reads them: the worst first, one block a rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from multihot.rules.findings import SEVERITIES, Finding, Severity


@dataclass(frozen=True)
class FindingGroup:
    """What one rule found.

    Args:
        rule: id of the rule.
        severity: error, warning or note.
        findings: in the order they were found.
        advice: what to do where it is the same for several, otherwise empty.
    """

    rule: str
    severity: Severity
    findings: tuple[Finding, ...]
    advice: str


def finding_groups(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Errors, then warnings, then notes; within those, by rule."""

    def order(finding: Finding) -> tuple[int, str]:
        return SEVERITIES.index(finding.severity), finding.rule

    return tuple(
        _group(tuple(members)) for _, members in groupby(sorted(findings, key=order), key=order)
    )


def _group(findings: tuple[Finding, ...]) -> FindingGroup:
    first = findings[0]
    shared = len(findings) > 1 and len({finding.advice for finding in findings}) == 1
    return FindingGroup(first.rule, first.severity, findings, first.advice if shared else "")
