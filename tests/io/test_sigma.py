"""The demonstration data come with a package, or say how to get it."""

from __future__ import annotations

import importlib.util

import pytest

from multihot.data import describe_part
from multihot.errors import MissingExtra
from multihot.io import read_sigma_rules


def test_the_rules_have_the_tactics_they_are_known_for():
    pytest.importorskip("pymispgalaxies", reason="the extra demo is not installed")
    dataset = read_sigma_rules()
    facts = describe_part("all", dataset)
    assert (facts.n_rows, len(dataset.labels)) == (3059, 14)
    assert round(facts.cardinality, 2) == 1.60
    assert facts.empty_share == 0
    assert len(set(dataset.inputs.texts)) == 3059
    assert dataset.place(0) == "sigma-rules:1"


def test_a_missing_package_is_told_with_the_way_to_get_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r'needs pymispgalaxies\n.*"multihot\[demo\]"'):
        read_sigma_rules()
