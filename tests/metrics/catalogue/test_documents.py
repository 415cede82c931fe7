"""The catalogue as a table and as the document in docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from multihot.metrics.catalogue import BY_NAME, CATALOGUE, GROUPS, document, overview

PAGE = Path(__file__).resolve().parents[3] / "docs" / "metrics.md"


def test_the_document_in_docs_is_current():
    assert PAGE.read_text("utf-8") == document(), "multihot metrics --markdown > docs/metrics.md"


def test_every_metric_has_a_line_and_a_link_that_leads_somewhere():
    written = document()
    lines = re.findall(r"^\| \[`(\w+)`\]\(#(\w+)\) \|", written, flags=re.MULTILINE)
    by_group = [metric for group in GROUPS for metric in CATALOGUE if metric.group == group]
    assert lines == [(metric.name, metric.measure) for metric in by_group]
    assert {measure for _, measure in lines} <= set(
        re.findall(r"^### (\w+)$", written, flags=re.MULTILINE)
    )


def test_every_row_of_a_table_has_the_cells_of_its_head():
    tables = re.findall(r"(?:^\|.*\n)+", document(), flags=re.MULTILINE)
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_the_document_says_formulas_differences_and_calls():
    written = document()
    assert written.startswith("# Every metric\n")
    assert all(f"`{metric.formula}`" in written for metric in CATALOGUE)
    assert all(f"`{metric.call}`" in written for metric in CATALOGUE)


def test_the_overview_answers_the_question_and_fits_a_screen():
    lines = overview(CATALOGUE).splitlines()
    assert lines[0].startswith("Can a metric be applied to multi-label data?")
    assert max(map(len, lines)) <= 104
    assert [line for line in lines if line in GROUPS.values()] == list(GROUPS.values())
    named = {line.split()[0] for line in lines if line}
    assert named >= set(BY_NAME)


@pytest.mark.parametrize("name", ["f1_macro", "coverage_error"])
def test_the_overview_of_one_metric_has_one_group(name):
    written = overview([BY_NAME[name]])
    assert sum(heading in written.splitlines() for heading in GROUPS.values()) == 1
    assert f"\n{name}  " in written
