"""`multihot audit DATA`: look for trouble in data before training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from multihot.cli.columns import FILE, column_options


@click.command("audit")
@click.argument("data", type=FILE)
@column_options
@click.option("--validation", type=FILE, metavar="FILE", help="File of the validation part.")
@click.option("--test", type=FILE, metavar="FILE", help="File of the test part.")
@click.option("--validation-share", default=0.2, show_default=True, help="Of the rows.")
@click.option("--test-share", default=0.2, show_default=True, help="Of the rows.")
@click.option("--seed", default=0, show_default=True, help="Of the split.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def command(data: Path, **options: Any) -> int:
    """Look for trouble in DATA and its split: duplicates, absent and rare labels, gaps.

    Exit code 1 if anything is found.
    """
    import json

    from multihot.auditing import audit
    from multihot.cli.columns import reading_of
    from multihot.cli.finishing import show_findings
    from multihot.cli.parts import Division, read_parts

    division = Division(
        validation=options["validation"],
        test=options["test"],
        validation_share=options["validation_share"],
        test_share=options["test_share"],
        seed=options["seed"],
        unseen="keep",
        fewest_rows=1,
    )
    splits, _ = read_parts(data, reading_of({**options, "data": data}), division)
    findings = audit(splits=splits)
    if options["as_json"]:
        click.echo(json.dumps([each.to_dict() for each in findings], ensure_ascii=False, indent=1))
    else:
        show_findings(findings, err=False)
        click.echo(f"{len(findings)} findings", err=True)
    return 1 if findings else 0
