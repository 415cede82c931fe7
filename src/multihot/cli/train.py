"""`multihot train DATA`: from a data file to a trained model, its decisions and its numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multihot.cli.columns import FILE, NAMES, column_options

if TYPE_CHECKING:
    from multihot.cli.parts import Division
    from multihot.training import Job


@click.command("train")
@click.argument("data", type=FILE)
@column_options
@click.option("--validation", type=FILE, metavar="FILE", help="File of the validation part.")
@click.option("--test", type=FILE, metavar="FILE", help="File of the test part.")
@click.option(
    "--validation-share", default=0.2, show_default=True, help="Of the rows, to choose on."
)
@click.option("--test-share", default=0.2, show_default=True, help="Of the rows, to judge by.")
@click.option("--seed", default=0, show_default=True, help="Of all that is random.")
@click.option(
    "--unseen",
    type=click.Choice(["error", "keep", "drop"]),
    default="error",
    show_default=True,
    help="Labels that train never has: refuse, keep (they count as missed), or leave out.",
)
@click.option(
    "--fewest-rows",
    default=1,
    show_default=True,
    help="Leave out labels with fewer rows, and say so.",
)
@click.option(
    "--model",
    default="auto",
    show_default=True,
    metavar="KIND",
    help="linear, mlp, conv1d, auto, or package.module:function giving a Keras model.",
)
@click.option(
    "--metric", default="f1_macro", show_default=True, help="What thresholds are chosen for."
)
@click.option(
    "--scope",
    type=click.Choice(["pooled", "label", "all"]),
    default="pooled",
    show_default=True,
    help="Thresholds: pooled (of each label, drawn to one for all where rows are few), "
    "of each label, or one for all.",
)
@click.option(
    "--monitor",
    default="f1_macro",
    show_default=True,
    help="Validation metric that chooses step and model.",
)
@click.option("--epochs", default=60, show_default=True, help="Of a network, at most.")
@click.option("--patience", default=6, show_default=True, help="Epochs without a better one.")
@click.option("--batch-size", default=64, show_default=True, help="Rows a step of the optimizer.")
@click.option("--learning-rate", default=1e-3, show_default=True, help="Of Adam.")
@click.option(
    "--refit/--no-refit",
    default=True,
    show_default=True,
    help="Fit the chosen model once more on train and validation.",
)
@click.option("-o", "--output", type=FILE, metavar="RUN", help="Run folder; default runs/NAME.")
@click.option("--overwrite", is_flag=True, help="Replace a run folder that is there.")
@click.option("--resume", is_flag=True, help="Go on with a training that was cut off.")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
def command(data: Path, output: Path | None, **options: Any) -> int:
    """Train on DATA, choose decisions on validation, evaluate on test, write a run folder.

    DATA is .csv, .tsv, .jsonl, .parquet, .arff, .svm or .npz, compressed or not. Where inputs or
    labels are not named, multihot says what the columns of DATA may be and what to type for them.

    \b
    Inputs:
      one text             multihot train films.csv --text plot --labels genres --separator "|"
      several texts        multihot train films.csv --text title --text plot --labels tags --literal
      numbers              multihot train genes.csv --features "Att*" --labels "Class*"
      also categories      multihot train houses.csv --features "*" --categories town --labels tags
      steps of a signal    multihot train hearts.csv --signal "step*" --labels "has_*"

    \b
    Labels, beside --text plot or the like:
      names in a cell      --labels genres --separator "|"
      a written list       --labels genres --literal           (cells such as ['war', 'love'])
      a real list          multihot train films.jsonl --text plot --labels genres
      columns of 0 and 1   --labels "is_*"    or    --labels war --labels love
      MULAN's list         multihot train birds.arff --labels birds.xml
      in the file itself   multihot train eurlex.svm    (svmlight; MEKA's -C in .arff)
    """
    from multihot.cli.columns import reading_of

    output = (output or Path("runs") / data.name.partition(".")[0]).absolute()
    return _run(data, output, reading_of({**options, "data": data}), options)


def _run(data: Path, output: Path, reading: Any, options: dict[str, Any]) -> int:
    from multihot.cli.finishing import save, show_findings, show_story
    from multihot.cli.parts import check_files, read_parts
    from multihot.cli.progress import display
    from multihot.runs import Checkpoints, refuse_existing_folder
    from multihot.training import check_job, work

    division = _division(options)
    job = _job(options)
    check_job(job)
    check_files(data, reading, division)
    # behind what is wrong with the command and the files, before the files are read whole
    refuse_existing_folder(output, overwrite=options["overwrite"] or options["resume"])
    splits, told = read_parts(data, reading, division)
    settings = _settings(data, reading, options)
    files = (data, options["validation"], options["test"])
    contents = [_fingerprint(file) for file in files if file is not None]
    checkpoints = Checkpoints(output, {**settings, "contents": contents})
    checkpoints.begin(resume=options["resume"], overwrite=options["overwrite"])
    job = replace(job, settings=settings, told=told)
    with checkpoints.forgotten_unless_begun():
        done = work(splits, job, watchers=(display(),), memory=checkpoints)
    save(done, output, overwrite=True)
    if not done.run.model.interrupted:
        checkpoints.end()
    show_story(done.run)
    show_findings(done.run.findings)
    _show(done.run, output, as_json=options["as_json"])
    return 130 if done.run.model.interrupted else 0


def _division(options: dict[str, Any]) -> Division:
    from multihot.cli.parts import Division

    names = ("validation", "test", "validation_share", "test_share", "seed", "unseen")
    return Division(*(options[name] for name in (*names, "fewest_rows")))


def _job(options: dict[str, Any]) -> Job:
    from multihot.training import Effort, Job

    names = ("epochs", "batch_size", "patience", "learning_rate")
    return Job(
        model=_model(options["model"]),
        metric=options["metric"],
        scope=options["scope"],
        monitor=options["monitor"],
        seed=options["seed"],
        effort=Effort(*(options[name] for name in names)),
        with_validation=options["refit"],
    )


def _show(run: Any, output: Path, *, as_json: bool) -> None:
    click.echo(run.evaluation.to_json() if as_json else run.evaluation.table())
    click.echo(f"\nRun:    {output}\nReport: {(output / 'report.html').resolve()}", err=True)
    if run.model.interrupted:
        click.echo("Interrupted: the best model so far is saved; --resume goes on.", err=True)


def _settings(data: Path, reading: Any, options: dict[str, Any]) -> dict[str, Any]:
    here = ("overwrite", "resume", "as_json", *NAMES)
    asked = {
        name: str(value) if isinstance(value, Path) else value
        for name, value in options.items()
        if name not in here
    }
    return {"data": str(data), **asked, "reading": reading.to_dict()}


def _fingerprint(file: Path) -> str:
    """A training goes on only with the very rows it began with."""
    import hashlib

    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _model(name: str) -> Any:
    if ":" not in name:
        return name
    import sys
    from importlib import import_module

    from multihot.errors import DataError
    from multihot.nn import load_keras

    module, _, function = name.partition(":")
    where, form = f"--model {name}", "name a function as package.module:function; it is called "
    form += "with the numbers of features and of labels, and gives a Keras model"
    if not all(word.isidentifier() for word in (*module.split("."), function)):
        raise DataError("is no package.module:function", where=where, remedy=form)
    load_keras()  # on its backend, before the module imports Keras on another
    sys.path.insert(0, str(Path.cwd()))  # as `python -m` does, so that a file here is found
    try:
        found = getattr(import_module(module), function)
    except (ImportError, AttributeError) as error:
        missing = error.name if isinstance(error, ModuleNotFoundError) else None
        inside = missing is not None and not f"{module}.".startswith(f"{missing}.")
        remedy = f"install {missing}" if inside else form
        raise DataError(f"{error}", where=where, remedy=remedy) from error
    if not callable(found):
        raise DataError(f"is a {type(found).__name__}, not a function", where=where, remedy=form)
    return found
