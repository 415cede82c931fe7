"""`multihot demo`: the whole path on real data of an installed package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multihot.cli.columns import FILE

if TYPE_CHECKING:
    from multihot.data import Splits

# Rules written for this page: nothing like them is in the data.
NEVER_SEEN = (
    "Shadow copies deleted with vssadmin before files are encrypted",
    "A scheduled task is created that starts PowerShell with an encoded command at every logon",
    "Process reads the memory of lsass.exe to dump passwords and hashes",
)


@click.command("demo")
@click.option("--model", default="auto", show_default=True, help="linear, mlp or auto.")
@click.option(
    "-o", "--output", type=FILE, default=Path("runs/demo"), show_default=True, help="Run folder."
)
def command(model: str, output: Path) -> int:
    """Train on 3059 detection rules and their attack tactics, and show what it can do."""
    from multihot.cli.finishing import save, show_findings, show_story
    from multihot.cli.progress import display
    from multihot.runs import load_run
    from multihot.training import Job, work

    splits = _splits()
    settings: dict[str, Any] = {"data": "sigma-rules", "model": model, "reading": _reading()}
    told = (
        ("Data", f"{sum(len(part) for _, part in splits.parts()):,} Sigma rules, 14 tactics."),
        ("Split", "test: the published fifth; validation: a quarter of the rest, stratified."),
    )
    job = Job(model=model, settings=settings, told=told)
    done = work(splits, job, watchers=(display(),))
    save(done, splits.test, output, overwrite=True)
    show_story(done.run)
    show_findings(done.run.findings)
    if done.run.evaluation is not None:
        click.echo(done.run.evaluation.table())
    click.echo("\nThree rules it never saw:")
    for text, labels in zip(NEVER_SEEN, load_run(output).predict(NEVER_SEEN), strict=True):
        click.echo(f"  {text} -> {', '.join(labels) or 'no label'}")
    click.echo(f"\nReport: {(output / 'report.html').resolve()}")
    return 0


def _splits() -> Splits:
    import numpy as np

    from multihot.data import Splits, split_off
    from multihot.io import read_sigma_rules

    rules = read_sigma_rules()
    order = np.random.default_rng(0).permutation(len(rules))
    fifth = len(rules) // 5
    train, validation = split_off(rules.take(order[fifth:]), share=0.25, seed=0)
    return Splits(train, validation, rules.take(order[:fifth]))


def _reading() -> dict[str, Any]:
    from multihot.io import Reading, TextColumns

    return Reading(inputs=TextColumns(("text",))).to_dict()
