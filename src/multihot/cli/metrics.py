"""`multihot metrics`: the catalogue of every number."""

from __future__ import annotations

import click

from multihot.metrics.catalogue import CATALOGUE, GROUPS, TAKES, TASKS, document, overview


@click.command("metrics")
@click.option("--takes", type=click.Choice(list(TAKES)), help="Only those that take this.")
@click.option(
    "--for",
    "task",
    type=click.Choice([task for task in TASKS if task != "both"]),
    help="Only those that can be applied to this.",
)
@click.option("--group", type=click.Choice(list(GROUPS)), help="Only those of this group.")
@click.option("--json", "as_json", is_flag=True, help="Print all that is known of them as JSON.")
@click.option("--markdown", is_flag=True, help="Print the whole catalogue as Markdown.")
def command(
    takes: str | None, task: str | None, group: str | None, *, as_json: bool, markdown: bool
) -> int:
    """List every metric: what it takes, what it can be applied to, its range and direction.

    `multihot explain NAME` says more of one.
    """
    if markdown:
        if takes or task or group or as_json:
            raise click.UsageError("--markdown prints all of the catalogue, so it stands alone")
        click.echo(document(), nl=False)
        return 0
    chosen = [
        metric
        for metric in CATALOGUE
        if takes in (None, metric.takes)
        and (task is None or metric.tasks in (task, "both"))
        and group in (None, metric.group)
    ]
    if as_json:
        import json

        click.echo(json.dumps([each.to_dict() for each in chosen], ensure_ascii=False, indent=1))
    else:
        click.echo(overview(chosen))
        click.echo(f"{len(chosen)} metrics; `multihot explain NAME` says more of one", err=True)
    return 0
