"""`multihot explain NAME`: the page of a metric, a measure or a rule."""

from __future__ import annotations

from typing import Any

import click

from multihot.metrics.catalogue import BY_NAME, MEASURES, measure_page, metric_page


@click.command("explain")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print what is known of it as JSON.")
def command(name: str, *, as_json: bool) -> int:
    """Explain a metric (f1_macro), a measure with all its averages (f1), or a rule of audit.

    `multihot metrics` lists the metrics.
    """
    page, told = _entry(name.lower())
    if as_json:
        import json

        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        click.echo(page)
    return 0


def _entry(name: str) -> tuple[str, dict[str, Any]]:
    """The page and its fields."""
    metric, measure = BY_NAME.get(name), MEASURES.get(name)
    if metric is not None:
        return metric_page(metric), metric.to_dict()
    if measure is not None:
        return measure_page(measure), measure.to_dict()
    return _rule(name)


def _rule(name: str) -> tuple[str, dict[str, Any]]:
    from multihot.rules import RULES

    rules = {rule.id: rule for rule in RULES}
    rule = rules.get(name.replace("_", "-"))
    if rule is None:
        raise _unknown(name, [*BY_NAME, *MEASURES, *rules])
    page = f"{rule.id}: {rule.severity} of `multihot audit`\n\n{rule.page.strip()}"
    return page, {"id": rule.id, "severity": rule.severity, "page": rule.page}


def _unknown(name: str, names: list[str]) -> Exception:
    from multihot.errors import DataError, did_you_mean, listed

    alike = [each for each in names if name in each]
    some = f"; with {name!r} in them: {listed(alike)}" if alike else ""
    return DataError(
        f"no metric and no rule is called {name!r}. {did_you_mean(name, names)}".rstrip(),
        remedy=f"`multihot metrics` lists the metrics{some}",
    )
