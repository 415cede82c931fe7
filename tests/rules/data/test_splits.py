"""Each rule finds its trouble and leaves clean data alone; the worst comes first."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot.arrays import as_targets
from multihot.data import Dataset, Signals, Splits, Table, Texts
from multihot.facts import Facts
from multihot.labels import LabelSpace
from multihot.rules import RULES, Finding, judge

NAN = float("nan")
SPACE = LabelSpace(("love", "war"))
LOVE, WAR, BOTH, NONE = [1, 0], [0, 1], [1, 1], [0, 0]
# each part has 5 rows of each label, and rows with both
CLEAN = [BOTH] * 2 + [LOVE] * 3 + [WAR] * 3


def part(name: str, rows: list[list[float]]) -> Dataset:
    texts = Texts(tuple(f"{name} {row}" for row in range(len(rows))))
    return Dataset(texts, as_targets(rows), SPACE, source=f"{name}.csv")


def splits(*, train=CLEAN, validation=CLEAN, test=CLEAN) -> Splits:
    return Splits(part("train", train), part("validation", validation), part("test", test))


def audit(of: Splits) -> tuple[Finding, ...]:
    return judge(Facts(splits=of), RULES)


def found(rule: str, of: Splits) -> list[Finding]:
    return [finding for finding in audit(of) if finding.rule == rule]


def test_clean_data_give_no_finding():
    assert audit(splits()) == ()


def test_a_label_that_a_part_lacks_is_found():
    (finding,) = found("label-absent-from-split", splits(test=[LOVE, LOVE, [1, NAN]]))
    assert finding.severity == "warning"
    assert finding.subject == "test"
    assert finding.message == "no row in test has 'war': 1 of 2 labels"
    assert "gather more rows" in finding.advice
    assert finding.evidence == {"part": "test", "labels": ["war"]}


def test_a_label_that_is_only_in_test_is_absent_from_the_others():
    findings = found("label-absent-from-split", splits(train=[LOVE], validation=[LOVE]))
    assert [finding.subject for finding in findings] == ["train", "validation"]


def test_a_label_that_no_part_has_is_not_absent_from_one():
    nobody = splits(train=[LOVE], validation=[LOVE], test=[LOVE])
    assert found("label-absent-from-split", nobody) == []


def test_texts_of_train_that_are_in_a_held_out_part_are_found():
    clean = splits()
    texts = ("test 0", "test 1", "train 3", "train 3", *(f"test {row}" for row in range(4, 8)))
    (finding,) = found(
        "duplicates-across-splits", replace(clean, test=replace(clean.test, inputs=Texts(texts)))
    )
    assert finding.severity == "warning"
    assert finding.message == "2 of 8 texts in test are also in train, first test.csv:3"
    assert "split by a group" in finding.advice
    assert finding.evidence == {"part": "test", "rows": 2, "other_labels": 0}


def test_copies_with_other_labels_are_counted():
    clean = splits()
    texts = ("train 0", "train 1", *(f"test {row}" for row in range(2, 8)))
    test = replace(clean.test, inputs=Texts(texts), targets=as_targets([LOVE, *CLEAN[1:]]))
    (finding,) = found("duplicates-across-splits", replace(clean, test=test))
    assert finding.message == (
        "2 of 8 texts in test are also in train, 1 of them with other labels, first test.csv:1"
    )
    assert finding.evidence == {"part": "test", "rows": 2, "other_labels": 1}


NUMBERS = np.arange(24.0).reshape(8, 3)
NAMED = np.array([["a", None]] * 8, dtype=object)


@pytest.mark.parametrize(
    ("train", "test"),
    [
        (Table.of_numbers(NUMBERS), Table.of_numbers(NUMBERS[::-1].astype(np.float32))),
        (Table.of_numbers(csr_array(NUMBERS)), Table.of_numbers(csr_array(NUMBERS[::-1]))),
        (Table(NUMBERS, ("x", "y", "z"), NAMED), Table(NUMBERS, ("x", "y", "z"), NAMED)),
        (Signals(NUMBERS), Signals(NUMBERS * 1.0)),
    ],
)
def test_copies_of_tables_sparse_ones_and_signals_are_found(train, test):
    clean = splits()
    (finding,) = found(
        "duplicates-across-splits",
        replace(
            clean,
            train=replace(clean.train, inputs=train),
            test=replace(clean.test, inputs=test),
        ),
    )
    assert finding.severity == "warning"
    assert finding.message.startswith("8 of 8 rows in test are also in train")


def test_rows_of_another_category_or_kind_are_no_copies():
    clean = splits()
    mine = Table(NUMBERS, ("x", "y", "z"), NAMED)
    other = Table(NUMBERS, ("x", "y", "z"), np.array([["b", None]] * 8, dtype=object))
    mixed = replace(clean, test=replace(clean.test, inputs=mine))
    tables = replace(mixed, train=replace(clean.train, inputs=other))
    assert found("duplicates-across-splits", mixed) == []
    assert found("duplicates-across-splits", tables) == []


def test_rows_that_agree_within_train_too_are_a_possible_leak_only():
    clean = splits()
    binary = Table.of_numbers(np.array([[0.0], [1.0]] * 4))
    few = replace(
        clean,
        train=replace(clean.train, inputs=binary),
        test=replace(clean.test, inputs=binary),
    )
    (finding,) = found("duplicates-across-splits", few)
    assert (finding.severity, finding.certainty) == ("note", "possible")
    assert finding.settles == "right if different things can agree in all columns"


def test_rows_with_one_label_each_are_found():
    single = [LOVE] * 5 + [WAR] * 6
    (finding,) = found("single-label-rows", splits(train=single, validation=single, test=single))
    assert finding.severity == "note"
    assert finding.message.startswith("all 33 rows have exactly one of 2 labels")
    assert "separator" in finding.advice
    assert finding.evidence == {"rows": 33, "labels": 2}


@pytest.mark.parametrize("row", [BOTH, NONE, [1, NAN], [NAN, 0]])
def test_one_row_that_may_have_another_number_of_labels_is_enough(row):
    single = [LOVE] * 5 + [WAR] * 6
    almost = splits(train=single, validation=single, test=[*single, row])
    assert found("single-label-rows", almost) == []


@pytest.mark.parametrize("last", [BOTH, [NAN, 1]])
def test_a_label_that_every_row_of_train_has_is_found(last):
    (finding,) = found("constant-label", splits(train=[BOTH, LOVE, LOVE, last]))
    assert finding.severity == "warning"
    assert finding.message == "on every row of train: 'love'"
    assert "leave them out" in finding.advice
    assert finding.evidence == {"labels": ["love"]}


def test_a_label_that_no_part_has_is_constant():
    nobody = splits(train=[LOVE, NONE], validation=[LOVE], test=[LOVE])
    (finding,) = found("constant-label", nobody)
    assert finding.message == "on no row of train: 'war'"


def test_labels_that_are_equal_on_train_are_found():
    equal = [BOTH] * 5 + [NONE] * 5
    (finding,) = found("duplicate-label", splits(train=equal))
    assert finding.severity == "warning"
    assert finding.message == "the same on all 10 rows of train: 'love' and 'war'"


def test_labels_that_are_equal_on_test_alone_are_not_found():
    assert found("duplicate-label", splits(test=[BOTH] * 5 + [NONE] * 5)) == []


def test_labels_that_are_signs_are_found():
    names = LabelSpace(("w", "a", "r", ",", "l", "o"))
    parts = [
        Dataset(Texts((name,)), as_targets([[1, 0, 1, 0, 1, 0]]), names)
        for name in ("one", "two", "three")
    ]
    (finding,) = found("binarizer-strings", Splits(*parts))
    assert finding.severity == "error"
    assert finding.message == "all 6 labels are single signs: 'w', 'a', 'r', ',', 'l', 'o'"


def test_a_label_that_one_row_lacks_is_not_constant():
    assert found("constant-label", splits(train=[LOVE, LOVE, BOTH, NONE])) == []


def test_labels_with_few_held_out_rows_are_found_the_rarest_first():
    (finding,) = found("rare-label", splits(test=[LOVE] * 4 + [WAR] * 3))
    assert finding.severity == "warning"
    assert finding.message == "fewer than 5 rows in test have 'war' (3), 'love' (4): 2 of 2 labels"
    assert "gather more rows" in finding.advice
    assert finding.evidence == {"part": "test", "labels": ["war", "love"]}


def test_labels_with_few_rows_in_train_or_with_five_or_none_are_not_rare():
    assert found("rare-label", splits(train=[BOTH, NONE], test=[LOVE] * 5)) == []


def test_unknown_targets_are_found_in_each_part():
    findings = found("missing-labels", splits(train=[*CLEAN, [NAN, NAN]], test=[*CLEAN, [NAN, 1]]))
    assert [(finding.subject, finding.severity) for finding in findings] == [
        ("train", "note"),
        ("test", "note"),
    ]
    assert findings[0].message.startswith("2 of 18 targets (11.1%) in train are unknown")
    assert "write 0 if it means no" in findings[0].advice
    assert findings[1].evidence == {"part": "test", "unknown": 1, "cells": 18}


def test_rows_without_labels_are_found_with_the_first_place():
    (finding,) = found("all-zero-rows", splits(validation=[*CLEAN, NONE, [NAN, 0], NONE]))
    assert finding.severity == "note"
    assert finding.message == "2 of 11 rows in validation have no label, first validation.csv:9"
    assert "check a few" in finding.advice
    assert finding.evidence == {"part": "validation", "rows": 2}


def test_the_worst_findings_come_first():
    findings = audit(splits(train=[BOTH, BOTH], test=[LOVE, NONE]))
    assert [(finding.severity, finding.rule) for finding in findings] == [
        ("warning", "label-absent-from-split"),
        ("warning", "constant-label"),
        ("warning", "rare-label"),
        ("note", "all-zero-rows"),
    ]


def test_a_finding_can_be_written_as_json():
    (finding,) = found("all-zero-rows", splits(validation=[*CLEAN, NONE]))
    assert json.loads(json.dumps(finding.to_dict())) == {
        "rule": "all-zero-rows",
        "severity": "note",
        "subject": "validation",
        "message": "1 of 9 rows in validation have no label, first validation.csv:9",
        "advice": "check a few: is nothing true of them, or did nobody label them?",
        "evidence": {"part": "validation", "rows": 1},
        "code": "",
        "certainty": "certain",
        "settles": "",
        "place": {"file": "validation.csv", "line": 9},
        "link": "docs/rules.md#all-zero-rows",
    }
    assert Finding.from_dict(finding.to_dict()) == finding
