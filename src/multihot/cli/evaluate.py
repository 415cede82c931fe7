"""`multihot evaluate RUN DATA`: every number, for a run and a labelled file."""

from __future__ import annotations

from pathlib import Path

import click

from multihot.cli.columns import FILE


@click.command("evaluate")
@click.argument("run", type=FILE)
@click.argument("data", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
@click.option("--report", type=FILE, metavar="FILE", help="Write a page, too.")
@click.option(
    "--unseen",
    type=click.Choice(["error", "drop"]),
    default="error",
    show_default=True,
    help="Labels of DATA that the run does not know: refuse, or leave out and say so.",
)
def command(run: Path, data: Path, *, as_json: bool, report: Path | None, unseen: str) -> int:
    """Judge RUN by the labels in DATA, with the thresholds that were chosen for it."""
    from multihot.cli.judging import judge_file

    evaluation, story, told = judge_file(run, data, drop_unseen=unseen == "drop")
    for line in told:
        click.echo(line, err=True)
    click.echo(evaluation.to_json() if as_json else evaluation.table())
    if report is not None:
        from multihot.report import write_report

        write_report(report, evaluation, story=story)
        click.echo(f"Report: {report.resolve()}", err=True)
    return 0
