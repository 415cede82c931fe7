"""SARIF of findings has what the format demands, and points at the right characters."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest

from multihot.auditing.sarif import to_sarif
from multihot.errors import DataError
from multihot.facts import Place
from multihot.rules import RULES, Finding

LINE = '    model.add(Dense(416, activation="softmax"))'
PLACE = Place("src/train.py", line=12, column=15, end_column=47, text=LINE)
FINDING = Finding(
    rule="softmax-multihot",
    severity="error",
    subject="layer 'labels'",
    message="7 of 40 rows have several labels",
    advice="give each label a sigmoid",
    evidence={"rows": 7},
    code='Dense(416, activation="sigmoid")',
    place=PLACE,
)


def run_of(*findings: Finding, **more: Any) -> dict[str, Any]:
    log = json.loads(to_sarif(findings, RULES, version="1.2.3", **more))
    check(log)
    (run,) = log["runs"]
    return run


def result_of(**changes: Any) -> dict[str, Any]:
    (result,) = run_of(Finding(**{**vars(FINDING), **changes}))["results"]
    return result


def check(log: dict[str, Any]) -> None:
    """What the schema demands of the parts that we write."""
    assert log["version"] == "2.1.0"
    assert log["$schema"].startswith("https://")
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        assert run["tool"]["driver"]["name"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        for rule in rules:
            check_rule(rule)
        for invocation in run["invocations"]:
            assert isinstance(invocation["executionSuccessful"], bool)
            for note in invocation["toolExecutionNotifications"]:
                assert note["message"]["text"]
        for result in run["results"]:
            check_result(result, rules)


def check_rule(rule: dict[str, Any]) -> None:
    for part in ("shortDescription", "fullDescription", "help"):
        assert rule[part]["text"]
        assert set(rule[part]) <= {"text", "markdown"}
    assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note", "none")


def check_result(result: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in ("error", "warning", "note", "none")
    assert result["message"]["text"]
    assert all(isinstance(each, str) for each in result["partialFingerprints"].values())
    for location in result["locations"]:
        assert set(location) <= {"physicalLocation", "logicalLocations"}
        physical = location.get("physicalLocation", {"artifactLocation": {"uri": "x"}})
        assert not set(physical["artifactLocation"]["uri"]) & set(' \\"<>{}')
        region = physical.get("region", {"startLine": 1})
        assert region["startLine"] >= 1
        assert region.get("endColumn", 10**9) > region.get("startColumn", 1) >= 1


def test_the_tool_says_its_name_its_version_and_its_rules():
    driver = run_of()["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("multihot", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [rule.id for rule in RULES]
    rare = next(rule for rule in driver["rules"] if rule["id"] == "rare-label")
    assert rare["shortDescription"]["text"].startswith("A label with so few")
    assert rare["help"]["markdown"].count("\n## ") == 2


def test_columns_are_counted_in_characters():
    assert run_of()["columnKind"] == "unicodeCodePoints"


def test_a_finding_points_at_its_piece():
    result = result_of()
    assert (result["ruleId"], result["level"]) == ("softmax-multihot", "error")
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "src/train.py"},
                "region": {
                    "startLine": 12,
                    "startColumn": 15,
                    "endColumn": 47,
                    "snippet": {"text": LINE},
                },
            }
        }
    ]
    assert result["message"]["text"] == (
        "7 of 40 rows have several labels. To fix: give each label a sigmoid."
    )
    assert '\n\n    Dense(416, activation="sigmoid")\n' in result["message"]["markdown"]
    assert result["properties"]["evidence"] == {"rows": 7}


def test_what_would_settle_a_possible_one_is_told():
    result = result_of(severity="note", certainty="possible", settles="right if rows sum to 1")
    assert result["level"] == "note"
    assert "possible, not certain: right if rows sum to 1." in result["message"]["text"]
    assert result["properties"]["certainty"] == "possible"


def test_a_place_without_columns_is_its_line():
    result = result_of(place=Place("train.py", line=3))
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


def test_a_finding_in_a_notebook_names_its_cell_for_lines_of_cells_are_none_of_the_file():
    result = result_of(place=Place("films.ipynb", line=2, column=1, end_column=4, cell=3))
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "films.ipynb"}}
    assert location["logicalLocations"] == [
        {"name": "cell 3", "fullyQualifiedName": "films.ipynb:cell 3:2:1"}
    ]
    assert result["message"]["text"].startswith("Cell 3, line 2: 7 of 40 rows")


def test_a_finding_in_no_file_names_what_it_is_about():
    (location,) = result_of(place=Place(name="layer 'labels'"))["locations"]
    assert location == {
        "logicalLocations": [{"name": "layer 'labels'", "fullyQualifiedName": "layer 'labels'"}]
    }
    (location,) = result_of(place=Place(), subject="test")["locations"]
    assert location["logicalLocations"][0]["name"] == "test"


def test_paths_are_relative_with_slashes_and_escaped(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "mein code/größe #1.py"
    for file in (name, tmp_path / name):
        (location,) = result_of(place=Place(str(file), line=1))["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "mein%20code/gr%C3%B6%C3%9Fe%20%231.py"
        assert unquote(uri) == name


def test_a_path_outside_is_absolute(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    outside = tmp_path / "train.py"
    (location,) = result_of(place=Place(str(outside), line=1))["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == outside.as_uri()


@pytest.mark.parametrize("place", [PLACE, Place("src/train.py", line=30, text=LINE.strip())])
def test_a_finding_keeps_its_fingerprint_when_its_line_moves(place):
    assert result_of(place=place)["partialFingerprints"] == result_of()["partialFingerprints"]


def test_two_findings_on_like_lines_have_two_fingerprints():
    first, second = run_of(FINDING, FINDING)["results"]
    assert first["partialFingerprints"] != second["partialFingerprints"]


def test_files_that_could_not_be_read_are_told_and_the_run_was_no_success():
    refused = DataError("this is Python 2", where="old.py:3:1", remedy="port it")
    (invocation,) = run_of(FINDING, unread=[refused])["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note["message"]["text"] == "old.py:3:1: this is Python 2\n  To fix: port it"
    assert run_of(FINDING)["invocations"][0]["executionSuccessful"] is True
