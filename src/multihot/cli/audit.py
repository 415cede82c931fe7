"""`multihot audit TARGET`: look for the traps of multi-label work, wherever they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from multihot.cli import aiming
from multihot.cli.columns import FILE, column_options
from multihot.cli.matrices import matrix_options
from multihot.cli.sections import SectionedCommand

if TYPE_CHECKING:
    from multihot.auditing.settings import Settings
    from multihot.cli.auditing import Audited

_DATA = (*aiming.OF_DATA, *aiming.OF_SPLITS, *aiming.OF_FILES)


class _Audit(SectionedCommand):
    forms: ClassVar = (
        "SCRIPT|NOTEBOOK|FOLDER... [OPTIONS]",
        "MODEL.keras [--targets FILE ...] [OPTIONS]",
        "--targets FILE [--scores F] [--decisions F] [OPTIONS]",
        "DATA --labels COL [OPTIONS]",
        "RUN [OPTIONS]",
    )
    sections: ClassVar = {
        "Options of all": aiming.OF_ALL,
        "Options of scripts, notebooks and folders": aiming.OF_SCRIPTS,
        "Options of arrays": aiming.OF_ARRAYS,
        "Options of DATA (--label-names and --no-header of arrays, too)": _DATA,
    }


@click.command("audit", cls=_Audit)
@click.argument("target", type=FILE, nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print them as SARIF 2.1.0.")
@click.option(
    "--select",
    metavar="RULE,...",
    help="Ask these rules only: ids, folders (metrics) or severities (error).",
)
@click.option("--ignore", metavar="RULE,...", help="Do not ask these, named in the same way.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    help="The mildest finding that ends with exit code 1.  [default: warning]",
)
@click.option(
    "--keras",
    metavar="VERSION",
    help="The Keras that the scripts are for, 3.5, 2.8, or tf2.4 for TensorFlow 2.4; by default "
    "as their imports and the requirements beside them say.",
)
@matrix_options(required=False)
@click.option(
    "--decisions",
    type=FILE,
    metavar="FILE",
    help="What was decided for these rows and labels, 0 or 1: what F1 and its like are made of.",
)
@column_options
@click.option("--validation", type=FILE, metavar="FILE", help="File of the validation part.")
@click.option("--test", type=FILE, metavar="FILE", help="File of the test part.")
@click.option("--validation-share", default=0.2, show_default=True, help="Of the rows.")
@click.option("--test-share", default=0.2, show_default=True, help="Of the rows.")
@click.option("--seed", default=0, show_default=True, help="Of the split.")
@click.pass_context
def command(ctx: click.Context, /, target: tuple[Path, ...], **options: Any) -> int:
    """Look for what makes the numbers of multi-label work wrong: in scripts and notebooks, which
    are read and never run; in a model and its loss and metrics; in targets, scores and
    decisions; in a data file and its split.

    A comment `# multihot: ignore[RULE]` on a line silences a rule there. Settings stand in
    pyproject.toml below [tool.multihot.audit]: select, ignore, exclude, fail-on, keras; options
    come before them. `multihot explain RULE` prints the page of a rule.

    \b
    Examples:
      multihot audit train.py
      multihot audit . --select error --sarif > findings.sarif
      multihot audit model.keras --targets y.npy
      multihot audit --targets y.csv --scores s.csv --thresholds 0.3
      multihot audit --targets y.npy --decisions d.npy
      multihot audit films.csv --text plot --labels genres

    \b
    Exit codes: 0 nothing at or above --fail-on, 1 something, 2 a target could not be audited,
    70 a bug of multihot.
    """
    given = {
        name
        for name in ctx.params
        if name != "target"
        and ctx.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT
    }
    if options["as_json"] and options["as_sarif"]:
        raise click.UsageError("--json and --sarif are two forms of the same: give one")
    kind = aiming.kind_of_all(target, given)
    from multihot.cli import auditing

    settings = auditing.settings_for(target, options)
    audited = auditing.ASK[kind](target, options, settings)
    _print(audited, settings, options)
    if audited.unread:
        return 2
    return 1 if auditing.fails(audited.findings, settings.fail_on) else 0


def _print(audited: Audited, settings: Settings, options: dict[str, Any]) -> None:
    import json

    for line in audited.told:
        click.echo(line, err=True)
    if options["as_json"]:
        told = [finding.to_dict() for finding in audited.findings]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    elif options["as_sarif"]:
        from multihot import __version__
        from multihot.auditing.sarif import to_sarif
        from multihot.auditing.selecting import rules_for

        rules = rules_for(settings.select, settings.ignore)
        sarif = to_sarif(audited.findings, rules, version=__version__, unread=audited.unread)
        click.echo(sarif)
    else:
        from multihot.cli.showing_findings import show

        show(audited.findings)
    for error in audited.unread:
        click.echo(f"{type(error).__name__}: {error.for_command()}", err=True)
    click.echo(audited.summary(), err=True)
