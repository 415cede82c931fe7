"""The rules' pages are one document, and it is written down as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from multihot.auditing.pages import opening, rules_document, rules_overview, section
from multihot.auditing.selecting import FOLDERS
from multihot.rules import RULES, Rule

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "rules.md"


def test_the_document_is_current():
    written = DOCUMENT.read_text("utf-8")
    assert written == rules_document(), "multihot explain --rules --markdown > docs/rules.md"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_its_place_in_the_document(rule: Rule):
    written = rules_document()
    assert f"| [`{rule.id}`](#{rule.id}) | {rule.severity} |" in written
    assert f"\n## {rule.id}\n\n*{rule.severity}*\n" in written
    assert section(rule, "Why it matters")
    assert section(rule, "What to do")
    assert section(rule, "Who did it") == ""


def test_headings_of_pages_are_below_their_rule():
    headings = [line for line in rules_document().splitlines() if line.startswith("## ")]
    assert len(headings) == len(FOLDERS) + len(RULES)


def test_the_overview_names_every_rule_and_its_first_sentence():
    told = rules_overview()
    assert all(f"{rule.severity:<8}{rule.id}: " in told for rule in RULES)
    assert " ".join(opening(RULES[0]).split()[:4]) in told
    assert "\nData and splits (--select data)\n" in told
