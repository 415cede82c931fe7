"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from multihot.auditing.pages import opening, section
from multihot.errors import MultihotError
from multihot.facts import Place
from multihot.rules import Finding, Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_sarif(
    findings: Iterable[Finding],
    rules: Sequence[Rule],
    *,
    version: str,
    unread: Iterable[MultihotError] = (),
) -> str:
    """One run of the tool, as JSON.

    Args:
        findings: of these rules.
        rules: that were asked.
        version: of the tool.
        unread: why files could not be read.
    """
    refused = [_notification(error) for error in unread]
    driver = {
        "name": "multihot",
        "semanticVersion": version,
        "rules": [_rule(rule) for rule in rules],
    }
    invocation = {"executionSuccessful": not refused, "toolExecutionNotifications": refused}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": _results(findings, {rule.id: index for index, rule in enumerate(rules)}),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(rule: Rule) -> dict[str, Any]:
    page = rule.page.strip()
    return {
        "id": rule.id,
        "shortDescription": {"text": opening(rule)},
        "fullDescription": {"text": section(rule, "Why it matters") or opening(rule)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": rule.severity},
    }


def _results(findings: Iterable[Finding], indexes: Mapping[str, int]) -> list[dict[str, Any]]:
    met: Counter[str] = Counter()
    results = []
    for finding in findings:
        place = finding.place
        key = "\n".join((finding.rule, _uri(place.file), place.text.strip(), finding.subject))
        print_ = hashlib.sha256(f"{key}\n{met[key]}".encode()).hexdigest()[:32]
        met[key] += 1
        results.append(
            {
                "ruleId": finding.rule,
                "ruleIndex": indexes[finding.rule],
                "level": finding.severity,
                "message": _message(finding),
                "locations": [_location(finding)],
                "partialFingerprints": {"multihot/v1": print_},
                "properties": {
                    "certainty": finding.certainty,
                    "subject": finding.subject,
                    "evidence": dict(finding.evidence),
                },
            }
        )
    return results


def _message(finding: Finding) -> dict[str, str]:
    place = finding.place
    where = f"Cell {place.cell}, line {place.line}: " if place.cell else ""
    settles = f" This is possible, not certain: {finding.settles}." if finding.settles else ""
    text = f"{where}{finding.message}.{settles} To fix: {finding.advice}."
    code = "\n".join(f"    {line}" for line in finding.code.splitlines())
    return {"text": text, "markdown": f"{text}\n\n{code}\n"} if code else {"text": text}


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.place
    location: dict[str, Any] = {}
    if place.file:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line and not place.cell:  # a line of a cell is no line of the notebook's file
        location["physicalLocation"]["region"] = _region(place)
    name = f"cell {place.cell}" if place.cell else place.name or finding.subject
    if place.cell or not place.file:
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": str(place) or name}]
    return location


def _region(place: Place) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line}
    if place.column:
        region["startColumn"] = place.column
    if place.end_column > place.column:
        region["endColumn"] = place.end_column
    if place.text:
        region["snippet"] = {"text": place.text}
    return region


def _uri(file: str) -> str:
    path = Path(file)
    if not path.is_absolute():
        return quote(Path(path).as_posix())
    here = Path.cwd()
    return quote(path.relative_to(here).as_posix()) if path.is_relative_to(here) else path.as_uri()


def _notification(error: MultihotError) -> dict[str, Any]:
    return {"level": "error", "message": {"text": error.for_command()}}
