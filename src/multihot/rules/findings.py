"""What a rule found: the trouble in numbers, its place, and the way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias

from multihot.facts import NOWHERE, Place

Severity: TypeAlias = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
Certainty: TypeAlias = Literal["certain", "possible"]


@dataclass(frozen=True)
class Seen:
    """What a check hands back; the rule adds its id and severity.

    Args:
        subject: what it is about: a label, a part, a layer, a metric, a file.
        message: what was found, in numbers.
        advice: what to do, in a sentence.
        code: the way out as code to paste; empty where there is none.
        certainty: `possible` where another reading of the evidence explains it.
        settles: what would settle a possible one: "possible unless each row of y has one label".
        severity: where it is milder than the rule's; a possible one is a note.
        evidence: the numbers by name.
        place: where it stands.
    """

    subject: str
    message: str
    advice: str
    evidence: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    certainty: Certainty = "certain"
    settles: str = ""
    severity: Severity | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or worth knowing.

    Args:
        rule: id of the rule, `label-absent-from-split`.
        severity: error, warning or note.
        subject: what it is about: a label, a part, a layer, a metric, a file.
        message: what was found, in numbers.
        advice: what to do, in a sentence.
        evidence: the numbers by name.
        code: the way out as code to paste; empty where there is none.
        certainty: `certain`, or `possible` where another reading of the evidence explains it;
            a possible one is a note.
        settles: what would settle a possible one.
        place: where it stands.

    >>> finding = Finding("rare-label", "note", "test", "4 rows have 'war'", "gather more")
    >>> finding.link
    'docs/rules.md#rare-label'
    """

    rule: str
    severity: Severity
    subject: str
    message: str
    advice: str
    evidence: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    certainty: Certainty = "certain"
    settles: str = ""
    place: Place = NOWHERE

    @property
    def link(self) -> str:
        """The rule's page; `multihot explain RULE` prints it."""
        return f"docs/rules.md#{self.rule}"

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON can hold it."""
        return {**asdict(self), "place": self.place.to_dict(), "link": self.link}

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Finding:
        """The finding that `to_dict` told of."""
        fields = {name: value for name, value in told.items() if name != "link"}
        return cls(**{**fields, "place": Place(**told.get("place", {}))})
