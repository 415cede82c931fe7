"""`multihot explain NAME`: the page of a metric, a measure or a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from multihot.metrics.catalogue import BY_NAME, MEASURES, measure_page, metric_page

if TYPE_CHECKING:
    from multihot.rules import Rule


@click.command("explain")
@click.argument("name", required=False)
@click.option("--rules", is_flag=True, help="List every rule of audit, in place of NAME.")
@click.option("--markdown", is_flag=True, help="With --rules: print all their pages as Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Print what is known of it as JSON.")
def command(name: str | None, *, rules: bool, markdown: bool, as_json: bool) -> int:
    """Explain a metric (f1_macro), a measure with all its averages (f1), or a rule of audit.

    `multihot metrics` lists the metrics, `multihot explain --rules` the rules.
    """
    if (name is None) == (not rules):
        raise click.UsageError("give either NAME or --rules")
    if markdown and (as_json or not rules):
        raise click.UsageError("--markdown goes with --rules alone: leave the rest out")
    page, told = _rules(markdown=markdown) if name is None else _entry(name.lower())
    if as_json:
        import json

        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        click.echo(page)
    return 0


def _rules(*, markdown: bool) -> tuple[str, list[dict[str, Any]]]:
    """All of them, and their fields."""
    from multihot.auditing.pages import rules_document, rules_overview
    from multihot.rules import RULES

    page = rules_document().rstrip("\n") if markdown else rules_overview()
    return page, [_fields(rule) for rule in RULES]


def _entry(name: str) -> tuple[str, dict[str, Any]]:
    """The page and its fields."""
    metric, measure = BY_NAME.get(name), MEASURES.get(name)
    if metric is not None:
        return metric_page(metric), metric.to_dict()
    if measure is not None:
        return measure_page(measure), measure.to_dict()
    return _rule(name)


def _rule(name: str) -> tuple[str, dict[str, Any]]:
    from multihot.auditing.pages import rule_page
    from multihot.rules import RULES

    rules = {rule.id: rule for rule in RULES}
    rule = rules.get(name.replace("_", "-"))
    if rule is None:
        raise _unknown(name, [*BY_NAME, *MEASURES, *rules])
    return rule_page(rule), _fields(rule)


def _fields(rule: Rule) -> dict[str, Any]:
    return {"id": rule.id, "severity": rule.severity, "page": rule.page}


def _unknown(name: str, names: list[str]) -> Exception:
    from multihot.errors import DataError, did_you_mean, listed

    alike = [each for each in names if name in each]
    some = f"; with {name!r} in them: {listed(alike)}" if alike else ""
    return DataError(
        f"no metric and no rule is called {name!r}. {did_you_mean(name, names)}".rstrip(),
        remedy=f"`multihot metrics` lists the metrics, `multihot explain --rules` the rules{some}",
    )
