"""Names of labels tell what was read wrongly, in words that lead with the cause."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from multihot.arrays import as_targets
from multihot.data import Dataset, Splits, Texts
from multihot.facts import Facts
from multihot.facts.counting import target_facts
from multihot.labels import LabelSpace
from multihot.rules import Finding, judge
from multihot.rules.data import RULES


def findings(rule: str, rows: np.ndarray, names: tuple[str, ...], **changes: bool) -> list[Finding]:
    targets, space = as_targets(rows), LabelSpace(names)
    part = Dataset(Texts(tuple(map(str, range(len(rows))))), targets, space)
    part = replace(part, **changes)
    found = judge(Facts(splits=Splits(part, part, part)), RULES)
    return [finding for finding in found if finding.rule == rule]


UNSPLIT = ("drama", "love", "war", "war|love", "drama|war", "love|drama")
ALONE = np.eye(6, dtype=int).repeat(5, axis=0)


def test_unsplit_labels_are_told_with_what_splitting_gives():
    (finding,) = findings("label-cell-unsplit", ALONE, UNSPLIT)
    assert finding.severity == "error"
    assert finding.message == (
        "labels look like several in one, such as 'war|love': "
        "6 of them would be 3 if they were split"
    )
    assert finding.advice == "read the cells with '|' as the separator between two labels"
    assert finding.evidence == {"labels": 6, "split": 3, "example": "war|love"}


def test_labels_that_are_to_be_as_they_are_written_are_left_alone():
    assert findings("label-cell-unsplit", ALONE, UNSPLIT, as_written=True) == []


def test_what_is_only_suspected_is_a_note():
    names = ("['drama']", "['love', 'war']", "['war']", "drama", "love", "war")
    (finding,) = findings("label-cell-unsplit", ALONE, names)
    assert finding.severity == "note"
    assert finding.settles == "right if each cell is one label"
    assert finding.advice == "read the cells as lists that are written out"


def test_unsplit_names_given_beside_an_array_are_told():
    found = judge(Facts(targets=target_facts(ALONE, labels=UNSPLIT)), RULES)
    assert "label-cell-unsplit" in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("names", "severity"),
    [
        (("caf\u00e9", "cafe\u0301"), "warning"),
        (("love", "lo\u200bve"), "warning"),
        (("true love", "true\u00a0love"), "warning"),
        (("love", "\ufeff love "), "warning"),
        (("w\u200dar", "war"), "note"),
        (("Love", "love"), "note"),
        (("true  love", "True love"), "note"),
    ],
)
def test_one_name_written_in_two_ways_is_told(names, severity):
    (finding,) = findings("label-variants", np.array([[1, 0], [0, 1], [1, 1]] * 5), names)
    assert finding.severity == severity
    assert finding.evidence["labels"] == [list(names)]


def test_letters_that_nobody_sees_are_shown():
    rows = np.array([[1, 0], [0, 1], [1, 1]] * 5)
    (finding,) = findings("label-variants", rows, ("love", "lo\u200bve"))
    assert finding.message == (
        "1 labels are written in several ways that look the same: 'love' (30), 'lo\\u200bve' (30)"
    )


def test_an_identifier_read_as_labels_leads_the_findings():
    names = tuple(f"id{number}" for number in range(60))
    part = Dataset(Texts(tuple(names)), as_targets(np.eye(60)), LabelSpace(names))
    rows = np.arange(60)
    splits = Splits(part.take(rows[:40]), part.take(rows[40:50]), part.take(rows[50:]))
    found = judge(Facts(splits=splits), RULES)
    assert found[0].rule == "labels-misread"
    assert found[0].message == (
        "the column most likely holds an identifier, a free text, or several labels in a cell: "
        "60 of 60 labels are on 2 rows at most, such as 'id0', 'id1', 'id2' and 57 more"
    )
    assert found[0].advice.startswith("name the column that holds the labels")


def test_a_list_of_labels_of_other_data_is_told():
    rows = np.pad(np.array([[1, 0], [0, 1], [1, 1]] * 5), ((0, 0), (0, 40)))
    names = tuple(f"label{number}" for number in range(42))
    (finding,) = findings("labels-misread", rows, names)
    assert finding.severity == "warning"
    assert "40 of 42 labels are on no row" in finding.message
    facts = Facts(targets=target_facts(rows, labels=names))
    noted = [each.severity for each in judge(facts, RULES) if each.rule == "labels-misread"]
    assert noted == ["note"]  # an array alone may be a small part


def test_columns_that_are_no_labels_are_told():
    rows = np.ones((15, 40), dtype=int)
    names = tuple(f"label{number}" for number in range(40))
    (finding,) = findings("labels-misread", rows, names)
    assert finding.message.startswith("these columns are most likely not labels: 40 of 40 labels")


def test_a_long_tail_of_rare_labels_is_no_misreading():
    names = tuple(f"tag{number}" for number in range(100))
    rows = np.vstack([np.eye(100), np.tile(np.arange(100) < 3, (60, 1))])
    assert findings("labels-misread", rows[:160], names) == []
