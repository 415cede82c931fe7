"""Scripts with a trap on a marked line, and scripts that are right.

`cases/ID/flagged*.py`: a line that ends in `# finds: ID` has a finding of that rule
at the rule's severity, one that ends in `# notes: ID` a note; no other line has a finding at
warning or above. `cases/ID/clean*`: none at warning or above at all, and none of the rule ID.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from multihot.auditing import audit
from multihot.rules import SEVERITIES, Finding

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"#\s*(finds|notes): ([\w\-, ]+?)\s*$")


def files(kind: str) -> list[Path]:
    return sorted(CASES.glob(f"*/{kind}*.py"))


def marks(file: Path, kind: str) -> set[tuple[int, str]]:
    found = set()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        mark = MARK.search(line)
        if mark and mark[1] == kind:
            found |= {(number, rule.strip()) for rule in mark[2].split(",")}
    return found


def told(findings: tuple[Finding, ...], *severities: str) -> set[tuple[int, str]]:
    return {
        (finding.place.line, finding.rule) for finding in findings if finding.severity in severities
    }


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


@pytest.mark.parametrize("file", files("flagged"), ids=name)
def test_a_trap_is_found_on_its_line_and_nothing_else_is_wrong(file: Path):
    findings = audit(source=file)
    noted = marks(file, "notes")
    assert file.parent.name in {rule for _, rule in marks(file, "finds") | noted}
    assert told(findings, "error", "warning") == marks(file, "finds") - told(findings, "note")
    assert marks(file, "finds") <= told(findings, *SEVERITIES)
    assert noted <= told(findings, "note")


@pytest.mark.parametrize("file", files("clean"), ids=name)
def test_a_script_that_is_right_is_left_alone(file: Path):
    findings = audit(source=file)
    assert told(findings, "error", "warning") == set()
    assert file.parent.name not in {finding.rule for finding in findings}


@pytest.mark.parametrize("file", files("flagged"), ids=name)
def test_a_script_in_a_cell_of_a_notebook_has_the_same_findings(file: Path, tmp_path: Path):
    cells = [
        {"cell_type": "markdown", "source": "# train"},
        {"cell_type": "code", "source": file.read_text(encoding="utf-8").splitlines(keepends=True)},
    ]
    notebook = tmp_path / "train.ipynb"
    notebook.write_text(json.dumps({"nbformat": 4, "cells": cells}), encoding="utf-8")
    findings = audit(source=notebook)
    assert told(findings, *SEVERITIES) == told(audit(source=file), *SEVERITIES)
    assert {finding.place.cell for finding in findings} == {2}
