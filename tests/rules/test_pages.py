"""Each rule is one file: its page, its checks, its RULE; and no rule is forgotten."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

import multihot.rules
from multihot.facts import Facts
from multihot.rules import RULES, Rule

FOLDERS = ("heads", "metrics", "weights", "data", "choices")


def modules() -> list[ModuleType]:
    found = []
    for folder in FOLDERS:
        package = importlib.import_module(f"multihot.rules.{folder}")
        found += [
            importlib.import_module(f"{package.__name__}.{module.name}")
            for module in pkgutil.iter_modules(package.__path__)
        ]
    return found


def test_every_file_with_a_rule_is_asked_once():
    rules = [module.RULE.id for module in modules() if hasattr(module, "RULE")]
    assert sorted(rule.id for rule in RULES) == sorted(rules)
    assert len(set(rules)) == len(rules)


def test_folders_hold_all_rules():
    assert {
        module.name for module in pkgutil.iter_modules(multihot.rules.__path__) if module.ispkg
    } == set(FOLDERS)


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__.split(".")[-1])
def test_a_file_is_named_as_its_rule(module: ModuleType):
    assert module.RULE.id == module.__name__.split(".")[-1].replace("_", "-")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_its_own_page(rule: Rule):
    assert "\n## Why it matters\n" in rule.page
    assert "\n## What to do\n" in rule.page


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_check_asks_for_facts_that_exist(rule: Rule):
    asked = {name for _, wants in rule._wants for name in wants}
    assert asked
    assert asked <= set(Facts.__dataclass_fields__)
