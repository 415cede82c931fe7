"""Which rules are asked: by id, by folder, by severity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from multihot.errors import DataError, did_you_mean, option_name
from multihot.rules import RULES, SEVERITIES, Rule, choices, data, heads, metrics, weights

FOLDERS: Mapping[str, tuple[Rule, ...]] = {
    "heads": heads.RULES,
    "metrics": metrics.RULES,
    "weights": weights.RULES,
    "data": data.RULES,
    "choices": choices.RULES,
}


def rules_for(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to ask, in their order.

    Args:
        select: ids (`f1-string`), folders (`metrics`) or severities (`error`); all where empty.
        ignore: the same; what both name is left out.

    Raises:
        DataError: there is no such rule, folder or severity.

    >>> [rule.id for rule in rules_for(["rare-label", "all-zero-rows"], ["rare-label"])]
    ['all-zero-rows']
    """
    select = (select,) if isinstance(select, str) else tuple(select)
    ignore = (ignore,) if isinstance(ignore, str) else tuple(ignore)
    asked = _ids(select, where="select") if select else {rule.id for rule in RULES}
    left_out = _ids(ignore, where="ignore")
    return tuple(rule for rule in RULES if rule.id in asked - left_out)


def unknown_rules(ids: Iterable[str]) -> dict[str, str]:
    """Ids of which there is no rule, each with a sentence that offers the nearest, or nothing."""
    known = [rule.id for rule in RULES]
    return {each: did_you_mean(each, known) for each in sorted(set(ids) - set(known))}


def _ids(names: Iterable[str], *, where: str) -> set[str]:
    return {rule.id for name in names for rule in _named(name, where)}


def _named(name: str, where: str) -> tuple[Rule, ...]:
    if name in FOLDERS:
        return FOLDERS[name]
    rules = tuple(rule for rule in RULES if name in (rule.id, rule.severity))
    if not rules and name not in SEVERITIES:
        words = [*(rule.id for rule in RULES), *FOLDERS, *SEVERITIES]
        raise DataError(
            f"no rule {name!r}. {did_you_mean(name, words)}".rstrip(),
            where=option_name(where),
            remedy="name rules by id, folder (metrics) or severity (error); "
            "`multihot explain --rules` lists them",
        )
    return rules
