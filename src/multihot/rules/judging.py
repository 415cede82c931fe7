"""Asking rules about facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from inspect import Parameter, signature
from typing import TypeAlias

from multihot.facts import Facts
from multihot.rules.findings import SEVERITIES, Finding, Seen, Severity

Check: TypeAlias = Callable[..., Iterator[Seen]]


@dataclass(frozen=True)
class Rule:
    """What can be wrong, how it is seen, and what to do about it.

    Args:
        id: public name.
        severity: of what it finds where that is certain.
        page: what it is, why it matters, what to do: the docstring of its module.
        checks: each asks for facts by the names of its parameters (fields of `Facts`), and is
            called where all of them are at hand; a parameter with the default None is given
            what is at hand.
    """

    id: str
    severity: Severity
    page: str
    checks: tuple[Check, ...]

    def judge(self, facts: Facts) -> Iterator[Finding]:
        """What the rule finds in these facts."""
        for check, wants in self._wants:
            asked = {name: getattr(facts, name) for name in wants}
            if all(asked[name] is not None for name, needed in wants.items() if needed):
                for seen in check(**asked):
                    yield self._finding(seen)

    def _finding(self, seen: Seen) -> Finding:
        possible = seen.certainty == "possible"
        return Finding(
            rule=self.id,
            severity="note" if possible else seen.severity or self.severity,
            subject=seen.subject,
            message=seen.message,
            advice=seen.advice,
            evidence=seen.evidence,
            code=seen.code,
            certainty=seen.certainty,
            settles=seen.settles,
            place=seen.place,
        )

    @cached_property
    def _wants(self) -> tuple[tuple[Check, dict[str, bool]], ...]:
        return tuple(
            (
                check,
                {
                    name: parameter.default is Parameter.empty
                    for name, parameter in signature(check).parameters.items()
                },
            )
            for check in self.checks
        )


def judge(facts: Facts, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What the rules find, the worst first, then as it stands in the file."""
    return in_order(finding for rule in rules for finding in rule.judge(facts))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The worst first; within a severity by file and line, each thing once."""

    def order(finding: Finding) -> tuple[int, str, int, int, int]:
        place = finding.place
        return (
            SEVERITIES.index(finding.severity),
            place.file,
            place.cell,
            place.line,
            place.column,
        )

    once = {(each.rule, str(each.place), each.subject, each.message): each for each in findings}
    return tuple(sorted(once.values(), key=order))
