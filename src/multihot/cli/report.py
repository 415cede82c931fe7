"""`multihot report RUN`: write the page of a run again."""

from __future__ import annotations

from pathlib import Path

import click

from multihot.cli.columns import FILE


@click.command("report")
@click.argument("run", type=FILE)
@click.option(
    "-o",
    "--output",
    type=FILE,
    help="The page; default: report.html in RUN. Folders on the way to it are made.",
)
def command(run: Path, output: Path | None) -> int:
    """Write the page of RUN again, from the folder alone."""
    from multihot.report import write_run_report
    from multihot.runs import load_run, refuse_what_is_no_file

    page = output or run / "report.html"
    refuse_what_is_no_file(page)
    write_run_report(page, load_run(run), title=run.resolve().name)
    click.echo(page.resolve())
    return 0
