"""`multihot predict RUN DATA -o OUT`: label names and scores for every row of a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from multihot.cli.columns import FILE


@click.command("predict")
@click.argument("run", type=FILE)
@click.argument("data", type=FILE)
@click.option(
    "-o", "--output", type=FILE, required=True, help="A .csv, .tsv, .jsonl or .parquet file."
)
@click.option("--separator", default="|", show_default=True, help="Between two labels in CSV.")
@click.option("--all-scores", is_flag=True, help="The scores of all labels, not of those given.")
@click.option(
    "--escape/--no-escape",
    default=True,
    help="Put ' before cells of CSV that a spreadsheet would run as a formula.",
)
@click.option("--batch-size", default=4096, show_default=True, help="Rows in memory at once.")
@click.option("--overwrite", is_flag=True, help="Replace a file that is there.")
def command(
    run: Path,
    data: Path,
    output: Path,
    separator: str,
    all_scores: bool,  # noqa: FBT001 - click passes by name
    escape: bool,  # noqa: FBT001
    batch_size: int,
    overwrite: bool,  # noqa: FBT001
) -> int:
    """Predict every row of DATA with RUN. Labels in DATA, if any, are not read.

    The result does not depend on --batch-size.
    """
    from multihot.prediction import Style, predict_file, reading_of
    from multihot.runs import load_run

    loaded = load_run(run)
    reading_of(loaded, where=str(run))
    n_rows = predict_file(
        loaded,
        data,
        output,
        style=Style(separator, all_scores=all_scores, escape=escape),
        rows_at_once=batch_size,
        overwrite=overwrite,
        progress=_progress if sys.stderr.isatty() else lambda _: None,
    )
    click.echo(f"{n_rows:,} rows written to {output}", err=True)
    return 0


def _progress(n_rows: int) -> None:
    click.echo(f"\r{n_rows:,} rows", nl=False, err=True)
