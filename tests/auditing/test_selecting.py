"""Rules are chosen by id, folder and severity, and by no other word."""

from __future__ import annotations

import pytest

from multihot.auditing.selecting import FOLDERS, rules_for, unknown_rules
from multihot.errors import DataError
from multihot.rules import RULES


def ids(*, select=(), ignore=()) -> list[str]:
    return [rule.id for rule in rules_for(select, ignore)]


def test_all_rules_are_asked_where_none_is_named():
    assert rules_for() == RULES


def test_rules_are_named_by_id_in_any_order():
    assert ids(select=["rare-label", "softmax-bce"]) == ["softmax-bce", "rare-label"]
    assert ids(select="rare-label") == ["rare-label"]


def test_rules_are_named_by_folder():
    assert rules_for(["weights"]) == FOLDERS["weights"]
    assert "class-weight-argmax" in ids(select=["weights"])


def test_rules_are_named_by_severity():
    assert {rule.severity for rule in rules_for(["error", "note"])} == {"error", "note"}


def test_what_is_selected_and_ignored_is_left_out():
    assert ids(select=["rare-label", "softmax-bce"], ignore=["data"]) == ["softmax-bce"]
    assert "rare-label" not in ids(ignore=["rare-label"])
    assert ids(select=["rare-label"], ignore=["rare-label"]) == []


def test_folders_hold_every_rule_once():
    assert tuple(rule for rules in FOLDERS.values() for rule in rules) == RULES


@pytest.mark.parametrize("where", ["select", "ignore"])
def test_a_rule_that_does_not_exist_is_refused_with_the_nearest(where):
    with pytest.raises(DataError, match="`multihot explain --rules` lists them") as refusal:
        rules_for(**{where: ["rare-lable"]})
    assert refusal.value.where == where
    assert refusal.value.problem == "no rule 'rare-lable'. Did you mean 'rare-label'?"


def test_ids_of_no_rule_are_told_with_the_nearest():
    told = unknown_rules(["rare-lable", "rare-label", "zzz"])
    assert told == {"rare-lable": "Did you mean 'rare-label'?", "zzz": ""}
