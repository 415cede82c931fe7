"""`multihot evaluate`: every number, for a run and a labelled file, or for targets and scores."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from multihot.cli.columns import FILE, missing_labels_option
from multihot.cli.matrices import pair_options
from multihot.cli.sections import SectionedCommand

if TYPE_CHECKING:
    from multihot.evaluation import Evaluation
    from multihot.report import Story

_OF_RUN = {
    "unseen": "it is about the labels that a run knows",
    "rows": "it is about the rows that a run was trained on",
    "missing_labels": "it is about the keys of JSON lines",
}
_OF_FILES = {
    "labels": "the run knows the names of its labels",
    "header": "the run knows how its data files are written",
    "thresholds": "the run has those that were chosen for it",
    "undefined": "0/0 counts as 0 for a run",
    "from_logits": "a run gives scores",
}


class _Evaluate(SectionedCommand):
    forms: ClassVar = ("RUN DATA [OPTIONS]", "--targets FILE --scores FILE [OPTIONS]")
    sections: ClassVar = {
        "Options of both": ("as_json", "report"),
        "Options of RUN DATA": tuple(_OF_RUN),
        "Options of --targets and --scores": ("targets", "scores", *_OF_FILES),
    }


@click.command("evaluate", cls=_Evaluate)
@click.argument("run", type=FILE, required=False)
@click.argument("data", type=FILE, required=False)
@click.option(
    "--unseen",
    type=click.Choice(["error", "drop"]),
    default="error",
    show_default=True,
    help="Labels of DATA that the run does not know: refuse, or leave out and say so.",
)
@click.option(
    "--rows",
    type=click.Choice(["all", "new", "test"]),
    default="all",
    show_default=True,
    help="Rows of DATA to judge by: all, saying how many of them RUN was trained on; those that it "
    "has never seen; or those of its own test part.",
)
@missing_labels_option
@pair_options(required=False)
@click.option(
    "--undefined",
    type=click.Choice(["zero", "nan", "drop"]),
    default="zero",
    show_default=True,
    help="What 0/0 counts as in a mean: 0, as scikit-learn does; NaN, so that the mean is NaN; "
    "or nothing, so that the mean is of the others.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
@click.option(
    "--report",
    type=FILE,
    metavar="FILE",
    help="Write a page of HTML, too; folders on the way to it are made.",
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    run: Path | None,
    data: Path | None,
    *,
    as_json: bool,
    report: Path | None,
    **options: Any,
) -> int:
    """Print every number: of RUN on the labels in DATA, with the thresholds that were chosen for
    it; or of scores from anywhere beside their targets. Numbers of rows that RUN was trained on
    flatter it, so it says first how many there are; --rows leaves them out.

    One row is an example, one column is a label, in --targets and --scores alike. Each FILE is
    .npy, .npz (of scipy.sparse.save_npz, or of one array; name one of several as y.npz:valid),
    .csv or .tsv (the first row names the labels), or .parquet; .gz, .bz2, .xz or .zst may follow.
    Where both files name their labels, the columns may be in any order.

    \b
    Examples:
      multihot evaluate runs/films new-films.csv
      multihot evaluate runs/films films.csv --rows test
      multihot evaluate --targets y.npy --scores s.npy
      multihot evaluate --targets y.csv --scores s.csv --thresholds best.json --json
    """
    _check_form(ctx)
    if report is not None:
        from multihot.runs import refuse_what_is_no_file

        refuse_what_is_no_file(report)
    if run is not None and data is not None:
        from multihot.cli.judging import judge_file

        evaluation, story, told = judge_file(
            run,
            data,
            rows=options["rows"],
            drop_unseen=options["unseen"] == "drop",
            missing_labels=options["missing_labels"],
        )
    else:
        evaluation, story, told = _judge_arrays(options)
    for line in told:
        click.echo(line, err=True)
    click.echo(evaluation.to_json() if as_json else evaluation.table())
    if report is not None:
        from multihot.report import write_report

        write_report(report, evaluation, story=story)
        click.echo(f"Report: {report.resolve()}", err=True)
    return 0


def _check_form(ctx: click.Context) -> None:
    """Refuse half a form, both forms, and what belongs to the other form."""
    given = {
        name
        for name in ctx.params
        if ctx.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT
    }
    of_run, of_files = given & {"run", "data"}, given & {"targets", "scores"}
    if of_run and of_files:
        raise click.UsageError(
            "RUN DATA and --targets/--scores exclude each other: give one of the two"
        )
    if not of_run and not of_files:
        raise click.UsageError("give RUN and DATA, or --targets and --scores")
    if of_run == {"run"}:
        raise click.UsageError("DATA is missing: the labelled file to judge RUN by")
    if of_files == {"targets"}:
        raise click.UsageError("--scores is missing: the scores that belong to --targets")
    if of_files == {"scores"}:
        raise click.UsageError("--targets is missing: the truth that belongs to --scores")
    strange, form = (_OF_FILES, "RUN DATA") if of_run else (_OF_RUN, "--targets and --scores")
    for name in sorted(given & set(strange)):
        option = "no-header" if name == "header" else name.replace("_", "-")
        raise click.UsageError(f"--{option} does not go with {form}: {strange[name]}; leave it out")


def _judge_arrays(options: dict[str, Any]) -> tuple[Evaluation, Story, list[str]]:
    from multihot.cli.pairing import read_all
    from multihot.evaluation import evaluate
    from multihot.report import Story

    files, pair, thresholds = read_all(options)
    pair = replace(pair, logits=None)  # frees a matrix that only the scores were made of
    evaluation = evaluate(
        pair.targets, pair.scores, thresholds, labels=pair.labels, undefined=options["undefined"]
    )
    n_rows, n_labels = pair.targets.shape
    story = Story(
        title=f"{files.scores.name} beside {files.targets.name}",
        steps=(
            ("Targets", f"{files.targets}: {n_rows:,} rows, {n_labels:,} labels."),
            ("Scores", f"{files.scores}{', of logits' if files.from_logits else ''}."),
            ("Thresholds", options["thresholds"]),
        ),
    )
    return evaluation, story, pair.told
