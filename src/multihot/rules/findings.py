"""What a rule found: the trouble in numbers, its place, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or worth knowing.

    Args:
        rule: id of the rule, `label-absent-from-split`.
        severity: error, warning or note.
        subject: what it is about: a label, a part, a file.
        message: what was found, in numbers.
        advice: what to do.
        evidence: the numbers by name.
    """

    rule: str
    severity: Severity
    subject: str
    message: str
    advice: str
    evidence: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON can hold it."""
        return asdict(self)


@dataclass(frozen=True)
class Seen:
    """What a check hands back; the rule adds its id and severity."""

    subject: str
    message: str
    advice: str
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """A check with its documentation.

    Args:
        id: public name.
        severity: of what it finds.
        page: what it is, why it matters, what to do: the docstring of its module.
        check: gives what it sees in a `Splits`.
    """

    id: str
    severity: Severity
    page: str
    check: Callable[..., Iterator[Seen]]
